using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>The claims that are compared with each other: those on an event and on all that is part of it.</summary>
internal static class SqliteComparisons
{
    /// <summary>The event that all else is part of. Where reports make a circle of parts, the one with the ordinally first id.</summary>
    public static long Root(SqlSession session, long number)
    {
        var seen = new List<long> { number };
        while (seen.Count <= ComparisonKey.Deepest && session.Number("SELECT part_of FROM event WHERE n = $1", seen[^1]) is { } whole)
        {
            var at = seen.IndexOf(whole);
            if (at >= 0) return seen[at..].OrderBy(member => session.Text("SELECT id FROM event WHERE n = $1", member), StringComparer.Ordinal).First();
            seen.Add(whole);
        }
        return seen[^1];
    }

    /// <summary>The event and its parts.</summary>
    public static List<long> WithParts(SqlSession session, long root) => session.Query(
        $"WITH RECURSIVE part(n, depth) AS (SELECT $1, 0 UNION SELECT e.n, depth + 1 FROM event e JOIN part ON e.part_of = part.n WHERE depth < {ComparisonKey.Deepest}) SELECT DISTINCT n FROM part",
        row => row.GetInt64(0), root);

    /// <summary>All claims on an event and its parts, and those lent to them (<see cref="LentClaims"/>).</summary>
    public static List<ComparableClaim> Claims(SqlSession session, long root)
    {
        var events = JsonSerializer.Serialize(WithParts(session, root));
        return session.Query(
            $"SELECT {Columns}, c.event IS NULL OR c.event NOT IN (SELECT value FROM json_each($1)) FROM {From} WHERE c.event IN (SELECT value FROM json_each($1)) OR c.story IN (SELECT value FROM json_each($1))",
            row => Read(row) with { IsLent = row.GetBoolean(row.FieldCount - 1) }, events);
    }

    /// <summary>Claims by their ids; whether they are lent is not told.</summary>
    public static List<ComparableClaim> ClaimsById(SqlSession session, IReadOnlyCollection<string> ids) =>
        ids.Count == 0 ? [] : session.Query($"SELECT {Columns} FROM {From} WHERE c.id IN (SELECT value FROM json_each($1))", Read, JsonSerializer.Serialize(ids));

    /// <summary>Writes down what is compared in files that were written when each reader grouped the claims of an event again.</summary>
    public static void KeepClaims(SqlSession session)
    {
        var open = session.Query("SELECT f.event, e.id, f.metric FROM comparison f JOIN event e ON e.n = f.event WHERE f.metric < '~' OR f.metric >= '~source/' AND f.metric < '~source0' ORDER BY f.event",
            row => (Event: row.GetInt64(0), Key: new ComparisonKey("", row.GetString(1), row.GetString(2))));
        foreach (var happening in open.GroupBy(row => row.Event, row => row.Key))
        {
            var claims = Claims(session, happening.Key);
            var groups = ClaimGroups.Of(claims);
            foreach (var key in happening) session.Execute("UPDATE comparison SET claims = $3 WHERE event = $1 AND metric = $2", happening.Key, key.Metric, key.ClaimsOf(claims, groups));
        }
    }

    private const string Columns = "c.id, a.id, a.outlet, a.at, a.day, c.metric, c.value, c.low, c.high, c.qualifier, c.unit, s.id, s.name, c.as_of, w.id, c.negated, c.called, c.value_start, c.words, e.id";

    private const string From = "claim c JOIN article a ON a.n = c.article LEFT JOIN entity s ON s.n = c.limited LEFT JOIN entity w ON w.n = c.attributed LEFT JOIN event e ON e.n = c.event";

    private static ComparableClaim Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.TextOrNull(2), PreparedArticle.PublishedAt(row.NumberOrNull(3), row.GetInt32(4)), row.GetString(5), row.DecimalOrNull(6), row.DecimalOrNull(7),
        row.DecimalOrNull(8), (Qualifier)row.GetInt32(9), row.GetString(10), row.TextOrNull(11), row.TextOrNull(12), row.DateOrNull(13), row.TextOrNull(14), row.GetBoolean(15))
    { Called = row.TextOrNull(16), Day = row.GetInt32(4), Start = row.GetInt32(17), Words = row.TextOrNull(18), Event = row.TextOrNull(19) };
}
