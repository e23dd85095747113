using System.Net;
using KnowledgeGraph.Server.Ingestion.Web;

namespace KnowledgeGraph.Server.Tests.Ingestion.Web;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("0.0.0.0", "this network")]
    [InlineData("10.1.2.3", "private")]
    [InlineData("100.64.0.1", "shared by carriers")]
    [InlineData("100.127.255.255", "shared by carriers")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.255.255.254", "loopback")]
    [InlineData("169.254.169.254", "metadata of clouds")]
    [InlineData("172.16.0.1", "private")]
    [InlineData("172.31.255.255", "private")]
    [InlineData("192.0.0.8", "protocol assignments")]
    [InlineData("192.0.2.1", "documentation")]
    [InlineData("192.88.99.1", "6to4 relay")]
    [InlineData("192.168.1.1", "private")]
    [InlineData("198.18.0.1", "benchmarks")]
    [InlineData("203.0.113.9", "documentation")]
    [InlineData("224.0.0.1", "multicast")]
    [InlineData("255.255.255.255", "broadcast")]
    [InlineData("::", "unspecified")]
    [InlineData("::1", "loopback")]
    [InlineData("::ffff:10.0.0.1", "IPv4-mapped")]
    [InlineData("::ffff:8.8.8.8", "IPv4-mapped")]
    [InlineData("::127.0.0.1", "IPv4-compatible")]
    [InlineData("64:ff9b::a9fe:a9fe", "NAT64")]
    [InlineData("64:ff9b:1::1", "NAT64, local")]
    [InlineData("100::1", "discard")]
    [InlineData("2001::1", "Teredo")]
    [InlineData("2001:db8::1", "documentation")]
    [InlineData("2002:a9fe:a9fe::1", "6to4")]
    [InlineData("3fff::1", "documentation")]
    [InlineData("fc00::1", "unique local")]
    [InlineData("fd12:3456::1", "unique local")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fe80::1%2", "link-local with its zone")]
    [InlineData("fec0::1", "site-local")]
    [InlineData("ff02::1", "multicast")]
    public void What_is_not_of_the_public_internet_is_refused(string address, string why) =>
        Assert.False(new AddressPolicy().Allows(IPAddress.Parse(address)), why);

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("93.184.216.34")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("169.253.1.1")]
    [InlineData("2606:2800:220:1:248:1893:25c8:1946")]
    [InlineData("2a00:1450:4001:830::200e")]
    public void The_public_internet_is_allowed(string address) => Assert.True(new AddressPolicy().Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.20.0.7", true)]
    [InlineData("10.21.0.7", false)]
    public void Networks_of_the_newsroom_can_be_allowed(string address, bool allowed) =>
        Assert.Equal(allowed, new AddressPolicy([IPNetwork.Parse("10.20.0.0/16")]).Allows(IPAddress.Parse(address)));
}
