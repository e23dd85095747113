namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Ends an execution at once: the client went away, the time is up, or the response is too large. Never a field error.</summary>
internal sealed class RequestOverException : Exception
{
    public RequestOverException(bool isTimeout) => IsTimeout = isTimeout;

    /// <param name="limit">What was exceeded, for the client.</param>
    public RequestOverException(string limit)
        : base(limit) => IsTooLarge = true;

    /// <summary>The time is up.</summary>
    public bool IsTimeout { get; }

    /// <summary>The response passed its limit; the message says so.</summary>
    public bool IsTooLarge { get; }
}
