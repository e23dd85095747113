using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>An article that reports an event, as far as showing its words needs.</summary>
internal sealed record WordedArticle(string Text, string? Outlet);

/// <summary>Which comparison it is; and how it is shown with what is compared.</summary>
/// <param name="Event">Id of the event.</param>
/// <param name="Metric">The metric of the numbers that are compared, or <see cref="AspectMark"/> and the aspect in which words are.</param>
internal sealed record ComparisonKey(string Id, string Event, string Metric)
{
    public const string AspectMark = "~", Source = "~source/";

    /// <summary>How many steps of parts the numbers of an event are gathered from, and its whole is looked for.</summary>
    public const int Deepest = 6;

    /// <summary>Whether a comparison stands with the whole that its event is a part of: numbers do, and their sources.</summary>
    public static bool OfWhole(string metric) => !metric.StartsWith(AspectMark, StringComparison.Ordinal) || metric.StartsWith(Source, StringComparison.Ordinal);

    public bool IsOfWhole => OfWhole(Metric);

    /// <summary>The metric of the claims that are compared, or whose sources are.</summary>
    public string Number => IsOfSources ? Metric[Source.Length..] : Metric;

    /// <summary>In what words differ.</summary>
    public string Aspect => Metric[AspectMark.Length..];

    /// <summary>The ids of the claims that are compared, where a store had not kept them when it compared them.</summary>
    /// <param name="claims">All on the event and its parts.</param>
    /// <param name="groups">The same as <see cref="ClaimGroups"/> has them.</param>
    public string ClaimsOf(IReadOnlyList<ComparableClaim> claims, IReadOnlyList<ClaimGroup> groups) =>
        // Once metrics were compared by name alone: such a row stands until its event changes.
        ComparisonSummary.Ids(groups.FirstOrDefault(group => group.Metric == Number)?.Claims ?? [.. claims.Where(claim => claim.Metric == Number).OrderBy(claim => claim.Id, StringComparer.Ordinal)]);

    private bool IsOfSources => Metric.StartsWith(Source, StringComparison.Ordinal);

    /// <param name="ids">The claims that are compared.</param>
    /// <param name="known">These and others by id.</param>
    /// <param name="stored">The same as they are stored.</param>
    /// <param name="publishedUntil">Day after which nothing is known.</param>
    public Comparison OfClaims(IEnumerable<string> ids, IReadOnlyDictionary<string, ComparableClaim> known, IReadOnlyDictionary<string, StoredClaim> stored, int? publishedUntil)
    {
        var compared = ids.Select(id => known[id]).Where(claim => publishedUntil is not { } day || claim.Day <= day).ToList();
        var byId = compared.ToDictionary(claim => claim.Id);
        if (IsOfSources)
            return OfStatements(ComparisonSummary.Sources(compared), side => new(stored[side.Id].Evidence, byId[side.Id].Outlet, ComparedStatement.Day(side.Published), side.Source, side.Position));
        var result = ClaimComparer.Compare(new(Number, [.. compared.Select(claim => claim with { Event = stored[claim.Id].Event })]));
        var again = result.Again.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToLookup(pair => pair.Value, pair => stored[pair.Key]);
        return new(Id, Event, Metric, null,
            [.. result.Order.Where(id => !result.Again.ContainsKey(id))
                .Select(id => new ComparedClaim(stored[id], byId[id].Outlet, ComparedStatement.Day(byId[id].Published), result.Repeats.GetValueOrDefault(id), [.. again[id]]))],
            [], result.Low, result.High, result.Kind, result.Reasons, result.Articles, result.Sources, result.FirstArticle);
    }

    /// <param name="difference">How they differ in the aspect; null where they do not.</param>
    /// <param name="articles">Those of the difference by id.</param>
    public Comparison OfWords(WordDifference? difference, IReadOnlyDictionary<string, WordedArticle>? articles) =>
        OfStatements(difference, side => ComparedStatement.Of(side, articles![side.Article]));

    // Where nothing differs: what was known by then is one article's word alone, nothing to compare yet.
    private Comparison OfStatements(WordDifference? difference, Func<WordedStatement, ComparedStatement> show) => difference is null
        ? new(Id, Event, null, Aspect, [], [], null, null, DifferenceKind.None, [], 0, 0, null)
        : new(Id, Event, null, Aspect, [], [.. difference.Statements.Select(show)], null, null, difference.Kind, difference.Reasons, difference.Articles, difference.Positions, difference.FirstArticle);
}
