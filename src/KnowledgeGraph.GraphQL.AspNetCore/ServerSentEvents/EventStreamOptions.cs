namespace KnowledgeGraph.GraphQL.AspNetCore.ServerSentEvents;

/// <summary>Limits of graphql-sse streams.</summary>
public sealed record EventStreamOptions
{
    public bool Enabled { get; init; } = true;

    /// <summary>Reserved and open streams of the single connection mode; a further reservation is answered with status 503.</summary>
    public int MaxStreams { get; init; } = 1_000;

    /// <summary>How long a reserved stream waits for its connection before it is forgotten.</summary>
    public TimeSpan ReservationLifetime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Operations that one stream of the single connection mode may run at once; twice as many while some were stopped by the client
    /// and have not ended yet.
    /// </summary>
    public int MaxOperations { get; init; } = 50;

    /// <summary>How often a comment is sent so that proxies keep a silent stream open.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long the peer may take to read one event; then the stream is dropped.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
