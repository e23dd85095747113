using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KnowledgeGraph.Bolt.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests.Connections;

/// <summary>Who is trusted under which scheme.</summary>
public sealed class EncryptionTests
{
    private const string Script = "LOGIN";

    [Fact]
    public async Task Under_ssc_any_certificate_will_do()
    {
        using var certificate = SelfSigned("localhost");
        await using var server = new ScriptedServer(0, "5.4", [Script], certificate: certificate);
        await using var driver = GraphDatabase.Driver($"bolt+ssc://{server.Address}", AuthTokens.None);

        await driver.VerifyConnectivityAsync();

        Assert.True(driver.Encrypted);
    }

    [Fact]
    public async Task Under_s_a_certificate_that_nobody_signed_is_refused()
    {
        using var certificate = SelfSigned("localhost");
        await using var server = new ScriptedServer(0, "5.4", [Script], certificate: certificate);
        await using var driver = GraphDatabase.Driver($"bolt+s://{server.Address}", AuthTokens.None);

        var failure = await Assert.ThrowsAsync<SecurityException>(() => driver.VerifyConnectivityAsync());

        Assert.Contains(server.Address, failure.Message);
        Assert.DoesNotContain("HELLO", server.Seen);
    }

    [Fact]
    public async Task A_certificate_that_was_named_is_trusted()
    {
        using var certificate = SelfSigned("localhost");
        await using var server = new ScriptedServer(0, "5.4", [Script], certificate: certificate);
        await using var driver = GraphDatabase.Driver(
            $"bolt://{server.Address}", AuthTokens.None,
            c => c.WithEncryptionLevel(EncryptionLevel.Encrypted).WithTrustManager(TrustManager.CreateCertTrust([certificate])));

        await driver.VerifyConnectivityAsync();
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_refused_though_it_was_named()
    {
        using var certificate = SelfSigned("elsewhere.example", withAddress: false);
        await using var server = new ScriptedServer(0, "5.4", [Script], certificate: certificate);
        await using var driver = GraphDatabase.Driver(
            $"bolt://{server.Address}", AuthTokens.None,
            c => c.WithEncryptionLevel(EncryptionLevel.Encrypted).WithTrustManager(TrustManager.CreateCertTrust([certificate])));

        await Assert.ThrowsAsync<SecurityException>(() => driver.VerifyConnectivityAsync());
    }

    [Fact]
    public async Task The_programs_own_certificate_is_shown_and_can_be_replaced()
    {
        using var certificate = SelfSigned("localhost");
        using var first = SelfSigned("first.example");
        using var second = SelfSigned("second.example");
        var own = ClientCertificateProviders.Rotating(first);
        var time = new SteppingTime();
        await using var server = new ScriptedServer(0, "5.4", [Script, Script], certificate: certificate);
        await using var driver = GraphDatabase.Driver(
            $"bolt+ssc://{server.Address}", AuthTokens.None,
            c => c.WithClientCertificateProvider(own).WithTimeProvider(time).WithMaxConnectionLifetime(TimeSpan.FromHours(1)));

        await driver.VerifyConnectivityAsync();
        own.UpdateCertificate(second);
        await driver.VerifyConnectivityAsync();
        time.Advance(TimeSpan.FromHours(2));
        await driver.VerifyConnectivityAsync();

        Assert.Equal([first.GetCertHashString(), second.GetCertHashString()], server.ClientCertificates);
    }

    [Fact]
    public async Task A_server_without_encryption_is_not_spoken_to_in_plain()
    {
        await using var server = new ScriptedServer("S: <HEX> 00 00 04 05\nS: <EXIT>");
        await using var driver = GraphDatabase.Driver($"bolt+ssc://{server.Address}", AuthTokens.None);

        await Assert.ThrowsAnyAsync<Neo4jException>(() => driver.VerifyConnectivityAsync());
    }

    [Theory]
    [InlineData("bolt+s")]
    [InlineData("bolt+ssc")]
    [InlineData("neo4j+s")]
    [InlineData("neo4j+ssc")]
    public void A_scheme_that_encrypts_takes_no_other_word_on_encryption(string scheme) => Assert.Contains(
        scheme + " settles encryption and trust",
        Assert.Throws<ArgumentException>(() => GraphDatabase.Driver($"{scheme}://host", AuthTokens.None, c => c.WithEncryptionLevel(EncryptionLevel.None))).Message);

    private static X509Certificate2 SelfSigned(string host, bool withAddress = true)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        if (withAddress) names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
