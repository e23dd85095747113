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
            where.Add($"(f.firstDay <= {where.Value(day.DayNumber)} "
                // Words need two articles to differ.
                + $"OR (f.firstDay IS NULL AND size(COLLECT {{ MATCH {session.Node("r", "EventReport")} WHERE r.event = f.event AND r.published <= {where.Value(day.DayNumber)} AND {session.Seen("r")} RETURN DISTINCT r.article }}) > 1))");
    }

    // The event's id in a comparison's may be a retired one.
    protected override async Task<Dictionary<string, string>> ResolveAsync(CypherSession session, IReadOnlyList<string> ids)
    {
        var parts = ids.Distinct().Where(id => id.Contains('/', StringComparison.Ordinal))
            .Select(id => (Id: id, Event: id[..id.IndexOf('/', StringComparison.Ordinal)], Metric: id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..])).ToList();
        var live = await Neo4jIds.ResolveAsync(session, "Event", "Report", [.. parts.Select(part => part.Event)]).ConfigureAwait(false);
        var roots = await Neo4jComparisons.RootsAsync(session, live.Values).ConfigureAwait(false);
        var found = parts.Where(part => live.ContainsKey(part.Event))
            .ToDictionary(part => part.Id, part => (Event: ComparisonKey.OfWhole(part.Metric) ? roots[live[part.Event]] : live[part.Event], part.Metric));
        var known = (await session.QueryAsync($"UNWIND $ids AS id MATCH {session.Node("f", "Comparison")} WHERE f.id = id AND {session.Seen("f")} RETURN id", ("ids", found.Values.Select(key => $"{key.Event}/{key.Metric}").Distinct().ToList())).ConfigureAwait(false))
            .Select(row => row.Get<string>("id")).ToHashSet();
        // A metric that is compared under another name.
        var others = found.Values.Where(key => !known.Contains($"{key.Event}/{key.Metric}")).Select(key => key.Event).Distinct().ToList();
        var claims = others.Count == 0 ? null : await Neo4jComparisons.ClaimsAsync(session, others).ConfigureAwait(false);
        return found.ToDictionary(pair => pair.Key, pair => $"{pair.Value.Event}/{(known.Contains($"{pair.Value.Event}/{pair.Value.Metric}") ? null : ComparisonKey.NameOf(pair.Value.Metric, [.. claims![pair.Value.Event].Select(claim => claim.Compared)])) ?? pair.Value.Metric}");
    }

    protected override async Task<IReadOnlyList<Comparison>> CompleteAsync(CypherSession session, IReadOnlyList<Row> rows)
    {
        var built = new Dictionary<(ComparisonKey, int?), Comparison>();
        // All that one state of knowledge is asked about is read and compared at once.
        foreach (var asked in rows.Select(row => (Key: KeyOf(row), Until: row.Filter?.AsKnownAt?.DayNumber)).Distinct().GroupBy(row => row.Until, row => row.Key))
        {
            var (worded, counted) = (asked.Where(key => !key.IsOfWhole).ToList(), asked.Where(key => key.IsOfWhole).ToList());
            if (worded.Count > 0)
            {
                var roots = await Neo4jComparisons.RootsAsync(session, [.. worded.Select(key => key.Event)]).ConfigureAwait(false);
                var words = await Neo4jComparisons.WordsAsync(session, roots, asked.Key).ConfigureAwait(false);
                foreach (var key in worded)
                {
                    var told = words.GetValueOrDefault(key.Event);
                    built[(key, asked.Key)] = key.OfWords(told?.Differences.FirstOrDefault(difference => difference.Aspect == key.Aspect), told?.Articles);
                }
            }
            if (counted.Count == 0) continue;
            var claims = await Neo4jComparisons.ClaimsAsync(session, [.. counted.Select(key => key.Event).Distinct()]).ConfigureAwait(false);
            foreach (var happening in counted.GroupBy(key => key.Event))
            {
                var all = claims[happening.Key].Select(pair => pair.Compared).ToList();
                var (groups, stored) = (ClaimGroups.Of(all), claims[happening.Key].ToDictionary(pair => pair.Stored.Id, pair => pair.Stored));
                foreach (var key in happening) built[(key, asked.Key)] = key.OfClaims(key.Of(groups, all, asked.Key), stored);
            }
        }
        return [.. rows.Select(row => built[(KeyOf(row), row.Filter?.AsKnownAt?.DayNumber)])];
    }

    private static ComparisonKey KeyOf(Row row) => new(row.Record.Get<string>("id"), row.Record.Get<string>("event"), row.Record.Get<string>("metric"));
}
