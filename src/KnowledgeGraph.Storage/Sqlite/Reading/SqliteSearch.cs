using System.Text.Json;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// Full-text search by FTS5 (https://www.sqlite.org/fts5.html) with bm25 ranks. Names count more than quotes, quotes more than articles, and
/// an entity more the oftener it is mentioned. Where so much matches that ranking all would take long, words that say so little rank nothing: titles and
/// whole words come first, then the newest (entities: the most mentioned).
/// </summary>
internal static class SqliteSearch
{
    // So many hits of a scope are ranked; of more, so many are shown.
    private const int MostRanked = 2000, MostShown = 1000;

    private sealed record Hit(SearchScope Scope, long Row, string Id, double Score);

    public static SearchPage Search(SqlSession session, SearchRequest request)
    {
        if (request.Size is < 0 or > PageQuery<EntityFilter, EntityOrder>.LargestSize)
            throw new GraphRequestException($"A page of {request.Size} was asked for: expected 0 to {PageQuery<EntityFilter, EntityOrder>.LargestSize}.");
        var query = SearchQuery.Parse(request.Text, request.Prefix);
        var fingerprint = Cursors.Fingerprint("search", request with { After = null, Size = 0 }, default(SearchScope));
        var scopes = request.Scopes.Count > 0 ? request.Scopes.Distinct().ToList() : [SearchScope.Entities, SearchScope.Quotes, SearchScope.Articles];
        var hits = new List<Hit>();
        long total = 0;
        foreach (var scope in scopes)
        {
            var (found, count) = Find(session, scope, query, request);
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

    private static (List<Hit> Hits, long Count) Find(SqlSession session, SearchScope scope, SearchQuery query, SearchRequest request)
    {
        if (scope != SearchScope.Entities && request.Types is { Count: > 0 }) return ([], 0);
        var all = Match(query, prefixes: true);
        var count = Count(session, scope, all, request);
        if (count <= MostRanked) return (Ranked(session, scope, all, request, 0), count);
        var found = new Dictionary<long, Hit>();
        foreach (var (match, bonus) in Narrower(scope, query).Append((all, 0)))
            foreach (var hit in Count(session, scope, match, request) <= MostRanked ? Ranked(session, scope, match, request, bonus) : Newest(session, scope, match, request, bonus))
                found.TryAdd(hit.Row, hit);
        return ([.. found.Values], count);
    }

    private static string Match(SearchQuery query, bool prefixes) =>
        string.Join(' ', query.Terms.Select(term => $"\"{string.Join(' ', term.Words)}\"{(prefixes && term.IsPrefix ? "*" : "")}"));

    private static IEnumerable<(string Match, int Bonus)> Narrower(SearchScope scope, SearchQuery query)
    {
        var hasPrefix = query.Terms.Any(term => term.IsPrefix);
        if (scope == SearchScope.Articles && hasPrefix) yield return ($"title : ({Match(query, prefixes: false)})", 3);
        if (scope == SearchScope.Articles) yield return ($"title : ({Match(query, prefixes: true)})", 2);
        if (hasPrefix) yield return (Match(query, prefixes: false), 1);
    }

    private static long Count(SqlSession session, SearchScope scope, string match, SearchRequest request)
    {
        var (where, from, _) = Asked(session, scope, match, request);
        return session.Number($"SELECT count(*) FROM {(HasFilter(request) ? from : Table(scope) + " w")}{where}", [.. where.Values])!.Value;
    }

    private static bool HasFilter(SearchRequest request) => request.Outlets is { Count: > 0 } || request.When is not null || request.Types is { Count: > 0 };

    private static List<Hit> Ranked(SqlSession session, SearchScope scope, string match, SearchRequest request, int bonus)
    {
        var (where, from, id) = Asked(session, scope, match, request);
        var score = scope switch { SearchScope.Entities => "8 - w.rank + ln(1 + e.articles)", SearchScope.Quotes => "2 - w.rank", _ => "-w.rank" };
        return Hits(session, scope, $"SELECT w.rowid, {id}, round({bonus} + {score}, 6) FROM {from}{where} ORDER BY w.rank LIMIT {MostRanked}", where);
    }

    private static List<Hit> Newest(SqlSession session, SearchScope scope, string match, SearchRequest request, int bonus)
    {
        var (where, from, id) = Asked(session, scope, match, request);
        var (score, order) = scope switch
        {
            SearchScope.Entities => ("8 + ln(1 + e.articles)", "e.rank, e.id"),
            SearchScope.Quotes => ("2 + a.day / 1000000.0", "w.rowid DESC"),
            _ => ("a.day / 1000000.0", "w.rowid DESC"),
        };
        return Hits(session, scope, $"SELECT w.rowid, {id}, round({bonus} + {score}, 6) FROM {from}{where} ORDER BY {order} LIMIT {MostShown}", where);
    }

    private static List<Hit> Hits(SqlSession session, SearchScope scope, string sql, SqlWhere where) =>
        session.Query(sql, row => new Hit(scope, row.GetInt64(0), row.GetString(1), row.GetDouble(2)), [.. where.Values]);

    private static (SqlWhere Where, string From, string Id) Asked(SqlSession session, SearchScope scope, string match, SearchRequest request)
    {
        var where = new SqlWhere(session);
        where.Add($"{Table(scope)} MATCH {where.Value(match)}");
        if (scope == SearchScope.Entities)
        {
            where.In("e.type", request.Types?.Select(type => (int)type).ToList());
            Mentioned(where, request);
            return (where, "entity_words w JOIN entity e ON e.n = w.rowid", "e.id");
        }
        Published(where, request);
        return scope == SearchScope.Quotes
            ? (where, $"quote_words w JOIN article a ON a.n = w.rowid / {SqliteSearchWords.QuotesPerArticle}", $"printf('%s-q%04d', a.id, w.rowid % {SqliteSearchWords.QuotesPerArticle})")
            : (where, "article_words w JOIN article a ON a.n = w.rowid", "a.id");
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
