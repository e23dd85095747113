namespace KnowledgeGraph.Server.Ingestion.Feeds;

/// <summary>Which feeds are followed, and how.</summary>
public sealed record FeedOptions
{
    public const int MostFeeds = 1_000;

    public IReadOnlyList<Uri> Addresses { get; init; } = [];

    /// <summary>Between two polls of a feed, where it does not ask for longer.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest wait, whatever a feed or its failures ask for.</summary>
    public TimeSpan LongestInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Each wait is longer by up to this share of it, so that feeds do not march in step.</summary>
    public double Jitter { get; init; } = 0.1;

    /// <summary>Entries taken of one poll, oldest first.</summary>
    public int MostItems { get; init; } = 100;

    /// <summary>How often an entry is tried before it is left.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>Content of a feed with at least so many words is taken as the whole article; below, the page is read.</summary>
    public int WholeArticleWords { get; init; } = 200;

    /// <summary>Where their states are kept; null: nowhere.</summary>
    public string? StateFile { get; init; }
}
