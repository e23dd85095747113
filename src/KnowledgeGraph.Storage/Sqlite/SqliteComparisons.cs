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

    public static List<ComparableClaim> Claims(SqlSession session, long root, string? metric = null, int? publishedUntil = null)
    {
        var events = JsonSerializer.Serialize(WithParts(session, root));
        return session.Query(
            "SELECT c.id, a.id, a.outlet, a.at, a.day, c.metric, c.value, c.low, c.high, c.qualifier, c.unit, s.id, s.name, c.as_of, w.id, c.negated FROM claim c "
            + "JOIN article a ON a.n = c.article LEFT JOIN entity s ON s.n = c.limited LEFT JOIN entity w ON w.n = c.attributed "
            + "WHERE c.event IN (SELECT value FROM json_each($1)) AND ($2 IS NULL OR c.metric = $2) AND ($3 IS NULL OR a.day <= $3)",
            Read, events, metric, publishedUntil);
    }

    /// <summary>How the articles that report an event differ in words.</summary>
    public static IReadOnlyList<WordDifference> Words(SqlSession session, long number, string id, int? publishedUntil = null)
    {
        var articles = session.Query(
            "SELECT DISTINCT a.n, a.id, a.at, a.day, a.text FROM event_report r JOIN article a ON a.n = r.article WHERE r.event = $1 AND ($2 IS NULL OR a.day <= $2) ORDER BY a.id",
            row => (Number: row.GetInt64(0), Id: row.GetString(1), Published: PreparedArticle.PublishedAt(row.NumberOrNull(2), row.GetInt32(3)), Text: row.GetString(4)), number, publishedUntil);
        if (articles.Count < 2) return [];
        var numbers = JsonSerializer.Serialize(articles.Select(article => article.Number));
        // Facts of an article are found by the beginnings of their ids.
        string Of(string table, char from, char to) => $"FROM json_each($1) x CROSS JOIN article a ON a.n = x.value CROSS JOIN {table} f ON f.id >= a.id || '-{from}' AND f.id < a.id || '-{to}'";
        var reports = session.Query(
            "SELECT r.article, r.id, r.triggers, r.sentence_start, r.sentence_end, p.id, p.name, coalesce(p.gazetteer, '') LIKE 'country:%' FROM event_report r "
            + "LEFT JOIN entity p ON p.n = r.place WHERE r.event = $1 ORDER BY r.id",
            row => (Article: row.GetInt64(0), Fact: new WordedReport(row.GetString(1), Spans(row.GetString(2)), row.Span(3), row.TextOrNull(5), row.TextOrNull(6), row.GetBoolean(7))),
            number).ToLookup(row => row.Article, row => row.Fact);
        var relations = session.Query(
            "SELECT r.article, r.id, coalesce(s.id, sv.id), r.predicate, coalesce(o.id, ov.id), r.negated, r.sentence_start, r.sentence_end FROM relation r LEFT JOIN entity s ON s.n = r.subject "
            + "LEFT JOIN event sv ON sv.n = r.subject_event LEFT JOIN entity o ON o.n = r.object LEFT JOIN event ov ON ov.n = r.object_event WHERE r.subject_event = $1 OR r.object_event = $1 ORDER BY r.id",
            row => (Article: row.GetInt64(0), Fact: new WordedRelation(row.GetString(1), row.GetString(2), row.GetString(3), row.TextOrNull(4), row.GetBoolean(5), row.Span(6))), number)
            .ToLookup(row => row.Article, row => row.Fact);
        var quotes = session.Query(
            $"SELECT a.n, f.id, s.id, v.id, f.kind, f.content_start, f.content_end, f.sentence_start, f.sentence_end {Of("quote", 'q', 'r')} LEFT JOIN entity s ON s.n = f.speaker LEFT JOIN entity v ON v.n = f.via ORDER BY f.id",
            row => (Article: row.GetInt64(0), Fact: new WordedQuote(row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), (QuoteKind)row.GetInt32(4), row.Span(5), row.Span(7))), numbers)
            .ToLookup(row => row.Article, row => row.Fact);
        var counted = session.Query($"SELECT a.n, f.metric, f.value_start, f.value_end {Of("claim", 'c', 'd')} ORDER BY f.id",
            row => (Article: row.GetInt64(0), Fact: new WordedNumber(row.GetString(1), row.Span(2))), numbers).ToLookup(row => row.Article, row => row.Fact);
        var triggers = session.Query($"SELECT a.n, v.id, f.triggers, f.sentence_start, f.sentence_end {Of("event_report", 'v', 'w')} JOIN event v ON v.n = f.event ORDER BY f.id",
            row => (Article: row.GetInt64(0), Event: row.GetString(1), Triggers: Spans(row.GetString(2)), Sentence: row.Span(3)), numbers)
            .SelectMany(report => report.Triggers.Select(trigger => (report.Article, Fact: new WordedTrigger(report.Event, trigger, report.Sentence)))).ToLookup(row => row.Article, row => row.Fact);
        return WordComparer.Compare(id, Root(session, number) == number, [.. articles.Select(article => new EventWords(article.Id, article.Published, article.Text,
            [.. reports[article.Number]], [.. relations[article.Number]], [.. quotes[article.Number]], [.. counted[article.Number]], [.. triggers[article.Number]]))]);
    }

    private static List<TextSpan> Spans(string json) => [.. JsonSerializer.Deserialize<int[][]>(json)!.Select(span => new TextSpan(span[0], span[1]))];

    private static ComparableClaim Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.TextOrNull(2), PreparedArticle.PublishedAt(row.NumberOrNull(3), row.GetInt32(4)), row.GetString(5), row.DecimalOrNull(6), row.DecimalOrNull(7),
        row.DecimalOrNull(8), (Qualifier)row.GetInt32(9), row.GetString(10), row.TextOrNull(11), row.TextOrNull(12), row.DateOrNull(13), row.TextOrNull(14), row.GetBoolean(15));
}
