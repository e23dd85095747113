using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Casing;

/// <summary>
/// Lines in capitals as they are usually written, letter for letter, so that every offset stays: the language model reads these, the article keeps
/// its own. Words that the rest of the article writes in small letters, then words that the lexicon knows, are small; names keep their capital.
/// </summary>
/// <param name="language">Knows words and their forms.</param>
/// <param name="gazetteer">Places, countries, personal names.</param>
/// <param name="names">Organisations, nouns that name people and bodies.</param>
/// <param name="nouns">Common nouns.</param>
internal sealed class UsualCase(LanguageModel language, Gazetteer gazetteer, NameLexicon names, NounLexicon nouns)
{
    private const int LeastWords = 3, LongestName = 5;

    private const double Capitals = 0.9;

    /// <summary>Words that are small whatever lists of names hold them.</summary>
    private static readonly HashSet<string> Small = new(
        ("a an the and or but nor so yet if as at by for from in into of off on onto out over to up with without within about above across after against along among around before behind " +
        "below beneath beside between beyond despite down during except inside like near outside past per since than through throughout toward towards under until unlike via upon amid " +
        "he him his she her hers it its they them their theirs we our ours you your yours me my mine this that these those who whom whose which what when where why how there here " +
        "be am is are was were been being do does did done have has had having will would shall should can could may might must not no yes all any both each every few more most other some such " +
        "only own same too very just now then once again also still even ever never always often soon ago " +
        "say says said saying tell tells told ask asks asked call calls called get gets got go goes went gone make makes made take takes took come comes came see sees saw give gives gave " +
        "don won isn aren wasn weren didn doesn hasn haven hadn couldn wouldn shouldn ain " +
        "one two three four five six seven eight nine ten eleven twelve hundred hundreds thousand thousands million millions billion billions dozens").Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> Days = new(
        "monday tuesday wednesday thursday friday saturday sunday january february april june july august september october november december".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> BeforeMonth = new("in of last next since until till early late mid this".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> BeforeUs = new("of for to with let lets give gives gave tell tells told help helps helped join show among between all ask asked let's".Split(' '), StringComparer.Ordinal);

    /// <summary>The text with its lines in capitals rewritten, of the same length; the text itself where none is.</summary>
    public string Of(string text)
    {
        var everywhere = IsInCapitals(text, 0, text.Length);
        char[]? rewritten = null;
        Dictionary<string, string>? elsewhere = null;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            if (everywhere ? HasCapital(text, start, end) : IsInCapitals(text, start, end))
            {
                elsewhere ??= everywhere ? [] : FormsOutsideCapitals(text);
                rewritten ??= text.ToCharArray();
                Rewrite(text, start, end, rewritten, elsewhere);
            }
            start = end + 1;
        }
        return rewritten is null ? text : new(rewritten);
    }

    // Three words and more, nearly all letters capital, and one of them a word that is no name.
    private bool IsInCapitals(string text, int start, int end)
    {
        int capitals = 0, small = 0;
        for (var i = start; i < end; i++)
        {
            if (char.IsUpper(text[i])) capitals++;
            else if (char.IsLower(text[i])) small++;
        }
        if (capitals < 8 || capitals < (capitals + small) * Capitals) return false;
        var words = CapitalWords.Find(text, start, end);
        return words.Count(word => word.Length > 1) >= LeastWords && words.Exists(word => Small.Contains(word.Lower) || word.Length > 2 && IsCommon(word.Lower));
    }

    private static bool HasCapital(string text, int start, int end)
    {
        for (var i = start; i < end; i++) if (char.IsUpper(text[i])) return true;
        return false;
    }

    // How the rest of the article writes a word inside a sentence; the form that is used most.
    private Dictionary<string, string> FormsOutsideCapitals(string text)
    {
        var counts = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            if (!IsInCapitals(text, start, end))
                foreach (var word in CapitalWords.Find(text, start, end))
                {
                    if (word.StartsSentence || word.Length < 2) continue;
                    var form = text.Substring(word.Start, word.Length);
                    if (!counts.TryGetValue(word.Lower, out var forms)) counts[word.Lower] = forms = new(StringComparer.Ordinal);
                    forms[form] = forms.GetValueOrDefault(form) + 1;
                }
            start = end + 1;
        }
        return counts.ToDictionary(
            pair => pair.Key, pair => pair.Value.OrderByDescending(form => form.Value).ThenBy(form => form.Key, StringComparer.Ordinal).First().Key, StringComparer.Ordinal);
    }

    private void Rewrite(string text, int start, int end, char[] rewritten, Dictionary<string, string> elsewhere)
    {
        var words = CapitalWords.Find(text, start, end);
        var forms = new string?[words.Count];
        for (var i = 0; i < words.Count; i++)
        {
            if (elsewhere.TryGetValue(words[i].Lower, out var form)) forms[i] = form;
            else if (NameLength(text, words, i) is var length and > 1)
            {
                for (var k = i; k < i + length; k++) forms[k] = k > i && Small.Contains(words[k].Lower) ? words[k].Lower : Capitalised(words[k].Lower);
                i += length - 1;
            }
        }
        for (var i = 0; i < words.Count; i++) forms[i] ??= Form(text, words, forms, i);
        for (var i = 0; i < words.Count; i++)
        {
            var form = words[i].StartsSentence || Titles.Contains(words[i].Lower) && i + 1 < words.Count && IsName(forms[i + 1]!) && words[i + 1].Start - words[i].End <= 2
                ? FirstUpper(forms[i]!) : forms[i]!;
            for (var k = 0; k < form.Length; k++) Write(words[i].Start + k, form[k]);
            // "UKRAINE'S", "DON'T": what follows an apostrophe at a word's end is small.
            for (var k = words[i].End; k < words[i].WholeEnd; k++) Write(k, char.ToLowerInvariant(text[k]));
        }

        // Letters whose small form is another letter's, too ("İ", the sign of kelvin), stay.
        void Write(int at, char c)
        {
            if (char.ToUpperInvariant(c) == char.ToUpperInvariant(text[at])) rewritten[at] = c;
        }
    }

    // The most words from here that are one country, place, seat of power or organisation; 0 where none is.
    private int NameLength(string text, List<CapitalWord> words, int first)
    {
        if (Small.Contains(words[first].Lower)) return 0;
        for (var length = Math.Min(LongestName, words.Count - first); length > 1; length--)
        {
            if (!AreBeside(words, first, length) || Small.Contains(words[first + length - 1].Lower)) continue;
            var name = text[words[first].Start..words[first + length - 1].End];
            if (gazetteer.FindCountry(name) is not null || gazetteer.FindRegion(name) is not null || gazetteer.FindSeat(name) is not null
                || names.IsOrganisation(NameForms.Fold(name)) && !IsKindOfBody(words, first, length) || gazetteer.FindPlaces(name).Any(place => place.Population >= 20_000)) return length;
        }
        return 0;
    }

    // "AIR FORCE", "POLICE DEPARTMENT": common words, and the last of them says what the body is.
    private bool IsKindOfBody(List<CapitalWord> words, int first, int count)
    {
        for (var i = first; i < first + count; i++) if (!Small.Contains(words[i].Lower) && !IsCommon(words[i].Lower)) return false;
        return names.KindOf(words[first + count - 1].Lower) is NounKind.Organisation or NounKind.Group;
    }

    private static bool AreBeside(List<CapitalWord> words, int first, int count)
    {
        for (var i = first + 1; i < first + count; i++) if (words[i].Start != words[i - 1].WholeEnd + 1 || words[i].StartsSentence || words[i - 1].WholeEnd != words[i - 1].End) return false;
        return true;
    }

    private string Form(string text, List<CapitalWord> words, string?[] forms, int i)
    {
        var word = words[i];
        var lower = word.Lower;
        var written = text.Substring(word.Start, word.Length);
        var previous = i > 0 && !word.StartsSentence ? words[i - 1].Lower : "";
        // "U.S.", "J. Smith", "I".
        if (word.Length == 1) return lower == "a" && !word.IsInitial ? lower : written;
        if (word.IsInitial) return written;
        if (lower == "us") return BeforeUs.Contains(previous) && (i + 1 == words.Count || words[i + 1].StartsSentence || Small.Contains(words[i + 1].Lower)) ? lower : written;
        if (lower is "may" or "march") return BeforeMonth.Contains(previous) || IsBesideNumber(text, word) ? Capitalised(lower) : lower;
        if (Small.Contains(lower)) return lower;
        if (Days.Contains(lower) || gazetteer.FindCountry(written) is not null && lower.Length > 3) return Capitalised(lower);
        if (gazetteer.FindDemonym(lower) is not null || gazetteer.FindPlaceAdjective(lower) is not null && !IsCommon(lower)) return Capitalised(lower);

        var followsName = previous.Length > 0 && (Titles.Contains(previous) || IsName(forms[i - 1]!) && gazetteer.NameLists(previous).Given > 0) && words[i].Start - words[i - 1].End <= 2;
        var (given, surname) = gazetteer.NameLists(lower);
        if (IsCommon(lower))
        {
            // "GORDON BROWN" and "MR BUSH", "MARK RUTTE"; "BROWN" and "MARK" alone are words.
            if (followsName && surname >= 2) return Capitalised(lower);
            var next = i + 1 < words.Count && !words[i + 1].StartsSentence ? words[i + 1].Lower : "";
            return given >= 3 && next.Length > 1 && !Small.Contains(next) && !IsCommon(next) && gazetteer.NameLists(next).Surname + (gazetteer.FindDemonym(next) is null ? 1 : 0) > 0 && gazetteer.FindCountry(next) is null
                ? Capitalised(lower) : lower;
        }
        if (given + surname <= (followsName ? 0 : 2) && !Titles.Contains(lower) && (names.FullName(NameForms.Fold(lower)) is not null || gazetteer.FindCountry(written) is not null || IsInitials(lower))) return written;
        return Capitalised(lower);
    }

    // A verb, an adjective, an adverb or a common noun, in any form.
    private bool IsCommon(string lower) =>
        language.FindBase(lower, "verb") is not null || language.FindBase(lower, "adj") is not null || language.FindBase(lower, "adv") is not null
        || language.FindBase(lower, "noun") is { } noun && (nouns.MainType(noun) is not null || nouns.FindEvent(noun) is not null || names.KindOf(noun) is not null);

    // Letters that cannot be said as a word.
    private static bool IsInitials(string lower) => lower.Length <= 5 && !lower.AsSpan().ContainsAny("aeiouy") || lower.Length <= 2;

    private static bool IsBesideNumber(string text, CapitalWord word)
    {
        int before = word.Start - 1, after = word.WholeEnd;
        while (before >= 0 && text[before] == ' ') before--;
        while (after < text.Length && text[after] == ' ') after++;
        return before >= 0 && char.IsDigit(text[before]) || after < text.Length && char.IsDigit(text[after]);
    }

    private static bool IsName(string form) => form.Length > 1 && char.IsUpper(form[0]) && char.IsLower(form[^1]);

    private static string Capitalised(string lower) =>
        lower.Length > 4 && lower.StartsWith("mc", StringComparison.Ordinal) ? $"Mc{FirstUpper(lower[2..])}"
        : lower.IndexOfAny(['\'', '’']) == 1 && lower.Length > 3 ? $"{FirstUpper(lower[..2])}{FirstUpper(lower[2..])}"
        : FirstUpper(lower);

    private static string FirstUpper(string form) => char.ToUpperInvariant(form[0]) + form[1..];
}
