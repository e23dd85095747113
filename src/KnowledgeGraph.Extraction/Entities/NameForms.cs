using System.Globalization;
using System.Text;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>Names reduced to what decides whether two of them can be one.</summary>
internal static class NameForms
{
    private static readonly HashSet<string> LegalForms = new(StringComparer.Ordinal)
    {
        "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp", "plc", "ag", "gmbh", "sa", "spa", "nv", "bv", "ab", "oy", "oyj", "asa", "as", "se", "kg", "pty", "group", "holdings", "holding", "lp", "pjsc", "ojsc", "oao", "zao", "ooo", "jsc", "srl", "kk",
    };

    private static readonly HashSet<string> SmallWords = new(StringComparer.Ordinal) { "of", "the", "for", "and", "on", "in", "to", "at", "de", "des", "du", "la", "le", "&" };

    /// <summary>Lower case, without diacritics, dots and quotation marks, words between single spaces.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            if (c is '.' or '\'' or '’' or '‘' or '"' or '“' or '”' or ',') continue;
            if (char.IsWhiteSpace(c) || c is '-' or '–' or '_') { if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' '); continue; }
            folded.Append(c switch { 'ł' or 'Ł' => "l", 'ø' or 'Ø' => "o", 'đ' or 'Đ' => "d", 'ß' => "ss", 'æ' or 'Æ' => "ae", 'œ' or 'Œ' => "oe", 'ı' => "i", _ => LetterMarks.Without(c) });
        }
        while (folded.Length > 0 && folded[^1] == ' ') folded.Length--;
        return folded.ToString();
    }

    /// <summary>The words of a folded name.</summary>
    public static string[] Words(string folded) => folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A folded organisation's name without its legal form at the end.</summary>
    public static string WithoutLegalForm(string folded)
    {
        var words = Words(folded);
        var count = words.Length;
        while (count > 1 && LegalForms.Contains(words[count - 1])) count--;
        return string.Join(' ', words, 0, count);
    }

    /// <summary>Whether the second of two folded words is the acronym of the first name: its words' initials, small words left out or in.</summary>
    public static bool IsAcronym(string folded, string acronym)
    {
        var words = Words(folded);
        if (words.Length < 2 || acronym.Length < 2 || acronym.Contains(' ', StringComparison.Ordinal)) return false;
        return Initials(words.Where(word => !SmallWords.Contains(word))) == acronym || Initials(words) == acronym
            || Initials(words.Where(word => word is not ("the" or "and" or "&"))) == acronym;
    }

    private static string Initials(IEnumerable<string> words) => string.Concat(words.Select(word => word[0]));

    /// <summary>
    /// A surname as it sounds whatever the way it was transliterated: doubled letters single, the endings -yy, -iy, -ij, -ii, -yi one,
    /// w as v, kh as h, and so on. Equal keys of two surnames with one first name mean one bearer.
    /// </summary>
    public static string SoundKey(string folded)
    {
        var key = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length; i++)
        {
            var (c, next) = (folded[i], i + 1 < folded.Length ? folded[i + 1] : '\0');
            var mapped = (c, next) switch
            {
                ('k', 'h') or ('g', 'h') => 'h',
                ('p', 'h') => 'f',
                ('t', 'z') or ('t', 's') => 'c',
                ('s', 'h') or ('s', 'c') or ('c', 'h') or ('z', 'h') => '5',
                ('o', 'u') => 'u',
                ('i' or 'y' or 'j', 'y' or 'i' or 'j') => 'i',
                ('i' or 'y', 'e' or 'o' or 'a' or 'u') => folded[i + 1],
                _ => '\0',
            };
            if (mapped != '\0') i++;
            else mapped = c switch { 'w' => 'v', 'y' or 'j' => 'i', 'q' => 'k', 'c' => 'k', _ => c };
            if (mapped == 'h' && key.Length > 0 && next == '\0') continue;
            if (key.Length == 0 || key[^1] != mapped) key.Append(mapped);
        }
        return key.ToString();
    }
}
