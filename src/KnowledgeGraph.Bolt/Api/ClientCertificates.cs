using System.Security.Cryptography.X509Certificates;

namespace KnowledgeGraph.Bolt;

/// <summary>The certificate by which this program shows a server who it is (mutual TLS); asked for once per new connection.</summary>
public interface IClientCertificateProvider
{
    ValueTask<X509Certificate> GetCertificateAsync();
}

/// <summary>The providers that come with the driver.</summary>
public static class ClientCertificateProviders
{
    /// <summary>Always the same certificate, which has its private key.</summary>
    public static IClientCertificateProvider Static(X509Certificate certificate) => new RotatingClientCertificateProvider(certificate);

    /// <summary>A certificate that can be replaced while the driver runs.</summary>
    public static RotatingClientCertificateProvider Rotating(X509Certificate certificate) => new(certificate);
}

/// <summary>Gives the certificate that it was given last.</summary>
public sealed class RotatingClientCertificateProvider : IClientCertificateProvider
{
    private X509Certificate _certificate;

    internal RotatingClientCertificateProvider(X509Certificate certificate) => _certificate = Check(certificate);

    public ValueTask<X509Certificate> GetCertificateAsync() => ValueTask.FromResult(Volatile.Read(ref _certificate));

    /// <summary>For connections that are opened from now on; those that are open keep theirs until they are replaced.</summary>
    public void UpdateCertificate(X509Certificate certificate) => Volatile.Write(ref _certificate, Check(certificate));

    private static X509Certificate Check(X509Certificate certificate) => certificate ?? throw new ArgumentNullException(nameof(certificate));
}
