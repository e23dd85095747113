using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using KnowledgeGraph.Bolt.Connections;
using KnowledgeGraph.Bolt.Routing;
using KnowledgeGraph.Bolt.Sessions;

namespace KnowledgeGraph.Bolt.TestKitBackend;

internal sealed partial class Frontend
{
    private static readonly string s_customCertificates =
        Environment.GetEnvironmentVariable("TK_CUSTOM_CA_PATH") is { Length: > 0 } path ? path : "/usr/local/share/custom-ca-certificates";

    private async Task NewDriverAsync(JsonElement data)
    {
        var uri = new Uri(data.GetProperty("uri").GetString()!);
        var manager = Present(data, "authTokenManagerId") is { } id
            ? (IAuthTokenManager)_objects[id.GetString()!]
            : AuthTokenManagers.Static(Present(data, "authorizationToken") is { } token ? AuthJson.Read(token) : AuthTokens.None);
        var driver = GraphDatabase.Driver(uri, manager, config => Configure(config, data));
        await RespondAsync("Driver", new { id = Keep(driver) });
    }

    private void Configure(ConfigBuilder config, JsonElement data)
    {
        config.WithTimeProvider(_time);
        if (Text(data, "userAgent") is { } agent) config.WithUserAgent(agent);
        if (Flag(data, "resolverRegistered")) config.WithResolver(new SuiteResolver(this));
        if (Flag(data, "domainNameResolverRegistered")) config.WithHostLookup(LookupAsync);
        if (Milliseconds(data, "connectionTimeoutMs") is { } connect) config.WithConnectionTimeout(connect);
        if (Number(data, "fetchSize") is { } fetch) config.WithFetchSize(fetch);
        if (Milliseconds(data, "maxTxRetryTimeMs") is { } retry) config.WithMaxTransactionRetryTime(retry);
        if (Milliseconds(data, "livenessCheckTimeoutMs") is { } liveness) config.WithConnectionLivenessThreshold(liveness);
        if (Milliseconds(data, "maxConnectionLifetimeMs") is { } lifetime) config.WithMaxConnectionLifetime(lifetime);
        if (Number(data, "maxConnectionPoolSize") is { } size) config.WithMaxConnectionPoolSize((int)size);
        if (Milliseconds(data, "connectionAcquisitionTimeoutMs") is { } acquire) config.WithConnectionAcquisitionTimeout(acquire);
        if (Flag(data, "telemetryDisabled")) config.WithTelemetryDisabled();
        if (Present(data, "encrypted") is { } encrypted)
            config.WithEncryptionLevel(encrypted.GetBoolean() ? EncryptionLevel.Encrypted : EncryptionLevel.None);
        if (data.TryGetProperty("trustedCertificates", out var trusted)) config.WithTrustManager(Trust(trusted));
        if (Present(data, "clientCertificate") is { } certificate) config.WithClientCertificateProvider(ClientCertificateProviders.Static(ClientCertificate(certificate)));
        if (Text(data, "clientCertificateProviderId") is { } provider) config.WithClientCertificateProvider((IClientCertificateProvider)_objects[provider]);
        ReadNotifications(data, () => config.WithNotificationsDisabled(), (severity, disabled) => config.WithNotifications(severity, disabled));
    }

    private static TrustManager Trust(JsonElement trusted)
    {
        if (trusted.ValueKind == JsonValueKind.Null) return TrustManager.CreateChainTrust();
        var names = trusted.EnumerateArray().Select(name => name.GetString()!).ToArray();
        return names.Length == 0
            ? TrustManager.CreateInsecure()
            : TrustManager.CreateCertTrust(names.Select(name => X509CertificateLoader.LoadCertificateFromFile(Path.Combine(s_customCertificates, name))));
    }

    private static void ReadNotifications(JsonElement data, Action off, Action<Severity?, Category[]?> filter)
    {
        var severity = Text(data, "notificationsMinSeverity");
        var disabled = Texts(data, "notificationsDisabledCategories") ?? Texts(data, "notificationsDisabledClassifications");
        if (severity == "OFF") off();
        else if (severity is not null || disabled is not null)
            filter(severity is null ? null : Enum.Parse<Severity>(severity, ignoreCase: true), disabled?.Select(name => Enum.Parse<Category>(name, ignoreCase: true)).ToArray());
    }

    private async Task<IPAddress[]> LookupAsync(string host, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("DomainNameResolutionRequired", id => new { id, name = host });
        return [.. Texts(answer, "addresses")!.Select(IPAddress.Parse)];
    }

    private async Task OnDriverAsync(JsonElement data, Func<IDriver, Task> action)
    {
        await action(Find<IDriver>(data, "driverId"));
        await RespondAsync("Driver", new { id = Text(data, "driverId") });
    }

