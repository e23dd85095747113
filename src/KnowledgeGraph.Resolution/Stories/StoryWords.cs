namespace KnowledgeGraph.Resolution;

/// <summary>The words that tell most of what a text is about: what stands there often, the more so the rarer it is in English (<see cref="UnusualWords"/>).</summary>
public static class StoryWords
{
    private const int Most = 40, Shortest = 3;

    /// <summary>Their stems, the most telling first.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. Folding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= Shortest).Select(WordStem.Of).Where(stem => stem.Length >= Shortest).GroupBy(stem => stem)
            .OrderByDescending(stem => UnusualWords.Weight(stem.Key) * (1 + Math.Log(stem.Count()))).ThenBy(stem => stem.Key, StringComparer.Ordinal).Take(Most).Select(stem => stem.Key)];
}
