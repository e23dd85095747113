using System.Net;
using System.Net.Sockets;
using KnowledgeGraph.Bolt.TestKitBackend;

const int defaultPort = 9876;
var port = defaultPort;
if (args is ["--port", var text])
{
    if (!int.TryParse(text, out port) || port is < 0 or > 65535)
    {
        Console.Error.WriteLine($"'{text}' is not a port; expected 0 to 65535.");
        return 2;
    }
}
else if (args.Length > 0)
{
    Console.Error.WriteLine("Usage: KnowledgeGraph.Bolt.TestKitBackend [--port N]");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
await using var server = new BackendServer(new IPEndPoint(IPAddress.Loopback, port));
Console.Error.WriteLine($"TestKit backend listens on {server.EndPoint}.");
await server.RunAsync(stop.Token);
return 0;
