using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>How the articles that report events differ in words. An article is read once for all events asked for, and kept: for one state of the graph.</summary>
internal sealed class SqliteWords(SqlSession session)
{
    // What is kept is about ten times as large as an article's text.
    private const int MostArticles = 500;

    private readonly Dictionary<long, ArticleWords> _articles = [];
    private readonly Dictionary<string, WordedArticle> _shown = [];

    /// <summary>The differences of one event.</summary>
    /// <param name="number">The event's row.</param>
    /// <param name="id">Its id.</param>
    /// <param name="isWhole">Whether it is part of no other.</param>
    /// <param name="publishedUntil">Day number of the last articles that are looked at; all where null.</param>
    public IReadOnlyList<WordDifference> Of(long number, string id, bool isWhole, int? publishedUntil = null)
    {
        var articles = session.Query("SELECT DISTINCT a.n FROM event_report r CROSS JOIN article a INDEXED BY article_filed ON a.n = r.article WHERE r.event = $1 AND ($2 IS NULL OR a.day <= $2) ORDER BY a.id",
            row => row.GetInt64(0), number, publishedUntil);
        if (articles.Count < 2) return [];
        Load(articles);
        return WordComparer.Compare(id, isWhole, [.. articles.Select(article => _articles[article])]);
    }

    /// <summary>The articles that the last answer speaks of, by id.</summary>
    public IReadOnlyDictionary<string, WordedArticle> Articles => _shown;

    private void Load(List<long> articles)
    {
        if (_articles.Count + articles.Count > MostArticles)
        {
            _articles.Clear();
            _shown.Clear();
        }
        var missing = articles.Where(article => !_articles.ContainsKey(article)).ToList();
        if (missing.Count == 0) return;
        var numbers = JsonSerializer.Serialize(missing);
        // Facts of an article are found by the beginnings of their ids.
        string From(string table, char from, char to) => $"FROM json_each($1) x CROSS JOIN article a ON a.n = x.value CROSS JOIN {table} f ON f.id >= a.id || '-{from}' AND f.id < a.id || '-{to}'";
        var reports = session.Query(
            $"SELECT a.n, f.id, v.id, f.triggers, f.sentence_start, f.sentence_end, p.id, p.name, p.gazetteer {From("event_report", 'v', 'w')} JOIN event v ON v.n = f.event LEFT JOIN entity p ON p.n = f.place ORDER BY f.id",
            row => (Article: row.GetInt64(0), Fact: new WordedReport(row.GetString(1), row.GetString(2), Spans(row.GetString(3)), row.Span(4), row.TextOrNull(6), row.TextOrNull(7), GazetteerIds.IsCountry(row.TextOrNull(8)))),
            numbers).ToLookup(row => row.Article, row => row.Fact);
        var relations = session.Query(
            $"SELECT a.n, f.id, coalesce(s.id, sv.id), f.predicate, coalesce(o.id, ov.id), f.negated, f.sentence_start, f.sentence_end {From("relation", 'r', 's')} LEFT JOIN entity s ON s.n = f.subject "
            + "LEFT JOIN event sv ON sv.n = f.subject_event LEFT JOIN entity o ON o.n = f.object LEFT JOIN event ov ON ov.n = f.object_event WHERE f.subject_event IS NOT NULL OR f.object_event IS NOT NULL ORDER BY f.id",
            row => (Article: row.GetInt64(0), Fact: new WordedRelation(row.GetString(1), row.GetString(2), row.GetString(3), row.TextOrNull(4), row.GetBoolean(5), row.Span(6))), numbers)
            .ToLookup(row => row.Article, row => row.Fact);
        var quotes = session.Query(
            $"SELECT a.n, f.id, s.id, v.id, f.kind, f.content_start, f.content_end, f.sentence_start, f.sentence_end {From("quote", 'q', 'r')} LEFT JOIN entity s ON s.n = f.speaker LEFT JOIN entity v ON v.n = f.via ORDER BY f.id",
            row => (Article: row.GetInt64(0), Fact: new WordedQuote(row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), (QuoteKind)row.GetInt32(4), row.Span(5), row.Span(7))), numbers)
            .ToLookup(row => row.Article, row => row.Fact);
        var counted = session.Query($"SELECT a.n, f.metric, f.value_start, f.value_end {From("claim", 'c', 'd')} ORDER BY f.id",
            row => (Article: row.GetInt64(0), Fact: new WordedNumber(row.GetString(1), row.Span(2))), numbers).ToLookup(row => row.Article, row => row.Fact);
        var texts = session.Query("SELECT n, id, at, day, text, outlet FROM article WHERE n IN (SELECT value FROM json_each($1))",
            row => (Number: row.GetInt64(0), Id: row.GetString(1), Published: PreparedArticle.PublishedAt(row.NumberOrNull(2), row.GetInt32(3)), Text: row.GetString(4), Outlet: row.TextOrNull(5)), numbers);
        foreach (var (number, id, published, text, outlet) in texts)
        {
            _shown[id] = new(text, outlet);
            _articles[number] = new(id, published, text) { Reports = [.. reports[number]], Relations = [.. relations[number]], Quotes = [.. quotes[number]], Numbers = [.. counted[number]] };
        }
    }

    private static List<TextSpan> Spans(string json) => [.. JsonSerializer.Deserialize<int[][]>(json)!.Select(span => new TextSpan(span[0], span[1]))];
}
