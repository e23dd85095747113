using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// Full-text search: the server's Lucene indexes (https://neo4j.com/docs/cypher-manual/5/indexes/semantic-indexes/full-text-indexes/) say what matches,
/// <see cref="SearchRanking"/> what is better. The indexes hold folded words, so that a query is made of letters, digits and quotation marks only. They know
/// the newest state alone: a snapshot searches that.
/// </summary>
internal static class Neo4jSearch
{
    public static async Task<SearchPage> SearchAsync(CypherSession session, SearchRequest request)
    {
        var ranking = new SearchRanking(request);
        var asked = new List<(SearchScope Scope, Answer Answer)>();
        foreach (var scope in ranking.Scopes) asked.Add((scope, await FindAsync(session, scope, ranking, SearchRanking.Everything, request).ConfigureAwait(false)));
        var hits = new List<SearchRanking.Hit>();
        foreach (var (scope, answer) in asked)
        {
            var row = (await answer.RowsAsync().ConfigureAwait(false))[0];
            var found = new Dictionary<string, SearchRanking.Hit>();
            foreach (var match in ranking.Narrower(scope, row.Get<List<List<object>>>("found").Count))
                Keep((await (await FindAsync(session, scope, ranking, match, request).ConfigureAwait(false)).RowsAsync().ConfigureAwait(false))[0], match);
            Keep(row, SearchRanking.Everything);
            hits.AddRange(found.Values);

            void Keep(IRecord candidates, SearchRanking.Match match)
            {
                foreach (var candidate in candidates.Get<List<List<object>>>("found"))
                    if (Hit(ranking, scope, candidate, match) is var hit) found.TryAdd(hit.Id, hit);
            }
        }
        var (page, more) = ranking.Page(hits);
        return new(await ShowAsync(session, ranking, page).ConfigureAwait(false), more);
    }

    public static async Task<long> CountAsync(CypherSession session, SearchRequest request)
    {
        var ranking = new SearchRanking(request);
        var total = 0L;
        foreach (var scope in ranking.Scopes)
        {
            var (call, values) = Matching(session, scope, ranking.Query, SearchRanking.Everything, request);
            total += await session.NumberAsync($"{call} RETURN count(f)", values).ConfigureAwait(false);
        }
        return total;
    }

    private static Task<Answer> FindAsync(CypherSession session, SearchScope scope, SearchRanking ranking, SearchRanking.Match match, SearchRequest request)
    {
        var (columns, order) = scope switch
        {
            SearchScope.Entities => ("[f.id, f.words, f.articles]", "f.articles DESC, f.id"),
            SearchScope.Quotes => ("[f.id, f.day]", "f.day DESC, f.id"),
            _ => ("[f.id, f.title, f.day]", "f.day DESC, f.id"),
        };
        var (call, values) = Matching(session, scope, ranking.Query, match, request);
        return session.AskAsync($"{call} WITH f ORDER BY {order} LIMIT {ranking.Depth(scope)} RETURN collect({columns}) AS found", values);
    }

    // What matches, as f.
    private static (string Call, (string, object?)[] Values) Matching(CypherSession session, SearchScope scope, SearchQuery query, SearchRanking.Match match, SearchRequest request)
    {
        var lucene = string.Join(" AND ", query.Terms.Select(term => match.Prefixes && term.IsPrefix ? term.Words[^1] + "*" : $"\"{string.Join(' ', term.Words)}\""));
        var where = new CypherWhere(session, anyTime: true);
        if (scope == SearchScope.Entities)
        {
            where.InNames("f.type", request.Types);
            string Mentioned(string condition) => $"EXISTS {{ MATCH (x:Appearance) WHERE x.entity = f.id AND {condition} }}";
            if (request.Outlets is { Count: > 0 } outlets) where.Add(Mentioned($"x.outlet IN {where.Value(outlets)}"));
            if (request.When is { } range) where.Add(Mentioned($"{where.Value(range.From?.DayNumber ?? 1)} <= x.day <= {where.Value(range.To?.DayNumber ?? int.MaxValue)}"));
        }
        else
        {
            where.In("f.outlet", request.Outlets);
            where.Days("f.day", request.When);
        }
        var index = scope switch
        {
            SearchScope.Entities => "entity_words",
            SearchScope.Quotes => "quote_words",
            _ => match.Title ? "article_title_words" : "article_words",
        };
        return ($"CALL db.index.fulltext.queryNodes('{index}', $lucene) YIELD node AS f{where}", [("lucene", lucene), .. where.Values]);
    }

    private static SearchRanking.Hit Hit(SearchRanking ranking, SearchScope scope, List<object> found, SearchRanking.Match match) => scope switch
    {
        SearchScope.Entities => ranking.Entity((string)found[0], ((string)found[1]).Split(SearchQuery.Between).Max(name => ranking.Tier(name)), (int)(long)found[2]),
        SearchScope.Quotes => ranking.Quote((string)found[0], (int)(long)found[1], match),
        _ => ranking.Article((string)found[0], (string?)found[1] ?? "", (int)(long)found[2], match),
    };

    private static async Task<List<PageItem<SearchHit>>> ShowAsync(CypherSession session, SearchRanking ranking, IReadOnlyList<SearchRanking.Hit> page)
    {
        var rows = new Dictionary<(SearchScope, string), IRecord>();
        foreach (var group in page.GroupBy(hit => hit.Scope))
        {
            var (label, columns) = group.Key switch
            {
                SearchScope.Entities => ("Entity", "f.json AS json"),
                SearchScope.Quotes => ("Quote", "f.text AS text"),
                _ => ("Article", "coalesce(f.title, '') AS title, f.text AS text"),
            };
            foreach (var row in await session.QueryAsync($"UNWIND $ids AS id MATCH (f:{label} {{id: id}}) RETURN id, {columns}", ("ids", group.Select(hit => hit.Id).ToList())).ConfigureAwait(false))
                rows[(group.Key, row.Get<string>("id"))] = row;
        }
        return [.. page.Where(hit => rows.ContainsKey((hit.Scope, hit.Id))).Select(hit => Show(ranking, hit, rows[(hit.Scope, hit.Id)]))];
    }

    private static PageItem<SearchHit> Show(SearchRanking ranking, SearchRanking.Hit hit, IRecord row) => hit.Scope switch
    {
        SearchScope.Entities => ranking.ShowEntity(hit, JsonSerializer.Deserialize<Entity>(row.Get<string>("json"), ContributionJson.Options)!.Names.Select(name => name.Text)),
        SearchScope.Quotes => ranking.ShowQuote(hit, row.Get<string>("text")),
        _ => ranking.ShowArticle(hit, row.Get<string>("title"), row.Get<string>("text")),
    };
}