    private async Task CheckAsync(JsonElement data, string response, Func<IDriver, Task<bool>> question)
    {
        var available = await question(Find<IDriver>(data, "driverId"));
        await RespondAsync(response, new { id = Text(data, "driverId"), available });
    }

    private async Task GetServerInfoAsync(JsonElement data)
    {
        var info = await Find<IDriver>(data, "driverId").GetServerInfoAsync();
        await RespondAsync("ServerInfo", new { address = info.Address, agent = info.Agent, protocolVersion = info.ProtocolVersion });
    }

    private async Task VerifyAuthenticationAsync(JsonElement data)
    {
        var token = AuthJson.Read(Present(data, "authorizationToken") ?? data.GetProperty("auth_token"));
        var authenticated = await Find<IDriver>(data, "driverId").VerifyAuthenticationAsync(token);
        await RespondAsync("DriverIsAuthenticated", new { id = Text(data, "driverId"), authenticated });
    }

    private async Task ExecuteQueryAsync(JsonElement data)
    {
        var query = Find<IDriver>(data, "driverId").ExecutableQuery(data.GetProperty("cypher").GetString()!)
            .WithParameters(Parameters(data, "params"));
        if (Present(data, "config") is { } config) query = query.WithConfig(QueryConfigOf(config));
        var result = await query.ExecuteAsync();
        await RespondAsync("EagerResult", new
        {
            keys = result.Keys,
            records = result.Result.Select(CypherJson.Record),
            summary = SummaryJson.Describe(result.Summary),
        });
    }

    private QueryConfig QueryConfigOf(JsonElement config)
    {
        var manager = Present(config, "bookmarkManagerId");
        var disabled = manager is { ValueKind: JsonValueKind.Number };
        return new QueryConfig(
            string.Equals(Text(config, "routing"), "r", StringComparison.OrdinalIgnoreCase) ? RoutingControl.Readers : RoutingControl.Writers,
            Text(config, "database"),
            Text(config, "impersonatedUser"),
            manager is { ValueKind: JsonValueKind.String } id ? (IBookmarkManager)_objects[id.GetString()!] : null,
            !disabled,
            TransactionConfig.From(TransactionSettings(config)),
            Present(config, "authorizationToken") is { } token ? AuthJson.Read(token) : null);
    }

    private async Task GetRoutingTableAsync(JsonElement data)
    {
        var provider = (RoutingProvider)((Driver)Find<IDriver>(data, "driverId")).Provider;
        var table = provider.TableOf(Text(data, "database")) ?? new RoutingTable(Text(data, "database"), [], [], [], TimeSpan.Zero, 0);
        await RespondAsync("RoutingTable", new
        {
            database = table.Database,
            ttl = (long)table.TimeToLive.TotalSeconds,
            routers = table.Routers.Select(address => address.ToString()),
            readers = table.Readers.Select(address => address.ToString()),
            writers = table.Writers.Select(address => address.ToString()),
        });
    }

    private async Task ForceRoutingTableUpdateAsync(JsonElement data)
    {
        var provider = (RoutingProvider)((Driver)Find<IDriver>(data, "driverId")).Provider;
        var bookmarks = Texts(data, "bookmarks") ?? [];
        await provider.RefreshAsync(
            new ConnectionRequest(AccessMode.Read, Text(data, "database"), null, _ => new ValueTask<string[]>(bookmarks), null), default);
        await RespondAsync("Driver", new { id = Text(data, "driverId") });
    }

    private async Task GetConnectionPoolMetricsAsync(JsonElement data)
    {
        var address = ServerAddress.Parse(data.GetProperty("address").GetString()!);
        var pool = ((Driver)Find<IDriver>(data, "driverId")).Provider.Pools.FirstOrDefault(p => p.Address == address);
        await RespondAsync("ConnectionPoolMetrics", new { inUse = pool?.InUse ?? 0, idle = pool?.Idle ?? 0 });
    }

    /// <summary>The driver's resolver is not asynchronous; the suite is asked on the caller's thread.</summary>
    private sealed class SuiteResolver(Frontend frontend) : IServerAddressResolver
    {
        public ISet<ServerAddress> Resolve(ServerAddress address)
        {
            var answer = frontend.AskAsync("ResolverResolutionRequired", id => new { id, address = address.ToString() }).GetAwaiter().GetResult();
            return new OrderedAddresses(Texts(answer, "addresses")!.Select(ServerAddress.Parse));
        }
    }

    /// <summary>The suite cares about the order of its addresses.</summary>
    private sealed class OrderedAddresses(IEnumerable<ServerAddress> addresses) : HashSet<ServerAddress>, ISet<ServerAddress>, IEnumerable<ServerAddress>
    {
        private readonly List<ServerAddress> _order = [.. addresses];

        IEnumerator<ServerAddress> IEnumerable<ServerAddress>.GetEnumerator() => _order.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => _order.GetEnumerator();
    }
}
