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
                foreach (var hit in Candidates(session, scope, ranking, match, request, count)) found.TryAdd(hit.Id, hit);
            hits.AddRange(found.Values);
            total += count;
        }
        var (page, more) = ranking.Page(hits);
        return new([.. page.Select(hit => Show(session, ranking, hit))], more, total);
    }

    private static long Count(SqlSession session, SearchScope scope, SearchQuery query, SearchRequest request)
    {
        var (where, from) = Asked(session, scope, query, SearchRanking.Everything, request, walk: false);
        var filtered = request.Outlets is { Count: > 0 } || request.When is not null || request.Types is { Count: > 0 };
        return session.Number($"SELECT count(*) FROM {(filtered ? from : Table(scope) + " w")}{where}", [.. where.Values])!.Value;
    }

    private static List<SearchRanking.Hit> Candidates(SqlSession session, SearchScope scope, SearchRanking ranking, SearchRanking.Match match, SearchRequest request, long total)
    {
        var (where, from) = Asked(session, scope, ranking.Query, match, request, walk: total > 2 * SearchRanking.Deepest);
        var limit = $" LIMIT {SearchRanking.Deepest}";
        return scope switch
        {
            SearchScope.Entities => session.Query($"SELECT e.id, e.names, e.name, e.articles FROM {from}{where} ORDER BY e.rank, e.id{limit}",
                row => ranking.Entity(row.GetString(0), Names(row.GetString(1)).Append(row.GetString(2)).Select(SearchQuery.Folded), row.GetInt32(3)), [.. where.Values]),
            SearchScope.Quotes => session.Query($"SELECT printf('%s-q%04d', a.id, w.rowid % {SqliteSearchWords.QuotesPerArticle}), a.day FROM {from}{where} ORDER BY a.day DESC, a.id, w.rowid{limit}", row => ranking.Quote(row.GetString(0), row.GetInt32(1), match), [.. where.Values]),
            _ => session.Query($"SELECT a.id, coalesce(a.title, ''), a.day FROM {from}{where} ORDER BY a.day DESC, a.id{limit}", row => ranking.Article(row.GetString(0), row.GetString(1), row.GetInt32(2), match), [.. where.Values]),
        };
    }

    // walk: where very many match, the index of days leads to the latest of them.
    private static (SqlWhere Where, string From) Asked(SqlSession session, SearchScope scope, SearchQuery query, SearchRanking.Match match, SearchRequest request, bool walk)
    {
        var where = new SqlWhere(session);
        var words = string.Join(' ', query.Terms.Select(term => $"\"{string.Join(' ', term.Words)}\"{(match.Prefixes && term.IsPrefix ? "*" : "")}"));
        var matching = $"{Table(scope)} MATCH {where.Value(match.Title ? $"title : ({words})" : words)}";
        if (scope != SearchScope.Entities && walk)
        {
            Published(where, request);
            var article = scope == SearchScope.Quotes ? $"rowid / {SqliteSearchWords.QuotesPerArticle}" : "rowid";
            return (where, $"article a INDEXED BY article_day CROSS JOIN (SELECT rowid, {article} AS article FROM {Table(scope)} WHERE {matching}) w ON w.article = a.n");
        }
        where.Add(matching);
        if (scope == SearchScope.Entities)
        {
            where.In("e.type", request.Types?.Select(type => (int)type).ToList());
            Mentioned(where, request);
            return (where, "entity_words w JOIN entity e ON e.n = w.rowid");
        }
        Published(where, request);
        return (where, scope == SearchScope.Quotes ? $"quote_words w JOIN article a ON a.n = w.rowid / {SqliteSearchWords.QuotesPerArticle}" : "article_words w JOIN article a ON a.n = w.rowid");
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
