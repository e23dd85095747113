using System.Net;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.Server.Access;

/// <summary>One address that the server listens at.</summary>
internal sealed record ListenAddress(string Host, int Port, bool IsHttps)
{
    /// <summary>Only this machine reaches it.</summary>
    public bool IsLoopback => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>From the addresses as Kestrel takes and gives them: <c>http://*:5080</c>, <c>http://[::]:5080</c>.</summary>
    public static IReadOnlyList<ListenAddress> Of(IEnumerable<string> urls) => [.. urls.Select(BindingAddress.Parse).Select(address =>
        new ListenAddress(address.Host, address.Port, address.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase)))];
}
