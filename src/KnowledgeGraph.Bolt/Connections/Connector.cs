using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using KnowledgeGraph.Bolt.Protocol;

namespace KnowledgeGraph.Bolt.Connections;

/// <summary>How connections are encrypted: not at all, or trusted by the given manager.</summary>
internal sealed record Encryption(TrustManager? Trust)
{
    internal static Encryption None { get; } = new((TrustManager?)null);

    public bool Enabled => Trust is not null;
}

/// <summary>Opens connections: name, TCP, TLS, handshake, login.</summary>
internal sealed class Connector(Config config, Encryption encryption, IReadOnlyDictionary<string, object?>? routingContext)
{
    /// <exception cref="ServiceUnavailableException">The server cannot be reached or speaks another protocol.</exception>
    /// <exception cref="SecurityException">TLS or login failed.</exception>
    public async ValueTask<BoltConnection> ConnectAsync(
        ServerAddress address, AuthToken token, IAuthTokenManager? manager, IConnectionOwner owner, CancellationToken cancellationToken)
    {
        Stream? stream = null;
        BoltConnection? connection = null;
        try
        {
            var socket = await OpenSocketAsync(address, cancellationToken).ConfigureAwait(false);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (encryption.Trust is { } trust) stream = await EncryptAsync(stream, address, trust, cancellationToken).ConfigureAwait(false);
            var version = await Handshake.NegotiateAsync(stream, cancellationToken).ConfigureAwait(false);
            connection = new BoltConnection(stream, socket, version, address, owner, config.Time) { TokenManager = manager };
            await connection.LoginAsync(config.UserAgent, routingContext, token, config.Notifications, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (Exception e)
        {
            if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
            if (stream is not null) await stream.DisposeAsync().ConfigureAwait(false);
            if (e is SocketException or IOException) throw new ServiceUnavailableException($"No Bolt server answers at {address}: {e.Message}", e);
            throw;
        }
    }

    private async ValueTask<Socket> OpenSocketAsync(ServerAddress address, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = config.ConnectionTimeout > TimeSpan.Zero
            ? config.Time.CreateTimer(static l => ((CancellationTokenSource)l!).Cancel(), limit, config.ConnectionTimeout, Timeout.InfiniteTimeSpan)
            : null;
        try
        {
            return await OpenAnyAsync(address, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ServiceUnavailableException($"No connection to {address} within {config.ConnectionTimeout}.", e);
        }
    }

    private async ValueTask<Socket> OpenAnyAsync(ServerAddress address, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(address.Host, out var literal)
            ? [literal]
            : await config.HostLookup(address.Host, cancellationToken).ConfigureAwait(false);
        Exception? last = null;
        foreach (var ip in found.Where(ip => config.Ipv6Enabled || ip.AddressFamily != AddressFamily.InterNetworkV6))
        {
            var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                if (config.SocketKeepAlive) socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
                await socket.ConnectAsync(new IPEndPoint(ip, address.Port), cancellationToken).ConfigureAwait(false);
                return socket;
            }
            catch (Exception e)
            {
                socket.Dispose();
                if (e is not SocketException) throw;
                last = e;
            }
        }

        throw new ServiceUnavailableException(
            last is null ? $"The name {address.Host} has no address." : $"No Bolt server answers at {address}: {last.Message}", last);
    }

    private async ValueTask<Stream> EncryptAsync(Stream inner, ServerAddress address, TrustManager trust, CancellationToken cancellationToken)
    {
        var uri = new UriBuilder("bolt", address.Host, address.Port).Uri;
        var own = config.ClientCertificateProvider is { } provider ? await provider.GetCertificateAsync().ConfigureAwait(false) : null;
        var tls = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = address.Host,
                    LocalCertificateSelectionCallback = own is null ? null : (_, _, _, _, _) => own,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                        certificate is not null && trust.ValidateServerCertificate(uri, certificate as X509Certificate2 ?? new X509Certificate2(certificate), chain, errors),
                },
                cancellationToken).ConfigureAwait(false);
            return tls;
        }
        catch (Exception e)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            if (e is System.Security.Authentication.AuthenticationException)
                throw new SecurityException($"No secure connection to {address}: {e.Message}", e);
            throw;
        }
    }
}
