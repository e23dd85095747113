namespace KnowledgeGraph.Resolution;

/// <summary>An organisation's name in parts.</summary>
/// <param name="Tokens">Folded words without legal form and filling words; spelled numbers as digits.</param>
/// <param name="Forms">Canonical legal forms found.</param>
/// <param name="Acronym">First letters of its words, filling words left out.</param>
public sealed record OrganisationName(IReadOnlyList<string> Tokens, IReadOnlyList<string> Forms, string Acronym)
{
    private static readonly HashSet<string> Filling =
        ["the", "of", "and", "for", "de", "la", "le", "du", "des", "y", "und", "et", "a", "an", "in", "on", "to", "der", "die", "das", "s"];

    private static readonly (string[] Words, string Form)[] LegalForms =
        [.. NameData.Rows("legal_forms.tsv")
            .SelectMany(row => row[1..].Select(way => (Words: way.Split(' '), Form: row[0])))
            .OrderByDescending(way => way.Words.Length)];

    private static readonly Dictionary<string, int> Numbers = new()
    {
        ["zero"] = 0,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fourty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
        ["first"] = 1,
        ["second"] = 2,
        ["third"] = 3,
        ["fourth"] = 4,
        ["fifth"] = 5,
        ["sixth"] = 6,
        ["seventh"] = 7,
        ["eighth"] = 8,
        ["ninth"] = 9,
        ["tenth"] = 10,
    };

    // Words that are spelled in two ways in English.
    private static readonly (string From, string To)[] Spellings =
        [("organisation", "organization"), ("labour", "labor"), ("defence", "defense"), ("centre", "center"), ("programme", "program")];

    public static OrganisationName Parse(string name)
    {
        var words = Folding.Fold(name.Replace("&", " and ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        JoinLetters(words);
        var forms = TakeLegalForms(words);
        var all = words.ToList();
        var tokens = words.Where(word => !Filling.Contains(word)).Select(Spelling).ToList();
        JoinNumbers(tokens);
        if (tokens.Count == 0) tokens = all.Count > 0 ? all : [.. forms];
        return new(tokens, forms, string.Concat(tokens.Select(token => token[0])));
    }

    private static string Spelling(string word)
    {
        foreach (var (from, to) in Spellings)
            if (word == from || word == from + "s") return to + word[from.Length..];
        return word;
    }

    // "L X C" and "LXC" are one.
    private static void JoinLetters(List<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var end = i;
            while (end < words.Count && words[end].Length == 1 && char.IsAsciiLetter(words[end][0])) end++;
            if (end - i < 2) continue;
            words[i] = string.Concat(words[i..end]);
            words.RemoveRange(i + 1, end - i - 1);
        }
    }

    private static List<string> TakeLegalForms(List<string> words)
    {
        var forms = new List<string>();
        foreach (var (way, form) in LegalForms)
            for (var at = words.Count - way.Length; at >= 0 && words.Count > way.Length; at--)
                if (way.Index().All(word => words[at + word.Index] == word.Item))
                {
                    words.RemoveRange(at, way.Length);
                    if (!forms.Contains(form)) forms.Add(form);
                }
        return forms;
    }

    private static void JoinNumbers(List<string> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var ordinal = tokens[i];
            if (ordinal.Length > 2 && char.IsAsciiDigit(ordinal[0]) && ordinal[^2..] is "st" or "nd" or "rd" or "th") ordinal = ordinal[..^2];
            if (Numbers.TryGetValue(ordinal, out var number)) ordinal = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (i > 0 && tokens[i - 1].Length == 2 && tokens[i - 1][1] == '0' && ordinal.Length == 1 && char.IsAsciiDigit(ordinal[0]) && ordinal != "0")
            {
                tokens[i - 1] = tokens[i - 1][..1] + ordinal;
                tokens.RemoveAt(i--);
            }
            else tokens[i] = ordinal;
        }
    }
}
