using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>What kind of evidence a profile's name is.</summary>
public enum ProfileClass
{
    /// <summary>A person's full name.</summary>
    Person,

    /// <summary>A family name alone, or with initials: it joins a full name where one bearer fits.</summary>
    BarePerson,

    /// <summary>A place of the gazetteer: its id is its name.</summary>
    Place,

    /// <summary>An organisation, product, work, or place outside the gazetteer.</summary>
    Thing,

    /// <summary>An acronym, or an institution's name without its country: it joins where one bearer fits.</summary>
    BareThing,

    /// <summary>People described by country and role ("ukrainian officials").</summary>
    Group,

    /// <summary>Bearers that only their own article can tell apart ("a resident").</summary>
    Local,
}

/// <summary>
/// All local entities that are called the same beyond doubt: the unit that resolution compares. Two local entities with one key are one bearer
/// unless a judgement says otherwise. The key says everything that comparing needs.
/// </summary>
/// <param name="Key">Class letter and details, <c>|</c> between: <c>p|volodymyr zelensky</c>, <c>b|zelensky|m</c>, <c>l|geonames:703448</c>.</param>
public sealed record EntityProfile(string Key, ProfileClass Class, IReadOnlyList<string> Words, string? Country, string? Suffix, char? Gender)
{
    // Institution nouns that a country may stand before: "the army" of one country is not the army of another.
    private static readonly HashSet<string> Institutions =
    [
        "army", "navy", "military", "government", "parliament", "senate", "police", "administration", "embassy", "presidency", "cabinet", "treasury",
        "congress", "ministry", "forces", "force", "guard", "council", "court", "bank", "border", "customs", "intelligence", "marines", "coastguard", "assembly",
        "command", "staff", "service", "department", "agency", "office", "authorities", "officials",
    ];

    // "the country's air force" says no more than "air force" with the country known.
    private static readonly HashSet<string> Possessors = ["countrys", "nations", "citys", "states", "its", "their", "his", "her", "own"];

    /// <summary>Longest part of a name that is looked at, in UTF-16 code units.</summary>
    public const int LongestName = 300;

    /// <summary>The global id that this profile would have by itself.</summary>
    public string Id => Ids.Make("e", Key);

    /// <summary>Whether the profile waits for a fuller name.</summary>
    public bool IsBare => Class is ProfileClass.BarePerson or ProfileClass.BareThing;

    /// <summary>The profile of a local entity. <paramref name="articleId"/> and the first mention tell apart what has no name.</summary>
    public static EntityProfile Of(LocalEntity entity, string articleId)
    {
        var name = entity.Name.Length > LongestName ? entity.Name[..LongestName] : entity.Name;
        if (entity.Type == EntityType.Place && entity.GazetteerId is { } place) return Parse($"l|{place}");
        var words = Folding.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (entity.Type == EntityType.Group || (!entity.IsNamed && entity.Type == EntityType.Organisation)) return Group(entity, words, articleId);
        if (!entity.IsNamed || words.Length == 0) return Local(entity, articleId);
        return entity.Type == EntityType.Person ? Person(entity, name, articleId) : Thing(entity, name, words);
    }

    /// <summary>Reads a key back.</summary>
    public static EntityProfile Parse(string key)
    {
        var parts = key.Split('|');
        IReadOnlyList<string> words = parts.Length > 1 ? parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        string? Part(int index) => parts.Length > index && parts[index].Length > 0 ? parts[index] : null;
        return parts[0] switch
        {
            "p" => new(key, ProfileClass.Person, words, null, Part(2), null),
            "b" => new(key, ProfileClass.BarePerson, words, null, null, Part(2)?[0]),
            "l" => new(key, ProfileClass.Place, words, null, null, null),
            "t" => new(key, ProfileClass.Thing, words, Part(2), null, null),
            "a" => new(key, ProfileClass.BareThing, words, null, null, null),
            "g" => new(key, ProfileClass.Group, words, Part(2), null, null),
            "u" => new(key, ProfileClass.Local, [], null, null, null),
            _ => throw new FormatException($"'{key}' is not the key of a profile."),
        };
    }

    /// <summary>
    /// What an article calls an institution that neither a name nor a country tells from others ("the coast guard"): within one event reports mean the same by it.
    /// Null for all that has a profile of its own, and for people of whom there are many ("a resident").
    /// </summary>
    public static string? InstitutionOf(LocalEntity entity, string articleId)
    {
        if (entity.Type is not (EntityType.Organisation or EntityType.Group) || Of(entity, articleId).Class != ProfileClass.Local) return null;
        var words = WithoutArticle(Folding.Fold(entity.Name).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(word => !Possessors.Contains(word)).ToList();
        return words.Count is > 0 and <= 4 && words.Any(Institutions.Contains) ? string.Join(' ', words) : null;
    }

    /// <summary>Whether the folded word is one for an institution of which a place has one ("police").</summary>
    internal static bool IsInstitution(string word) => Institutions.Contains(word);

    private static EntityProfile Local(LocalEntity entity, string articleId) =>
        Parse($"u|{articleId}:{(entity.Mentions.Count > 0 ? entity.Mentions[0].Span.Start : -1)}:{entity.Id}");

    private static EntityProfile Group(LocalEntity entity, string[] words, string articleId)
    {
        var (rest, code) = CountryWords.Take(WithoutArticle(words));
        var country = code ?? entity.Country;
        return country is null || rest.Count is 0 or > 4 ? Local(entity, articleId) : Parse($"g|{string.Join(' ', rest)}|{country}");
    }

    private static EntityProfile Person(LocalEntity entity, string name, string articleId)
    {
        var parsed = PersonName.Parse(name);
        if (parsed.Tokens.Count == 0) return Local(entity, articleId);
        var initials = parsed.Tokens.SkipLast(1).All(token => token.Length == 1);
        if (initials) return Parse($"b|{string.Join(' ', parsed.Tokens)}|{entity.Gender}");
        return Parse($"p|{string.Join(' ', parsed.Tokens)}|{parsed.Titles.LastOrDefault(title => title is "jr" or "sr" or "ii" or "iii" or "iv")}".TrimEnd('|'));
    }

    private static EntityProfile Thing(LocalEntity entity, string name, string[] words)
    {
        if (IsAcronym(name, words)) return Parse($"a|{string.Concat(words)}");
        var tokens = OrganisationName.Parse(name).Tokens.Where(token => !Possessors.Contains(token)).ToList();
        if (tokens.Count == 0) tokens = [.. words];
        var (rest, code) = CountryWords.Take(tokens);
        var institution = rest.Any(Institutions.Contains);
        if (code is not null && institution) return Parse($"t|{string.Join(' ', rest)}|{code}");
        var generic = institution && code is null && (rest.Count == 1 || !char.IsUpper(name[0]) || rest.Count <= 2);
        if (generic && entity.Country is { } country) return Parse($"t|{string.Join(' ', rest)}|{country}");
        return institution && code is null ? Parse($"a|{string.Join(' ', tokens)}") : Parse($"t|{string.Join(' ', tokens)}");
    }

    private static bool IsAcronym(string name, string[] words) =>
        words.Sum(word => word.Length) is >= 2 and <= 6 && (words.Length == 1 || words.All(word => word.Length == 1))
        && name.All(c => char.IsUpper(c) || c is '.' or ' ' or '-' || char.IsDigit(c)) && name.Any(char.IsUpper);

    private static List<string> WithoutArticle(string[] words) => [.. words.SkipWhile(word => word is "the" or "a" or "an" or "some" or "several" or "many" or "two" or "other")];
}
