using KnowledgeGraph.Server.Access;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>What whoever starts a server should know about its settings.</summary>
internal static class ServerWarnings
{
    public static IEnumerable<string> Of(ServerSettings settings)
    {
        IReadOnlyList<ListenAddress> addresses;
        try
        {
            addresses = ListenAddress.Of(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        catch (FormatException)
        {
            // Told when it is listened at.
            yield break;
        }
        var access = settings.Access;
        if (addresses.All(address => address.IsLoopback) && access.TrustedProxies.Count == 0)
        {
            if (access.Anonymous is AnonymousAccess.Writer or AnonymousAccess.Curator) yield return "anyone on this machine may change the graph (--anonymous).";
            yield break;
        }
        if (access.Anonymous is AnonymousAccess.Writer or AnonymousAccess.Curator)
            yield return $"WARNING: anyone who reaches {settings.Urls} may change the graph without a key (--anonymous {access.Anonymous.ToString().ToLowerInvariant()}).";
        else if (access.Anonymous is AnonymousAccess.Reader)
            yield return $"anyone who reaches {settings.Urls} may read the graph without a key (--anonymous reader).";
        else if (access.Jwt is null && (access.KeyFile is null || !File.Exists(access.KeyFile)))
            yield return "callers need a key, and there is none yet: 'kg key add NAME --role reader' makes one.";
        if (access.TrustedProxies.Count == 0 && addresses.Any(address => !address.IsLoopback && !address.IsHttps))
            yield return "keys and answers travel unencrypted over http: give --tls-certificate, or put a proxy with TLS before it (--trusted-proxy).";
    }
}
