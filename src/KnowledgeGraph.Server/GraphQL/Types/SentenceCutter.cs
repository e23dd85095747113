using KnowledgeGraph.Model;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>
/// Finds the sentence that stands beside a stretch of text, for people who want to read on. A sentence ends with a full stop, question or exclamation
/// mark and what closes a quotation, before white space and a word that can begin one; a line break ends it too.
/// </summary>
internal static class SentenceCutter
{
    /// <summary>Longest answer, in UTF-16 code units.</summary>
    public const int Longest = 1000;

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "lt", "sgt", "capt", "cmdr", "adm", "maj", "sen", "rep", "gov", "rev", "hon", "jr", "sr", "inc", "corp", "ltd", "co",
        "vs", "no", "etc", "approx", "dept", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    };

    /// <summary>The sentence before an offset; null where nothing stands before it.</summary>
    public static TextSpan? Before(string text, int offset)
    {
        var end = offset;
        while (end > 0 && char.IsWhiteSpace(text[end - 1])) end--;
        if (end == 0) return null;
        var start = end - 1;
        while (start > 0 && end - start < Longest && !Begins(text, start, end)) start--;
        while (char.IsWhiteSpace(text[start]) || (start > 0 && char.IsLowSurrogate(text[start]))) start++;
        return start < end ? new(start, end) : null;
    }

    /// <summary>The sentence after an offset; null where nothing stands after it.</summary>
    public static TextSpan? After(string text, int offset)
    {
        var start = offset;
        while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
        if (start == text.Length) return null;
        var end = start + 1;
        while (end < text.Length && end - start < Longest && !Begins(text, end, text.Length)) end++;
        while (char.IsWhiteSpace(text[end - 1]) || char.IsHighSurrogate(text[end - 1])) end--;
        return new(start, end);
    }

    // Whether a sentence can begin at an offset: after a line break, or after a sentence's end and white space.
    private static bool Begins(string text, int at, int limit)
    {
        if (at >= limit || char.IsWhiteSpace(text[at]) || !char.IsWhiteSpace(text[at - 1])) return false;
        var last = at - 1;
        while (last >= 0 && char.IsWhiteSpace(text[last]))
        {
            if (text[last] is '\n' or '\r') return true;
            last--;
        }
        while (last >= 0 && text[last] is '"' or '”' or '’' or '\'' or ')' or ']' or '»') last--;
        if (last < 0 || text[last] is not ('.' or '!' or '?' or '…') || char.IsLower(text[at])) return false;
        if (text[last] != '.') return true;
        var word = last;
        while (word > 0 && char.IsLetter(text[word - 1])) word--;
        var length = last - word;
        return !(length == 1 && char.IsUpper(text[word])) && !Abbreviations.Contains(text[word..last]);
    }
}
