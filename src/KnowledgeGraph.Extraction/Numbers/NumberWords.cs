using System.Collections.Frozen;
using System.Globalization;

namespace KnowledgeGraph.Extraction.Numbers;

/// <summary>Numbers as newspapers write them: "twenty-three", "1,200", "1.5m", "3bn", "two hundred and six".</summary>
public static class NumberWords
{
    private static readonly FrozenDictionary<string, int> Small = new Dictionary<string, int>
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
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
        ["dozen"] = 12,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, int> Ordinals =
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
            .Split(' ').Index().ToFrozenDictionary(word => word.Item, word => word.Index + 2);

    private static readonly FrozenDictionary<string, decimal> Scales = new Dictionary<string, decimal>
    {
        ["hundred"] = 100,
        ["thousand"] = 1_000,
        ["million"] = 1_000_000,
        ["billion"] = 1_000_000_000,
        ["trillion"] = 1_000_000_000_000,
        ["k"] = 1_000,
        ["m"] = 1_000_000,
        ["mn"] = 1_000_000,
        ["bn"] = 1_000_000_000,
        ["tn"] = 1_000_000_000_000,
        ["mln"] = 1_000_000,
        ["bln"] = 1_000_000_000,
        ["trln"] = 1_000_000_000_000,
        ["trn"] = 1_000_000_000_000,
        ["lakh"] = 100_000,
        ["crore"] = 10_000_000,
    }.ToFrozenDictionary();

    /// <summary>The scale that a word stands for ("million", "bn"); false for any other word.</summary>
    public static bool TryScale(string word, out decimal scale) => Scales.TryGetValue(word.ToLowerInvariant(), out scale);

    /// <summary>Whether a lemma is a unit of time.</summary>
    public static bool IsUnitOfTime(string lemma) => lemma is "second" or "minute" or "hour" or "day" or "week" or "month" or "year" or "decade" or "century";

    /// <summary>The place in a row that a word stands for ("third", "22nd"); false for "first" and any other word.</summary>
    public static bool TryOrdinal(string word, out int place)
    {
        var folded = word.ToLowerInvariant();
        place = 0;
        if (folded.Length > 2 && char.IsAsciiDigit(folded[0]) && folded[^2..] is "nd" or "rd" or "th" or "st")
            return int.TryParse(folded.AsSpan(0, folded.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out place) && place > 1;
        return Ordinals.TryGetValue(folded, out place);
    }

    /// <summary>Reads one number, in digits or in words (words apart by blanks or hyphens, "and" allowed). Nothing else may be in the text.</summary>
    public static bool TryParse(string text, out decimal value)
    {
        value = 0;
        if (text.Length is 0 or > 60) return false;
        return char.IsAsciiDigit(text[0]) || text[0] == '.' ? TryDigits(text, out value) : TryWords(text, out value);
    }

    private static bool TryDigits(string text, out decimal value)
    {
        value = 0;
        var end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1])) end--;
        var scale = 1m;
        if (end < text.Length && !Scales.TryGetValue(text[end..].ToLowerInvariant(), out scale)) return false;
        var digits = text[..end];
        var comma = digits.IndexOf(',');
        if (comma >= 0 && !IsGrouped(digits)) return false;
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value)) return false;
        if (value > 1_000_000_000_000_000m) return false;
        value *= scale;
        return true;
    }

    // Groups of three after the first comma: 1,200 and 12,345.6, not 12,34.
    private static bool IsGrouped(string digits)
    {
        var whole = digits.Split('.')[0].Split(',');
        return whole[0].Length is >= 1 and <= 3 && whole.Skip(1).All(group => group.Length == 3);
    }

    private static bool TryWords(string text, out decimal value)
    {
        value = 0;
        decimal group = 0, last = 0;
        var any = false;
        foreach (var word in text.ToLowerInvariant().Split([' ', '-', '\u2010', '\u2011'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word == "dozen" && group > 0) group *= 12;
            else if (Small.TryGetValue(word, out var small))
            {
                // "twenty three" is one number, "two three" are two.
                if (last is > 0 and < 100 && !(last is >= 20 && small is > 0 and < 10)) return false;
                (group, last) = (group + small, small);
            }
            // "a hundred and six"; "five and eight" are two.
            else if (word == "and" && last >= 100) continue;
            else if (Scales.TryGetValue(word, out var scale) && word.Length > 2)
            {
                if (!any) return false;
                if (scale == 100) group *= 100;
                else
                {
                    value += group * scale;
                    group = 0;
                }
                last = scale;
            }
            else return false;
            any = true;
        }
        value += group;
        return any;
    }
}
