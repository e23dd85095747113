using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Numbers;

/// <summary>Numbers that are parts and sums of units: "two-thirds of voters", "nine in ten", "a quarter of a million", "half an hour", "14 hours and 35 minutes", "a third victim".</summary>
internal sealed partial class NumberFinder
{
    // Of how many a share is told in whole numbers, where it is not "one in".
    private const int Tens = 10, Hundreds = 100, Fewest = 3, Most = 5, LeastLikely = 1_000;

    // What a length of time is made of, longest first, each with how many of the next one make it.
    private static readonly (string Unit, decimal Parts, string Part)[] Parts =
        [("year", 12, "month"), ("week", 7, "day"), ("day", 24, "hour"), ("hour", 60, "minute"), ("minute", 60, "second")];

    // "a third", "two-thirds", "three quarters", "half"
    private (decimal Value, int End)? ShareAt(int i)
    {
        if (Lower(i) == "half") return (0.5m, i + 1);
        decimal of = 1;
        if (Lower(i) is not ("a" or "one") && !(i < doc.Count && doc[i].Tag == "CD" && char.IsLetter(doc[i].Text[0]) && NumberWords.TryParse(Lower(i), out of) && of < Tens)) return null;
        var at = Lower(i + 1) == "-" ? i + 2 : i + 1;
        var word = Lower(at);
        if (of > 1 && word.EndsWith('s')) word = word[..^1];
        if (word is "half") return (of / 2, at + 1);
        if (word is "quarter") return (of / 4, at + 1);
        return word != "second" && word.Length > 0 && char.IsLetter(word[0]) && NumberWords.TryOrdinal(word, out var parts) ? (of / parts, at + 1) : null;
    }

    // "half a million", "a quarter of a million", "half a dozen"
    private bool ReadScaled(int i, out int end, out decimal value)
    {
        (end, value) = (i, 0);
        if (ShareAt(i) is not { } share || WholeAt(share.End) is not { } whole) return false;
        var scale = Lower(whole) == "dozen" ? 12 : Lower(whole) is "million" or "billion" or "trillion" && NumberWords.TryScale(Lower(whole), out var named) ? named : 0;
        (end, value) = (whole + 1, share.Value * scale);
        return scale > 0;
    }

    // Behind "a" or "of a".
    private int? WholeAt(int at) => Lower(at) == "of" ? WholeAt(at + 1) : Lower(at) is "a" or "an" ? at + 1 : null;

    // "more than a third of the shares", "a one-fifth rise"; "half an hour"
    private NumberExpression? Fraction(int i)
    {
        if (ShareAt(i) is not { } share || Lower(i - 1) is "first" or "second" or "third" or "last" or "past" or "next" or "other" or "latter" or "previous" or "same" or "-" or "and" || Lower(i) == "half" && Lower(i - 1) is "a" or "the") return null;
        if (WholeAt(share.End) is { } whole)
        {
            if (!IsUnit(whole)) return null;
            return Limited(i, whole + 1, whole, share.Value, percent: false);
        }
        var isHyphened = doc[share.End - 1].Index > i && Lower(share.End - 2) == "-";
        var isLimited = Lower(i - 1) == "by" || QualifierAround(i, share.End, 0).First < i;
        var isOf = Lower(share.End) == "of" || Lower(i) == "half" && Lower(share.End) is "the" or "its" or "their" or "all";
        var isAlone = share.End >= doc.Count || doc[share.End].Pos is "PUNCT" or "ADP" or "SCONJ" or "CCONJ" || doc[share.End].IsSpace;
        if (Lower(share.End) is "majority" or "-" || !(isOf || isHyphened && Lower(i) != "half" || isLimited && isAlone && Lower(i) != "half")) return null;
        var head = share.End - 1;
        return Limited(i, share.End, head, Math.Round(share.Value * Hundreds, 1), percent: true);
    }

