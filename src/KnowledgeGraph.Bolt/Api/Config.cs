using System.Net;

namespace KnowledgeGraph.Bolt;

public enum EncryptionLevel
{
    None,
    Encrypted,
}

/// <summary>A host and a port.</summary>
public sealed record ServerAddress(string Host, int Port)
{
    public const int DefaultPort = 7687;

    public static ServerAddress From(Uri uri) => new(uri.Host.Trim('[', ']'), uri.Port < 0 ? DefaultPort : uri.Port);

    public static ServerAddress From(string host, int port) => new(host, port);

    /// <exception cref="FormatException">The text is not <c>host</c>, <c>host:port</c> or <c>[ipv6]:port</c>.</exception>
    public static ServerAddress Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var bracket = text.LastIndexOf(']');
        if (colon <= bracket || (bracket < 0 && text.IndexOf(':') != colon)) return new ServerAddress(text.Trim('[', ']'), DefaultPort);
        if (!ushort.TryParse(text.AsSpan(colon + 1), out var port))
            throw new FormatException($"'{text}' is not a server address; expected host:port.");
        return new ServerAddress(text[..colon].Trim('[', ']'), port);
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

/// <summary>Turns the address that a driver was made with into those of the servers behind it.</summary>
public interface IServerAddressResolver
{
    ISet<ServerAddress> Resolve(ServerAddress address);
}

/// <summary>Where the driver writes what it does; see <see cref="ConfigBuilder.WithLogger"/>.</summary>
public interface ILogger
{
    void Error(Exception? cause, string message, params object?[] args);

    void Warn(Exception? cause, string message, params object?[] args);

    void Info(string message, params object?[] args);

    void Debug(string message, params object?[] args);

    void Trace(string message, params object?[] args);

    bool IsTraceEnabled();

    bool IsDebugEnabled();
}

/// <summary>The settings of a driver. Defaults are the official driver's.</summary>
public sealed class Config
{
    /// <summary>For sizes: no limit.</summary>
    public const int Infinite = -1;

    /// <summary>For times: no limit.</summary>
    public static readonly TimeSpan InfiniteInterval = Timeout.InfiniteTimeSpan;

    internal const string DefaultUserAgent = "knowledge-graph-bolt/0.1";

    public EncryptionLevel EncryptionLevel { get; internal set; } = EncryptionLevel.None;

    /// <summary>Null: the operating system's trust store.</summary>
    public TrustManager? TrustManager { get; internal set; }

    /// <summary>Null: this program shows no certificate of its own.</summary>
    public IClientCertificateProvider? ClientCertificateProvider { get; internal set; }

    internal bool EncryptionConfigured { get; set; }

    public ILogger? Logger { get; internal set; }

