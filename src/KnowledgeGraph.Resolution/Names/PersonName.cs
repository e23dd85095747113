namespace KnowledgeGraph.Resolution;

/// <summary>A person's name in parts.</summary>
/// <param name="Tokens">Folded words without titles and particles, in order; "Family, Given" is turned round.</param>
/// <param name="Titles">Folded titles found ("president", "dr").</param>
/// <param name="HasPatronym">Whether it has "son of" in it (bin, ben, ibn), so that the order of its words counts.</param>
/// <param name="IsAbjad">Whether it was written without vowels.</param>
public sealed record PersonName(IReadOnlyList<string> Tokens, IReadOnlyList<string> Titles, bool HasPatronym, bool IsAbjad)
{
    private static readonly HashSet<string> TitleWords = [.. NameData.Rows("titles.tsv").Select(row => row[0])];
    private static readonly HashSet<string> Particles =
        ["al", "el", "ul", "ad", "as", "ar", "an", "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "af", "av", "y", "e", "the", "of", "zu", "ter", "ten"];
    private static readonly HashSet<string> SonOf = ["bin", "ben", "ibn", "bint"];

    /// <summary>The last word: the family name in most orders.</summary>
    public string Last => Tokens.Count > 0 ? Tokens[^1] : "";

    public static PersonName Parse(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0 && comma < name.Length - 1) name = $"{name[(comma + 1)..]} {name[..comma]}";
        var words = Folding.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var titles = words.Where(TitleWords.Contains).ToList();
        var tokens = words.Where(word => !TitleWords.Contains(word) && !Particles.Contains(word) && !SonOf.Contains(word)).ToList();
        if (tokens.Count == 0) tokens = [.. words.Where(word => !TitleWords.Contains(word))];
        if (tokens.Count == 0) tokens = [.. words];
        return new(tokens, titles, words.Length > 2 && words[1..].Any(SonOf.Contains), Folding.IsAbjad(name));
    }
}
