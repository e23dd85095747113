namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>Nouns that stand before the name of a storm.</summary>
internal static class Storms
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal) { "storm", "cyclone", "hurricane", "typhoon" };

    /// <param name="word">In lower case.</param>
    public static bool Contains(string word) => Words.Contains(word);

    /// <summary>Whether the word is one of them as names have it: "Hurricane", not "HURRICANE".</summary>
    public static bool IsCapitalised(string word) => char.IsAsciiLetterUpper(word[0]) && Words.Contains(char.ToLowerInvariant(word[0]) + word[1..]);
}
