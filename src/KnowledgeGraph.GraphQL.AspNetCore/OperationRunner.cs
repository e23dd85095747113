using KnowledgeGraph.GraphQL.AspNetCore.Http;
using KnowledgeGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KnowledgeGraph.GraphQL.AspNetCore;

/// <summary>Gives requests of all transports to the engine.</summary>
internal sealed partial class OperationRunner(IRequestExecutor executor, ILogger<OperationRunner> logger, Func<HttpContext, ValueTask<GraphQLError?>>? admit = null)
{
    /// <param name="context">The request or connection that the operation came by.</param>
    /// <param name="outlivesContext">The operation goes on when its request is answered, so resolvers do not get to see the request.</param>
    /// <param name="services">What resolvers take their services from; lives at least as long as the result is read.</param>
    /// <returns>A result or a stream of them; the caller disposes it.</returns>
    public async ValueTask<ExecutionResult> RunAsync(
        RequestParameters request,
        AllowedOperations allowed,
        CostMode cost,
        HttpContext context,
        IServiceProvider services,
        CancellationToken cancellationToken,
        bool outlivesContext = false)
    {
        if (await AdmitAsync(context) is { } refused)
            return refused;
        return await executor.ExecuteAsync(
            new GraphQLRequest
            {
                Query = request.Query,
                QueryUtf8 = request.QueryUtf8,
                DocumentId = request.HasDocument ? null : request.DocumentId,
                OperationName = request.OperationName,
                Variables = request.Variables,
                Extensions = request.Extensions,
                AllowedOperations = allowed,
                Cost = cost,
                Services = services,
                User = context.User,
                Items = outlivesContext ? null : new TransportItems(context),
            },
            cancellationToken);
    }

    /// <summary>Null: the caller may use the endpoint; else the answer.</summary>
    public async ValueTask<OperationResult?> AdmitAsync(HttpContext context) =>
        admit is not null && await admit(context) is { } refused ? OperationResult.FromErrors(refused) : null;

    /// <summary>For what nobody expected to happen while a connection was served.</summary>
    public void LogUnexpected(Exception unexpected) => Unexpected(unexpected);

    [LoggerMessage(1, LogLevel.Error, "A connection broke off")]
    private partial void Unexpected(Exception unexpected);
}
