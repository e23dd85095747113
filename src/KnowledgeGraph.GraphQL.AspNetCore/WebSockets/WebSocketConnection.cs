using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using KnowledgeGraph.GraphQL.AspNetCore.Http;
using KnowledgeGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.AspNetCore.WebSockets;

/// <summary>
/// One socket. A single loop reads; operations write, one message at a time, and each waits until its message was taken, so that a
/// slow reader slows its own subscriptions and nothing queues up. Source: "GraphQL over WebSocket Protocol".
/// </summary>
internal sealed class WebSocketConnection(
    WebSocket socket, HttpContext context, OperationRunner runner, SocketOptions options, IServiceScopeFactory scopes, TimeProvider time)
    : IAsyncDisposable
{
    private const int MaxReasonBytes = 123;
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _ended = new(Timeout.InfiniteTimeSpan, time);
    private readonly WorkTracker _work = new();
    private readonly Dictionary<string, Operation> _operations = new(StringComparer.Ordinal);
    private bool _initialised;
    private bool _acknowledged;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var link = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token, context.RequestAborted);
        await using var goodbye = stopping.Register(() => _ = CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "The server is stopping"));
        await using var initTimer = time.CreateTimer(
            static state => _ = ((WebSocketConnection)state!).CloseUninitialisedAsync(), this, options.InitTimeout, Timeout.InfiniteTimeSpan);
        using var message = new ResponseBuffer();
        try
        {
            while (socket.State == WebSocketState.Open && await ReceiveAsync(message, link.Token) && await HandleAsync(ClientMessage.Read(message.WrittenSpan)))
                message.Clear();
            await AwaitGoodbyeAsync(message, link.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException)
        {
            // The peer is gone without a goodbye, or did not answer ours in time.
        }
        catch (Exception unexpected)
        {
            runner.LogUnexpected(unexpected);
            await CloseAsync(CloseCode.InternalServerError, "Internal server error");
        }
    }

    public Task CloseAsync(CloseCode code, string reason) => CloseAsync((WebSocketCloseStatus)code, reason);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _work.WhenIdleAsync();
        _ended.Dispose();
        _sending.Dispose();
    }

    /// <summary>Reads one whole message; false where the connection ends instead.</summary>
    private async Task<bool> ReceiveAsync(ResponseBuffer message, CancellationToken cancellationToken)
    {
        while (true)
        {
            var part = await socket.ReceiveAsync(message.GetMemory(1024), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await CloseAsync(WebSocketCloseStatus.NormalClosure, "");
                return false;
            }

            message.Advance(part.Count);
            if (message.WrittenCount > options.MaxMessageBytes)
            {
                await CloseAsync(CloseCode.MessageTooBig, $"Expected at most {options.MaxMessageBytes} bytes");
                return false;
            }

            if (part.MessageType == WebSocketMessageType.Binary)
            {
                await CloseAsync(CloseCode.BadRequest, "Expected a text message");
                return false;
            }

            if (part.EndOfMessage)
                return true;
        }
    }

    /// <summary>Reads on until the peer answers our close frame, so that it is not cut off before it has read the frame.</summary>
    private async Task AwaitGoodbyeAsync(ResponseBuffer message, CancellationToken cancellationToken)
    {
        message.Clear();
        while (socket.State == WebSocketState.CloseSent)
            await socket.ReceiveAsync(message.GetMemory(1024), cancellationToken);
    }

    /// <returns>Whether to go on.</returns>
    private async Task<bool> HandleAsync(ClientMessage message)
    {
        switch (message.Type)
        {
            case ClientMessageType.ConnectionInit:
                return await InitialiseAsync(message.Payload);
            case ClientMessageType.Ping:
                await SendAsync(static (payload, output) => ServerMessage.WritePong(output, payload), message.Payload);
                return true;
            case ClientMessageType.Pong:
                return true;
            case ClientMessageType.Subscribe when !_acknowledged:
                await CloseAsync(CloseCode.Unauthorized, "Unauthorized");
                return false;
            case ClientMessageType.Subscribe:
                return await SubscribeAsync(message.Id!, message.Request!);
            case ClientMessageType.Complete:
                Stop(message.Id!);
                return true;
            default:
                await CloseAsync(CloseCode.BadRequest, message.Problem ?? "Invalid message received");
                return false;
        }
    }

    private async Task<bool> InitialiseAsync(JsonElement payload)
    {
        if (_initialised)
        {
            await CloseAsync(CloseCode.TooManyInitialisationRequests, "Too many initialisation requests");
            return false;
        }

        Volatile.Write(ref _initialised, true);
        if (options.OnConnect is not null && !await options.OnConnect(context, payload, _ended.Token))
        {
            await CloseAsync(CloseCode.Forbidden, "Forbidden");
            return false;
        }

        _acknowledged = true;
        await SendAsync(ServerMessage.ConnectionAck);
        return true;
    }

    private async Task<bool> SubscribeAsync(string id, RequestParameters request)
    {
        Operation? operation = null;
        lock (_operations)
        {
            if (_operations.ContainsKey(id))
                operation = null;
            else if (_operations.Count < options.MaxOperations && _work.Count < 2 * options.MaxOperations)
                _operations.Add(id, operation = new Operation(id, CancellationTokenSource.CreateLinkedTokenSource(_ended.Token)));
            else
                operation = Operation.Refused;
        }

        if (operation is null)
        {
            await CloseAsync(CloseCode.SubscriberAlreadyExists, $"Subscriber for {id} already exists");
            return false;
        }

        if (operation == Operation.Refused)
        {
            var rejection = new Rejection(
                StatusCodes.Status429TooManyRequests, "TOO_MANY_OPERATIONS", $"The connection already runs {options.MaxOperations} operations, the most that it may.");
            await SendAsync(static (state, output) => ServerMessage.WriteError(output, state.id, state.rejection), (id, rejection));
            return true;
        }

        // Started on the pool, so that the loop reads on while resolvers run.
        _work.Track(Task.Run(() => ExecuteAsync(operation, request), CancellationToken.None));
        return true;
    }

    private async Task ExecuteAsync(Operation operation, RequestParameters request)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await using var result = await runner.RunAsync(
                request, AllowedOperations.All, CostMode.Enforce, context, scope.ServiceProvider, operation.Stopped.Token);
            if (result is ResponseStream stream)
                await SendStreamAsync(operation, stream);
            else if (result is OperationResult { HasData: true } executed)
                await SendNextAsync(operation, executed);
            else if (result is OperationResult refused && TryFree(operation))
                await SendAsync(static (state, output) => ServerMessage.WriteError(output, state.Id, state.refused), (operation.Id, refused));
            if (TryFree(operation))
                await SendAsync(static (id, output) => ServerMessage.WriteComplete(output, id), operation.Id);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException or TimeoutException)
        {
            // Stopped by the client, or the connection is gone.
        }
        catch (Exception unexpected)
        {
            runner.LogUnexpected(unexpected);
            await CloseAsync(CloseCode.InternalServerError, "Internal server error");
        }
        finally
        {
            TryFree(operation);
            operation.Stopped.Dispose();
        }
    }

    private async Task SendStreamAsync(Operation operation, ResponseStream stream)
    {
        await foreach (var item in stream.ReadResponsesAsync().WithCancellation(operation.Stopped.Token))
        {
            using (item)
                await SendNextAsync(operation, item);
        }
    }

    private Task SendNextAsync(Operation operation, OperationResult result) =>
        operation.Stopped.IsCancellationRequested
            ? Task.CompletedTask
            : SendAsync(static (state, output) => ServerMessage.WriteNext(output, state.Id, state.result), (operation.Id, result));

    private void Stop(string id)
    {
        Operation? operation;
        lock (_operations)
            _operations.Remove(id, out operation);
        try
        {
            operation?.Stopped.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself at the same moment.
        }
    }

    /// <summary>Gives the id back; false where the client did so before, and then waits for nothing more.</summary>
    private bool TryFree(Operation operation)
    {
        lock (_operations)
        {
            return _operations.TryGetValue(operation.Id, out var current) && current == operation && _operations.Remove(operation.Id);
        }
    }

    private async Task SendAsync<T>(Action<T, IBufferWriter<byte>> write, T state)
    {
        using var buffer = new ResponseBuffer();
        write(state, buffer);
        await SendAsync(buffer.WrittenMemory);
    }

    private async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        await _sending.WaitAsync(_ended.Token);
        try
        {
            using var deadline = new CancellationTokenSource(options.SendTimeout, time);
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            socket.Abort();
            throw;
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task CloseUninitialisedAsync()
    {
        if (!Volatile.Read(ref _initialised))
            await CloseAsync(CloseCode.ConnectionInitialisationTimeout, "Connection initialisation timeout");
    }

    private async Task CloseAsync(WebSocketCloseStatus status, string reason)
    {
        try
        {
            using var deadline = new CancellationTokenSource(options.SendTimeout, time);
            await _sending.WaitAsync(deadline.Token);
            try
            {
                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                    await socket.CloseOutputAsync(status, Shorten(reason), deadline.Token);
            }
            finally
            {
                _sending.Release();
            }

            _ended.CancelAfter(GoodbyeTimeout);
        }
        catch (Exception gone) when (gone is OperationCanceledException or WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    /// <summary>A close frame has room for 123 bytes of reason; ids from clients may be longer.</summary>
    private static string Shorten(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > MaxReasonBytes)
            reason = reason[..^1];
        return reason;
    }

    private sealed class Operation(string id, CancellationTokenSource stopped)
    {
        public static Operation Refused { get; } = new("", new CancellationTokenSource());

        public string Id { get; } = id;

        public CancellationTokenSource Stopped { get; } = stopped;
    }
}
