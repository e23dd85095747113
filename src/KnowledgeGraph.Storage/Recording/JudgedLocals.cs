using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>A local entity whose mention a judgement holds on to.</summary>
/// <param name="Called">Key of the profile that its name gives it.</param>
internal sealed record JudgedLocal(string Article, string Id, string Called);

/// <summary>The local entities that the mentions in some judgements belong to, in their articles as they are now.</summary>
internal sealed class JudgedLocals
{
    private readonly Dictionary<string, JudgedLocal> _byAnchor = [];

    /// <param name="contributions">Those of <see cref="Articles"/> that are there.</param>
    public JudgedLocals(IReadOnlyCollection<Judgement> judgements, IEnumerable<Contribution> contributions)
    {
        var articles = contributions.ToDictionary(contribution => contribution.Article.Id);
        foreach (var (anchor, article) in Mentions(judgements))
            if (articles.TryGetValue(article, out var contribution) && Anchors.MentionIn(anchor, contribution) is { Entity: var entity })
                _byAnchor[anchor] = new(article, entity.Id, EntityProfile.Of(entity, article).Key);
        Splits = Split(judgements);
    }

    /// <summary>Ids of the articles whose mentions some judgements name.</summary>
    public static List<string> Articles(IEnumerable<Judgement> judgements) => [.. Mentions(judgements).Select(mention => mention.Article).Distinct()];

    /// <summary>
    /// By article and local id, the profile of its own that an entity has which a judgement parts from others of its name. Only judgements join such a profile to others.
    /// </summary>
    public IReadOnlyDictionary<(string Article, string Local), EntityProfile> Splits { get; }

    /// <summary>The entity that a mention's anchor names; null where it is not there (any more), and for other anchors.</summary>
    public JudgedLocal? At(string? anchor) => anchor is null ? null : _byAnchor.GetValueOrDefault(anchor);

    private static IEnumerable<(string Anchor, string Article)> Mentions(IEnumerable<Judgement> judgements) =>
        from anchor in judgements.SelectMany(judgement => new[] { judgement.Subject, judgement.Other }).OfType<string>().Distinct()
        let place = Anchors.Mention(anchor)
        where place is not null
        select (anchor, place.Value.Article);

    // Two mentions said to be different whose entities are called the same: the one whose anchor is ordinally last is split off.
    private Dictionary<(string Article, string Local), EntityProfile> Split(IEnumerable<Judgement> judgements)
    {
        var splits = new Dictionary<(string, string), EntityProfile>();
        foreach (var judgement in judgements.Where(judgement => judgement.Kind == JudgementKind.Different))
        {
            if (At(judgement.Subject) is not { } a || At(judgement.Other) is not { } b || a.Called != b.Called || a == b) continue;
            var (last, anchor) = string.CompareOrdinal(judgement.Subject, judgement.Other) > 0 ? (a, judgement.Subject) : (b, judgement.Other!);
            splits.TryAdd((last.Article, last.Id), EntityProfile.Parse("u|split:" + Ids.Make("s", anchor)));
        }
        return splits;
    }
}
