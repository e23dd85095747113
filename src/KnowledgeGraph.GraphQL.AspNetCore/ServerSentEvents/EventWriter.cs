using System.Buffers;
using KnowledgeGraph.GraphQL.AspNetCore.Http;
using KnowledgeGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KnowledgeGraph.GraphQL.AspNetCore.ServerSentEvents;

/// <summary>
/// Writes events to one open response, one after another. A write ends when the peer's window took it, so that a source is read no
/// faster than its client reads; a peer that takes longer than the time-out is dropped. Owns nothing but the lock.
/// </summary>
internal sealed class EventWriter(HttpContext context, TimeSpan sendTimeout, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task OpenAsync()
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache, no-transform";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await CommentAsync();
    }

    public Task CommentAsync() => SendAsync(static (_, _, output) => output.Write(EventText.Comment), null, null);

    public Task NextAsync(string? operationId, OperationResult result) =>
        SendAsync(static (id, result, output) => EventText.WriteNext(output, id, result!), operationId, result);

    public Task CompleteAsync(string? operationId) =>
        SendAsync(static (id, _, output) => EventText.WriteComplete(output, id), operationId, null);

    /// <summary>Sends comments until cancelled.</summary>
    public async Task KeepAliveAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await CommentAsync();
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The stream ended or the peer is gone; whoever reads the source learns of it by itself.
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <exception cref="OperationCanceledException">The peer is gone, or was dropped.</exception>
    private async Task SendAsync(Action<string?, OperationResult?, ResponseBuffer> write, string? operationId, OperationResult? result)
    {
        using var buffer = new ResponseBuffer();
        write(operationId, result, buffer);
        await _turn.WaitAsync(context.RequestAborted);
        try
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            using var deadline = new CancellationTokenSource(sendTimeout, time);
            await using var drop = deadline.Token.Register(static state => ((HttpContext)state!).Abort(), context);
            await context.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
        }
        finally
        {
            _turn.Release();
        }
    }
}
