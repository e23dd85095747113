using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>
/// What judgements hold on to. An entity's anchor is <c>name:</c> and the key of its first profile, so that a decision about a name holds in every
/// article; a mention's is <see cref="Ids.Anchor"/>. A fact's is a <see cref="FactAnchor"/>.
/// </summary>
public static class Anchors
{
    private const string NamePrefix = "name:";

    public static string OfProfile(string key) => NamePrefix + key;

    /// <summary>
    /// The id of the entity that an entity's anchor names: itself or retired. Null for other anchors.
    /// </summary>
    public static string? EntityOf(string anchor) => Profile(anchor) is { } key ? EntityProfile.Parse(key).Id : null;

    /// <summary>The profile that an anchor names; null where it is another kind of anchor.</summary>
    internal static string? Profile(string? anchor)
    {
        if (anchor is null || !anchor.StartsWith(NamePrefix, StringComparison.Ordinal)) return null;
        var key = anchor[NamePrefix.Length..];
        return key.Length > 2 && key[1] == '|' ? key : null;
    }

    /// <summary>Reads <see cref="Ids.Anchor"/>; null where it is something else.</summary>
    public static (string Article, int Occurrence, string Surface)? Mention(string? anchor)
    {
        if (anchor is null || Profile(anchor) is not null || FactAnchor.ArticleOf(anchor) is not null) return null;
        var hash = anchor.IndexOf('#', StringComparison.Ordinal);
        var colon = hash < 0 ? -1 : anchor.IndexOf(':', hash);
        return hash > 0 && colon > hash && int.TryParse(anchor.AsSpan(hash + 1, colon - hash - 1), out var occurrence) && colon + 1 < anchor.Length
            ? (anchor[..hash], occurrence, anchor[(colon + 1)..])
            : null;
    }

    /// <summary>
    /// The mention that an anchor names, in its article as it is now: of those that overlap the n-th occurrence of its words the one that does most. Null
    /// where its words are not mentioned (any more), and for other anchors.
    /// </summary>
    public static (LocalEntity Entity, Mention Mention)? MentionIn(string? anchor, Contribution contribution)
    {
        if (Mention(anchor) is not { } place) return null;
        var at = -1;
        for (var i = 0; i <= place.Occurrence; i++)
            if ((at = contribution.Article.Text.IndexOf(place.Surface, at + 1, StringComparison.Ordinal)) < 0) return null;
        var span = new TextSpan(at, at + place.Surface.Length);
        return contribution.Entities.SelectMany(entity => entity.Mentions.Select(mention => (Entity: entity, Mention: mention)))
            .Where(candidate => candidate.Mention.Span.OverlapWith(span) > 0)
            .OrderByDescending(candidate => candidate.Mention.Span.OverlapWith(span)).ThenBy(candidate => candidate.Mention.Span.Length)
            .ThenBy(candidate => candidate.Entity.Id, StringComparer.Ordinal)
            .Select(candidate => ((LocalEntity, Mention)?)candidate).FirstOrDefault();
    }
}

/// <summary>The judgements in force, as resolution and the stores' writers use them.</summary>
/// <param name="Pairs">Same and different, between profiles.</param>
/// <param name="Rejected">Facts that are not so.</param>
/// <param name="Types">Type by profile key; the newest judgement counts.</param>
/// <param name="Names">Preferred name by profile key; the newest judgement counts.</param>
internal sealed record JudgedProfiles(
    IReadOnlyCollection<ProfileJudgement> Pairs,
    Rejections Rejected,
    IReadOnlyDictionary<string, EntityType> Types,
    IReadOnlyDictionary<string, string> Names)
{
    public static JudgedProfiles Of(IEnumerable<Judgement> judgements, Func<string?, string?> profileOf)
    {
        var pairs = new List<ProfileJudgement>();
        var rejected = new List<string>();
        var types = new Dictionary<string, EntityType>();
        var names = new Dictionary<string, string>();
        foreach (var judgement in judgements.OrderBy(judgement => judgement.When).ThenBy(judgement => judgement.Id, StringComparer.Ordinal))
        {
            if (judgement.Kind is JudgementKind.RejectRelation or JudgementKind.RejectFact) { rejected.Add(judgement.Subject); continue; }
            if (profileOf(judgement.Subject) is not { } subject) continue;
            switch (judgement.Kind)
            {
                case JudgementKind.Same or JudgementKind.Different when profileOf(judgement.Other) is { } other && other != subject:
                    pairs.Add(new(subject, other, judgement.Kind == JudgementKind.Same));
                    break;
                case JudgementKind.Type when Enum.TryParse<EntityType>(judgement.Value, ignoreCase: true, out var type) && Enum.IsDefined(type):
                    types[subject] = type;
                    break;
                case JudgementKind.PreferredName when !string.IsNullOrWhiteSpace(judgement.Value):
                    names[subject] = judgement.Value;
                    break;
            }
        }
        return new(pairs, new(rejected), types, names);
    }

    /// <summary>Keys of profiles about which these say something else than those before.</summary>
    public IReadOnlyCollection<string> ChangedFrom(JudgedProfiles before)
    {
        var keys = new HashSet<string>();
        foreach (var pair in before.Pairs.Except(Pairs).Concat(Pairs.Except(before.Pairs))) { keys.Add(pair.A); keys.Add(pair.B); }
        foreach (var type in before.Types.Except(Types).Concat(Types.Except(before.Types))) keys.Add(type.Key);
        foreach (var name in before.Names.Except(Names).Concat(Names.Except(before.Names))) keys.Add(name.Key);
        return keys;
    }
}
