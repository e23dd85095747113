using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>The sentence around a place in a text, by its punctuation alone: for texts whose sentences were not kept.</summary>
internal static class SentenceBounds
{
    // Far enough for any sentence that is one; what goes on longer is cut.
    private const int Longest = 1_000;

    private static readonly HashSet<string> Abbreviations =
        ["mr", "mrs", "ms", "dr", "st", "gen", "col", "lt", "maj", "sgt", "capt", "sen", "rep", "gov", "prof", "no", "vs", "inc", "co", "corp", "ltd", "jr", "sr", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx", "est"];

    public static TextSpan Around(string text, TextSpan words)
    {
        int start = words.Start, end = words.End;
        while (start > 0 && words.Start - start < Longest && !EndsBefore(text, start)) start--;
        while (end < text.Length && end - words.End < Longest && !EndsBefore(text, end)) end++;
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new(start, end);
    }

    // Whether a sentence is over right before this place.
    private static bool EndsBefore(string text, int at)
    {
        if (text[at - 1] is '\n' or '\r') return true;
        if (at >= text.Length || !char.IsWhiteSpace(text[at])) return false;
        var last = at - 1;
        while (last > 0 && text[last] is '”' or '"' or '’' or '\'' or ')' or ']') last--;
        if (text[last] is '!' or '?') return StartsSentence(text, at);
        if (text[last] is not '.') return false;
        var word = last;
        while (word > 0 && (char.IsLetterOrDigit(text[word - 1]) || text[word - 1] == '.')) word--;
        var before = text[word..last];
        if (last == at - 1 && (before.Length == 1 && char.IsLetter(before[0]) || before.Contains('.') || Abbreviations.Contains(before.ToLowerInvariant()))) return false;
        return StartsSentence(text, at);
    }

    private static bool StartsSentence(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '“' or '"' or '‘' or '\'' or '(' or '[')) at++;
        return at >= text.Length || !char.IsLower(text[at]);
    }
}
