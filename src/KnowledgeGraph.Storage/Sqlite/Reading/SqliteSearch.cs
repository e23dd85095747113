using System.Text.Json;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// Full-text search by FTS5 (https://www.sqlite.org/fts5.html) with bm25 ranks. Names count more than quotes, quotes more than articles, and
/// an entity more the oftener it is mentioned.
/// </summary>
internal static class SqliteSearch
{
    private const int Deepest = 2000;

    private sealed record Hit(SearchScope Scope, long Row, string Id, double Score);

    public static SearchPage Search(SqlSession session, SearchRequest request)
    {
        if (request.Size is < 0 or > PageQuery<EntityFilter, EntityOrder>.LargestSize)
            throw new GraphRequestException($"A page of {request.Size} was asked for: expected 0 to {PageQuery<EntityFilter, EntityOrder>.LargestSize}.");
        var query = SearchQuery.Parse(request.Text, request.Prefix);
        var fingerprint = Cursors.Fingerprint("search", request with { After = null, Size = 0 }, default(SearchScope));
        var match = string.Join(' ', query.Terms.Select(term => $"\"{string.Join(' ', term.Words)}\"{(term.IsPrefix ? "*" : "")}"));
        var scopes = request.Scopes.Count > 0 ? request.Scopes.Distinct().ToList() : [SearchScope.Entities, SearchScope.Quotes, SearchScope.Articles];
        var hits = new List<Hit>();
        long total = 0;
        foreach (var scope in scopes)
        {
            var (found, count) = Find(session, scope, match, request);
            hits.AddRange(found);
            total += count;
        }
        hits.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : string.CompareOrdinal(a.Id, b.Id));
        var from = 0;
        if (request.After is { } after)
        {
            var (key, id) = Cursors.Read(after, fingerprint);
            var score = Convert.ToDouble(key, System.Globalization.CultureInfo.InvariantCulture);
            from = hits.FindIndex(hit => hit.Score < score || (hit.Score == score && string.CompareOrdinal(hit.Id, id) > 0));
            if (from < 0) from = hits.Count;
        }
        var page = hits.Skip(from).Take(request.Size).ToList();
        return new([.. page.Select(hit => new PageItem<SearchHit>(Show(session, query, hit), Cursors.Write(fingerprint, hit.Score, hit.Id)))], from + page.Count < hits.Count, total);
    }

    private static (List<Hit> Hits, long Count) Find(SqlSession session, SearchScope scope, string match, SearchRequest request)
    {
        var where = new SqlWhere(session);
        where.Add($"{Table(scope)} MATCH {where.Value(match)}");
        string from, id, score;
        switch (scope)
        {
            case SearchScope.Entities:
                if (request.Types is { Count: > 0 } types) where.In("e.type", [.. types.Select(type => (int)type)]);
                Mentioned(where, request);
                (from, id, score) = ("entity_words w JOIN entity e ON e.n = w.rowid", "e.id", "round(8 - w.rank + ln(1 + e.articles), 6)");
                break;
            case SearchScope.Quotes:
                if (request.Types is { Count: > 0 }) return ([], 0);
                Published(where, request);
                (from, id, score) = ($"quote_words w JOIN article a ON a.n = w.rowid / {SqliteSearchWords.QuotesPerArticle}", $"printf('%s-q%04d', a.id, w.rowid % {SqliteSearchWords.QuotesPerArticle})", "round(2 - w.rank, 6)");
                break;
            default:
                if (request.Types is { Count: > 0 }) return ([], 0);
                Published(where, request);
                (from, id, score) = ("article_words w JOIN article a ON a.n = w.rowid", "a.id", "round(-w.rank, 6)");
                break;
        }
        var joins = request.Outlets is { Count: > 0 } || request.When is not null || request.Types is { Count: > 0 };
        var count = session.Number($"SELECT count(*) FROM {(joins ? from : Table(scope) + " w")}{where}", [.. where.Values])!.Value;
        var hits = session.Query($"SELECT w.rowid, {id}, {score} FROM {from}{where} ORDER BY w.rank LIMIT {Deepest}",
            row => new Hit(scope, row.GetInt64(0), row.GetString(1), row.GetDouble(2)), [.. where.Values]);
        return (hits, count);
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

    private static SearchHit Show(SqlSession session, SearchQuery query, Hit hit)
    {
        switch (hit.Scope)
        {
            case SearchScope.Entities:
                var names = session.Text("SELECT names FROM entity WHERE n = $1", hit.Row)!;
                var name = JsonSerializer.Deserialize<JsonElement[][]>(names)!.Select(pair => pair[0].GetString()!)
                    .Select((text, rank) => (text, rank, matches: query.Find(text))).OrderByDescending(item => item.matches.Count).ThenBy(item => item.rank).First();
                return new(hit.Scope, hit.Id, hit.Score, "name", name.text, name.matches);
            case SearchScope.Quotes:
                var quote = session.Query("SELECT a.text, q.content_start, q.content_end FROM quote q JOIN article a ON a.n = q.article WHERE q.id = $1",
                    row => row.Span(1).Slice(row.GetString(0)), hit.Id).Single();
                var (words, found) = query.Snip(quote);
                return new(hit.Scope, hit.Id, hit.Score, "quote", words, found);
            default:
                var (title, article) = session.Query("SELECT coalesce(title, ''), text FROM article WHERE n = $1", row => (row.GetString(0), row.GetString(1)), hit.Row).Single();
                var inTitle = query.Find(title);
                if (inTitle.Count >= query.Terms.Count) return new(hit.Scope, hit.Id, hit.Score, "title", title, inTitle);
                var (snippet, highlights) = query.Snip(article);
                return new(hit.Scope, hit.Id, hit.Score, "text", snippet, highlights);
        }
    }
}
