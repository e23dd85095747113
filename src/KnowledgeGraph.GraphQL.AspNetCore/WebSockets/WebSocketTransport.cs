using System.Net.WebSockets;
using KnowledgeGraph.GraphQL.AspNetCore.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>Accepts sockets that speak graphql-transport-ws.</summary>
internal sealed class WebSocketTransport(
    OperationRunner runner,
    HttpTransport http,
    CrossSiteGuard guard,
    SocketOptions options,
    IServiceScopeFactory scopes,
    TimeProvider time,
    CancellationToken stopping)
{
    public const string Subprotocol = "graphql-transport-ws";

    private int _connections;

    public async Task AnswerAsync(HttpContext context)
    {
        if (guard.CheckOrigin(context.Request) is { } foreign)
        {
            await http.RejectAsync(context, foreign);
            return;
        }

        if (Interlocked.Increment(ref _connections) > options.MaxConnections)
        {
            Interlocked.Decrement(ref _connections);
            await http.RejectAsync(context, new Rejection(
                StatusCodes.Status503ServiceUnavailable, "TOO_MANY_CONNECTIONS", $"This server already has {options.MaxConnections} sockets, the most that it keeps."));
            return;
        }

        try
        {
            await AcceptAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task AcceptAsync(HttpContext context)
    {
        var isOurs = context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = isOurs ? Subprotocol : null,
            KeepAliveInterval = options.KeepAlive,
            KeepAliveTimeout = options.KeepAlive,
        });
        using var counted = TransportDiagnostics.Connection("websocket");
        await using var connection = new WebSocketConnection(socket, context, runner, options, scopes, time);
        if (!isOurs)
            await connection.CloseAsync(CloseCode.SubprotocolNotAcceptable, $"Expected the subprotocol {Subprotocol}");
        await connection.RunAsync(stopping);
    }
}
