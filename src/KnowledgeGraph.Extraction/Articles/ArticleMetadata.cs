using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>What is known of an article beside its text. Null and empty where it is not known.</summary>
/// <param name="Language">ISO 639-1; only used where the words do not show it.</param>
/// <param name="Address">Where it was read from.</param>
/// <param name="StableAddress">What makes its id: the same address is the same article. Null: the text makes the id.</param>
public sealed record ArticleMetadata(
    string? Title = null,
    string? Outlet = null,
    IReadOnlyList<string>? Authors = null,
    PartialDate? Published = null,
    DateTimeOffset? PublishedAt = null,
    string? Language = null,
    string? Address = null,
    string? StableAddress = null)
{
    /// <summary>These values, and those of <paramref name="other"/> where they are missing.</summary>
    public ArticleMetadata Or(ArticleMetadata other) => new(
        Title ?? other.Title,
        Outlet ?? other.Outlet,
        Authors is { Count: > 0 } ? Authors : other.Authors,
        Published ?? other.Published,
        PublishedAt ?? (Published is null ? other.PublishedAt : null),
        Language ?? other.Language,
        Address ?? other.Address,
        StableAddress ?? other.StableAddress);
}
