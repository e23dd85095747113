using System.Collections;
using System.Net;
using KnowledgeGraph.GraphQL;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.Server.Access;

/// <summary>
/// Stands before every operation of every transport: whether its caller may ask at all, and not too much; and writes down what mutations did.
/// </summary>
internal sealed class OperationGate(CallerIdentification identification, RateLimits limits, AuditLog? audit) : IOperationMiddleware
{
    /// <summary>Before the engine sees anything of the operation: null, or why it is not read.</summary>
    public async ValueTask<GraphQLError?> AdmitAsync(HttpContext context)
    {
        // A request was identified a moment ago; a socket may have been open for days.
        if (context.WebSockets.IsWebSocketRequest && await identification.CheckAgainAsync(context) is { } refusal)
            return new(refusal) { Code = ExecutionErrorCodes.Unauthenticated };
        var caller = Caller.Of(context.User);
        if (!caller.May(Role.Reader))
        {
            return caller.IsKnown
                ? new($"{caller.Name} has no role here; expected reader, writer or curator.") { Code = ExecutionErrorCodes.Forbidden }
                : new("This server answers callers with an API key or a token: send the header Authorization: Bearer ...") { Code = ExecutionErrorCodes.Unauthenticated };
        }
        return limits.Take(caller, context.Connection.RemoteIpAddress) is { } seconds ? TooMuch(seconds) : null;
    }

    public async ValueTask<ExecutionResult> RunAsync(OperationInfo operation, Func<OperationInfo, ValueTask<ExecutionResult>> next, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(operation.Request.User);
        var address = AddressOf(operation.Request);
        if (caller.Kind != CallerKind.Local && limits.TakeMore(caller, address, operation.FieldCost) is { } seconds)
            return OperationResult.FromErrors(TooMuch(seconds));
        if (operation.Node.Operation == OperationType.Subscription) return Watched(await next(operation), operation.Request);
        if (audit is null || operation.Node.Operation != OperationType.Mutation) return await next(operation);
        ExecutionResult? result = null;
        try
        {
            return result = await next(operation);
        }
        finally
        {
            await audit.WriteAsync(caller, address?.ToString(), operation.Node.Name?.Value, Fields(operation, result as OperationResult));
        }
    }

    // A subscription may go on for days: it ends with the key or the token that it was asked for with.
    private ExecutionResult Watched(ExecutionResult result, GraphQLRequest request) =>
        result is ResponseStream stream && ContextOf(request) is { } context
            ? stream.Until(async () => await identification.CheckAgainAsync(context) is { } refusal ? new(refusal) { Code = ExecutionErrorCodes.Unauthenticated } : null)
            : result;

    private static List<AuditedField> Fields(OperationInfo operation, OperationResult? result)
    {
        var fields = new List<AuditedField>();
        foreach (var (name, field, arguments) in operation.RootFields())
        {
            var resolved = operation.RootValues.Any(value => value.Key == name);
            var payload = operation.RootValues.FirstOrDefault(value => value.Key == name).Value;
            var failed = !resolved || result is null || result.Errors.Any(error => error.Path is [string first] && first == name);
            fields.Add(new(field.Name, arguments, failed ? "failed" : HasErrors(payload) ? "refused" : "done"));
        }
        return fields;
    }

    // Payloads tell expected failures as a list named Errors.
    private static bool HasErrors(object? payload) =>
        payload?.GetType().GetProperty("Errors")?.GetValue(payload) is IEnumerable errors && errors.GetEnumerator().MoveNext();

    private static IPAddress? AddressOf(GraphQLRequest request) => ContextOf(request)?.Connection.RemoteIpAddress;

    private static HttpContext? ContextOf(GraphQLRequest request) => request.Items?.GetValueOrDefault(nameof(HttpContext)) as HttpContext;

    private static GraphQLError TooMuch(int seconds) => new($"Too many operations in a short time; ask again in {seconds} s.")
    {
        Code = ExecutionErrorCodes.RateLimited,
        Extensions = new Dictionary<string, object?> { ["retryAfter"] = seconds },
    };
}
