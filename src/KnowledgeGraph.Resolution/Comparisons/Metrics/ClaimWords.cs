using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// The words that stand around a number in its sentence, each weighing the more the nearer it is and the rarer in English (<see cref="UnusualWords"/>): they tell what
/// is measured where the metric's name does not.
/// </summary>
public sealed class ClaimWords
{
    /// <summary>Of a claim whose words nobody kept.</summary>
    public static readonly ClaimWords None = new([]);

    private const int Most = 16, Steps = 9, Shortest = 3;

    // Each content word between a number and another makes that one weigh less by this.
    private const double Step = 0.25;

    private readonly (string Stem, double Weight)[] _weights;

    private ClaimWords((string Stem, double Weight)[] weights)
    {
        _weights = weights;
        Length = Math.Sqrt(weights.Sum(word => word.Weight * word.Weight));
    }

    private double Length { get; }

    public int Count => _weights.Length;

    /// <summary>The words of a claim as they are kept, by a blank between them: one digit for the weight, 1 to 9, and the stem.</summary>
    /// <param name="text">The article's.</param>
    public static string Of(Claim claim, string text) => Of(text, claim.Evidence.Sentence, claim.ValueSpan);

    /// <inheritdoc cref="Of(Claim, string)"/>
    public static string Of(string text, TextSpan sentence, TextSpan number)
    {
        var weights = new Dictionary<string, double>();
        // What stands outside of its sentence has all of its words on one side.
        var start = Math.Clamp(number.Start, sentence.Start, sentence.End);
        Add(Enumerable.Reverse(ContentWords.Of(text[sentence.Start..start])));
        Add(ContentWords.Of(text[Math.Clamp(number.End, start, sentence.End)..sentence.End]));
        return string.Join(' ', weights.OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(Most)
            .Select(word => Math.Clamp((int)Math.Round(word.Value * Steps, MidpointRounding.AwayFromZero), 1, Steps).ToString(CultureInfo.InvariantCulture) + word.Key));

        void Add(IEnumerable<ContentWord> words)
        {
            var at = 0;
            foreach (var word in words.Where(word => word.Surface.Length >= Shortest && (!char.IsAsciiDigit(word.Surface[0]) || IsYear(word.Surface))))
            {
                var weight = UnusualWords.Weight(word.Stem) / (1 + Step * at++);
                if (weight > weights.GetValueOrDefault(word.Stem)) weights[word.Stem] = weight;
            }
        }
    }

    // "In 2017": what was before, and when.
    private static bool IsYear(string word) => word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and < 2100;

    /// <summary>Words as <see cref="Of(Claim, string)"/> gives them; of several claims together.</summary>
    public static ClaimWords Read(IEnumerable<string?> kept)
    {
        var weights = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var word in kept.SelectMany(words => (words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            weights[word[1..]] = weights.GetValueOrDefault(word[1..]) + (word[0] - '0') / (double)Steps;
        return weights.Count == 0 ? None : new([.. weights.Select(word => (word.Key, word.Value))]);
    }

    /// <summary>Words as <see cref="AreAmong"/> looks them up.</summary>
    internal static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Stems(string words) => words.Split(' ').Select(WordStem.Of).ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether one of the stems is among words as <see cref="Of(Claim, string)"/> gives them.</summary>
    internal static bool AreAmong(string? kept, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> stems)
    {
        var words = kept.AsSpan();
        foreach (var word in words.Split(' '))
            if (words[word] is { Length: > 1 } one && stems.Contains(one[1..])) return true;
        return false;
    }

    /// <summary>Those that say most, the first the most.</summary>
    public IEnumerable<string> Telling(int most) => _weights.OrderByDescending(word => word.Weight).ThenBy(word => word.Stem, StringComparer.Ordinal).Take(most).Select(word => word.Stem);

    /// <summary>Whether one speaks of a year, and the other of none or of another.</summary>
    public bool AreOfOtherYears(ClaimWords other) => Years.Length + other.Years.Length > 0 && !Years.Intersect(other.Years).Any();

    private string[] Years => field ??= [.. _weights.Select(word => word.Stem).Where(IsYear)];

    /// <summary>From 0 where no word is in both to 1 where all are (cosine of their weights); the same whichever is asked.</summary>
    public double Likeness(ClaimWords other)
    {
        if (Length == 0 || other.Length == 0) return 0;
        var shared = 0.0;
        for (int i = 0, j = 0; i < _weights.Length && j < other._weights.Length;)
        {
            var order = string.CompareOrdinal(_weights[i].Stem, other._weights[j].Stem);
            if (order == 0) shared += _weights[i].Weight * other._weights[j].Weight;
            if (order <= 0) i++;
            if (order >= 0) j++;
        }
        return shared / (Length * other.Length);
    }
}
