using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// Full-text search by the server's Lucene indexes (https://neo4j.com/docs/cypher-manual/5/indexes/semantic-indexes/full-text-indexes/). They hold
/// folded words, so that a query is made of letters, digits and quotation marks only. Names count more than quotes, quotes more than articles.
/// </summary>
internal static class Neo4jSearch
{
    private const int Deepest = 2000;

    private sealed record Hit(SearchScope Scope, string Id, double Score);

    public static async Task<SearchPage> SearchAsync(CypherSession session, SearchRequest request)
    {
        if (request.Size is < 0 or > PageQuery<EntityFilter, EntityOrder>.LargestSize)
            throw new GraphRequestException($"A page of {request.Size} was asked for: expected 0 to {PageQuery<EntityFilter, EntityOrder>.LargestSize}.");
        var query = SearchQuery.Parse(request.Text, request.Prefix);
        var fingerprint = Cursors.Fingerprint("search", request with { After = null, Size = 0 }, default(SearchScope));
        var lucene = string.Join(" AND ", query.Terms.Select(term => term.IsPrefix ? term.Words[^1] + "*" : $"\"{string.Join(' ', term.Words)}\""));
        var scopes = request.Scopes.Count > 0 ? request.Scopes.Distinct().ToList() : [SearchScope.Entities, SearchScope.Quotes, SearchScope.Articles];
        var hits = new List<Hit>();
        long total = 0;
        foreach (var scope in scopes)
        {
            var (found, count) = await FindAsync(session, scope, lucene, request).ConfigureAwait(false);
            hits.AddRange(found);
            total += count;
        }
        hits.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : string.CompareOrdinal(a.Id, b.Id));
        var from = 0;
        if (request.After is { } after)
        {
            var (key, id) = Cursors.Read(after, fingerprint);
            var score = Convert.ToDouble(key, CultureInfo.InvariantCulture);
            from = hits.FindIndex(hit => hit.Score < score || (hit.Score == score && string.CompareOrdinal(hit.Id, id) > 0));
            if (from < 0) from = hits.Count;
        }
        var items = new List<PageItem<SearchHit>>();
        foreach (var hit in hits.Skip(from).Take(request.Size))
            if (await ShowAsync(session, query, hit).ConfigureAwait(false) is { } shown) items.Add(new(shown, Cursors.Write(fingerprint, hit.Score, hit.Id)));
        return new(items, from + request.Size < hits.Count, total);
    }

    private static async Task<(List<Hit> Hits, long Count)> FindAsync(CypherSession session, SearchScope scope, string lucene, SearchRequest request)
    {
        if (scope != SearchScope.Entities && request.Types is { Count: > 0 }) return ([], 0);
        var where = new CypherWhere(session);
        string index, score;
        switch (scope)
        {
            case SearchScope.Entities:
                where.InNames("f.type", request.Types);
                string Mentioned(string condition) => $"EXISTS {{ MATCH {session.Node("x", "Appearance")} WHERE x.entity = f.id AND {condition} AND {session.Seen("x")} }}";
                if (request.Outlets is { Count: > 0 } outlets) where.Add(Mentioned($"x.outlet IN {where.Value(outlets)}"));
                if (request.When is { } range) where.Add(Mentioned($"{where.Value(range.From?.DayNumber ?? 1)} <= x.day <= {where.Value(range.To?.DayNumber ?? int.MaxValue)}"));
                (index, score) = ("entity_words", "8 + score + log(1 + f.articles)");
                break;
            default:
                where.In("f.outlet", request.Outlets);
                where.Days("f.day", request.When);
                (index, score) = scope == SearchScope.Quotes ? ("quote_words", "2 + score") : ("article_words", "score");
                break;
        }
        var rows = await session.QueryAsync(
            $"CALL db.index.fulltext.queryNodes('{index}', $lucene) YIELD node AS f, score WITH f, score{where} "
            + $"WITH f.id AS id, round({score}, 6) AS score ORDER BY score DESC, id WITH collect({{id: id, score: score}}) AS found RETURN size(found) AS total, found[..{Deepest}] AS found",
            [("lucene", lucene), .. where.Values]).ConfigureAwait(false);
        var hits = rows[0].Get<List<IReadOnlyDictionary<string, object?>>>("found").Select(item => new Hit(scope, (string)item["id"]!, (double)item["score"]!)).ToList();
        return (hits, rows[0].Get<long>("total"));
    }

    private static async Task<SearchHit?> ShowAsync(CypherSession session, SearchQuery query, Hit hit)
    {
        var label = hit.Scope switch { SearchScope.Entities => "Entity", SearchScope.Quotes => "Quote", _ => "Article" };
        var columns = hit.Scope switch { SearchScope.Entities => "f.json AS json", SearchScope.Quotes => "f.text AS text", _ => "coalesce(f.title, '') AS title, f.text AS text" };
        if (await session.QueryAsync($"MATCH {session.Node("f", label)} WHERE f.id = $id AND {session.Seen("f")} RETURN {columns}", ("id", hit.Id)).ConfigureAwait(false) is not [var row, ..]) return null;
        switch (hit.Scope)
        {
            case SearchScope.Entities:
                var name = JsonSerializer.Deserialize<Entity>(row.Get<string>("json"), ContributionJson.Options)!.Names
                    .Select((item, rank) => (item.Text, rank, matches: query.Find(item.Text))).OrderByDescending(item => item.matches.Count).ThenBy(item => item.rank).First();
                return new(hit.Scope, hit.Id, hit.Score, "name", name.Text, name.matches);
            case SearchScope.Quotes:
                var (words, found) = query.Snip(row.Get<string>("text"));
                return new(hit.Scope, hit.Id, hit.Score, "quote", words, found);
            default:
                var title = row.Get<string>("title");
                var inTitle = query.Find(title);
                if (inTitle.Count >= query.Terms.Count) return new(hit.Scope, hit.Id, hit.Score, "title", title, inTitle);
                var (snippet, highlights) = query.Snip(row.Get<string>("text"));
                return new(hit.Scope, hit.Id, hit.Score, "text", snippet, highlights);
        }
    }
}
