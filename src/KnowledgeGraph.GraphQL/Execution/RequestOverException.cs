namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Ends an execution at once: the client went away or the time is up. Never a field error.</summary>
internal sealed class RequestOverException(bool isTimeout) : Exception
{
    /// <summary>True when the time is up, false when the request was cancelled.</summary>
    public bool IsTimeout => isTimeout;
}
