using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>
/// What judgements hold on to. An entity's anchor is <c>name:</c> and the key of its first profile, so that a decision about a name holds in every
/// article; a mention's is <see cref="Ids.Anchor"/>. A relation's is <c>relation:</c>, the article, where the verb stands, and the predicate.
/// </summary>
public static class Anchors
{
    private const string NamePrefix = "name:";

    public static string OfProfile(string key) => NamePrefix + key;

    public static string OfRelation(string articleId, TextSpan verb, string predicate) => $"relation:{articleId}#{verb.Start}:{predicate}";

    /// <summary>The profile that an anchor names; null where it is another kind of anchor.</summary>
    internal static string? Profile(string? anchor)
    {
        if (anchor is null || !anchor.StartsWith(NamePrefix, StringComparison.Ordinal)) return null;
        var key = anchor[NamePrefix.Length..];
        return key.Length > 2 && key[1] == '|' ? key : null;
    }

    /// <summary>Reads <see cref="Ids.Anchor"/>; null where it is something else.</summary>
    internal static (string Article, int Occurrence, string Surface)? Mention(string? anchor)
    {
        if (anchor is null) return null;
        var hash = anchor.IndexOf('#', StringComparison.Ordinal);
        var colon = hash < 0 ? -1 : anchor.IndexOf(':', hash);
        return hash > 0 && colon > hash && int.TryParse(anchor.AsSpan(hash + 1, colon - hash - 1), out var occurrence) && colon + 1 < anchor.Length
            ? (anchor[..hash], occurrence, anchor[(colon + 1)..])
            : null;
    }
}

/// <summary>The judgements in force, as resolution and the stores' writers use them.</summary>
/// <param name="Pairs">Same and different, between profiles.</param>
/// <param name="RejectedRelations">Anchors of relations that are not so.</param>
/// <param name="Types">Type by profile key; the newest judgement counts.</param>
/// <param name="Names">Preferred name by profile key; the newest judgement counts.</param>
internal sealed record JudgedProfiles(
    IReadOnlyCollection<ProfileJudgement> Pairs,
    IReadOnlySet<string> RejectedRelations,
    IReadOnlyDictionary<string, EntityType> Types,
    IReadOnlyDictionary<string, string> Names)
{
    public static JudgedProfiles Of(IEnumerable<Judgement> judgements, Func<string?, string?> profileOf)
    {
        var pairs = new List<ProfileJudgement>();
        var rejected = new HashSet<string>();
        var types = new Dictionary<string, EntityType>();
        var names = new Dictionary<string, string>();
        foreach (var judgement in judgements.OrderBy(judgement => judgement.When).ThenBy(judgement => judgement.Id, StringComparer.Ordinal))
        {
            if (judgement.Kind == JudgementKind.RejectRelation) { rejected.Add(judgement.Subject); continue; }
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
        return new(pairs, rejected, types, names);
    }
}
