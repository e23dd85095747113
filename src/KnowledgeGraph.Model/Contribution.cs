namespace KnowledgeGraph.Model;

/// <summary>
/// One article and everything that extraction found in it. Immutable; replaced as a whole when the article or the extractor's
/// version changes. Ids inside are local: resolution gives the global ones.
/// </summary>
/// <param name="Extractor">Name and version of what made it (<c>rules/1</c>).</param>
/// <param name="Skipped">Why nothing was extracted (<c>language</c>, <c>empty</c>, ...); null where extraction ran.</param>
public sealed record Contribution(
    Article Article,
    string Extractor,
    string? Skipped,
    IReadOnlyList<LocalEntity> Entities,
    IReadOnlyList<Role> Roles,
    IReadOnlyList<Quote> Quotes,
    IReadOnlyList<Event> Events,
    IReadOnlyList<Relation> Relations,
    IReadOnlyList<Claim> Claims)
{
    /// <summary>A contribution without facts, for an article that cannot be extracted from.</summary>
    public static Contribution Empty(Article article, string extractor, string reason) =>
        new(article, extractor, reason, [], [], [], [], [], []);
}
