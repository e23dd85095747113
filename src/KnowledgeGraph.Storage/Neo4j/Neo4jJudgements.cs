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
        var mentions = judgements.SelectMany(judgement => new[] { judgement.Subject, judgement.Other }).Where(anchor => Anchors.Profile(anchor) is null)
            .Select(anchor => (Anchor: anchor!, Mention: Anchors.Mention(anchor))).Where(pair => pair.Mention is not null).DistinctBy(pair => pair.Anchor).ToList();
        var articles = mentions.Count == 0
            ? []
            : (await Neo4jArticles.ContributionsAsync(session, mentions.Select(pair => pair.Mention!.Value.Article).Distinct()).ConfigureAwait(false)).ToDictionary(contribution => contribution.Article.Id);
        var locals = new Dictionary<string, Local>();
        foreach (var (anchor, mention) in mentions)
            if (LocalAt(articles.GetValueOrDefault(mention!.Value.Article), mention.Value.Occurrence, mention.Value.Surface) is { } local) locals[anchor] = local;
        var splits = Splits(judgements, locals);
        return new(JudgedProfiles.Of(judgements, anchor => Anchors.Profile(anchor) ?? (anchor is not null && locals.TryGetValue(anchor, out var local)
            ? splits.TryGetValue((local.Article, local.Id), out var own) ? own.Key : local.Called
            : null)), splits);
    }

    // Two mentions said to be different whose entities are called the same: the one whose anchor is ordinally last gets a profile of its own,
    // which only judgements join to others.
    private static Dictionary<(string Article, string Local), EntityProfile> Splits(List<Judgement> judgements, Dictionary<string, Local> locals)
    {
        var splits = new Dictionary<(string, string), EntityProfile>();
        foreach (var judgement in judgements.Where(judgement => judgement.Kind == JudgementKind.Different && judgement.Other is not null))
        {
            if (!locals.TryGetValue(judgement.Subject, out var a) || !locals.TryGetValue(judgement.Other!, out var b) || a.Called != b.Called || a == b) continue;
            var (last, anchor) = string.CompareOrdinal(judgement.Subject, judgement.Other) > 0 ? (a, judgement.Subject) : (b, judgement.Other!);
            splits.TryAdd((last.Article, last.Id), EntityProfile.Parse("u|split:" + Ids.Make("s", anchor)));
        }
        return splits;
    }

    public static async Task<List<Judgement>> AllAsync(CypherSession session) =>
        [.. (await session.QueryAsync($"MATCH {session.Node("j", "Judgement")} WHERE {session.Seen("j")} RETURN j.json AS json").ConfigureAwait(false))
            .Select(row => JsonSerializer.Deserialize<Judgement>(row.Get<string>("json"), ContributionJson.Options)!).OrderBy(judgement => judgement.Id, StringComparer.Ordinal)];

    /// <summary>Keys of profiles about which one set says something else than the other.</summary>
    public static IReadOnlyCollection<string> Changed(JudgedProfiles before, JudgedProfiles after)
    {
        var keys = new HashSet<string>();
        foreach (var pair in before.Pairs.Except(after.Pairs).Concat(after.Pairs.Except(before.Pairs))) { keys.Add(pair.A); keys.Add(pair.B); }
        foreach (var type in before.Types.Except(after.Types).Concat(after.Types.Except(before.Types))) keys.Add(type.Key);
        foreach (var name in before.Names.Except(after.Names).Concat(after.Names.Except(before.Names))) keys.Add(name.Key);
        return keys;
    }

    private sealed record Local(string Article, string Id, string Called);

    // The entity that the n-th occurrence of some words belongs to, in the article as it is now, and the profile that its name gives it.
    private static Local? LocalAt(Contribution? contribution, int occurrence, string surface)
    {
        if (contribution is null) return null;
        var at = -1;
        for (var i = 0; i <= occurrence; i++)
        {
            at = contribution.Article.Text.IndexOf(surface, at + 1, StringComparison.Ordinal);
            if (at < 0) return null;
        }
        var span = new TextSpan(at, at + surface.Length);
        var local = contribution.Entities
            .SelectMany(entity => entity.Mentions.Select(mention => (Entity: entity, Overlap: mention.Span.OverlapWith(span), mention.Span)))
            .Where(candidate => candidate.Overlap > 0)
            .OrderByDescending(candidate => candidate.Overlap).ThenBy(candidate => candidate.Span.Length).ThenBy(candidate => candidate.Entity.Id, StringComparer.Ordinal)
            .Select(candidate => candidate.Entity).FirstOrDefault();
        return local is null ? null : new(contribution.Article.Id, local.Id, EntityProfile.Of(local, contribution.Article.Id).Key);
    }
}

/// <param name="Splits">Local entities, by article and local id, that a judgement parts from others of their name, with the profile that they have instead.</param>
internal sealed record Neo4jJudged(JudgedProfiles Profiles, IReadOnlyDictionary<(string Article, string Local), EntityProfile> Splits)
{
    /// <summary>The article with the profiles that its local entities have under these judgements.</summary>
    public PreparedArticle Apply(PreparedArticle article) => Splits.Count == 0
        ? article
        : article with { Profiles = article.Profiles.ToDictionary(pair => pair.Key, pair => Splits.GetValueOrDefault((article.Id, pair.Key), pair.Value)) };
}
