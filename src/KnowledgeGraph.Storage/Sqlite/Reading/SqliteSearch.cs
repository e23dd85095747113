using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Full-text search: FTS5 (https://www.sqlite.org/fts5.html) says what matches, <see cref="SearchRanking"/> what is better.</summary>
internal static class SqliteSearch
{
    public static SearchPage Search(SqlSession session, SearchRequest request)
    {
        var ranking = new SearchRanking(request);
        var hits = new List<SearchRanking.Hit>();
        long total = 0;
        foreach (var scope in ranking.Scopes)
        {
            var count = Count(session, scope, ranking.Query, request);
            var found = new Dictionary<string, SearchRanking.Hit>();
            foreach (var match in ranking.Narrower(scope, count).Append(SearchRanking.Everything))
                foreach (var hit in Candidates(session, scope, ranking, match, request)) found.TryAdd(hit.Id, hit);
            hits.AddRange(found.Values);
            total += count;
        }
        var (page, more) = ranking.Page(hits);
        return new([.. page.Select(hit => Show(session, ranking, hit))], more, total);
    }

    private static long Count(SqlSession session, SearchScope scope, SearchQuery query, SearchRequest request)
    {
        var where = new SqlWhere(session);
        where.Add(Matching(where, scope, query, SearchRanking.Everything));
        var filtered = request.Outlets is { Count: > 0 } || request.When is not null || request.Types is { Count: > 0 };
        if (filtered) Restrict(where, scope, request);
        return session.Number($"SELECT count(*) FROM {(filtered ? Joined(scope) : Table(scope) + " w")}{where}", [.. where.Values])!.Value;
    }

    private static List<SearchRanking.Hit> Candidates(SqlSession session, SearchScope scope, SearchRanking ranking, SearchRanking.Match match, SearchRequest request)
    {
        if (scope != SearchScope.Entities && IsMany(session, scope, ranking.Query, match)) return Latest(session, scope, ranking, match, request);
        var where = new SqlWhere(session);
        where.Add(Matching(where, scope, ranking.Query, match));
        Restrict(where, scope, request);
        var rest = $"FROM {Joined(scope)}{where}";
        return scope switch
        {
            SearchScope.Entities => session.Query($"SELECT e.id, e.names, e.name, e.articles {rest} ORDER BY e.rank, e.id LIMIT {SearchRanking.Deepest}",
                row => ranking.Entity(row.GetString(0), Names(row.GetString(1)).Append(row.GetString(2)).Select(SearchQuery.Folded), row.GetInt32(3)), [.. where.Values]),
            SearchScope.Quotes => session.Query($"SELECT a.id, w.rowid % {SqliteSearchWords.QuotesPerArticle}, a.day {rest} ORDER BY a.day DESC, a.id, w.rowid LIMIT {SearchRanking.Deepest}", row => Quote(ranking, row, match), [.. where.Values]),
            _ => session.Query($"SELECT a.id, coalesce(a.title, ''), a.day {rest} ORDER BY a.day DESC, a.id LIMIT {SearchRanking.Deepest}", row => Article(ranking, row, match), [.. where.Values]),
        };
    }

    private static bool IsMany(SqlSession session, SearchScope scope, SearchQuery query, SearchRanking.Match match)
    {
        var where = new SqlWhere(session);
        where.Add(Matching(where, scope, query, match));
        return session.Number($"SELECT rowid FROM {Table(scope)} w{where} LIMIT 1 OFFSET {2 * SearchRanking.Deepest}", [.. where.Values]) is not null;
    }

    // Where very many match, the index of days leads to the latest of them: all that matches is gathered once, and asked for each article on the way.
    private static List<SearchRanking.Hit> Latest(SqlSession session, SearchScope scope, SearchRanking ranking, SearchRanking.Match match, SearchRequest request)
    {
        var where = new SqlWhere(session);
        var matching = Matching(where, scope, ranking.Query, match);
        where.Add(scope == SearchScope.Quotes ? $"a.n IN (SELECT r / {SqliteSearchWords.QuotesPerArticle} FROM w)" : "a.n IN (SELECT r FROM w)");
        Restrict(where, scope, request);
        var sql = $"WITH w AS MATERIALIZED (SELECT rowid AS r FROM {Table(scope)} WHERE {matching}), "
            + $"latest AS MATERIALIZED (SELECT a.n, a.id, a.day FROM article a INDEXED BY article_day{where} ORDER BY a.day DESC, a.id LIMIT {SearchRanking.Deepest}) ";
        return scope == SearchScope.Quotes
            ? session.Query(sql + $"SELECT a.id, w.r % {SqliteSearchWords.QuotesPerArticle}, a.day FROM w JOIN latest a ON a.n = w.r / {SqliteSearchWords.QuotesPerArticle} ORDER BY a.day DESC, a.id, w.r LIMIT {SearchRanking.Deepest}",
                row => Quote(ranking, row, match), [.. where.Values])
            : session.Query(sql + "SELECT latest.id, coalesce(a.title, ''), latest.day FROM latest CROSS JOIN article a ON a.n = latest.n ORDER BY latest.day DESC, latest.id", row => Article(ranking, row, match), [.. where.Values]);
    }

    private static SearchRanking.Hit Quote(SearchRanking ranking, SqliteDataReader row, SearchRanking.Match match) => ranking.Quote(FormattableString.Invariant($"{row.GetString(0)}-q{row.GetInt64(1):D4}"), row.GetInt32(2), match);

    private static SearchRanking.Hit Article(SearchRanking ranking, SqliteDataReader row, SearchRanking.Match match) => ranking.Article(row.GetString(0), row.GetString(1), row.GetInt32(2), match);

    private static string Matching(SqlWhere where, SearchScope scope, SearchQuery query, SearchRanking.Match match)
    {
        var words = string.Join(' ', query.Terms.Select(term => $"\"{string.Join(' ', term.Words)}\"{(match.Prefixes && term.IsPrefix ? "*" : "")}"));
        return $"{Table(scope)} MATCH {where.Value(match.Title ? $"title : ({words})" : words)}";
    }

    private static string Joined(SearchScope scope) => scope switch
    {
        SearchScope.Entities => "entity_words w JOIN entity e ON e.n = w.rowid",
        SearchScope.Quotes => $"quote_words w JOIN article a ON a.n = w.rowid / {SqliteSearchWords.QuotesPerArticle}",
        _ => "article_words w JOIN article a ON a.n = w.rowid",
    };

    private static void Restrict(SqlWhere where, SearchScope scope, SearchRequest request)
    {
        if (scope != SearchScope.Entities)
        {
            Published(where, request);
            return;
        }
        where.In("e.type", request.Types?.Select(type => (int)type).ToList());
        Mentioned(where, request);
    }

    private static void Published(SqlWhere where, SearchRequest request)
    {
        where.In("a.outlet", request.Outlets);
        where.Days("a.day", request.When);
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