    // "nine in ten", "seven voters in ten", "three out of four", "one in 20"
    private NumberExpression? InHundred(int i, int end, decimal value)
    {
        if (value < 1 || value != decimal.Truncate(value)) return null;
        var at = end < doc.Count && doc[end].Tag == "NNS" && Lower(end + 1) == "in" ? end + 1 : end;
        var isOutOf = Lower(at) == "out" && Lower(at + 1) == "of";
        if (Lower(at) == "in") at++;
        else if (isOutOf) at += 2;
        else return null;
        if (Lower(at) == "every") at++;
        if (at >= doc.Count || doc[at].Tag != "CD" || !NumberWords.TryParse(doc[at].Text, out var all) || value >= all || IsUnit(at + 1) || Lower(at + 1) is "%" or "percent") return null;
        var areWords = char.IsLetter(doc[i].Text[0]) && char.IsLetter(doc[at].Text[0]);
        if (!(all is Tens or Hundreds && (!isOutOf || areWords) || value == 1 && all <= LeastLikely && !isOutOf || areWords && all is >= Fewest and <= Most && (isOutOf || value == 1))) return null;
        return Limited(i, at + 1, HeadOf(i, end), Math.Round(value / all * Hundreds, 1), percent: true);
    }

    private NumberExpression Limited(int first, int last, int head, decimal value, bool percent)
    {
        var (qualifier, qualifiedFirst, low, high) = QualifierAround(first, last, value);
        return new(first, last, head, qualifiedFirst, value, low, high, qualifier, null, percent);
    }

    private bool IsUnit(int i) => i < doc.Count && doc[i].Pos == "NOUN" && doc[i].Lemma.ToLowerInvariant() is var unit && (NumberWords.IsUnitOfTime(unit) || unit is "mile" or "kilometre" or "kilometer" or "metre" or "meter");

    // "an hour-long call", "a year-long siege", "more than an hour", "an hour and a half": one unit that no digit names.
    private NumberExpression? LongDuration(int i)
    {
        // "a decade behind bars"
        if (Lower(i) == "decade" && Lower(i - 1) == "a" && Lower(i + 1) is "in" or "behind") return new(i, i + 1, i, i, 1, null, null, Qualifier.Exact, null, false);
        if (Lower(i) is "a" or "an" && IsUnit(i + 1) && Lower(i + 2) != "-")
        {
            var isAndHalf = Lower(i + 2) == "and" && Lower(i + 3) == "a" && Lower(i + 4) == "half";
            var found = Limited(i, isAndHalf ? i + 5 : i + 2, i + 1, isAndHalf ? 1.5m : 1, percent: false);
            if (isAndHalf || found.QualifiedFirst < i) return found;
            return Lower(i - 1) == "of" && Lower(i - 2) is "part" or "most" ? found with { Qualifier = Qualifier.About, QualifiedFirst = i - 2, High = 1 } : null;
        }
        if (Lower(i) is not ("hour" or "day" or "week" or "month" or "year" or "decade") || Lower(i + 1) != "-" || Lower(i + 2) != "long" || Lower(i - 1) == "-") return null;
        var (qualifier, first, low, high) = QualifierAround(i, i + 3, 1);
        return new(i, i + 1, i, first, 1, low, high, qualifier, null, false);
    }

    // "14 hours and 35 minutes": told in the larger unit.
    private NumberExpression? InParts(int i, int end, decimal value)
    {
        if (end >= doc.Count || Parts.FirstOrDefault(unit => unit.Unit == doc[end].Lemma.ToLowerInvariant()) is not { Unit: not null } whole) return null;
        var at = Lower(end + 1) is "and" or "," ? end + 2 : end + 1;
        if (!Read(at, out var last, out var parts) || last >= doc.Count || doc[last].Lemma.ToLowerInvariant() != whole.Part || parts >= whole.Parts) return null;
        return Limited(i, last + 1, end, value + Math.Round(parts / whole.Parts, 2), percent: false);
    }

    // "a ninth victim", "the third person to die": so many there are by then. What it is of, its reader knows.
    private NumberExpression? Ordinal(int i) =>
        doc[i].EntityLabel == "ORDINAL" && NumberWords.TryOrdinal(doc[i].Text, out var place) ? new(i, i + 1, i, i, place, null, null, Qualifier.Exact, null, false) { IsPlace = true } : null;
}
