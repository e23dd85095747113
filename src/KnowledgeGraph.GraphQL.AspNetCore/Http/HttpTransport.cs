using KnowledgeGraph.GraphQL.AspNetCore.ServerSentEvents;
using KnowledgeGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>
/// Queries and mutations as single requests and responses. Source: GraphQL over HTTP. A subscription of a client that takes events as
/// well as JSON (urql offers both for every operation) is answered with events.
/// </summary>
internal sealed class HttpTransport(OperationRunner runner, EventResponse events, GraphQLServerOptions options, TimeProvider time)
{
    private readonly ResponseWriter _writer = new(options.MinCompressedBytes);

    public Task RejectAsync(HttpContext context, Rejection rejection)
    {
        var format = AcceptHeader.Negotiate(context.Request.Headers.Accept);
        return _writer.WriteAsync(context, format, rejection);
    }

    /// <summary>Writes a result as a single response.</summary>
    public Task WriteAsync(HttpContext context, OperationResult result) =>
        WriteAsync(context, AcceptHeader.Negotiate(context.Request.Headers.Accept), result);

    public async Task AnswerAsync(HttpContext context)
    {
        var format = AcceptHeader.Negotiate(context.Request.Headers.Accept);
        if (format is not (ResponseFormat.Json or ResponseFormat.GraphQLResponse))
        {
            await _writer.WriteAsync(context, ResponseFormat.Json, new Rejection(
                StatusCodes.Status406NotAcceptable, "NOT_ACCEPTABLE", "This server writes application/graphql-response+json and application/json."));
            return;
        }

        using var read = await ReadAsync(context, options.MaxBatchSize);
        if (read.Request is not null)
            await AnswerSingleAsync(context, format, read.Request);
        else if (read.Batch is not null)
            await AnswerBatchAsync(context, format, read.Batch);
        else
            await _writer.WriteAsync(context, format, read.Rejection!);
    }

    /// <summary>The parameters of a request from its URL (GET) or its body. The caller disposes them.</summary>
    public async ValueTask<ReadRequest> ReadAsync(HttpContext context, int maxBatchSize)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            return CrossSiteGuard.CheckGet(context.Request) is { } foreign
                ? ReadRequest.Rejected(foreign)
                : RequestReader.ReadQuery(context.Request.Query);
        }

        if (CrossSiteGuard.CheckContentType(context.Request) is { } unsupported)
            return ReadRequest.Rejected(unsupported);
        var (body, rejection) = await RequestBody.ReadAsync(context, options.MaxRequestBytes, options.RequestReadTimeout, time);
        if (rejection is not null)
            return ReadRequest.Rejected(rejection);
        return RequestReader.ReadJson(body!.Bytes, maxBatchSize).Owning(body);
    }

    public static bool IsNotAllowed(OperationResult result) =>
        !result.HasData && result.Errors is [{ Code: ExecutionErrorCodes.OperationNotAllowed }, ..];

    /// <summary>Whether the caller, not the document, is why there are no events: answered with a status, as any request.</summary>
    public static bool IsRefused(OperationResult result) => IsNotAllowed(result)
        || (!result.HasData && result.Errors is [{ Code: ExecutionErrorCodes.Unauthenticated or ExecutionErrorCodes.Forbidden or ExecutionErrorCodes.RateLimited }, ..]);

    private async Task AnswerSingleAsync(HttpContext context, ResponseFormat format, RequestParameters request)
    {
        var mayStream = options.EventStreams.Enabled && AcceptHeader.AcceptsEventStream(context.Request.Headers.Accept);
        await using var result = await ExecuteAsync(context, request, mayStream ? AllowedOperations.Subscription : AllowedOperations.None);
        if (result is OperationResult single)
            await WriteAsync(context, format, single);
        else
            await events.WriteAsync(context, result);
    }

    private Task WriteAsync(HttpContext context, ResponseFormat format, OperationResult result)
    {
        if (IsNotAllowed(result))
            context.Response.Headers.Allow = HttpMethods.IsGet(context.Request.Method) ? "POST" : "GET, POST";
        return _writer.WriteAsync(context, format, result);
    }

    private async Task AnswerBatchAsync(HttpContext context, ResponseFormat format, IReadOnlyList<RequestParameters> requests)
    {
        // One after another, so that mutations of a batch happen in its order.
        var results = new List<OperationResult>(requests.Count);
        try
        {
            foreach (var request in requests)
                results.Add((OperationResult)await ExecuteAsync(context, request, AllowedOperations.None));
            await _writer.WriteBatchAsync(context, format, results);
        }
        finally
        {
            foreach (var result in results)
                result.Dispose();
        }
    }

    private ValueTask<ExecutionResult> ExecuteAsync(HttpContext context, RequestParameters request, AllowedOperations besides)
    {
        var allowed = HttpMethods.IsGet(context.Request.Method) ? AllowedOperations.Query : AllowedOperations.Query | AllowedOperations.Mutation;
        return runner.RunAsync(
            request, allowed | besides, CostModeOf(context.Request), context, context.RequestServices, context.RequestAborted);
    }

    private static CostMode CostModeOf(HttpRequest request) => request.Headers["GraphQL-Cost"].ToString() switch
    {
        "report" => CostMode.Report,
        "validate" => CostMode.Validate,
        _ => CostMode.Enforce,
    };
}
