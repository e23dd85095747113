using System.Net;
using System.Net.Sockets;

namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>A host has no address that may be connected to.</summary>
internal sealed class AddressRefusedException(string host) : IOException($"{host} has no public address");

/// <summary>
/// Opens connections: resolves the name once, checks what came, and connects to exactly that. A name that resolves otherwise a moment later changes nothing.
/// </summary>
/// <param name="resolve">Addresses of a host; the system's resolver outside of tests.</param>
internal sealed class GuardedConnector(AddressPolicy policy, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolve(host, cancellation);
        var addresses = found.Where(policy.Allows).ToList();
        if (addresses.Count == 0) throw found.Length > 0 ? new AddressRefusedException(host) : new SocketException((int)SocketError.HostNotFound);
        for (var i = 0; ; i++)
        {
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < addresses.Count)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
