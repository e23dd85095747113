using System.Globalization;
using System.Text;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Names in one alphabet: lower-case Latin letters and digits with single spaces between words. Cyrillic, Greek, Armenian, Georgian, Arabic,
/// Hebrew, kana and Hangul are transliterated letter by letter; diacritics fall away; what has no letter here (Han) stays as it is.
/// </summary>
public static class Folding
{
    private static readonly Dictionary<char, string> Letters =
        NameData.Rows("letters.tsv").ToDictionary(row => row[0][0], row => row.Length > 1 ? row[1] : "");

    // Revised Romanization of Korean, letter by letter: a Hangul syllable is lead, vowel, tail.
    private static readonly string[] Leads = "g kk n d tt r m b pp s ss - j jj ch k t p h".Split(' ');
    private static readonly string[] Vowels = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".Split(' ');
    private static readonly string[] Tails = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".Split(' ');

    /// <summary>The folded form. Apostrophes and dots vanish, hyphens and other signs part words, and so does a capital after a small letter.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length + 8);
        var before = '\0';
        foreach (var c in name)
        {
            if (char.IsUpper(c) && char.IsLower(before)) Separate(folded);
            if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) before = c;
            var small = char.ToLowerInvariant(c);
            if (small >= '\u0080' && !Letters.ContainsKey(small))
                foreach (var letter in LetterMarks.Without(small)) Append(folded, letter);
            else Append(folded, small);
        }
        while (folded.Length > 0 && folded[^1] == ' ') folded.Length--;
        return folded.ToString();
    }

    /// <summary>Whether the name is written without most of its vowels.</summary>
    public static bool IsAbjad(string name) => name.Any(c => c is >= '\u0590' and <= '\u06FF');

    private static void Append(StringBuilder folded, char c)
    {
        if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9')) folded.Append(c);
        else if (Letters.TryGetValue(c, out var latin)) folded.Append(latin);
        else if (c is >= '\uAC00' and <= '\uD7A3') AppendHangul(folded, c - 0xAC00);
        else if (c is '\'' or '’' or '‘' or 'ʼ' or '`' or '´' or 'ʿ' or 'ʾ' or '.' or '"' or '\u200c' or '\u200d') return;
        else if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierLetter) return;
        else if (char.IsLetterOrDigit(c)) folded.Append(c);
        else Separate(folded);
    }

    private static void AppendHangul(StringBuilder folded, int syllable)
    {
        Separate(folded);
        folded.Append(Letter(Leads, syllable / 588)).Append(Vowels[syllable % 588 / 28]).Append(Letter(Tails, syllable % 28));
    }

    private static string Letter(string[] letters, int index) => letters[index] == "-" ? "" : letters[index];

    private static void Separate(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
    }
}
