using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace KnowledgeGraph.Bolt;

/// <summary>Decides whether to trust the certificate that a server shows.</summary>
public abstract class TrustManager
{
    public abstract bool ValidateServerCertificate(Uri uri, X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors sslPolicyErrors);

    /// <summary>Trusts every certificate; protects against eavesdroppers, not against impostors.</summary>
    public static TrustManager CreateInsecure(bool verifyHostname = false) => new Insecure(verifyHostname);

    /// <summary>Trusts what the operating system trusts.</summary>
    public static TrustManager CreateChainTrust(bool verifyHostname = true) => new ChainTrust(verifyHostname);

    /// <summary>Trusts the given certificates and those that they sign.</summary>
    public static TrustManager CreateCertTrust(IEnumerable<X509Certificate2> trusted, bool verifyHostname = true) =>
        new CertificateTrust([.. trusted], verifyHostname);

    private sealed class Insecure(bool verifyHostname) : TrustManager
    {
        public override bool ValidateServerCertificate(Uri uri, X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors sslPolicyErrors) =>
            !verifyHostname || !sslPolicyErrors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
    }

    private sealed class ChainTrust(bool verifyHostname) : TrustManager
    {
        public override bool ValidateServerCertificate(Uri uri, X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors sslPolicyErrors)
        {
            if (!verifyHostname) sslPolicyErrors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
            return sslPolicyErrors == SslPolicyErrors.None;
        }
    }

    private sealed class CertificateTrust(X509Certificate2[] trusted, bool verifyHostname) : TrustManager
    {
        public override bool ValidateServerCertificate(Uri uri, X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors sslPolicyErrors)
        {
            if (verifyHostname && sslPolicyErrors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return false;
            if (sslPolicyErrors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)) return false;
            using var own = new X509Chain();
            own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            own.ChainPolicy.CustomTrustStore.AddRange(trusted);
            own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            if (chain is not null)
                foreach (var element in chain.ChainElements) own.ChainPolicy.ExtraStore.Add(element.Certificate);
            return own.Build(certificate);
        }
    }
}
