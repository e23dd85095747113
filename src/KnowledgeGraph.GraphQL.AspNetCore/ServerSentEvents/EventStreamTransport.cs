using System.Text.Json;
using KnowledgeGraph.GraphQL.AspNetCore.Http;
using KnowledgeGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.AspNetCore.ServerSentEvents;

/// <summary>Results as server-sent events, in both modes of the graphql-sse protocol.</summary>
internal sealed class EventStreamTransport(
    OperationRunner runner,
    HttpTransport http,
    EventResponse response,
    EventStreamOptions options,
    IServiceScopeFactory scopes,
    TimeProvider time,
    CancellationToken stopping)
{
    public const string TokenHeader = "X-GraphQL-Event-Stream-Token";
    private const string TokenParameter = "token";

    private readonly EventStreamRegistry _streams = new(options.MaxStreams, options.ReservationLifetime, time);

    /// <summary>Whether a request to the endpoint itself speaks this protocol.</summary>
    public static bool IsMeant(HttpRequest request) =>
        HttpMethods.IsPut(request.Method)
        || HttpMethods.IsDelete(request.Method)
        || request.Headers.ContainsKey(TokenHeader)
        || AcceptHeader.Negotiate(request.Headers.Accept) == ResponseFormat.EventStream;

    public Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var token = TokenOf(request);
        if (HttpMethods.IsPut(request.Method))
            return ReserveAsync(context);
        if (HttpMethods.IsDelete(request.Method))
            return StopAsync(context, token);
        if (HttpMethods.IsGet(request.Method) && token is not null)
            return ConnectAsync(context, token);
        if (HttpMethods.IsPost(request.Method) && token is not null)
            return BeginAsync(context, token);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method))
            return AnswerDistinctAsync(context);
        context.Response.Headers.Allow = "GET, POST, PUT, DELETE";
        return http.RejectAsync(context, new Rejection(
            StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", "The method is not supported; expected GET, POST, PUT or DELETE."));
    }

    private static string? TokenOf(HttpRequest request)
    {
        var token = request.Headers[TokenHeader].ToString();
        if (token.Length == 0)
            token = request.Query[TokenParameter].ToString();
        return token.Length == 0 ? null : token;
    }

    /// <summary>Distinct connections mode: one operation, one response.</summary>
    private async Task AnswerDistinctAsync(HttpContext context)
    {
        using var read = await http.ReadAsync(context, maxBatchSize: 0);
        if (read.Request is null)
        {
            await http.RejectAsync(context, read.Rejection!);
            return;
        }

        await using var result = await runner.RunAsync(
            read.Request, AllowedOver(context.Request), CostMode.Enforce, context, context.RequestServices, context.RequestAborted);
        if (result is OperationResult refused && HttpTransport.IsRefused(refused))
            await http.WriteAsync(context, refused);
        else
            await response.WriteAsync(context, result);
    }

    private async Task ReserveAsync(HttpContext context)
    {
        if (await runner.AdmitAsync(context) is { } refused)
        {
            await http.WriteAsync(context, refused);
            return;
        }

        if (_streams.Reserve() is not { } token)
        {
            await http.RejectAsync(context, new Rejection(
                StatusCodes.Status503ServiceUnavailable, "TOO_MANY_STREAMS", $"This server already has {options.MaxStreams} event streams, the most that it keeps."));
            return;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(token, context.RequestAborted);
    }

    private async Task ConnectAsync(HttpContext context, string token)
    {
        if (_streams.Find(token) is not { } stream)
        {
            await http.RejectAsync(context, UnknownStream());
            return;
        }

        if (!stream.TryConnect())
        {
            await http.RejectAsync(context, new Rejection(StatusCodes.Status409Conflict, "STREAM_ALREADY_OPEN", "The stream is already open."));
            return;
        }

        using var counted = TransportDiagnostics.Connection("event_stream");
        using var writer = new EventWriter(context, options.SendTimeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await writer.OpenAsync();
            stream.Open(writer);
            await writer.KeepAliveAsync(options.KeepAlive, ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The client closed the connection.
        }
        finally
        {
            _streams.Remove(token);
            await stream.Work.WhenIdleAsync();
        }
    }

    private async Task BeginAsync(HttpContext context, string token)
    {
        if (_streams.Find(token) is not { } stream)
        {
            await http.RejectAsync(context, UnknownStream());
            return;
        }

        using var read = await http.ReadAsync(context, maxBatchSize: 0);
        var operationId = read.Request is null ? null : OperationIdOf(read.Request);
        var rejection = read.Rejection;
        if (rejection is null && operationId is null)
            rejection = Rejection.BadRequest("\"extensions.operationId\" is missing; expected a string that names the operation in the stream.");
        if (rejection is null && (stream.OperationCount >= options.MaxOperations || stream.Work.Count >= 2 * options.MaxOperations))
            rejection = new Rejection(StatusCodes.Status429TooManyRequests, "TOO_MANY_OPERATIONS", $"The stream already runs {options.MaxOperations} operations, the most that it may.");
        var operation = rejection is null ? stream.TryBegin(operationId!) : null;
        if (rejection is null && operation is null)
            rejection = new Rejection(StatusCodes.Status409Conflict, "OPERATION_EXISTS", "The stream already runs an operation of this id.");
        if (rejection is not null)
            await http.RejectAsync(context, rejection);
        else
            await BeginAsync(context, stream, operationId!, operation!, read.Request!);
    }

    /// <summary>What the engine refuses is answered here; all else is accepted here and written to the stream.</summary>
    private async Task BeginAsync(
        HttpContext context, EventStream stream, string operationId, CancellationTokenSource operation, RequestParameters request)
    {
        // The operation outlives this request, and so do its services.
        var scope = scopes.CreateAsyncScope();
        ExecutionResult? result = null;
        var handedOver = false;
        try
        {
            result = await runner.RunAsync(request, AllowedOver(context.Request), CostMode.Enforce, context, scope.ServiceProvider, operation.Token, outlivesContext: true);
            if (result is ResponseStream or OperationResult { HasData: true })
            {
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                handedOver = true;
                stream.Work.Track(WriteToStreamAsync(stream, operationId, operation, result, scope));
                return;
            }

            stream.TryFree(operationId, operation);
            await http.WriteAsync(context, (OperationResult)result);
        }
        catch (OperationCanceledException) when (operation.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        finally
        {
            if (!handedOver)
            {
                stream.TryFree(operationId, operation);
                if (result is not null)
                    await result.DisposeAsync();
                operation.Dispose();
                await scope.DisposeAsync();
            }
        }
    }

    private async Task WriteToStreamAsync(
        EventStream stream, string operationId, CancellationTokenSource operation, ExecutionResult result, AsyncServiceScope scope)
    {
        try
        {
            var writer = await stream.WriterAsync(operation.Token);
            await response.WriteResultsAsync(writer, operationId, result, operation.Token);
            if (stream.TryFree(operationId, operation))
                await writer.CompleteAsync(operationId);
        }
        catch (OperationCanceledException)
        {
            // Stopped by its client, or the stream ended.
        }
        catch (Exception unexpected)
        {
            runner.LogUnexpected(unexpected);
        }
        finally
        {
            stream.TryFree(operationId, operation);
            await result.DisposeAsync();
            operation.Dispose();
            await scope.DisposeAsync();
        }
    }

    private async Task StopAsync(HttpContext context, string? token)
    {
        if (token is null || _streams.Find(token) is not { } stream)
        {
            await http.RejectAsync(context, UnknownStream());
            return;
        }

        var operationId = context.Request.Query["operationId"].ToString();
        if (operationId.Length == 0)
        {
            await http.RejectAsync(context, Rejection.BadRequest("The parameter \"operationId\" is missing."));
            return;
        }

        stream.Stop(operationId);
        context.Response.StatusCode = StatusCodes.Status200OK;
    }

    private static string? OperationIdOf(RequestParameters request) =>
        request.Extensions.ValueKind == JsonValueKind.Object
        && request.Extensions.TryGetProperty("operationId", out var id)
        && id.ValueKind == JsonValueKind.String
        && id.GetString() is { Length: > 0 and <= 256 } text
            ? text
            : null;

    private static AllowedOperations AllowedOver(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) ? AllowedOperations.Query | AllowedOperations.Subscription : AllowedOperations.All;

    private static Rejection UnknownStream() => new(
        StatusCodes.Status404NotFound, "STREAM_NOT_FOUND", "There is no such stream; expected the token of a reservation (PUT) that did not expire.");
}
