using System.Globalization;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// The words that tell most of what a text is about: each with how often it stands there, the most telling first. Two texts are alike as far as these are
/// the same (cosine of their weights), each weighing more the rarer it is in English (<see cref="UnusualWords"/>) and the oftener it stands there.
/// </summary>
public sealed class StoryWords(IReadOnlyList<string> words)
{
    private const int Most = 40, MostTimes = 9;

    // A text of a sentence or two is about so much as its few words: that they are another's too says less.
    private const double Shortest = 4;

    private (string Stem, double Weight)[]? _weights;
    private double _length = -1;

    /// <summary>The words of a text as they are kept: one digit, how often it stands there (9 for more), and its stem.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2).Select(WordStem.Of).Where(stem => stem.Length > 2).GroupBy(stem => stem)
            .OrderByDescending(stem => UnusualWords.Weight(stem.Key) * (1 + Math.Log(stem.Count()))).ThenBy(stem => stem.Key, StringComparer.Ordinal).Take(Most)
            .Select(stem => Math.Min(MostTimes, stem.Count()).ToString(CultureInfo.InvariantCulture) + stem.Key)];

    /// <summary>The stem of a word as it is kept.</summary>
    public static string StemOf(string word) => word[1..];

    /// <summary>From 0 for texts without a word in common to 1 for texts of the same words; less than that where they are short.</summary>
    public double Likeness(StoryWords other)
    {
        if (Length == 0 || other.Length == 0) return 0;
        // Both are in one order, so that the sum is the same to the last bit whichever is asked.
        var shared = 0.0;
        for (int i = 0, j = 0; i < Weights.Length && j < other.Weights.Length;)
        {
            var order = string.CompareOrdinal(Weights[i].Stem, other.Weights[j].Stem);
            if (order == 0) shared += Weights[i].Weight * other.Weights[j].Weight;
            if (order <= 0) i++;
            if (order >= 0) j++;
        }
        return shared / (Length * other.Length);
    }

    private (string Stem, double Weight)[] Weights => _weights ??=
        [.. words.Select(word => (Stem: StemOf(word), Weight: (1 + Math.Log(word[0] - '0')) * Math.Pow(UnusualWords.Weight(StemOf(word)), 2))).OrderBy(word => word.Stem, StringComparer.Ordinal)];

    private double Length => _length >= 0 ? _length : _length = Weights.Length == 0 ? 0 : Math.Max(Shortest, Math.Sqrt(Weights.Sum(word => word.Weight * word.Weight)));
}
