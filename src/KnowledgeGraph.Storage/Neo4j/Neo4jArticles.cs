using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>The log of contributions: one <c>:Article</c> node each.</summary>
internal static class Neo4jArticles
{
    public static Dictionary<string, object?> Row(PreparedArticle prepared)
    {
        var article = prepared.Contribution.Article;
        return new()
        {
            ["id"] = article.Id,
            ["hash"] = prepared.Hash,
            ["title"] = article.Title,
            ["sort"] = article.Title ?? "",
            ["outlet"] = article.Outlet,
            ["published"] = article.Published?.ToString(),
            ["day"] = prepared.Day,
            ["at"] = article.PublishedAt?.UtcTicks,
            ["language"] = article.Language,
            ["skipped"] = prepared.Contribution.Skipped,
            ["text"] = article.Text,
            ["titleWords"] = SearchQuery.Folded(article.Title ?? ""),
            ["words"] = SearchQuery.Folded(article.Title + SearchQuery.Between + PreparedArticle.Searchable(article)),
            ["packed"] = prepared.Packed,
        };
    }

    public static async Task<Dictionary<string, byte[]>> HashesAsync(CypherSession session, IEnumerable<string> ids) =>
        (await session.QueryAsync("UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN id, a.hash AS hash", ("ids", ids.ToList())).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => row.Get<byte[]>("hash"));

    public static async Task<List<Contribution>> ContributionsAsync(CypherSession session, IEnumerable<string> ids) =>
        [.. (await session.QueryAsync($"UNWIND $ids AS id MATCH {session.Node("a", "Article")} WHERE a.id = id AND {session.Seen("a")} RETURN a.packed AS packed, a.text AS text", ("ids", ids.ToList())).ConfigureAwait(false))
            .Select(Read)];

    public static Contribution Read(IRecord row) => PreparedArticle.Unpack(row.Get<byte[]>("packed"), row.Get<string>("text"));
}
