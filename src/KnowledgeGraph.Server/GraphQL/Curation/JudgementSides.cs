using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Curation;

/// <summary>Which entities judgements are about, as things are now: three calls to the store for any number of judgements.</summary>
internal static class JudgementSides
{
    /// <summary>Entities by anchor; anchors of facts, and of what is not there any more, are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, Entity>> FindAsync(IGraphReader reader, IEnumerable<Judgement> judgements, CancellationToken cancellation)
    {
        var entityOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var mentioned = new List<(string Anchor, string Article)>();
        foreach (var anchor in judgements.SelectMany(judgement => new[] { judgement.Subject, judgement.Other }).OfType<string>().Distinct())
        {
            if (Anchors.EntityOf(anchor) is { } id) entityOf[anchor] = id;
            else if (Anchors.Mention(anchor) is { } place) mentioned.Add((anchor, place.Article));
        }
        foreach (var (anchor, id) in await OfMentionsAsync(reader, mentioned, cancellation)) entityOf[anchor] = id;

        var ids = entityOf.Values.Distinct().ToList();
        var found = ids.Zip(await reader.Entities.FindAsync(ids, cancellation)).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
        return entityOf.Where(pair => found.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => found[pair.Value]);
    }

    private static async Task<IEnumerable<(string Anchor, string Entity)>> OfMentionsAsync(IGraphReader reader, List<(string Anchor, string Article)> mentioned, CancellationToken cancellation)
    {
        if (mentioned.Count == 0) return [];
        var articles = mentioned.Select(pair => pair.Article).Distinct().ToList();
        var contributions = articles.Zip(await reader.ContributionsAsync(articles, cancellation)).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
        var ids = mentioned.Where(pair => contributions.ContainsKey(pair.Article))
            .Select(pair => (pair.Anchor, Id: MentionAnchors.MentionOf(pair.Anchor, contributions[pair.Article]))).Where(pair => pair.Id is not null).ToList();
        var mentions = await reader.Mentions.FindAsync([.. ids.Select(pair => pair.Id!)], cancellation);
        return ids.Zip(mentions).Where(pair => pair.Second is not null).Select(pair => (pair.First.Anchor, pair.Second!.Entity));
    }
}
