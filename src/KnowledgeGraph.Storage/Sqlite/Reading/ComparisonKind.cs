using System.Text.Json;
using KnowledgeGraph.Resolution;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <param name="Claims">As in <see cref="ComparisonSummary.Claims"/>.</param>
internal sealed record ComparisonRow(ComparisonKey Key, long Event, string? Claims, int? KnownUntil);

internal sealed class ComparisonKind(SqliteAccess access, ClaimKind claims) : SqliteKind<Comparison, ComparisonFilter, ComparisonOrder, ComparisonRow>(access)
{
    protected override string Name => "comparison";

    protected override string From => "comparison f JOIN event v ON v.n = f.event";

    protected override string Columns => "f.event, v.id, f.metric, f.claims";

    protected override (string, bool) Order(ComparisonOrder order) => order switch
    {
        ComparisonOrder.EventAndMetric => ("f.id", false),
        _ => ("f.rank", false),
    };

    protected override void Where(ComparisonFilter filter, SqlWhere where)
    {
        if (filter.Events is { Count: > 0 } events)
        {
            // Numbers of a part stand with the whole; wordings stand with the part.
            var asked = SqliteIds.Events(where.Session, events);
            var both = asked.Concat(asked.Select(number => SqliteComparisons.Root(where.Session, number))).Distinct();
            where.Selective($"f.event IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(both))}))");
        }
        ClaimKind.Metrics(where, "comparison", filter.Metrics);
        if (filter.Numbers is { } numbers) where.Add(numbers ? "f.metric < '~'" : "f.metric >= '~'");
        // Several kinds together are in no index's order: the order of ranks is walked, and what is of another kind passed over.
        where.In(filter.Kinds is { Count: > 1 } ? "+f.kind" : "f.kind", filter.Kinds?.Select(kind => (int)kind).ToList());
        if (filter.MinArticles is { } least) where.Add($"f.articles >= {where.Value(least)}");
        if (filter.AsKnownAt is { } day)
            where.Add($"(f.first_day <= {where.Value(day.DayNumber)} "
                // Words need two articles to differ.
                + $"OR (f.first_day IS NULL AND (SELECT count(DISTINCT r.article) FROM event_report r CROSS JOIN article a INDEXED BY article_filed ON a.n = r.article WHERE r.event = f.event AND a.day <= {where.Value(day.DayNumber)}) > 1))");
    }

    protected override ComparisonRow Adjust(ComparisonFilter filter, ComparisonRow row) => row with { KnownUntil = filter.AsKnownAt?.DayNumber };

    protected override ComparisonRow Read(SqliteDataReader row) => new(new(row.GetString(1), row.GetString(First + 1), row.GetString(First + 2)), row.GetInt64(First), row.TextOrNull(First + 3), null);

    // The event's id in a comparison's may be a retired one.
    protected override List<(string Asked, ComparisonRow Row)> FindRows(SqlSession session, string ids)
    {
        var found = new List<(string, ComparisonRow)>();
        foreach (var asked in JsonSerializer.Deserialize<string[]>(ids)!)
        {
            var slash = asked.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0 || SqliteIds.Event(session, asked[..slash]) is not { } number) continue;
            var root = ComparisonKey.OfWhole(asked[(slash + 1)..]) ? SqliteComparisons.Root(session, number) : number;
            List<(string, ComparisonRow)> Named(string metric) =>
                session.Query($"SELECT '', f.id, {Columns} FROM {From} WHERE f.event = $1 AND f.metric = $2", row => (asked, Read(row)), root, metric);
            var rows = Named(asked[(slash + 1)..]);
            // A metric that is compared under another name.
            if (rows.Count == 0 && NameOf(session, root, asked[(slash + 1)..]) is { } name) rows = Named(name);
            found.AddRange(rows);
        }
        return found;
    }

    // The name under which claims of a metric are compared: that of most claims.
    private static string? NameOf(SqlSession session, long number, string metric) => session.Text(
        "SELECT f.metric FROM comparison f, json_each(f.claims) x CROSS JOIN claim c ON c.id = x.value WHERE f.event = $1 AND f.metric < '~' AND c.metric = $2 GROUP BY f.metric ORDER BY json_array_length(f.claims) DESC, f.metric LIMIT 1",
        number, metric);

    protected override IReadOnlyList<Comparison> Complete(SqlSession session, IReadOnlyList<ComparisonRow> rows)
    {
        // Words of one event are read and compared once for all its rows, and the claims of all rows read at once.
        var built = new Dictionary<ComparisonRow, Comparison>();
        var worded = new SqliteWords(session);
        foreach (var happening in rows.Where(row => !row.Key.IsOfWhole).Distinct().GroupBy(row => (row.Event, row.KnownUntil)))
            foreach (var (row, comparison) in Words(session, worded, [.. happening])) built[row] = comparison;
        var numbers = rows.Where(row => row.Key.IsOfWhole).Distinct().Select(row => (Row: row, Ids: ComparisonSummary.Ids(row.Claims!))).ToList();
        var ids = numbers.SelectMany(number => number.Ids).Distinct().ToList();
        var known = SqliteComparisons.ClaimsById(session, ids).ToDictionary(claim => claim.Id);
        var stored = claims.Find(session, ids).ToDictionary(claim => claim!.Id, claim => claim!);
        foreach (var (row, compared) in numbers) built[row] = row.Key.OfClaims(compared, known, stored, row.KnownUntil);
        return [.. rows.Select(row => built[row])];
    }

    private static IEnumerable<(ComparisonRow Row, Comparison Comparison)> Words(SqlSession session, SqliteWords words, List<ComparisonRow> rows)
    {
        var number = rows[0].Event;
        var found = words.Of(number, rows[0].Key.Event, SqliteComparisons.Root(session, number) == number, rows[0].KnownUntil)
            .DistinctBy(difference => difference.Aspect).ToDictionary(difference => difference.Aspect);
        return rows.Select(row => (row, row.Key.OfWords(found.GetValueOrDefault(row.Key.Aspect), words.Articles)));
    }
}
