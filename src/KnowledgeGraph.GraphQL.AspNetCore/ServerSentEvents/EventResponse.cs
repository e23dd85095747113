using KnowledgeGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.GraphQL.AspNetCore.ServerSentEvents;

/// <summary>
/// Writes what one operation comes to as one response of events: the distinct connections mode of graphql-sse. When the server
/// stops, the response ends without its complete event, so that the client knows to come back.
/// </summary>
internal sealed class EventResponse(OperationRunner runner, EventStreamOptions options, TimeProvider time, CancellationToken stopping)
{
    public async Task WriteAsync(HttpContext context, ExecutionResult result)
    {
        using var counted = TransportDiagnostics.Connection("event_stream");
        using var writer = new EventWriter(context, options.SendTimeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await writer.OpenAsync();
        var keepAlive = writer.KeepAliveAsync(options.KeepAlive, ended.Token);
        try
        {
            await WriteResultsAsync(writer, null, result, ended.Token);
            if (!ended.IsCancellationRequested)
                await writer.CompleteAsync(null);
        }
        catch (OperationCanceledException)
        {
            // The client closed the connection, which is how it ends a stream, or the server stops.
        }
        finally
        {
            await ended.CancelAsync();
            await keepAlive;
        }
    }

    /// <summary>Writes each result as a next event.</summary>
    /// <param name="operationId">Null in distinct connections mode.</param>
    public async Task WriteResultsAsync(EventWriter writer, string? operationId, ExecutionResult result, CancellationToken ended)
    {
        if (result is OperationResult single)
        {
            await writer.NextAsync(operationId, single);
            return;
        }

        try
        {
            await foreach (var item in ((ResponseStream)result).ReadResponsesAsync().WithCancellation(ended))
            {
                using (item)
                    await writer.NextAsync(operationId, item);
            }
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            runner.LogUnexpected(unexpected);
        }
    }
}
