using System.Collections.Frozen;
using System.Net;

namespace KnowledgeGraph.Server.Access;

/// <summary>
/// Refuses requests for a host that this server is not: a page of another site can let its own name point at 127.0.0.1 (DNS rebinding),
/// but cannot change the name that the browser sends. IP addresses are no names and are taken.
/// </summary>
internal sealed class HostFilter
{
    private readonly FrozenSet<string> _names;
    private readonly bool _takesAny;

    /// <param name="urls">What the server listens at. Where that is more than this machine reaches and no name is given, any name is taken.</param>
    /// <param name="allowed">Further names; <c>*</c>: any.</param>
    public HostFilter(string urls, IReadOnlyCollection<string> allowed)
    {
        var addresses = ListenAddress.Of(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        _names = addresses.Select(address => address.Host).Concat(allowed).Append("localhost").ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _takesAny = allowed.Contains("*") || (allowed.Count == 0 && addresses.Any(address => !address.IsLoopback));
    }

    public bool Allows(HostString host)
    {
        var name = host.Host;
        return _takesAny || name.Length == 0 || _names.Contains(name) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(name.Trim('[', ']'), out _);
    }
}
