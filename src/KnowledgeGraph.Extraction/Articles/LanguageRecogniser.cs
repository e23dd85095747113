using System.Globalization;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>
/// Tells English from other languages by script and by the commonest function words of each. Made to decide whether an article can be
/// extracted from, not to tell near relatives apart.
/// </summary>
internal static class LanguageRecogniser
{
    private const int MostWords = 4000;

    private static readonly (string Language, string Words)[] FunctionWords =
    [
        ("en", "the of and to in is that was for it with as his on be at by had are but from have they which one were not this has will their would who been said after about more than an or its he she when"),
        ("de", "der die das und den dem des ein eine einen einem einer ist nicht mit von auf für sich auch im zu als wird bei sind nach wie hat aus dass aber oder noch über um haben einem war sie"),
        ("fr", "le la les des et un une du de dans est que qui pour pas par sur au avec ce il sont plus se ne aux ont cette mais ou été comme elle nous leur"),
        ("es", "el la los las de y en que un una del se por con para es al lo como más su no fue ha pero sus sobre entre han este desde está"),
        ("it", "il la di che è e un una per in del della non sono con le dei da al nel gli alla si ha anche come più ma lo questo delle"),
        ("pt", "o a os as de e que do da em um uma para com não por no na se dos das ao mais foi como ele são mas pelo pela seu sua está"),
        ("nl", "de het een en van in is dat op te zijn met voor niet aan er die was ook als bij naar door maar om heeft hij uit worden dan"),
        ("sv", "och att det i en som på är av för den med till inte om har de ett han men var sig från vi så kan när efter"),
        ("da", "og i at det en den til er som på de med han af for ikke der var sig men et har om vi havde hun nu blev efter"),
        ("pl", "w i na z że się do nie to jest o jak po co za przez od dla są oraz ale tym był jego tego"),
        ("cs", "a se v na je že s z do o i to k ve pro za by ale si po jako od jsou bylo jeho která který"),
        ("ro", "și de la a în cu pe care nu o din un este pentru sunt mai că să au fost ca sau prin ce"),
        ("tr", "ve bir bu da de için ile olarak olan çok daha gibi kadar sonra ancak en ise var değil olduğu"),
        ("id", "yang dan di dengan untuk ini dari pada itu dalam tidak adalah akan oleh ke telah mereka kepada sebagai karena"),
        ("hu", "a az és hogy nem is egy ez meg volt csak de már mint el még ki azt van lesz"),
        ("fi", "ja on ei että se oli hän mutta ovat joka myös kun niin mukaan kuin sen ole"),
    ];

    private static readonly Dictionary<string, List<int>> Index = BuildIndex();

    /// <summary>ISO 639-1 code; <c>und</c> where the text does not show it. A text of few Latin words without function words counts as English.</summary>
    public static string Recognise(string text)
    {
        var (script, share) = Script(text);
        if (script is null) return "und";
        if (script != "latin" && share > 0.35) return script;

        var counts = new int[FunctionWords.Length];
        var words = 0;
        foreach (var word in Words(text))
        {
            if (++words > MostWords) break;
            if (Index.TryGetValue(word, out var languages)) foreach (var language in languages) counts[language]++;
        }
        var best = Array.IndexOf(counts, counts.Max());
        if (counts[best] == counts[0]) best = 0;
        // A headline may do without function words; a paragraph of English has one word in five or more.
        // So short a text is another language's only where two words of it are not English as well: "met" and "in" are Dutch, too.
        if (words < 12) return counts[best] < counts[0] + 2 ? "en" : FunctionWords[best].Language;
        if (counts[best] < words * 0.06) return words < 40 && best == 0 && counts[0] > 0 ? "en" : "und";
        return FunctionWords[best].Language;
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetter(text[i])) { if (start < 0) start = i; continue; }
            if (start >= 0) yield return text[start..i].ToLowerInvariant();
            start = -1;
        }
    }

    /// <summary>The script that most letters have, as the language it stands for, and its share of the letters.</summary>
    private static (string? Script, double Share) Script(string text)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var letters = 0;
        bool ukrainian = false, russian = false, kana = false;
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 40_000)))
        {
            if (!char.IsLetter(c)) continue;
            letters++;
            ukrainian |= "іїєґІЇЄҐ".Contains(c, StringComparison.Ordinal);
            russian |= "ыэъёЫЭЪЁ".Contains(c, StringComparison.Ordinal);
            kana |= c is >= '\u3040' and <= '\u30FF';
            var script = ScriptOf(c);
            counts[script] = counts.GetValueOrDefault(script) + 1;
        }
        if (letters == 0) return (null, 0);
        var most = counts.MaxBy(pair => pair.Value);
        var language = most.Key switch
        {
            "cyrillic" => ukrainian && !russian ? "uk" : "ru",
            "han" => kana ? "ja" : "zh",
            _ => most.Key,
        };
        return (language, (double)most.Value / letters);
    }

    private static string ScriptOf(char c) => c switch
    {
        < '\u0370' => "latin",
        < '\u0400' => "el",
        < '\u0530' => "cyrillic",
        >= '\u0590' and < '\u0600' => "he",
        >= '\u0600' and < '\u0780' => "ar",
        >= '\u0900' and < '\u0980' => "hi",
        >= '\u0E00' and < '\u0E80' => "th",
        >= '\u10A0' and < '\u1100' => "ka",
        >= '\u1E00' and < '\u1F00' => "latin",
        >= '\u3040' and < '\u3100' => "ja",
        >= '\u3400' and < '\uA000' => "han",
        >= '\uAC00' and < '\uD7B0' => "ko",
        _ => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter ? "und" : "latin",
    };

    private static Dictionary<string, List<int>> BuildIndex()
    {
        var index = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var language = 0; language < FunctionWords.Length; language++)
            foreach (var word in FunctionWords[language].Words.Split(' ').Distinct())
            {
                if (!index.TryGetValue(word, out var list)) index[word] = list = [];
                list.Add(language);
            }
        return index;
    }
}
