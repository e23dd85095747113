using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>"Police said", "the fire service said": an institution that is called so alone is one within an event, as it is for numbers.</summary>
internal static class UnnamedSpeaker
{
    // Longer words around a quotation tell more than who speaks.
    private const int MostWords = 12;

    private static readonly HashSet<string> Cues = [.. "said says say told added adds announced reported stated confirmed warned explained wrote insisted denied claimed".Split(' ')];

    private static readonly HashSet<string> Determiners = ["the", "a", "an", "its", "their", "his", "her", "local"];

    /// <summary>What the sentence calls the speaker of the words; null where it names one, or has more than an institution and its verb.</summary>
    public static string? Of(string text, TextSpan sentence, TextSpan content)
    {
        int start = Math.Clamp(content.Start, sentence.Start, sentence.End), end = Math.Clamp(content.End, start, sentence.End);
        return In(text[sentence.Start..start], atStart: true) ?? In(text[end..sentence.End], atStart: false);
    }

    private static string? In(string around, bool atStart)
    {
        var words = around.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(',', '.', ':', ';', '"', '“', '”', '\'')).Where(word => word.Length > 0).ToList();
        if (words.Count is 0 or > MostWords) return null;
        // "police said": what stands before the verb, and after it where it is turned round.
        var cue = words.FindIndex(word => Cues.Contains(word));
        if (cue < 0) return words is [var first, "to", ..] && first is "according" or "According" ? Called(words[2..], false) : null;
        return Called(words[..cue], atStart) ?? (cue == 0 ? Called(words[1..], false) : null);
    }

    private static string? Called(List<string> words, bool atStart)
    {
        var named = words.Where((word, i) => char.IsUpper(word[0]) && !(atStart && i == 0)).Any();
        if (named) return null;
        var plain = words.Select(Folding.Fold).SkipWhile(Determiners.Contains).ToList();
        return plain.Count is > 0 and <= 4 && EntityProfile.IsInstitution(plain[^1]) ? string.Join(' ', plain) : null;
    }
}
