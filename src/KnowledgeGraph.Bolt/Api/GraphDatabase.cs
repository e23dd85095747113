using KnowledgeGraph.Bolt.Connections;
using KnowledgeGraph.Bolt.Routing;
using KnowledgeGraph.Bolt.Sessions;

namespace KnowledgeGraph.Bolt;

/// <summary>Makes drivers.</summary>
public static class GraphDatabase
{
    public static IBookmarkManagerFactory BookmarkManagerFactory { get; } = new BookmarkManagerFactory();

    public static IDriver Driver(string uri) => Driver(Parse(uri), AuthTokens.None);

    public static IDriver Driver(string uri, IAuthToken authToken) => Driver(Parse(uri), authToken);

    public static IDriver Driver(string uri, IAuthToken authToken, Action<ConfigBuilder> action) => Driver(Parse(uri), authToken, action);

    public static IDriver Driver(Uri uri, IAuthToken authToken) => Driver(uri, authToken, static _ => { });

    public static IDriver Driver(Uri uri, IAuthToken authToken, Action<ConfigBuilder> action) =>
        Driver(uri, AuthTokenManagers.Static(AuthToken.From(authToken)), action);

    public static IDriver Driver(string uri, IAuthTokenManager authTokenManager) => Driver(Parse(uri), authTokenManager, static _ => { });

    public static IDriver Driver(string uri, IAuthTokenManager authTokenManager, Action<ConfigBuilder> action) => Driver(Parse(uri), authTokenManager, action);

    /// <param name="uri">
    /// <c>bolt://host:port</c> for one server, <c>neo4j://host:port</c> for a cluster (its query is the routing context); with <c>+s</c>
    /// encrypted and the certificate checked, with <c>+ssc</c> encrypted only. The port defaults to 7687.
    /// </param>
    /// <exception cref="ArgumentException">The address or the settings contradict themselves; the message says what was expected.</exception>
    public static IDriver Driver(Uri uri, IAuthTokenManager authTokenManager, Action<ConfigBuilder> action)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(authTokenManager);
        ArgumentNullException.ThrowIfNull(action);
        var builder = new ConfigBuilder();
        action(builder);
        var config = builder.Build();

        var encryption = EncryptionFor(uri, config);
        var address = ServerAddress.From(uri);
        if (address.Host.Length == 0) throw new ArgumentException($"The address '{uri}' names no host; expected {uri.Scheme}://host:port.", nameof(uri));
        var context = RoutingContext(uri, address);
        var connector = new Connector(config, encryption, context);
        ConnectionProvider provider = context is not null
            ? new RoutingProvider(config, connector, authTokenManager, address, context)
            : new DirectProvider(config, connector, authTokenManager, address);
        return new Driver(config, provider, encryption.Enabled);
    }

    private static Uri Parse(string uri) => Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
        ? parsed
        : throw new ArgumentException($"'{uri}' is not an address; expected bolt://host:port or neo4j://host:port.", nameof(uri));

    private static Encryption EncryptionFor(Uri uri, Config config)
    {
        switch (uri.Scheme)
        {
            case "bolt" or "neo4j":
                return config.EncryptionLevel == EncryptionLevel.Encrypted
                    ? new Encryption(config.TrustManager ?? TrustManager.CreateChainTrust())
                    : Encryption.None;
            case "bolt+s" or "neo4j+s" or "bolt+ssc" or "neo4j+ssc" when config.EncryptionConfigured:
                throw new ArgumentException($"The scheme {uri.Scheme} settles encryption and trust, and so does the configuration; leave one of them out.", nameof(uri));
            case "bolt+s" or "neo4j+s":
                return new Encryption(TrustManager.CreateChainTrust());
            case "bolt+ssc" or "neo4j+ssc":
                return new Encryption(TrustManager.CreateInsecure());
            default:
                throw new ArgumentException(
                    $"The scheme '{uri.Scheme}' is not known; expected bolt, bolt+s, bolt+ssc, neo4j, neo4j+s or neo4j+ssc.", nameof(uri));
        }
    }

    /// <summary>Null for a single server.</summary>
    private static Dictionary<string, object?>? RoutingContext(Uri uri, ServerAddress address)
    {
        var query = uri.Query.TrimStart('?');
        if (uri.Scheme.StartsWith("bolt", StringComparison.Ordinal))
        {
            return query.Length == 0
                ? null
                : throw new ArgumentException($"The address '{uri}' has a routing context, which only neo4j:// addresses have.", nameof(uri));
        }

        var context = new Dictionary<string, object?> { ["address"] = address.ToString() };
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var (key, value) = (Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
            if (key.Length == 0 || value.Length == 0) throw new ArgumentException($"The routing context '{pair}' of '{uri}' is not key=value.", nameof(uri));
            if (key == "address") throw new ArgumentException($"The routing context of '{uri}' may not set 'address'.", nameof(uri));
            if (!context.TryAdd(key, value)) throw new ArgumentException($"The routing context of '{uri}' has '{key}' twice.", nameof(uri));
        }

        return context;
    }
}
