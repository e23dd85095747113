namespace KnowledgeGraph.Bolt;

public enum AccessMode
{
    Read,
    Write,
}

/// <summary>The settings of a session.</summary>
public sealed class SessionConfig
{
    internal static SessionConfig Default { get; } = new();

    /// <summary>Null: the user's home database.</summary>
    public string? Database { get; internal set; }

    public AccessMode DefaultAccessMode { get; internal set; } = AccessMode.Write;

    public IEnumerable<Bookmarks>? Bookmarks { get; internal set; }

    public IBookmarkManager? BookmarkManager { get; internal set; }

    /// <summary>Null: the driver's.</summary>
    public long? FetchSize { get; internal set; }

    /// <summary>Work as this user; needs the privilege to.</summary>
    public string? ImpersonatedUser { get; internal set; }

    /// <summary>Null: the driver's. Needs Bolt 5.1.</summary>
    public IAuthToken? AuthToken { get; internal set; }

    internal NotificationsConfig? Notifications { get; set; }
}

/// <summary>Sets what a session should do otherwise than by default.</summary>
public sealed class SessionConfigBuilder
{
    private readonly SessionConfig _config = new();

    internal SessionConfigBuilder()
    {
    }

    public static Action<SessionConfigBuilder> ForDatabase(string database) => builder => builder.WithDatabase(database);

    public SessionConfigBuilder WithDatabase(string database) => Set(() => _config.Database = NotEmpty(database, nameof(database)));

    public SessionConfigBuilder WithDefaultAccessMode(AccessMode mode) => Set(() => _config.DefaultAccessMode = mode);

    public SessionConfigBuilder WithBookmarks(params Bookmarks[] bookmarks) => Set(() => _config.Bookmarks = bookmarks);

    public SessionConfigBuilder WithBookmarkManager(IBookmarkManager? manager) => Set(() => _config.BookmarkManager = manager);

    public SessionConfigBuilder WithFetchSize(long size) => Set(() => _config.FetchSize = FetchSizes.Check(size));

    public SessionConfigBuilder WithImpersonatedUser(string user) => Set(() => _config.ImpersonatedUser = NotEmpty(user, nameof(user)));

    public SessionConfigBuilder WithAuthToken(IAuthToken token) => Set(() => _config.AuthToken = token);

    public SessionConfigBuilder WithNotifications(Severity? minimumSeverity, Category[]? disabledCategories) => Set(() =>
        _config.Notifications = NotificationsConfig.From(minimumSeverity, disabledCategories?.Select(category => category.ToString())));

    public SessionConfigBuilder WithNotifications(Severity? minimumSeverity, Classification[]? disabledClassifications) => Set(() =>
        _config.Notifications = NotificationsConfig.From(minimumSeverity, disabledClassifications?.Select(classification => classification.ToString())));

    public SessionConfigBuilder WithNotificationsDisabled() => Set(() => _config.Notifications = NotificationsConfig.Off);

    internal SessionConfig Build() => _config;

    private SessionConfigBuilder Set(Action change)
    {
        change();
        return this;
    }

    private static string NotEmpty(string value, string name) => !string.IsNullOrEmpty(value)
        ? value
        : throw new ArgumentException($"The {name} is empty; leave it unset instead.", name);
}

/// <summary>The settings of one transaction.</summary>
public sealed class TransactionConfig
{
    internal static TransactionConfig Default { get; } = new();

    /// <summary>Null: the server's default. Zero: no time-out.</summary>
    public TimeSpan? Timeout { get; internal set; }

    /// <summary>Shown by SHOW TRANSACTIONS and in the query log.</summary>
    public IDictionary<string, object?> Metadata { get; internal set; } = new Dictionary<string, object?>();

    internal static TransactionConfig From(Action<TransactionConfigBuilder>? action)
    {
        if (action is null) return Default;
        var builder = new TransactionConfigBuilder();
        action(builder);
        return builder.Build();
    }
}

/// <summary>Sets what a transaction should do otherwise than by default.</summary>
public sealed class TransactionConfigBuilder
{
    private readonly TransactionConfig _config = new();

    internal TransactionConfigBuilder()
    {
    }

    /// <summary>Sent in milliseconds, a fraction of one counting as a whole.</summary>
    public TransactionConfigBuilder WithTimeout(TimeSpan? timeout)
    {
        if (timeout < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A time-out is not negative; zero means none.");
        _config.Timeout = timeout == TimeSpan.MaxValue ? TimeSpan.Zero : timeout;
        return this;
    }

    public TransactionConfigBuilder WithMetadata(IDictionary<string, object?> metadata)
    {
        _config.Metadata = metadata ?? throw new ArgumentNullException(nameof(metadata));
        return this;
    }

    internal TransactionConfig Build() => _config;
}

/// <summary>Which server of a cluster a query may go to.</summary>
public enum RoutingControl
{
    Writers,
    Readers,
}

/// <summary>The settings of an <see cref="IExecutableQuery{TIn, TOut}"/>.</summary>
/// <param name="Database">Null: the user's home database.</param>
/// <param name="BookmarkManager">Null: the driver's own, which makes each query see those before it.</param>
/// <param name="EnableBookmarkManager">False: no bookmarks are sent or kept.</param>
public sealed record QueryConfig(
    RoutingControl Routing = RoutingControl.Writers,
    string? Database = null,
    string? ImpersonatedUser = null,
    IBookmarkManager? BookmarkManager = null,
    bool EnableBookmarkManager = true,
    TransactionConfig? TransactionConfig = null,
    IAuthToken? AuthToken = null);
