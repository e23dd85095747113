using System.Net.WebSockets;
using System.Text;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.WebSockets;

/// <summary>A client that sends and receives raw messages.</summary>
internal sealed class TestSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    private TestSocket()
    {
    }

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public string? CloseReason => _socket.CloseStatusDescription;

    public static async Task<TestSocket> OpenAsync(RunningServer server, string? subprotocol = "graphql-transport-ws", string? origin = null)
    {
        var socket = new TestSocket();
        if (subprotocol is not null)
            socket._socket.Options.AddSubProtocol(subprotocol);
        if (origin is not null)
            socket._socket.Options.SetRequestHeader("Origin", origin);
        await socket._socket.ConnectAsync(new UriBuilder(server.Url) { Scheme = "ws" }.Uri, CancellationToken.None);
        return socket;
    }

    /// <summary>A socket whose connection_init was acknowledged.</summary>
    public static async Task<TestSocket> OpenInitialisedAsync(RunningServer server)
    {
        var socket = await OpenAsync(server);
        await socket.SendAsync("""{"type":"connection_init"}""");
        Assert.Equal("""{"type":"connection_ack"}""", await socket.ReceiveAsync());
        return socket;
    }

    public Task SendAsync(string message) => SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text);

    public Task SendAsync(byte[] message, WebSocketMessageType type) =>
        _socket.SendAsync(message, type, endOfMessage: true, CancellationToken.None);

    /// <summary>The next message; null when the server closed the socket.</summary>
    public async Task<string?> ReceiveAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var message = new MemoryStream();
        var buffer = new byte[16_384];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, deadline.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(message.ToArray());
        }
    }

    public async Task<int> ReceiveCloseAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        return (int)_socket.CloseStatus!.Value;
    }

    public void Dispose() => _socket.Dispose();
}
