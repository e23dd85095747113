using System.Net;
using System.Net.Sockets;

namespace KnowledgeGraph.Bolt.TestKitBackend;

/// <summary>Accepts the suite's connections; each is one test with its own objects.</summary>
public sealed class BackendServer : IAsyncDisposable
{
    private readonly TcpListener _listener;

    public BackendServer(IPEndPoint endPoint)
    {
        _listener = new TcpListener(endPoint);
        _listener.Start();
    }

    public IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndpoint;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(cancellationToken);
                _ = Task.Run(() => ServeAsync(client), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped from outside.
        }
    }

    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        return ValueTask.CompletedTask;
    }

    private static async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await using var frontend = new Frontend(client.GetStream());
                await frontend.ServeAsync();
            }
            catch (Exception e)
            {
                Console.Error.WriteLine(e);
            }
        }
    }
}