    /// <summary>How long a managed transaction is tried again; 30 s.</summary>
    public TimeSpan MaxTransactionRetryTime { get; internal set; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections per server, used and idle; 100.</summary>
    public int MaxConnectionPoolSize { get; internal set; } = 100;

    /// <summary>Idle connections that are kept per server; null: as many as <see cref="MaxConnectionPoolSize"/>.</summary>
    public int? MaxIdleConnectionPoolSize { get; internal set; }

    /// <summary>How long a caller waits for a connection, all told; 60 s.</summary>
    public TimeSpan ConnectionAcquisitionTimeout { get; internal set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a TCP connection may take; 30 s.</summary>
    public TimeSpan ConnectionTimeout { get; internal set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may stay idle before it is closed; no limit.</summary>
    public TimeSpan ConnectionIdleTimeout { get; internal set; } = InfiniteInterval;

    /// <summary>How old a connection may be when it is handed out; 1 h.</summary>
    public TimeSpan MaxConnectionLifetime { get; internal set; } = TimeSpan.FromHours(1);

    /// <summary>Idle for longer than this, a connection is tested before it is handed out; null: never, zero: always.</summary>
    public TimeSpan? ConnectionLivenessThreshold { get; internal set; }

    public bool SocketKeepAlive { get; internal set; } = true;

    public bool Ipv6Enabled { get; internal set; } = true;

    public IServerAddressResolver? Resolver { get; internal set; }

    /// <summary>Rows that are asked for at a time; 1,000. <see cref="Infinite"/>: all.</summary>
    public long FetchSize { get; internal set; } = 1000;

    public string UserAgent { get; internal set; } = DefaultUserAgent;

    public bool TelemetryDisabled { get; internal set; }

    internal NotificationsConfig? Notifications { get; set; }

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Between 0 (inclusive) and 1; spreads the waits of many clients that failed together.</summary>
    internal Func<double> Jitter { get; set; } = Random.Shared.NextDouble;

    internal Func<string, CancellationToken, Task<IPAddress[]>> HostLookup { get; set; } = Dns.GetHostAddressesAsync;
}

/// <summary>Sets what a driver should do otherwise than by default.</summary>
public sealed class ConfigBuilder
{
    private readonly Config _config = new();

    internal ConfigBuilder()
    {
    }

    public ConfigBuilder WithEncryptionLevel(EncryptionLevel level)
    {
        _config.EncryptionLevel = level;
        _config.EncryptionConfigured = true;
        return this;
    }

    public ConfigBuilder WithTrustManager(TrustManager manager)
    {
        _config.TrustManager = manager;
        _config.EncryptionConfigured = true;
        return this;
    }

    public ConfigBuilder WithClientCertificateProvider(IClientCertificateProvider provider) => Set(() => _config.ClientCertificateProvider = provider);

    public ConfigBuilder WithLogger(ILogger logger) => Set(() => _config.Logger = logger);

    public ConfigBuilder WithMaxTransactionRetryTime(TimeSpan time) => Set(() => _config.MaxTransactionRetryTime = NotNegative(time, nameof(time)));

    public ConfigBuilder WithMaxConnectionPoolSize(int size) => Set(() => _config.MaxConnectionPoolSize = size is Config.Infinite or > 0
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), size, "A pool has at least one connection; Config.Infinite sets no limit."));

    public ConfigBuilder WithMaxIdleConnectionPoolSize(int size) => Set(() => _config.MaxIdleConnectionPoolSize = size);

    public ConfigBuilder WithConnectionAcquisitionTimeout(TimeSpan timeSpan) => Set(() => _config.ConnectionAcquisitionTimeout = timeSpan);

    public ConfigBuilder WithConnectionTimeout(TimeSpan timeSpan) => Set(() => _config.ConnectionTimeout = timeSpan);

    public ConfigBuilder WithConnectionIdleTimeout(TimeSpan timeSpan) => Set(() => _config.ConnectionIdleTimeout = timeSpan);

    public ConfigBuilder WithMaxConnectionLifetime(TimeSpan timeSpan) => Set(() => _config.MaxConnectionLifetime = timeSpan);

    public ConfigBuilder WithConnectionLivenessThreshold(TimeSpan? timeSpan) => Set(() => _config.ConnectionLivenessThreshold = timeSpan);

    public ConfigBuilder WithSocketKeepAliveEnabled(bool enable) => Set(() => _config.SocketKeepAlive = enable);

    public ConfigBuilder WithIpv6Enabled(bool enable) => Set(() => _config.Ipv6Enabled = enable);

    public ConfigBuilder WithResolver(IServerAddressResolver resolver) => Set(() => _config.Resolver = resolver);

    public ConfigBuilder WithFetchSize(long size) => Set(() => _config.FetchSize = FetchSizes.Check(size));

    public ConfigBuilder WithUserAgent(string userAgent) => Set(() => _config.UserAgent = userAgent is { Length: > 0 }
        ? userAgent
        : throw new ArgumentException("The user agent is empty.", nameof(userAgent)));

    public ConfigBuilder WithNotifications(Severity? minimumSeverity, Category[]? disabledCategories) => Set(() =>
        _config.Notifications = NotificationsConfig.From(minimumSeverity, disabledCategories?.Select(category => category.ToString())));

    public ConfigBuilder WithNotifications(Severity? minimumSeverity, Classification[]? disabledClassifications) => Set(() =>
        _config.Notifications = NotificationsConfig.From(minimumSeverity, disabledClassifications?.Select(classification => classification.ToString())));

    public ConfigBuilder WithNotificationsDisabled() => Set(() => _config.Notifications = NotificationsConfig.Off);

    public ConfigBuilder WithTelemetryDisabled() => Set(() => _config.TelemetryDisabled = true);

    /// <summary>The clock for every time-out, retry and lifetime. Not part of the official driver; for tests.</summary>
    public ConfigBuilder WithTimeProvider(TimeProvider time) => Set(() => _config.Time = time);

    internal ConfigBuilder WithJitter(Func<double> jitter) => Set(() => _config.Jitter = jitter);

    internal ConfigBuilder WithHostLookup(Func<string, CancellationToken, Task<IPAddress[]>> lookup) => Set(() => _config.HostLookup = lookup);

    internal Config Build() => _config;

    private ConfigBuilder Set(Action change)
    {
        change();
        return this;
    }

    private static TimeSpan NotNegative(TimeSpan time, string name) => time >= TimeSpan.Zero
        ? time
        : throw new ArgumentOutOfRangeException(name, time, "A time is not negative.");
}

internal static class FetchSizes
{
    internal static long Check(long size) => size is Config.Infinite or > 0
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), size, "Rows are fetched one or more at a time; Config.Infinite fetches all.");
}
