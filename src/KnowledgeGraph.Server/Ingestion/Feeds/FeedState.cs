namespace KnowledgeGraph.Server.Ingestion.Feeds;

/// <summary>What is remembered of a feed between polls and restarts.</summary>
/// <param name="Address">As it was given.</param>
public sealed record FeedState(string Address)
{
    public string? Title { get; init; }

    /// <summary>Validators of the last answer that was worked off whole.</summary>
    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    public DateTimeOffset? LastPoll { get; init; }

    /// <summary>What was wrong at the last poll; null where nothing was.</summary>
    public string? LastError { get; init; }

    public DateTimeOffset? NextPoll { get; init; }

    /// <summary>Polls in a row that failed.</summary>
    public int Failures { get; init; }

    /// <summary>Articles that came into the graph from it.</summary>
    public long Articles { get; init; }

    /// <summary>Fingerprints of the entries that are done with, oldest first.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>How often entries failed that will be tried again, by fingerprint.</summary>
    public IReadOnlyDictionary<string, int> Failed { get; init; } = new Dictionary<string, int>();
}
