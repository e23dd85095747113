namespace KnowledgeGraph.Server.Ingestion;

/// <summary>Limits of the ingestion. The service copies them once.</summary>
public sealed record IngestionOptions
{
    /// <summary>How many articles of a pile are extracted at once; one more worker is there for interactive work.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The most articles that wait in each lane.</summary>
    public int Capacity { get; init; } = 256;

    /// <summary>The most text that waits in each lane, in UTF-16 units.</summary>
    public long MostCharacters { get; init; } = 32 << 20;

    /// <summary>The most articles recorded in one transaction.</summary>
    public int LargestBatch { get; init; } = 64;

    /// <summary>How long one transaction of a pile should take: batches shrink and grow towards it. An interactive article waits for one at most.</summary>
    public TimeSpan BatchTime { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an extracted article of a pile waits for others to be recorded with.</summary>
    public TimeSpan BatchWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most pages that are fetched at once.</summary>
    public int Fetches { get; init; } = 8;

    /// <summary>How long a client is made to wait for its article; then it is told how far it is.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long interactive articles may still be worked on when the server stops.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
}
