using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>A claim as far as comparing it needs.</summary>
/// <param name="Outlet">Who published it.</param>
/// <param name="Published">Instant of publication, or the start of its day (UTC).</param>
/// <param name="Scope">Key of the place or group that it is limited to; null where it is not.</param>
/// <param name="ScopeName">The scope's name, for people.</param>
/// <param name="Source">Key of who gives the number; null where the article does.</param>
public sealed record ComparableClaim(
    string Id,
    string Article,
    string? Outlet,
    DateTimeOffset? Published,
    string Metric,
    decimal? Value,
    decimal? Low,
    decimal? High,
    Qualifier Qualifier,
    string Unit,
    string? Scope,
    string? ScopeName,
    PartialDate? AsOf,
    string? Source,
    bool Negated)
{
    /// <summary>Key of what happened that the number belongs to: the event that is compared, or a part of it.</summary>
    public string? Event { get; init; }

    /// <summary>Whether it is lent to the event that is compared: its own is another (<see cref="LentClaims"/>).</summary>
    public bool IsLent { get; init; }

    /// <summary>Where its number stands in the article.</summary>
    public int Start { get; init; }

    /// <summary>Day of publication by number, as the stores file it; 0 where it is unknown.</summary>
    public int Day { get; init; }

    /// <summary>The words around its number, as <see cref="ClaimWords"/> keeps them; null where they were not kept.</summary>
    public string? Words { get; init; }

    /// <summary>What the article calls a source that is called so alone; see <see cref="EntityProfile.InstitutionOf"/>.</summary>
    public string? Called { get; init; }

    /// <summary>How far its number may be off because it was told in another unit: half of its last digit there.</summary>
    internal decimal Slack { get; init; }

    /// <summary>What tells one source from another within an event; null where the article gives the number.</summary>
    internal string? SourceKey => SourcedNumber.KeyOf(Source, Called);
}

/// <summary>What comes of setting the claims on one metric of one event side by side.</summary>
/// <param name="Order">Ids of the claims: by value, then by publication, then by id.</param>
/// <param name="Repeats">Claims that repeat another: their id, and the id of the one that they repeat.</param>
/// <param name="Again">Those of the repeats that one article makes a further time alike in everything: their id, and the id of the first.</param>
/// <param name="Low">The lowest number; where the claims have several units of measure, in the one that the reasons name.</param>
/// <param name="High">The highest, as the lowest.</param>
/// <param name="Spread">How far the highest is from the lowest, relative to the highest; 0 to 1.</param>
public sealed record ClaimComparison(
    IReadOnlyList<string> Order,
    IReadOnlyDictionary<string, string> Repeats,
    IReadOnlyDictionary<string, string> Again,
    decimal? Low,
    decimal? High,
    double Spread,
    DifferenceKind Kind,
    IReadOnlyList<string> Reasons,
    int Articles,
    int Sources,
    string? FirstArticle);
