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

    private Dictionary<string, double>? _weights;
    private double _length = -1;

    /// <summary>The words of a text as they are kept: one digit, how often it stands there (9 for more), and its stem.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2).Select(WordStem.Of).Where(stem => stem.Length > 2).GroupBy(stem => stem)
            .OrderByDescending(stem => UnusualWords.Weight(stem.Key) * (1 + Math.Log(stem.Count()))).ThenBy(stem => stem.Key, StringComparer.Ordinal).Take(Most)
            .Select(stem => Math.Min(MostTimes, stem.Count()).ToString(CultureInfo.InvariantCulture) + stem.Key)];

    /// <summary>The stem of a word as it is kept.</summary>
    public static string StemOf(string word) => word[1..];

    /// <summary>From 0 for texts without a word in common to 1 for texts of the same words; less than that where they are short.</summary>
    public double Likeness(StoryWords other) =>
        Length == 0 || other.Length == 0 ? 0 : Weights.Sum(word => other.Weights.TryGetValue(word.Key, out var weight) ? word.Value * weight : 0) / (Length * other.Length);

    private Dictionary<string, double> Weights => _weights ??= words.ToDictionary(StemOf, word => (1 + Math.Log(word[0] - '0')) * Math.Pow(UnusualWords.Weight(StemOf(word)), 2));

    private double Length => _length >= 0 ? _length : _length = Weights.Count == 0 ? 0 : Math.Max(Shortest, Math.Sqrt(Weights.Values.Sum(weight => weight * weight)));
}
