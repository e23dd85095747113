using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>
/// Joins the names of one bearer within an article: equal names, surnames with full names, initials, two transliterations of a
/// surname, acronyms, legal forms left out.
/// </summary>
internal static class NameJoiner
{
    private static readonly HashSet<string> Suffixes = new(StringComparer.Ordinal) { "jr", "sr", "ii", "iii", "iv" };

    /// <summary>One draft an entity, in order of first mention; every name is in one.</summary>
    public static List<EntityDraft> Join(string text, Func<FoundMention, TextSpan> spanOf, IReadOnlyList<FoundMention> names)
    {
        var surfaces = names
            .Select(mention => (Mention: mention, Words: NameForms.Words(Core(NameForms.Fold(spanOf(mention).Slice(text)), mention.Type))))
            .GroupBy(x => (Kind: KindOf(x.Mention.Type), Key: string.Join(' ', x.Words)))
            .Select(group => new Surface(group.Key.Kind, group.First().Words, [.. group.Select(x => x.Mention)]))
            .OrderByDescending(surface => surface.Words.Length).ThenBy(surface => surface.Mentions[0].First)
            .ToList();

        var groups = new List<List<Surface>>();
        foreach (var surface in surfaces)
        {
            var home = Home(groups, surface);
            if (home is null) groups.Add([surface]);
            else home.Add(surface);
        }
        var drafts = groups.Select(Draft).ToList();
        drafts.Sort((a, b) => a.Mentions[0].First.CompareTo(b.Mentions[0].First));
        return drafts;
    }

    private static EntityDraft Draft(List<Surface> surfaces)
    {
        var mentions = surfaces.SelectMany(surface => surface.Mentions).OrderBy(mention => mention.First).ToList();
        var draft = new EntityDraft(mentions.GroupBy(mention => mention.Type).OrderByDescending(g => g.Count()).ThenBy(g => g.Min(m => m.First)).First().Key);
        draft.Mentions.AddRange(mentions);
        return draft;
    }

    // Of several that fit, the strongest fit; among equals the bearer named nearest before, else the one named first.
    private static List<Surface>? Home(List<List<Surface>> groups, Surface surface)
    {
        List<Surface>? best = null;
        var bestRank = (Strength: 0, Distance: int.MinValue);
        foreach (var group in groups)
        {
            if (group[0].Kind != surface.Kind) continue;
            var strength = group.Max(other => Strength(surface, other));
            if (strength == 0) continue;
            var before = group.SelectMany(other => other.Mentions).Where(mention => mention.First < surface.Mentions[0].First).Select(mention => mention.First).DefaultIfEmpty(-1_000_000).Max();
            var rank = (strength, before - surface.Mentions[0].First);
            if (best is null || rank.CompareTo(bestRank) > 0) (best, bestRank) = (group, rank);
        }
        return best;
    }

    /// <summary>How well a shorter name fits a longer one: 0 not at all.</summary>
    private static int Strength(Surface shorter, Surface longer) => shorter.Kind switch
    {
        EntityType.Person => PersonStrength(shorter.Words, longer.Words),
        EntityType.Organisation => OrganisationStrength(shorter, longer),
        EntityType.NamedEvent when shorter.Words.Length == 1 && longer.Words.Length > 1 && Storms.Contains(longer.Words[^2]) && longer.Words[^1] == shorter.Words[0] => 6,
        EntityType.Place or EntityType.NamedEvent or EntityType.Other => shorter.Words.Length == 1 && NameForms.IsAcronym(string.Join(' ', longer.Words), shorter.Words[0]) ? 6 : 0,
        _ => 0,
    };

    private static int PersonStrength(string[] shorter, string[] longer)
    {
        if (shorter.Length == 0 || longer.Length == 0) return 0;
        if (shorter.Length == 1)
        {
            if (longer.Length == 1) return NameForms.SoundKey(shorter[0]) == NameForms.SoundKey(longer[0]) && shorter[0].Length > 4 ? 3 : 0;
            if (shorter[0] == longer[^1]) return 6;
            if (shorter[0].Length > 4 && NameForms.SoundKey(shorter[0]) == NameForms.SoundKey(longer[^1])) return 5;
            return shorter[0] == longer[0] ? 4 : longer.Contains(shorter[0]) ? 3 : 0;
        }
        var sameLast = shorter[^1] == longer[^1] || NameForms.SoundKey(shorter[^1]) == NameForms.SoundKey(longer[^1]);
        if (sameLast && FirstNamesAgree(shorter[0], longer[0])) return 7;
        // "Bin Salman" of "Mohammed bin Salman": the words in their order.
        return longer.Length > shorter.Length && Follows(shorter, longer) ? 5 : 0;
    }

    private static bool FirstNamesAgree(string a, string b) =>
        a == b || a.Length == 1 && b[0] == a[0] || b.Length == 1 && a[0] == b[0]
        || a.Length >= 3 && b.StartsWith(a, StringComparison.Ordinal) || b.Length >= 3 && a.StartsWith(b, StringComparison.Ordinal)
        || NameForms.SoundKey(a) == NameForms.SoundKey(b);

    private static bool Follows(string[] shorter, string[] longer)
    {
        var at = 0;
        foreach (var word in longer) if (at < shorter.Length && word == shorter[at]) at++;
        return at == shorter.Length;
    }

    private static int OrganisationStrength(Surface shorter, Surface longer)
    {
        var (a, b) = (shorter.Words, longer.Words);
        if (a.Length == 1 && NameForms.IsAcronym(string.Join(' ', b), a[0])) return 6;
        if (a.Length >= b.Length || a.Length == 0) return 0;
        // A name cut short after it was given in full.
        var isPrefix = b.AsSpan(0, a.Length).SequenceEqual(a);
        return isPrefix && longer.Mentions[0].First < shorter.Mentions[0].First ? 4 : 0;
    }

    private static string Core(string folded, EntityType type)
    {
        if (folded.StartsWith("the ", StringComparison.Ordinal)) folded = folded[4..];
        if (type == EntityType.Organisation) return NameForms.WithoutLegalForm(folded);
        if (type != EntityType.Person) return folded;
        var words = NameForms.Words(folded);
        return words.Length > 2 && Suffixes.Contains(words[^1]) ? string.Join(' ', words[..^1]) : folded;
    }

    private static EntityType KindOf(EntityType type) => type;

    private sealed record Surface(EntityType Kind, string[] Words, List<FoundMention> Mentions);
}
