using System.Text.Json;
using KnowledgeGraph.Resolution;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

internal sealed record ComparisonRow(string Id, long Event, string EventId, string Metric, int? KnownUntil);

internal sealed class ComparisonKind(SqliteAccess access, ClaimKind claims) : SqliteKind<Comparison, ComparisonFilter, ComparisonOrder, ComparisonRow>(access)
{
    protected override string Name => "comparison";

    protected override string From => "comparison f JOIN event v ON v.n = f.event";

    protected override string Columns => "f.event, v.id, f.metric";

    protected override (string, bool) Order(ComparisonOrder order) => order switch
    {
        ComparisonOrder.EventAndMetric => ("f.id", false),
        _ => ("f.rank", false),
    };

    protected override void Where(ComparisonFilter filter, SqlWhere where)
    {
        if (filter.Events is { Count: > 0 } events)
        {
            var roots = SqliteIds.Events(where.Session, events).Select(number => SqliteComparisons.Root(where.Session, number)).Distinct();
            where.Selective($"f.event IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(roots))}))");
        }
        ClaimKind.Metrics(where, "f.metric", filter.Metrics);
        where.In("f.kind", filter.Kinds?.Select(kind => (int)kind).ToList());
        if (filter.MinArticles is { } least) where.Add($"f.articles >= {where.Value(least)}");
        if (filter.AsKnownAt is { } day)
            where.Add("EXISTS (WITH RECURSIVE part(n, depth) AS (SELECT f.event, 0 UNION SELECT e.n, depth + 1 FROM event e JOIN part ON e.part_of = part.n WHERE depth < 6) "
                + $"SELECT 1 FROM part JOIN claim c ON c.event = part.n AND c.metric = f.metric JOIN article a ON a.n = c.article WHERE a.day <= {where.Value(day.DayNumber)})");
    }

    protected override ComparisonRow Adjust(ComparisonFilter filter, ComparisonRow row) => row with { KnownUntil = filter.AsKnownAt?.DayNumber };

    protected override ComparisonRow Read(SqliteDataReader row) => new(row.GetString(1), row.GetInt64(First), row.GetString(First + 1), row.GetString(First + 2), null);

    // The event's id in a comparison's may be a retired one.
    protected override List<(string Asked, ComparisonRow Row)> FindRows(SqlSession session, string ids)
    {
        var found = new List<(string, ComparisonRow)>();
        foreach (var asked in JsonSerializer.Deserialize<string[]>(ids)!)
        {
            var slash = asked.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0 || SqliteIds.Event(session, asked[..slash]) is not { } number) continue;
            var root = SqliteComparisons.Root(session, number);
            found.AddRange(session.Query($"SELECT '', f.id, {Columns} FROM {From} WHERE f.event = $1 AND f.metric = $2", row => (asked, Read(row)), root, asked[(slash + 1)..]));
        }
        return found;
    }

    protected override IReadOnlyList<Comparison> Complete(SqlSession session, IReadOnlyList<ComparisonRow> rows) => [.. rows.Select(row => Build(session, row))];

    internal Comparison Build(SqlSession session, ComparisonRow row)
    {
        var compared = SqliteComparisons.Claims(session, row.Event, row.Metric, row.KnownUntil);
        var result = ClaimComparer.Compare(compared);
        var byId = compared.ToDictionary(claim => claim.Id);
        var stored = claims.Find(session, result.Order).Where(claim => claim is not null).ToDictionary(claim => claim!.Id, claim => claim!);
        return new(row.Id, row.EventId, row.Metric, null,
            [.. result.Order.Select(id => new ComparedClaim(stored[id], byId[id].Outlet, byId[id].Published is { } day ? DateOnly.FromDateTime(day.UtcDateTime) : null, result.Repeats.GetValueOrDefault(id)))],
            [], result.Low, result.High, result.Kind, result.Reasons, result.Articles, result.Sources, result.FirstArticle);
    }
}
