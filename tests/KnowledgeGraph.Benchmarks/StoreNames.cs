namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// Invented bearers of names, from a seed, and the spellings under which reports know them: families that many share, transliterations that
/// differ, initials, bare family names, ministries with their country, acronyms. Numbers are ranks: bearer 0 is the most often in the news.
/// </summary>
internal sealed class StoreNames
{
    public const int People = 20_000, Organisations = 4_000, Places = 1_500;

    private const int Families = 6_000, Givens = 1_200;
    private static readonly string[] Onsets = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "h", "st", "br", "kr", "tr", "sh", "ch", "gl", "dr", "pl"];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ai", "ei", "ia", "ou"];
    private static readonly string[] Codas = ["", "n", "r", "s", "l", "m", "k", "rt", "nd", "sky", "ov", "son", "ez"];
    private static readonly string[] Fields = ["Defence", "Health", "Transport", "Energy", "Justice", "Finance", "Agriculture", "Interior", "Education", "Labour"];
    private static readonly string[] Endings = ["Relief Organisation", "Research Institute", "Workers Union", "Party", "Holding", "Water Company", "Rights Watch", "Development Bank"];

    // Respellings as transliterations differ: each leaves the sound as it was.
    private static readonly (string From, string To)[] Respellings = [("sky", "skyy"), ("sky", "skiy"), ("ov", "off"), ("ei", "ey"), ("ai", "ay"), ("k", "c"), ("i", "y"), ("s", "ss")];

    private readonly (string Given, string Family)[] _people;
    private readonly (string Name, string? Acronym, string? Country)[] _organisations;
    private readonly string[] _places;

    public StoreNames(int seed)
    {
        var random = new Random(seed);
        string[] families = [.. Enumerable.Range(0, Families).Select(_ => Word(random, 2))], givens = [.. Enumerable.Range(0, Givens).Select(_ => Word(random, 1 + random.Next(2)))];
        _people = [.. Enumerable.Range(0, People).Select(_ => (Skewed(random, givens), Skewed(random, families)))];
        _organisations = [.. Enumerable.Range(0, Organisations).Select(rank => Organisation(random, rank))];
        _places = [.. Enumerable.Range(0, Places).Select(_ => Word(random, 2) + Pick(random, ["ville", "stad", "burg", "ino", "pur"]))];
        Filler = [.. Enumerable.Range(0, 4_000).Select(_ => Word(random, 1 + random.Next(3)).ToLowerInvariant())];
    }

    /// <summary>Countries by ISO 3166-1 code.</summary>
    public static IReadOnlyList<(string Name, string Code)> Countries { get; } =
    [
        ("Ukraine", "UA"), ("Kenya", "KE"), ("Brazil", "BR"), ("Norway", "NO"), ("Japan", "JP"), ("Portugal", "PT"), ("Chile", "CL"), ("Ghana", "GH"), ("Vietnam", "VN"), ("Poland", "PL"),
        ("Egypt", "EG"), ("Canada", "CA"), ("Nepal", "NP"), ("Peru", "PE"), ("Latvia", "LV"), ("Morocco", "MA"), ("Iceland", "IS"), ("Mongolia", "MN"), ("Bolivia", "BO"), ("Austria", "AT"),
    ];

    /// <summary>Words that mean nothing, to be drawn with a skew as words of texts are.</summary>
    public IReadOnlyList<string> Filler { get; }

    /// <summary>A person's full name in its commonest spelling.</summary>
    public string Person(int rank) => $"{_people[rank].Given} {_people[rank].Family}";

    /// <summary>How one article spells the person, and the short form that it goes on with.</summary>
    public (string Full, string Short) PersonIn(Random article, int rank)
    {
        var (given, family) = _people[rank];
        switch (article.Next(100))
        {
            case < 6: return (family, family);
            case < 9: return ($"{given[0]}. {family}", family);
            case < 13: return ($"{given} {"BDKLMNRST"[rank % 9]}. {family}", family);
            case < 22:
                var respelled = Respelled(family, article.Next(Respellings.Length));
                return ($"{given} {respelled}", respelled);
            case < 24:
                var marked = family.Replace("o", "ó", StringComparison.Ordinal).Replace("e", "é", StringComparison.Ordinal);
                return ($"{given} {marked}", marked);
            default: return ($"{given} {family}", family);
        }
    }

    public (string Name, string? Country) OrganisationIn(Random article, int rank)
    {
        var (name, acronym, country) = _organisations[rank];
        return article.Next(100) switch
        {
            < 10 when acronym is not null => (acronym, country),
            < 20 => (name.Replace("Organisation", "Organization", StringComparison.Ordinal).Replace("Defence", "Defense", StringComparison.Ordinal), country),
            < 25 when name.EndsWith("Holding", StringComparison.Ordinal) => (name + " Ltd", country),
            _ => (name, country),
        };
    }

    public string Place(int rank) => _places[rank];

    /// <summary>A number below <paramref name="count"/> by Zipf's law: the first ten get about a fifth of 20,000.</summary>
    public static int Zipf(Random random, int count) => Math.Min(count - 1, (int)Math.Pow(count, random.NextDouble()) - 1);

    private static (string, string?, string?) Organisation(Random random, int rank)
    {
        if (rank % 20 < 4)
        {
            var (country, code) = Countries[rank / 20 % Countries.Count];
            return ($"Ministry of {Fields[rank / 20 / Countries.Count % Fields.Length]} of {country}", null, code);
        }
        var name = $"{Word(random, 2)} {Word(random, 1)} {Pick(random, Endings)}";
        var words = name.Split(' ');
        return (name, words.Length > 3 ? string.Concat(words.Select(word => word[0])) : null, null);
    }

    private static string Respelled(string family, int from)
    {
        for (var i = 0; i < Respellings.Length; i++)
        {
            var (old, fresh) = Respellings[(from + i) % Respellings.Length];
            var at = family.IndexOf(old, 1, StringComparison.Ordinal);
            if (at > 0) return family[..at] + fresh + family[(at + old.Length)..];
        }
        return family;
    }

    private static string Skewed(Random random, string[] from) => from[(int)(from.Length * Math.Pow(random.NextDouble(), 2))];

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static string Word(Random random, int syllables)
    {
        var word = string.Concat(Enumerable.Range(0, syllables).Select(_ => Pick(random, Onsets) + Pick(random, Vowels))) + Pick(random, Codas);
        return char.ToUpperInvariant(word[0]) + word[1..];
    }
}
