using System.Globalization;

namespace KnowledgeGraph.Resolution;

/// <summary>What is counted, as the kinds of things that its noun may mean: labourers are workers, and a plant is a works or grows.</summary>
/// <param name="Sort">The broad sort of what it most means (a person, an artifact, ...), as WordNet files it.</param>
internal sealed record Noun(IReadOnlyList<Noun.Meaning> Meanings, int Sort)
{
    /// <param name="Share">Of the noun's uses, those that mean it.</param>
    /// <param name="Telling">How telling the kind is: minus the logarithm of the share of nouns that are of it.</param>
    /// <param name="Kinds">It and all kinds above it, rising.</param>
    internal sealed record Meaning(double Share, double Telling, int[] Kinds);
}

/// <summary>Nouns of English by the kinds of things that they name (WordNet 3.1, <c>data/nouns.tsv</c>).</summary>
internal sealed class Nouns
{
    /// <summary>Those of the table.</summary>
    public static readonly Nouns English = Read(Tables.Lines("metrics/nouns.tsv"));

    private static readonly Dictionary<string, string> Irregular = new()
    {
        ["people"] = "person",
        ["men"] = "man",
        ["women"] = "woman",
        ["children"] = "child",
        ["lives"] = "life",
        ["feet"] = "foot",
    };

    // A meaning weighs as the fourth root of the share of uses that have it.
    private const double OfShare = 0.25;

    private const double Unknown = 0.5;

    private readonly List<(double Telling, int Sort, int[] Kinds)> _kinds = [];

    // A noun's kinds as the table has them: few nouns are ever asked for.
    private readonly Dictionary<string, string> _nouns = [];

    // Kinds first, each after those above it: how telling, sort, kinds above; then nouns: kind=share.
    private static Nouns Read(IEnumerable<string> lines)
    {
        var read = new Nouns();
        foreach (var line in lines)
        {
            var fields = line.Split('\t');
            if (fields.Length == 3) read._kinds.Add((Number(fields[0]), Whole(fields[1]), read.WithAbove(fields[2])));
            else read._nouns.Add(fields[0], fields[1]);
        }
        return read;
    }

    // The next kind and all above it.
    private int[] WithAbove(string kinds)
    {
        if (kinds.Length == 0) return [_kinds.Count];
        return kinds.Contains(' ', StringComparison.Ordinal) ? [.. kinds.Split(' ').SelectMany(kind => _kinds[Whole(kind)].Kinds).Distinct().Order(), _kinds.Count] : [.. _kinds[Whole(kinds)].Kinds, _kinds.Count];
    }

    private static int Whole(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The noun of a word in lower case, which may stand in the plural; null where it is none that the table has.</summary>
    public Noun? Find(string word)
    {
        foreach (var singular in Singulars(word))
            if (_nouns.TryGetValue(singular, out var kinds)) return NounOf(kinds);
        return null;
    }

    private Noun NounOf(string kinds)
    {
        var meanings = kinds.Split(' ').Select(meaning => meaning.Split('=')).Select(meaning => (Kind: _kinds[Whole(meaning[0])], Share: Number(meaning[1]))).ToList();
        return new([.. meanings.Select(meaning => new Noun.Meaning(meaning.Share, meaning.Kind.Telling, meaning.Kind.Kinds))], meanings[0].Kind.Sort);
    }

    private static IEnumerable<string> Singulars(string word)
    {
        if (Irregular.TryGetValue(word, out var irregular)) yield return irregular;
        if (word.EndsWith('s')) yield return word[..^1];
        if (word.EndsWith("es", StringComparison.Ordinal)) yield return word[..^2];
        if (word.EndsWith("ies", StringComparison.Ordinal)) yield return word[..^3] + "y";
        if (word.EndsWith("men", StringComparison.Ordinal)) yield return word[..^2] + "an";
        yield return word;
    }

    /// <summary>From 0, where only the most general kinds are above both, to 1, where both have one meaning: that of the likest meanings (Lin 1998), less where they are seldom meant; half-way where one of them is not known.</summary>
    public double Likeness(Noun? a, Noun? b)
    {
        if (a is null || b is null) return Unknown;
        var best = 0.0;
        foreach (var one in a.Meanings)
            foreach (var other in b.Meanings)
            {
                var shared = MostTellingOfBoth(one.Kinds, other.Kinds);
                if (shared > 0) best = Math.Max(best, 2 * shared / (one.Telling + other.Telling) * Math.Pow(one.Share * other.Share, OfShare));
            }
        return best;
    }

    private double MostTellingOfBoth(int[] a, int[] b)
    {
        var most = 0.0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j]) most = Math.Max(most, _kinds[a[i]].Telling);
            var (one, other) = (a[i], b[j]);
            if (one <= other) i++;
            if (other <= one) j++;
        }
        return most;
    }
}
