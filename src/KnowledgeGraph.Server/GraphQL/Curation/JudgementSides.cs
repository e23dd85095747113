using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Curation;

/// <summary>Which entities judgements are about, as things are now: three calls to the store for any number of judgements.</summary>
public sealed class JudgementSides(EntityById entities, ContributionById contributions, MentionById mentions)
{
    /// <summary>Entities by anchor; anchors of facts, and of what is not there any more, are left out.</summary>
    internal async Task<IReadOnlyDictionary<string, Entity>> FindAsync(IEnumerable<Judgement> judgements, CancellationToken cancellation)
    {
        var anchors = judgements.SelectMany(judgement => new[] { judgement.Subject, judgement.Other }).OfType<string>().Distinct().ToList();
        var found = await Task.WhenAll(anchors.Select(anchor => FindAsync(anchor, cancellation)));
        return anchors.Zip(found).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!);
    }

    private async Task<Entity?> FindAsync(string anchor, CancellationToken cancellation)
    {
        if (Anchors.EntityOf(anchor) is { } id) return await entities.LoadAsync(id, cancellation);
        if (Anchors.Mention(anchor) is not { } place || await contributions.LoadAsync(place.Article, cancellation) is not { } contribution) return null;
        if (MentionAnchors.MentionOf(anchor, contribution) is not { } mention || await mentions.LoadAsync(mention, cancellation) is not { } found) return null;
        return await entities.LoadAsync(found.Entity, cancellation);
    }
}
