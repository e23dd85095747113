namespace KnowledgeGraph.Extraction.Places;

/// <summary>"Paris, Texas", "Zilina, Slovakia": the name of what a place lies in, behind it and a comma.</summary>
internal static class FollowingName
{
    private const int MostWords = 3, Longest = 40;

    /// <summary>What is found under the longest name of up to three capitalised words behind a comma; null where there is no comma, or nothing is found.</summary>
    /// <param name="end">Where the place's own name ends in the text.</param>
    public static T? Find<T>(string text, int end, Func<string, T?> find)
        where T : class
    {
        if (end + 2 >= text.Length || text[end] != ',' || text[end + 1] != ' ') return null;
        var rest = text.AsSpan(end + 2, Math.Min(Longest, text.Length - end - 2));
        for (var words = MostWords; words >= 1; words--)
            if (LengthOfWords(rest, words) is > 0 and var length && find(rest[..length].ToString()) is { } found) return found;
        return null;
    }

    private static int LengthOfWords(ReadOnlySpan<char> rest, int words)
    {
        var at = 0;
        for (var i = 0; i < words; i++)
        {
            if (at >= rest.Length || !char.IsUpper(rest[at])) return 0;
            while (at < rest.Length && (char.IsLetter(rest[at]) || rest[at] is '.' or '-')) at++;
            if (i + 1 < words)
            {
                if (at >= rest.Length || rest[at] != ' ') return 0;
                at++;
            }
        }
        return at;
    }
}
