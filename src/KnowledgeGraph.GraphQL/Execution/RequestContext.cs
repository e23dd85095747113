namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>What all fields of one request share: services, cancellation, the transport's items.</summary>
public sealed class RequestContext
{
    public required IServiceProvider Services { get; init; }

    /// <summary>Cancelled when the client went away or the time is up.</summary>
    public CancellationToken RequestAborted { get; init; }
}
