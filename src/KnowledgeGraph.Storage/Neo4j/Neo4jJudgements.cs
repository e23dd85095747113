using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>The log of judgements, read with its anchors resolved.</summary>
internal static class Neo4jJudgements
{
    public static async Task<Neo4jJudged> ReadAsync(CypherSession session)
    {
        var judgements = await AllAsync(session).ConfigureAwait(false);
        var articles = JudgedLocals.Articles(judgements);
        var locals = new JudgedLocals(judgements, articles.Count == 0 ? [] : await Neo4jArticles.ContributionsAsync(session, articles).ConfigureAwait(false));
        string? ProfileOf(JudgedLocal local) => locals.Splits.TryGetValue((local.Article, local.Id), out var own) ? own.Key : local.Called;
        return new(JudgedProfiles.Of(judgements, anchor => Anchors.Profile(anchor) ?? (locals.At(anchor) is { } local ? ProfileOf(local) : null)), locals.Splits);
    }

    public static async Task<List<Judgement>> AllAsync(CypherSession session) =>
        [.. (await session.QueryAsync($"MATCH {session.Node("j", "Judgement")} WHERE {session.Seen("j")} RETURN j.json AS json").ConfigureAwait(false))
            .Select(row => JsonSerializer.Deserialize<Judgement>(row.Get<string>("json"), ContributionJson.Options)!).OrderBy(judgement => judgement.Id, StringComparer.Ordinal)];
}

/// <param name="Splits">Local entities, by article and local id, that a judgement parts from others of their name, with the profile that they have instead.</param>
internal sealed record Neo4jJudged(JudgedProfiles Profiles, IReadOnlyDictionary<(string Article, string Local), EntityProfile> Splits)
{
    /// <summary>The article with the profiles that its local entities have under these judgements.</summary>
    public PreparedArticle Apply(PreparedArticle article) => Splits.Count == 0
        ? article
        : article with { Profiles = article.Profiles.ToDictionary(pair => pair.Key, pair => Splits.GetValueOrDefault((article.Id, pair.Key), pair.Value)) };
}
