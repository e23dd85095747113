using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Executes requests against one schema. Thread-safe.</summary>
public interface IRequestExecutor
{
    Schema Schema { get; }

    /// <summary>
    /// Parses, validates and executes. The result is an <see cref="OperationResult"/>, or a <see cref="ResponseStream"/> for a subscription
    /// that could be opened; the caller disposes it. Whatever is wrong with the request is in the result.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<ExecutionResult> ExecuteAsync(GraphQLRequest request, CancellationToken cancellationToken = default);
}
