using System.Globalization;
using System.Text;

namespace KnowledgeGraph.Nlp;

/// <summary>
/// Character classes as the model's training saw them, which are Python's <c>str</c> methods: wider white space, superscripts as
/// digits, lower case that can be longer than its source. A lone surrogate is a code point of no class.
/// </summary>
internal static class CodePoints
{
    private const char CapitalSigma = 'Σ', FinalSigma = 'ς', CapitalDottedI = 'İ';

    /// <summary>The code point at a UTF-16 index, and how many units it takes; a lone surrogate is itself.</summary>
    public static int At(ReadOnlySpan<char> text, int index, out int units)
    {
        var c = text[index];
        if (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            units = 2;
            return char.ConvertToUtf32(c, text[index + 1]);
        }
        units = 1;
        return c;
    }

    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';

    public static bool IsSpace(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!IsSpace(c)) return false;
        return !text.IsEmpty;
    }

    public static bool IsLetter(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) <= UnicodeCategory.OtherLetter;

    public static bool IsUpper(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) == UnicodeCategory.UppercaseLetter;

    /// <summary>Whether the code point has a digit's value: decimal digits, superscripts, circled digits.</summary>
    public static bool IsDigit(int codePoint) =>
        codePoint < 128
            ? codePoint is >= '0' and <= '9'
            : !IsSurrogate(codePoint) && CharUnicodeInfo.GetDigitValue(char.ConvertFromUtf32(codePoint), 0) >= 0;

    public static bool IsDecimal(int codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint) == UnicodeCategory.DecimalDigitNumber;

    /// <summary>A letter, anything with a numeric value, or the underscore.</summary>
    public static bool IsWord(int codePoint) =>
        codePoint == '_' || IsLetter(codePoint) || IsDecimal(codePoint)
        || !IsSurrogate(codePoint) && CharUnicodeInfo.GetNumericValue(char.ConvertFromUtf32(codePoint), 0) >= 0;

    public static bool IsSurrogate(int codePoint) => codePoint is >= 0xD800 and <= 0xDFFF;

    public static bool IsLetters(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!IsLetter(At(text, i, out var units))) return false;
            i += units;
        }
        return !text.IsEmpty;
    }

    public static int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; count++)
        {
            At(text, i, out var units);
            i += units;
        }
        return count;
    }

    /// <summary>Full lower-casing (Unicode, chapter 3.13): like the invariant culture's but for U+0130 and the final sigma.</summary>
    public static string ToLower(string text)
    {
        var lower = text.ToLowerInvariant();
        if (lower.AsSpan().IndexOfAny('σ', CapitalDottedI) < 0) return lower;
        var result = new StringBuilder(lower.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == CapitalDottedI) result.Append("i\u0307");
            else if (text[i] == CapitalSigma && IsFinal(text, i)) result.Append(FinalSigma);
            else result.Append(lower[i]);
        }
        return result.ToString();
    }

    /// <summary>A cased letter before and none after, case-ignorable characters aside.</summary>
    private static bool IsFinal(string text, int index)
    {
        var before = index - 1;
        while (before >= 0 && IsCaseIgnorable(text[before])) before--;
        if (before < 0 || !IsCased(text[before])) return false;
        var after = index + 1;
        while (after < text.Length && IsCaseIgnorable(text[after])) after++;
        return after == text.Length || !IsCased(text[after]);
    }

    private static bool IsCased(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsCaseIgnorable(char c) => c is '\'' or '.' or ':' or '·' or '’' || char.GetUnicodeCategory(c) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
        or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
