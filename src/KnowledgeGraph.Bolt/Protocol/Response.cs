namespace KnowledgeGraph.Bolt.Protocol;

/// <summary>What the server will say to one request; completed in the order of the requests.</summary>
internal class Response
{
    public bool IsDone { get; private set; }

    public Neo4jException? Failure { get; private set; }

    public IReadOnlyDictionary<string, object?> Metadata { get; private set; } = Protocol.Metadata.Empty;

    internal void Succeed(IReadOnlyDictionary<string, object?> metadata)
    {
        Metadata = metadata;
        IsDone = true;
        OnSuccess();
    }

    internal void Fail(Neo4jException failure)
    {
        Failure = failure;
        IsDone = true;
        OnFailure();
    }

    /// <summary>A row, and why it cannot be used if it cannot.</summary>
    internal virtual void OnRecord(object?[] values, string? problem) =>
        throw new ProtocolException("The server sent a row to a request that has none.");

    protected virtual void OnSuccess()
    {
    }

    protected virtual void OnFailure()
    {
    }
}
