using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>What a curator decided: that two are one or never one, what something is called, that a fact is not so.</summary>
[ObjectType("Judgement")]
public sealed class JudgementNode(Judgement data) : INode
{
    internal Judgement Data => data;

    /// <summary>Its id; <c>undoJudgement</c> takes it back.</summary>
    [ID]
    public string Id => data.Id;

    /// <summary>What was decided.</summary>
    public JudgementKind Kind => data.Kind;

    /// <summary>Who decided.</summary>
    public string Who => data.Who;

    /// <summary>When.</summary>
    public DateTimeOffset When => data.When;

    /// <summary>The reason given.</summary>
    public string? Why => data.Why;

    /// <summary>The name or type that was decided on; null for other kinds.</summary>
    public string? Value => data.Value;

    /// <summary>What the judgement holds on to, whatever is extracted again: the key of a name, the words of a mention, the place of a fact.</summary>
    public string Subject => data.Subject;

    /// <summary>The other side of <c>SAME</c> and <c>DIFFERENT</c>; null for other kinds.</summary>
    public string? Other => data.Other;

    /// <summary>The entities that it is about, as they are now; one where it made them one.</summary>
    [ListSize(AssumedSize = 2)]
    public async Task<IReadOnlyList<EntityNode>> GetEntitiesAsync(EntityById entities, ContributionById contributions, MentionById mentions, CancellationToken cancellation)
    {
        var sides = await Task.WhenAll(new[] { data.Subject, data.Other }.OfType<string>().Select(anchor => EntityAsync(anchor, entities, contributions, mentions, cancellation)));
        return [.. sides.OfType<Entity>().DistinctBy(entity => entity.Id).Select(EntityNode.Of)];
    }

    /// <summary>The words of the fact that was rejected; null for other kinds, and where its article says it no more.</summary>
    public async Task<EvidenceNode?> GetEvidenceAsync(ContributionById contributions, CancellationToken cancellation)
    {
        if (FactAnchor.ArticleOf(data.Subject) is not { } article || await contributions.LoadAsync(article, cancellation) is not { } contribution) return null;
        if (FactAnchor.EvidenceIn(data.Subject, contribution) is not { } found) return null;
        var text = contribution.Article.Text;
        return new(new StoredEvidence(article, found.Span, found.Sentence, found.Span.Slice(text), found.Sentence.Slice(text), found.Confidence));
    }

    private static async Task<Entity?> EntityAsync(string anchor, EntityById entities, ContributionById contributions, MentionById mentions, CancellationToken cancellation)
    {
        if (Anchors.EntityOf(anchor) is { } id) return await entities.LoadAsync(id, cancellation);
        if (Anchors.Mention(anchor) is not { } place || await contributions.LoadAsync(place.Article, cancellation) is not { } contribution) return null;
        if (MentionAnchors.MentionOf(anchor, contribution) is not { } mention || await mentions.LoadAsync(mention, cancellation) is not { } found) return null;
        return await entities.LoadAsync(found.Entity, cancellation);
    }
}

/// <summary>Between mentions and the anchors that judgements hold on to.</summary>
internal static class MentionAnchors
{
    /// <summary>The anchor of a mention in the text of its article.</summary>
    public static string Of(StoredMention mention, string text)
    {
        var occurrence = 0;
        for (var at = text.IndexOf(mention.Text, StringComparison.Ordinal); at >= 0 && at < mention.Span.Start; at = text.IndexOf(mention.Text, at + 1, StringComparison.Ordinal)) occurrence++;
        return Ids.Anchor(mention.Article, mention.Text, occurrence);
    }

    /// <summary>The id of the mention that an anchor names; null where its words are not mentioned (any more).</summary>
    public static string? MentionOf(string anchor, Contribution contribution) =>
        Anchors.MentionIn(anchor, contribution) is { } found ? Ids.ForMention(contribution.Article.Id, found.Mention.Span, found.Entity.Id) : null;
}
