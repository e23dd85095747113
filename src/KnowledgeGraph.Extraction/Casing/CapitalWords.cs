namespace KnowledgeGraph.Extraction.Casing;

/// <summary>A word of a line.</summary>
/// <param name="Start">First character.</param>
/// <param name="Length">Characters without a suffix behind an apostrophe.</param>
/// <param name="WholeEnd">The end with that suffix.</param>
/// <param name="Lower">The word in lower case.</param>
/// <param name="StartsSentence">Whether it is the first of its line or follows the end of a sentence.</param>
/// <param name="IsInitial">Whether it is a letter of dotted initials ("U.S.").</param>
internal readonly record struct CapitalWord(int Start, int Length, int WholeEnd, string Lower, bool StartsSentence, bool IsInitial)
{
    public int End => Start + Length;
}

/// <summary>The words of a line: runs of letters, with apostrophes inside.</summary>
internal static class CapitalWords
{
    public static List<CapitalWord> Find(string text, int start, int end)
    {
        var words = new List<CapitalWord>();
        for (var i = start; i < end;)
        {
            if (!char.IsLetter(text[i])) { i++; continue; }
            var first = i;
            while (i < end && (char.IsLetter(text[i]) || IsApostrophe(text[i]) && i + 1 < end && char.IsLetter(text[i + 1]))) i++;
            var length = WithoutSuffix(text.AsSpan(first, i - first));
            var initial = i - first == 1 && i < end && text[i] == '.' && (i + 1 < end && char.IsLetter(text[i + 1]) || first - 2 >= start && text[first - 1] == '.' && char.IsLetter(text[first - 2]));
            var starts = words.Count == 0 || !initial && EndsSentence(text, words[^1], first);
            words.Add(new(first, length, i, text.Substring(first, length).ToLowerInvariant(), starts, initial));
        }
        return words;
    }

    // "'S", "'RE", "N'T" and the like behind a word; "O'BRIEN" has none.
    private static int WithoutSuffix(ReadOnlySpan<char> word)
    {
        var at = word.LastIndexOfAny('\'', '’');
        if (at <= 0) return word.Length;
        Span<char> suffix = stackalloc char[2];
        if (word.Length - at - 1 > 2) return word.Length;
        var count = word[(at + 1)..].ToLowerInvariant(suffix);
        return suffix[..count] is "s" or "t" or "re" or "ll" or "ve" or "d" or "m" ? at : word.Length;
    }

    private static bool EndsSentence(string text, CapitalWord before, int next)
    {
        for (var i = before.WholeEnd; i < next; i++)
            if (text[i] is '!' or '?' || text[i] == '.' && i + 1 < next && char.IsWhiteSpace(text[i + 1]) && !before.IsInitial && before.Length > 1 && !Mentions.Titles.Contains(before.Lower)) return true;
        return false;
    }

    private static bool IsApostrophe(char c) => c is '\'' or '’';
}
