using System.Net;

namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>
/// Which addresses may be connected to: only those of the public internet, so that nobody can make the server read what stands behind it. Asked with
/// resolved addresses, never with names. Source: IANA's registries of special-purpose addresses (RFC 6890 and its updates).
/// </summary>
/// <param name="allowed">Networks that may be read all the same: a newsroom's own servers.</param>
public sealed class AddressPolicy(IReadOnlyCollection<IPNetwork>? allowed = null)
{
    private static readonly IPNetwork[] Refused4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // shared by carriers
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("169.254.0.0/16"), // link-local, with the metadata services of clouds
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // benchmarks
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/4"), // multicast
        IPNetwork.Parse("240.0.0.0/4"), // reserved, broadcast
    ];

    // All else of IPv6 is loopback, local, multicast, mapped, translated (64:ff9b::/96) or not assigned.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Refused6 =
    [
        IPNetwork.Parse("2001::/23"), // protocol assignments, with Teredo
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4: an IPv4 address inside
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    /// <summary>Whether the address may be connected to.</summary>
    public bool Allows(IPAddress address)
    {
        // Before any network is asked: IPNetwork takes such an address for the IPv4 one inside.
        if (address.IsIPv4MappedToIPv6) return false;
        if (allowed is not null && allowed.Any(network => network.Contains(address))) return true;
        return address.AddressFamily switch
        {
            System.Net.Sockets.AddressFamily.InterNetwork => !Refused4.Any(network => network.Contains(address)),
            System.Net.Sockets.AddressFamily.InterNetworkV6 => Global6.Contains(address) && !Refused6.Any(network => network.Contains(address)),
            _ => false,
        };
    }
}
