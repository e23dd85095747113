using System.Globalization;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>One thing that a local entity says of its profile.</summary>
/// <param name="Kind">n main name, a other name, t type, c country, g gender, z gazetteer id, m named.</param>
internal readonly record struct EntityTrait(char Kind, string Value)
{
    public static IEnumerable<EntityTrait> Of(LocalEntity entity)
    {
        yield return new('n', Shorten(entity.Name));
        foreach (var name in entity.Names.Select(Shorten).Distinct())
            if (name != Shorten(entity.Name)) yield return new('a', name);
        yield return new('t', ((int)entity.Type).ToString(CultureInfo.InvariantCulture));
        if (entity.Country is { } country) yield return new('c', country);
        if (entity.Gender is { } gender) yield return new('g', gender.ToString());
        if (entity.GazetteerId is { } place) yield return new('z', place);
        if (entity.IsNamed) yield return new('m', "");
    }

    private static string Shorten(string name) => name.Length > EntityProfile.LongestName ? name[..EntityProfile.LongestName] : name;
}

/// <summary>A trait of the profiles that make up an entity, counted.</summary>
/// <param name="Members">Local entities that say so.</param>
/// <param name="Bare">Whether one of them is known by a bare name or an acronym, which says less.</param>
internal sealed record CountedTrait(EntityTrait Trait, long Members, bool Bare);

/// <summary>What all that is said of an entity comes to.</summary>
/// <param name="Names">Commonest first, 200 at most.</param>
internal sealed record EntityDescription(EntityType Type, string Name, IReadOnlyList<EntityName> Names, string? GazetteerId, string? Country, char? Gender, bool IsNamed)
{
    private const int MostNames = 200;

    /// <param name="profiles">Keys of its profiles in ordinal order.</param>
    /// <param name="traits">Each trait once.</param>
    public static EntityDescription Of(IReadOnlyList<string> profiles, IReadOnlyList<CountedTrait> traits, JudgedProfiles judged)
    {
        var byKind = traits.ToLookup(item => item.Trait.Kind);
        string? Commonest(char kind) => byKind[kind].OrderByDescending(item => item.Members).ThenBy(item => item.Trait.Value, StringComparer.Ordinal).Select(item => item.Trait.Value).FirstOrDefault();
        var name = profiles.Select(key => judged.Names.GetValueOrDefault(key)).LastOrDefault(value => value is not null)
            ?? byKind['n'].OrderBy(item => item.Bare).ThenByDescending(item => item.Members).ThenByDescending(item => item.Trait.Value.Length)
                .ThenBy(item => item.Trait.Value, StringComparer.Ordinal).Select(item => item.Trait.Value).First();
        var names = byKind['n'].Concat(byKind['a']).GroupBy(item => item.Trait.Value).Select(group => new EntityName(group.Key, (int)group.Sum(item => item.Members)))
            .OrderByDescending(item => item.Articles).ThenBy(item => item.Text, StringComparer.Ordinal).Take(MostNames).ToList();
        var judgedType = profiles.Select(key => judged.Types.TryGetValue(key, out var type) ? (EntityType?)type : null).LastOrDefault(type => type is not null);
        return new(judgedType ?? (EntityType)int.Parse(Commonest('t')!, CultureInfo.InvariantCulture), name, names, Commonest('z'), Commonest('c'), GenderOf([.. byKind['g']]), byKind['m'].Any());
    }

    // Only where it is four times as common as the other.
    private static char? GenderOf(List<CountedTrait> said)
    {
        var genders = said.OrderByDescending(item => item.Members).ThenBy(item => item.Trait.Value, StringComparer.Ordinal).ToList();
        return genders.Count == 0 || (genders.Count > 1 && genders[0].Members < 4 * genders[1].Members) ? null : genders[0].Trait.Value[0];
    }
}
