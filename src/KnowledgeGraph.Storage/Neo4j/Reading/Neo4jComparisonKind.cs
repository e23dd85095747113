using KnowledgeGraph.Bolt;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

internal sealed class Neo4jComparisonKind(Neo4jAccess access) : Neo4jKind<Comparison, ComparisonFilter, ComparisonOrder>(access)
{
    protected override string Name => "comparison";

    protected override string Label => "Comparison";

    protected override string Columns => "f.event AS event, f.metric AS metric, f.claims AS claims";

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
        var others = await NamesAsync(session, [.. found.Values.Where(key => !known.Contains($"{key.Event}/{key.Metric}")).Distinct()]).ConfigureAwait(false);
        return found.ToDictionary(pair => pair.Key, pair => $"{pair.Value.Event}/{others.GetValueOrDefault(pair.Value) ?? pair.Value.Metric}");
    }

    // The names under which claims of metrics are compared: those of most claims.
    private static async Task<Dictionary<(string Event, string Metric), string?>> NamesAsync(CypherSession session, IReadOnlyList<(string Event, string Metric)> asked)
    {
        if (asked.Count == 0) return [];
        var rows = await session.QueryAsync($"UNWIND $events AS event MATCH {session.Node("f", "Comparison")} WHERE f.event = event AND {session.Seen("f")} AND NOT f.metric STARTS WITH '~' RETURN event, f.metric AS metric, f.claims AS claims",
            ("events", asked.Select(key => key.Event).Distinct().ToList())).ConfigureAwait(false);
        var compared = rows.Select(row => (Event: row.Get<string>("event"), Metric: row.Get<string>("metric"), Claims: ClaimsOf(row))).ToLookup(row => row.Event);
        var metrics = (await Neo4jComparisons.ClaimsByIdAsync(session, [.. compared.SelectMany(rows => rows.SelectMany(row => row.Claims)).Distinct()]).ConfigureAwait(false)).ToDictionary(claim => claim.Stored.Id, claim => claim.Stored.Metric);
        return asked.ToDictionary(key => key, key => compared[key.Event].Where(row => row.Claims.Any(id => metrics[id] == key.Metric)).OrderByDescending(row => row.Claims.Count).ThenBy(row => row.Metric, StringComparer.Ordinal).Select(row => row.Metric).FirstOrDefault());
    }

    protected override async Task<IReadOnlyList<Comparison>> CompleteAsync(CypherSession session, IReadOnlyList<Row> rows)
    {
        var built = new Dictionary<(ComparisonKey, int?), Comparison>();
        var counted = rows.Where(row => KeyOf(row.Record).IsOfWhole).Select(row => (Key: KeyOf(row.Record), Until: row.Filter?.AsKnownAt?.DayNumber, Claims: ClaimsOf(row.Record))).ToList();
        var claims = await Neo4jComparisons.ClaimsByIdAsync(session, [.. counted.SelectMany(row => row.Claims).Distinct()]).ConfigureAwait(false);
        var (known, stored) = (claims.ToDictionary(claim => claim.Stored.Id, claim => claim.Compared), claims.ToDictionary(claim => claim.Stored.Id, claim => claim.Stored));
        foreach (var (key, until, ids) in counted) built[(key, until)] = key.OfClaims(ids, known, stored, until);
        // All words that one state of knowledge is asked about are read and compared at once.
        foreach (var asked in rows.Select(row => (Key: KeyOf(row.Record), Until: row.Filter?.AsKnownAt?.DayNumber)).Where(row => !row.Key.IsOfWhole).Distinct().GroupBy(row => row.Until, row => row.Key))
        {
            var roots = await Neo4jComparisons.RootsAsync(session, [.. asked.Select(key => key.Event)]).ConfigureAwait(false);
            var words = await Neo4jComparisons.WordsAsync(session, roots, asked.Key).ConfigureAwait(false);
            foreach (var key in asked)
            {
                var told = words.GetValueOrDefault(key.Event);
                built[(key, asked.Key)] = key.OfWords(told?.Differences.FirstOrDefault(difference => difference.Aspect == key.Aspect), told?.Articles);
            }
        }
        return [.. rows.Select(row => built[(KeyOf(row.Record), row.Filter?.AsKnownAt?.DayNumber)])];
    }

    private static ComparisonKey KeyOf(IRecord row) => new(row.Get<string>("id"), row.Get<string>("event"), row.Get<string>("metric"));

    private static IReadOnlyList<string> ClaimsOf(IRecord row) => ComparisonSummary.Ids(row.Get<string>("claims"));
}
