using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Full-text search: FTS5 (https://www.sqlite.org/fts5.html) says what matches, <see cref="SearchRanking"/> what is better.</summary>
internal static class SqliteSearch
{
    // So many articles are looked up one by one; of more, the latest are met soon on the way down the index of days.
    private const int Few = 2 * SearchRanking.Deepest;

    public static SearchPage Search(SqlSession session, SearchRequest request)
    {
        var ranking = new SearchRanking(request);
        var hits = new List<SearchRanking.Hit>();
        long total = 0;
        foreach (var scope in ranking.Scopes)
        {
            var (found, count) = scope == SearchScope.Entities ? Entities(session, ranking, request) : Texts(session, scope, ranking, request);
            hits.AddRange(found);
            total += count;
        }
        var (page, more) = ranking.Page(hits);
        return new([.. page.Select(hit => Show(session, ranking, hit))], more, total);
    }

    private static (IEnumerable<SearchRanking.Hit> Hits, long Total) Entities(SqlSession session, SearchRanking ranking, SearchRequest request)
    {
        var all = Conditions(session, ranking.Query, request, SearchRanking.Everything);
        var total = session.Number($"SELECT count(*) FROM {Joined}{all}", [.. all.Values])!.Value;
        var found = new Dictionary<string, SearchRanking.Hit>();
        foreach (var match in ranking.Narrower(SearchScope.Entities, total).Append(SearchRanking.Everything))
        {
            var where = Conditions(session, ranking.Query, request, match);
            foreach (var hit in session.Query($"SELECT e.id, e.names, e.name, e.articles FROM {Joined}{where} ORDER BY e.rank, e.id LIMIT {SearchRanking.Deepest}",
                row => ranking.Entity(row.GetString(0), Names(row.GetString(1)).Append(row.GetString(2)).Select(SearchQuery.Folded), row.GetInt32(3)), [.. where.Values])) found.TryAdd(hit.Id, hit);
        }
        return (found.Values, total);
    }

    private const string Joined = "entity_words w JOIN entity e ON e.n = w.rowid";

    private static SqlWhere Conditions(SqlSession session, SearchQuery query, SearchRequest request, SearchRanking.Match match)
    {
        var where = new SqlWhere(session);
        where.Add(Matching(where, SearchScope.Entities, query, match));
        where.In("e.type", request.Types?.Select(type => (int)type).ToList());
        Mentioned(where, request);
        return where;
    }

    private static (IEnumerable<SearchRanking.Hit> Hits, long Total) Texts(SqlSession session, SearchScope scope, SearchRanking ranking, SearchRequest request)
    {
        var all = Rows(session, scope, ranking.Query, SearchRanking.Everything);
        var (latest, total) = Latest(session, scope, all, request, count: true);
        var found = new Dictionary<string, SearchRanking.Hit>();
        foreach (var match in ranking.Narrower(scope, total)) Add(session, scope, ranking, match, Latest(session, scope, Rows(session, scope, ranking.Query, match), request, count: false).Latest, found);
        Add(session, scope, ranking, SearchRanking.Everything, latest, found);
        return (found.Values, total);
    }

    /// <param name="Article">The article's number.</param>
    /// <param name="Row">The row that matches, of the article or of one of its quotes.</param>
    private readonly record struct Dated(long Article, string Id, int Day, long Row);

    private static void Add(SqlSession session, SearchScope scope, SearchRanking ranking, SearchRanking.Match match, List<Dated> latest, Dictionary<string, SearchRanking.Hit> found)
    {
        if (scope == SearchScope.Quotes)
        {
            foreach (var row in latest)
                if (FormattableString.Invariant($"{row.Id}-q{row.Row % SqliteSearchWords.QuotesPerArticle:D4}") is var id && !found.ContainsKey(id)) found.Add(id, ranking.Quote(id, row.Day, match));
            return;
        }
        var added = latest.Where(row => !found.ContainsKey(row.Id)).ToDictionary(row => row.Article);
        foreach (var (article, title) in session.Query("SELECT a.n, coalesce(a.title, '') FROM json_each($1) x CROSS JOIN article a INDEXED BY article_filed ON a.n = x.value",
            row => (row.GetInt64(0), row.GetString(1)), JsonSerializer.Serialize(added.Keys)))
            found.Add(added[article].Id, ranking.Article(added[article].Id, title, added[article].Day, match));
    }

    // The numbers of all rows that match, rising. One pass: where a word goes on in many ways, finding the rows is what takes time.
    private static List<long> Rows(SqlSession session, SearchScope scope, SearchQuery query, SearchRanking.Match match)
    {
        var where = new SqlWhere(session);
        where.Add(Matching(where, scope, query, match));
        return session.Query($"SELECT rowid FROM {Table(scope)}{where}", row => row.GetInt64(0), [.. where.Values]);
    }

    // The latest of the rows, by day and then by id, that the request's outlets and days let pass; and how many pass, if that is to be counted.
    private static (List<Dated> Latest, long Total) Latest(SqlSession session, SearchScope scope, List<long> rows, SearchRequest request, bool count)
    {
        var perArticle = scope == SearchScope.Quotes ? SqliteSearchWords.QuotesPerArticle : 1;
        var where = new SqlWhere(session);
        where.In("a.outlet", request.Outlets);
        where.Days("a.day", request.When);
        var all = where.Values.Count == 0;
        var latest = new List<Dated>();
        var total = all ? rows.Count : 0L;
        bool Take(SqliteDataReader row)
        {
            var article = row.GetInt64(0);
            string? id = null;
            var first = rows.BinarySearch(article * perArticle);
            for (var at = first < 0 ? ~first : first; at < rows.Count && rows[at] / perArticle == article; at++)
            {
                if (!all) total++;
                if (latest.Count < SearchRanking.Deepest) latest.Add(new(article, id ??= row.GetString(1), row.GetInt32(2), rows[at]));
            }
            return latest.Count < SearchRanking.Deepest || (count && !all);
        }
        const string Order = " ORDER BY a.day DESC, a.id";
        if (rows.Count <= Few) session.Read($"SELECT a.n, a.id, a.day FROM json_each({where.Value(JsonSerializer.Serialize(rows.Select(row => row / perArticle).Distinct()))}) x CROSS JOIN article a INDEXED BY article_filed ON a.n = x.value{where}{Order}", Take, [.. where.Values]);
        else session.Read($"SELECT a.n, a.id, a.day FROM article a INDEXED BY {(request.Outlets is { Count: > 0 } ? "article_outlet" : "article_day")}{where}{Order}", Take, [.. where.Values]);
        return (latest, total);
    }

    private static string Matching(SqlWhere where, SearchScope scope, SearchQuery query, SearchRanking.Match match)
    {
        var words = string.Join(' ', query.Terms.Select(term => $"\"{string.Join(' ', term.Words)}\"{(match.Prefixes && term.IsPrefix ? "*" : "")}"));
        return $"{Table(scope)} MATCH {where.Value(match.Title ? $"title : ({words})" : words)}";
    }

    private static void Mentioned(SqlWhere where, SearchRequest request)
    {
        if (request.Outlets is { Count: > 0 } outlets)
            where.Add($"EXISTS (SELECT 1 FROM entity_article x JOIN article a ON a.n = x.article WHERE x.entity = e.n AND a.outlet IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(outlets))})))");
        if (request.When is { } range)
            where.Add($"EXISTS (SELECT 1 FROM entity_article x WHERE x.entity = e.n AND x.day BETWEEN {where.Value(range.From?.DayNumber ?? 1)} AND {where.Value(range.To?.DayNumber ?? int.MaxValue)})");
    }

    private static string Table(SearchScope scope) => scope switch
    {
        SearchScope.Entities => "entity_words",
        SearchScope.Quotes => "quote_words",
        _ => "article_words",
    };

    private static IEnumerable<string> Names(string json) => JsonSerializer.Deserialize<JsonElement[][]>(json)!.Select(pair => pair[0].GetString()!);

    private static PageItem<SearchHit> Show(SqlSession session, SearchRanking ranking, SearchRanking.Hit hit) => hit.Scope switch
    {
        SearchScope.Entities => ranking.ShowEntity(hit, Names(session.Text("SELECT names FROM entity WHERE id = $1", hit.Id)!)),
        SearchScope.Quotes => ranking.ShowQuote(hit, session.Query("SELECT a.text, q.content_start, q.content_end FROM quote q JOIN article a ON a.n = q.article WHERE q.id = $1",
            row => row.Span(1).Slice(row.GetString(0)), hit.Id).Single()),
        _ => session.Query("SELECT coalesce(title, ''), text FROM article WHERE id = $1", row => ranking.ShowArticle(hit, row.GetString(0), row.GetString(1)), hit.Id).Single(),
    };
}
