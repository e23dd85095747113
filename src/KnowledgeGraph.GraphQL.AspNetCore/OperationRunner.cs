using System.Security.Claims;
using KnowledgeGraph.GraphQL.AspNetCore.Http;
using KnowledgeGraph.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KnowledgeGraph.GraphQL.AspNetCore;

/// <summary>Gives requests of all transports to the engine.</summary>
internal sealed partial class OperationRunner(IRequestExecutor executor, ILogger<OperationRunner> logger)
{
    /// <param name="context">The request or connection that the operation came by; null where the operation outlives it.</param>
    /// <param name="services">What resolvers take their services from; lives at least as long as the result is read.</param>
    /// <returns>A result or a stream of them; the caller disposes it.</returns>
    public ValueTask<ExecutionResult> RunAsync(
        RequestParameters request,
        AllowedOperations allowed,
        CostMode cost,
        ClaimsPrincipal user,
        HttpContext? context,
        IServiceProvider services,
        CancellationToken cancellationToken) =>
        executor.ExecuteAsync(
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
                User = user,
                Items = context is null ? null : new TransportItems(context),
            },
            cancellationToken);

    /// <summary>For what nobody expected to happen while a connection was served.</summary>
    public void LogUnexpected(Exception unexpected) => Unexpected(unexpected);

    [LoggerMessage(1, LogLevel.Error, "A connection broke off")]
    private partial void Unexpected(Exception unexpected);
}
