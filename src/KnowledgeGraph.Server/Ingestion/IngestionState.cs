namespace KnowledgeGraph.Server.Ingestion;

/// <summary>How far an article is on its way into the graph.</summary>
public enum IngestionStatus
{
    /// <summary>Accepted; nothing is done yet.</summary>
    Queued,

    /// <summary>Being read from the web.</summary>
    Fetching,

    /// <summary>Being read for people, places, events and what is said of them.</summary>
    Extracting,

    /// <summary>Extracted; it waits for the next batch that is recorded.</summary>
    Extracted,

    /// <summary>In the graph, new or in place of an older version.</summary>
    Recorded,

    /// <summary>It was in the graph already, with the same content.</summary>
    Unchanged,

    /// <summary>Not in the graph; the failure says why.</summary>
    Failed,
}

/// <summary>Who waits for an article.</summary>
public enum IngestionLane
{
    /// <summary>A client that waits for it: goes before all bulk work.</summary>
    Interactive,

    /// <summary>Part of a pile: files of the start, feeds.</summary>
    Bulk,
}

/// <summary>Why an article did not come into the graph.</summary>
public enum IngestionFailureKind
{
    /// <summary>Its page could not be had.</summary>
    NotFetched,

    /// <summary>What came is no article that can be read.</summary>
    NotRead,

    /// <summary>The extractor failed at it.</summary>
    NotExtracted,

    /// <summary>The store did not take it.</summary>
    NotRecorded,

    /// <summary>A later submission of the same article took its place before it was recorded.</summary>
    Superseded,

    /// <summary>The server stopped before its turn came.</summary>
    Abandoned,
}

/// <summary>A failure as clients may see it.</summary>
/// <param name="Message">What was wrong and what was expected; no text of an exception.</param>
/// <param name="RetryAfter">When it may go better; null where nothing tells.</param>
public sealed record IngestionFailure(IngestionFailureKind Kind, string Message, TimeSpan? RetryAfter = null);

/// <summary>What is remarkable about an article that was kept.</summary>
public enum IngestionWarningKind
{
    /// <summary>It gives a day of publication that is still to come.</summary>
    PublishedInFuture,

    /// <summary>It gives a date of publication that cannot be read; it is kept without one.</summary>
    DateNotRead,

    /// <summary>It is not in English: kept with its text, without facts.</summary>
    NotInEnglish,
}

/// <param name="Message">For people.</param>
public sealed record IngestionWarning(IngestionWarningKind Kind, string Message);

/// <summary>One article's way into the graph as it stands. Each change makes a new one.</summary>
/// <param name="Id">Given at acceptance, unique for all time.</param>
/// <param name="Number">Counts up with every acceptance of this process.</param>
/// <param name="Name">What was handed in: a file, an address, a title.</param>
/// <param name="Submitted">When it was accepted.</param>
public sealed record IngestionState(string Id, long Number, string Name, IngestionLane Lane, DateTimeOffset Submitted)
{
    public IngestionStatus Status { get; init; } = IngestionStatus.Queued;

    /// <summary>When the status changed last.</summary>
    public DateTimeOffset Changed { get; init; } = Submitted;

    /// <summary>Id of the article; null until it is read.</summary>
    public string? ArticleId { get; init; }

    /// <summary>Set exactly where the status is <see cref="IngestionStatus.Failed"/>.</summary>
    public IngestionFailure? Failure { get; init; }

    public IReadOnlyList<IngestionWarning> Warnings { get; init; } = [];

    /// <summary>Recorded in place of an older version of the article.</summary>
    public bool Replaces { get; init; }

    /// <summary>Nothing more will happen.</summary>
    public bool IsOver => Status is IngestionStatus.Recorded or IngestionStatus.Unchanged or IngestionStatus.Failed;
}
