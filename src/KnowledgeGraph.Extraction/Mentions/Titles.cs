namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>Titles that stand before a name and do not belong to it, with the gender that some of them show.</summary>
internal static class Titles
{
    private static readonly Dictionary<string, char?> Words = Build();

    /// <summary>Whether the word is a title, without regard to case and a closing full stop.</summary>
    public static bool Contains(string word) => Words.ContainsKey(Key(word));

    /// <summary>The gender a title shows, or null.</summary>
    public static char? GenderOf(string word) => Words.GetValueOrDefault(Key(word));

    private static string Key(string word) => word.TrimEnd('.').ToLowerInvariant();

    private static Dictionary<string, char?> Build()
    {
        var words = new Dictionary<string, char?>(StringComparer.Ordinal);
        foreach (var word in "mr mister sir lord king prince emperor sultan sheikh pope father brother baron duke count monsieur herr señor".Split(' ')) words[word] = 'm';
        foreach (var word in "mrs ms miss madam madame mme lady dame queen princess empress sister baroness duchess countess frau señora congresswoman chairwoman spokeswoman".Split(' ')) words[word] = 'f';
        foreach (var word in "congressman chairman spokesman".Split(' ')) words[word] = 'm';
        foreach (var word in (
            "dr doctor prof professor president vice-president premier chancellor minister secretary senator sen representative rep governor gov mayor ambassador " +
            "general gen colonel col major maj captain capt lieutenant lt sergeant sgt admiral adm commander cmdr corporal cpl private marshal brigadier brig officer detective inspector " +
            "judge justice attorney reverend rev rabbi imam bishop archbishop cardinal saint ayatollah mullah " +
            "director chairperson chair spokesperson coach speaker councillor councilman councilwoman commissioner superintendent deputy acting former ex-president").Split(' ')) words.TryAdd(word, null);
        return words;
    }
}
