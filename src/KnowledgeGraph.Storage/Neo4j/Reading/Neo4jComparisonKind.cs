using KnowledgeGraph.Bolt;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

internal sealed class Neo4jComparisonKind(Neo4jAccess access) : Neo4jKind<Comparison, ComparisonFilter, ComparisonOrder>(access)
{
    protected override string Name => "comparison";

    protected override string Label => "Comparison";

    protected override string Columns => "f.event AS event, f.metric AS metric";

    protected override (string, bool) Order(ComparisonOrder order) => order switch
    {
        ComparisonOrder.EventAndMetric => ("f.id", false),
        _ => ("f.rank", false),
    };

    protected override async Task WhereAsync(ComparisonFilter filter, CypherWhere where)
    {
        var session = where.Session;
        if (filter.Events is { Count: > 0 } events)
        {
            // Numbers of a part stand with the whole; wordings stand with the part.
            var asked = await Neo4jIds.EventsAsync(session, events).ConfigureAwait(false);
            var roots = await Neo4jComparisons.RootsAsync(session, asked).ConfigureAwait(false);
            where.In("f.event", asked.Concat(roots.Values).Append("").Distinct().ToList());
        }
        where.Metrics(filter.Metrics);
        if (filter.Numbers is { } numbers) where.Add(numbers ? "NOT f.metric STARTS WITH '~'" : "f.metric STARTS WITH '~'");
        where.InNames("f.kind", filter.Kinds);
        if (filter.MinArticles is { } least) where.Add($"f.articles >= {where.Value(least)}");
        if (filter.AsKnownAt is { } day)
            where.Add($"(EXISTS {{ MATCH {session.Node("c", "Claim")} WHERE (c.event = f.event OR EXISTS {{ MATCH (:Event {{id: c.event}})-[:PART_OF*1..6]->(:Event {{id: f.event}}) }}) "
                + $"AND c.metric = replace(f.metric, '{Neo4jComparisons.Source}', '') AND c.published <= {where.Value(day.DayNumber)} AND {session.Seen("c")} }} "
                // Words need two articles to differ.
                + $"OR (f.metric STARTS WITH '~' AND size(COLLECT {{ MATCH {session.Node("r", "EventReport")} WHERE r.event = f.event AND r.published <= {where.Value(day.DayNumber)} AND {session.Seen("r")} RETURN DISTINCT r.article }}) > 1))");
    }

    // The event's id in a comparison's may be a retired one.
    protected override async Task<Dictionary<string, string>> ResolveAsync(CypherSession session, IReadOnlyList<string> ids)
    {
        var parts = ids.Distinct().Where(id => id.Contains('/', StringComparison.Ordinal))
            .Select(id => (Id: id, Event: id[..id.IndexOf('/', StringComparison.Ordinal)], Metric: id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..])).ToList();
        var live = await Neo4jIds.ResolveAsync(session, "Event", "Report", [.. parts.Select(part => part.Event)]).ConfigureAwait(false);
        var roots = await Neo4jComparisons.RootsAsync(session, live.Values).ConfigureAwait(false);
        return parts.Where(part => live.ContainsKey(part.Event))
            .ToDictionary(part => part.Id, part => $"{(Neo4jComparisons.OfWhole(part.Metric) ? roots[live[part.Event]] : live[part.Event])}/{part.Metric}");
    }

    protected override async Task<IReadOnlyList<Comparison>> CompleteAsync(CypherSession session, IReadOnlyList<Row> rows)
    {
        var built = new List<Comparison>();
        foreach (var row in rows)
            built.Add(await BuildAsync(session, row.Record.Get<string>("id"), row.Record.Get<string>("event"), row.Record.Get<string>("metric"), row.Filter?.AsKnownAt?.DayNumber).ConfigureAwait(false));
        return built;
    }

    private static async Task<Comparison> BuildAsync(CypherSession session, string id, string happening, string metric, int? until)
    {
        if (!Neo4jComparisons.OfWhole(metric)) return await WordsAsync(session, id, happening, metric, until).ConfigureAwait(false);
        var bySource = metric.StartsWith(Neo4jComparisons.Source, StringComparison.Ordinal);
        var claims = (await Neo4jComparisons.ClaimsAsync(session, [happening], bySource ? metric[Neo4jComparisons.Source.Length..] : metric, until).ConfigureAwait(false))[happening].ToList();
        var compared = claims.Select(pair => pair.Compared).ToList();
        var (byId, stored) = (compared.ToDictionary(claim => claim.Id), claims.ToDictionary(pair => pair.Stored.Id, pair => pair.Stored));
        if (bySource)
        {
            if (Neo4jComparisons.Sources(compared) is not { } sources) return Empty(id, happening, metric);
            return new(id, happening, null, metric[1..], [],
                [.. sources.Statements.Select(side => new ComparedStatement(stored[side.Id].Evidence, byId[side.Id].Outlet, Day(side.Published), side.Source, side.Position))],
                null, null, sources.Kind, sources.Reasons, sources.Articles, sources.Positions, sources.FirstArticle);
        }
        var result = ClaimComparer.Compare(compared);
        return new(id, happening, metric, null,
            [.. result.Order.Select(claim => new ComparedClaim(stored[claim], byId[claim].Outlet, Day(byId[claim].Published), result.Repeats.GetValueOrDefault(claim)))],
            [], result.Low, result.High, result.Kind, result.Reasons, result.Articles, result.Sources, result.FirstArticle);
    }

    private static async Task<Comparison> WordsAsync(CypherSession session, string id, string happening, string metric, int? until)
    {
        if ((await Neo4jComparisons.WordsAsync(session, [happening], until).ConfigureAwait(false)).GetValueOrDefault(happening) is not { } words
            || words.Differences.FirstOrDefault(difference => difference.Aspect == metric[1..]) is not { } result) return Empty(id, happening, metric);
        return new(id, happening, null, result.Aspect, [], [.. result.Statements.Select(side => ComparedStatement.Of(side, words.Articles[side.Article].Text, words.Articles[side.Article].Outlet))],
            null, null, result.Kind, result.Reasons, result.Articles, result.Positions, result.FirstArticle);
    }

    // What was known by then is one article's word alone: nothing to compare yet.
    private static Comparison Empty(string id, string happening, string metric) => new(id, happening, null, metric[1..], [], [], null, null, DifferenceKind.None, [], 0, 0, null);

    private static DateOnly? Day(DateTimeOffset? published) => published is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;
}
