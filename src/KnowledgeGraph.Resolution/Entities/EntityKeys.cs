namespace KnowledgeGraph.Resolution;

/// <summary>
/// The keys under which profiles find each other. Profiles with a <see cref="Pairing"/> key in common are compared; a bare profile looks up its
/// bearers under <see cref="Lookups"/>, and full profiles offer themselves under <see cref="Offers"/>.
/// </summary>
public static class EntityKeys
{
    public static IEnumerable<string> Pairing(EntityProfile profile) => profile.Class switch
    {
        ProfileClass.Person => new[] { $"s:{SoundForm.Skeleton(profile.Words[^1])}", $"w:{Sorted(profile.Words)}" }.Distinct(),
        ProfileClass.Thing => [$"t:{Sorted(profile.Words)}"],
        _ => [],
    };

    public static IEnumerable<string> Offers(EntityProfile profile) => profile.Class switch
    {
        ProfileClass.Person => new[] { $"o:{SoundForm.Skeleton(profile.Words[^1])}", $"o:{SoundForm.Skeleton(profile.Words[0])}" }.Distinct(),
        ProfileClass.Thing => new[] { $"a:{Sorted(profile.Words)}", $"a:{Acronym(profile)}" }.Where(key => key.Length > 3).Distinct(),
        _ => [],
    };

    public static IEnumerable<string> Lookups(EntityProfile profile) => profile.Class switch
    {
        ProfileClass.BarePerson => [$"o:{SoundForm.Skeleton(profile.Words[^1])}"],
        ProfileClass.BareThing => profile.Words.Count == 1 ? new[] { $"a:{profile.Words[0]}", $"a:{Sorted(profile.Words)}" }.Distinct() : [$"a:{Sorted(profile.Words)}"],
        _ => [],
    };

    /// <summary>First letters of the words, three or more; with the country's letters in front where it has one ("national guard" of US).</summary>
    internal static string Acronym(EntityProfile profile) => profile.Words.Count >= 3 ? string.Concat(profile.Words.Select(word => word[0])) : "";

    private static string Sorted(IReadOnlyList<string> words) => string.Join(' ', words.Select(SoundForm.Of).Order(StringComparer.Ordinal));
}
