namespace KnowledgeGraph.Resolution;

/// <summary>Compares two profiles. What joins across articles has to be beyond doubt, so the bar is higher than a search's.</summary>
public static class EntityMatcher
{
    /// <summary>From here on two full names are one bearer's.</summary>
    public const double Same = 0.88;

    /// <summary>Up to here two full names cannot be one bearer's.</summary>
    public const double Contradiction = 0.5;

    public static MatchScore Compare(EntityProfile a, EntityProfile b) => (a.Class, b.Class) switch
    {
        (ProfileClass.Person, ProfileClass.Person) => Persons(a, b),
        (ProfileClass.Thing, ProfileClass.Thing) => Things(a, b),
        _ => MatchScore.No("different kinds of names"),
    };

    /// <summary>Whether a full profile can be the bearer of a bare name.</summary>
    public static MatchScore Bears(EntityProfile full, EntityProfile bare) => (full.Class, bare.Class) switch
    {
        (ProfileClass.Person, ProfileClass.BarePerson) => BearsPerson(full, bare),
        (ProfileClass.Thing, ProfileClass.BareThing) => BearsThing(full, bare),
        _ => MatchScore.No("different kinds of names"),
    };

    private static MatchScore Persons(EntityProfile a, EntityProfile b)
    {
        if (a.Suffix != b.Suffix) return MatchScore.No($"'{a.Suffix ?? "without suffix"}' against '{b.Suffix ?? "without suffix"}'");
        return PersonNames.Compare(Name(a), Name(b));
    }

    private static MatchScore Things(EntityProfile a, EntityProfile b)
    {
        if (a.Country is not null && b.Country is not null && a.Country != b.Country) return MatchScore.No($"of {a.Country} against {b.Country}");
        var match = OrganisationNames.Compare(new OrganisationName(a.Words, [], ""), new OrganisationName(b.Words, [], ""));
        return a.Country == b.Country ? match : new(match.Score * 0.8, [.. match.Reasons, "the country is known of one only"]);
    }

    private static MatchScore BearsPerson(EntityProfile full, EntityProfile bare)
    {
        string family = full.Words[^1], given = full.Words[0], name = bare.Words[^1];
        var asFamily = TokenDistance.Between(family, name);
        var asGiven = TokenDistance.Between(given, name);
        if (asFamily > 0.5 && asGiven > 0.1) return MatchScore.No($"'{name}' is not in the name");
        var initials = bare.Words.SkipLast(1).ToList();
        if (!initials.Zip(full.Words).All(pair => pair.First[0] == pair.Second[0])) return MatchScore.No("other initials");
        return asFamily <= 0.5 ? new(0.9 - 0.2 * asFamily, [$"family name '{name}'"]) : new(0.6, [$"first name '{name}'"]);
    }

    private static MatchScore BearsThing(EntityProfile full, EntityProfile bare)
    {
        if (bare.Words.Count == 1 && EntityKeys.Acronym(full) == bare.Words[0]) return new(0.8, [$"'{bare.Words[0]}' is its acronym"]);
        var match = OrganisationNames.Compare(new OrganisationName(full.Words, [], ""), new OrganisationName(bare.Words, [], ""));
        return match.Score < 0.9 ? MatchScore.No("other words") : new(0.9, ["the same words without a country"]);
    }

    private static PersonName Name(EntityProfile profile) => new(profile.Words, [], false, false);
}
