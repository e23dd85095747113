namespace KnowledgeGraph.Resolution;

/// <summary>Names and demonyms of countries inside other names.</summary>
internal static class CountryWords
{
    private static readonly Dictionary<string, string> Codes = NameData.Rows("countries.tsv")
        .SelectMany(row => row[1..].Select(name => (name, code: row[0])))
        .ToDictionary(pair => pair.name, pair => pair.code);

    /// <summary>The country that a folded name or demonym stands for; null where none.</summary>
    public static string? CodeOf(string folded) => Codes.GetValueOrDefault(folded);

    /// <summary>
    /// Takes one country out of a name's words ("air force of ukraine" gives "air force" and UA). Up to three words make a country's name.
    /// </summary>
    public static (List<string> Remaining, string? Code) Take(IReadOnlyList<string> words)
    {
        for (var length = 3; length >= 1; length--)
            for (var at = 0; at + length <= words.Count; at++)
                if (CodeOf(string.Join(' ', words.Skip(at).Take(length))) is { } code)
                    return ([.. words.Take(at), .. words.Skip(at + length)], code);
        return ([.. words], null);
    }
}
