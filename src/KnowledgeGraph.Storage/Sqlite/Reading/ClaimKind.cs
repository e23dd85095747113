using KnowledgeGraph.Model;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

internal sealed class ClaimKind(SqliteAccess access) : SqliteFactKind<StoredClaim, ClaimFilter, ClaimOrder>(access)
{
    protected override string Name => "claim";

    protected override string From => "claim f JOIN article a ON a.n = f.article LEFT JOIN event v ON v.n = f.event LEFT JOIN entity s ON s.n = f.scope LEFT JOIN entity w ON w.n = f.attributed";

    protected override string Columns => FactColumns + "v.id, f.metric, f.value, f.low, f.high, f.qualifier, f.unit, s.id, f.as_of, w.id, f.negated, f.value_start, f.value_end";

    protected override string CountFrom(SqlWhere where) => where.LooksAtArticle ? "claim f JOIN article a ON a.n = f.article" : "claim f";

    protected override (string, bool) Order(ClaimOrder order) => order switch
    {
        ClaimOrder.Time => ("f.day", false),
        ClaimOrder.ConfidenceDescending => ("f.confidence", true),
        ClaimOrder.Value => ("f.number", false),
        ClaimOrder.ValueDescending => ("f.number", true),
        _ => ("f.day", true),
    };

    protected override void Where(ClaimFilter filter, SqlWhere where)
    {
        // The index on the event goes on with the metric, not with the day: a few dozen claims are sorted.
        if (filter.Events is { Count: > 0 } events)
            if (SqliteIds.Events(where.Session, events) is { Count: > 0 } numbers) where.Selective($"f.event IN (SELECT value FROM json_each({where.Value(System.Text.Json.JsonSerializer.Serialize(numbers))}))");
            else where.Never();
        Metrics(where, "claim", filter.Metrics, indexed: true);
        where.InEntities("f.attributed", filter.AttributedTo);
        where.InEntities("f.scope", filter.Scopes, indexed: false);
        where.OfArticles("f.id", filter.Articles);
        where.In("a.outlet", filter.Outlets);
        where.Days("f.day", filter.When);
        where.AtLeast("f.number", (double?)filter.MinValue);
        if (filter.MaxValue is { } most) where.Add($"f.number <= {where.Value((double)most)}");
        where.AtLeast("f.confidence", filter.MinConfidence);
    }

    /// <summary>A metric, and with it those of the table that only add what is counted.</summary>
    internal static void Metrics(SqlWhere where, string table, IReadOnlyList<string>? metrics, bool indexed = false)
    {
        if (metrics is not { Count: > 0 }) return;
        var known = metrics.Distinct().SelectMany(metric => Counted(where.Session, table, metric + "/", metric + "0").Append(metric)).Distinct().ToList();
        if (known.Count == 1) where.In("f.metric", known, indexed);
        else where.Add($"f.metric IN (SELECT value FROM json_each({where.Value(System.Text.Json.JsonSerializer.Serialize(known))}))");
    }

    // From one to the next, each a look into the index.
    private static List<string> Counted(SqlSession session, string table, string from, string to)
    {
        var found = new List<string>();
        while (session.Text($"SELECT min(metric) FROM {table} WHERE metric > $1 AND metric < $2", from, to) is { } next) found.Add(from = next);
        return found;
    }

    protected override FactRow<StoredClaim> Read(SqliteDataReader row) => Row(row, Builder(row, row.GetString(1), Own));

    private static Func<StoredEvidence, string, StoredClaim> Builder(SqliteDataReader row, string id, int at)
    {
        string? happening = row.TextOrNull(at), scope = row.TextOrNull(at + 7), attributed = row.TextOrNull(at + 9);
        string metric = row.GetString(at + 1), unit = row.GetString(at + 6);
        decimal? value = row.DecimalOrNull(at + 2), low = row.DecimalOrNull(at + 3), high = row.DecimalOrNull(at + 4);
        var qualifier = (Qualifier)row.GetInt32(at + 5);
        var asOf = row.DateOrNull(at + 8);
        var negated = row.GetBoolean(at + 10);
        var span = row.Span(at + 11);
        return (evidence, text) => new(id, happening, metric, value, low, high, qualifier, unit, scope, asOf, attributed, negated, span, span.Slice(text), evidence);
    }
}
