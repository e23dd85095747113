using System.Collections.Frozen;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Numbers;

/// <summary>
/// Finds the numbers of a text that count or measure something: in digits and words, ranges, vague words ("dozens of"), money and
/// percentages, with their qualifiers. Dates, clock times, ordinals, ages and numbers inside names are left out.
/// </summary>
internal sealed partial class NumberFinder(Doc doc, Func<int, bool> isTime, Func<string, bool>? isPerson = null)
{
    private const int LongestNumber = 9;

    // Below it a digit and a letter are a room or a class.
    private const decimal LeastDegrees = 10;

    private static readonly FrozenDictionary<string, decimal> Vague = new Dictionary<string, decimal>
    {
        ["dozens"] = 24,
        ["scores"] = 40,
        ["hundreds"] = 100,
        ["thousands"] = 1_000,
        ["millions"] = 1_000_000,
        ["billions"] = 1_000_000_000,
    }.ToFrozenDictionary();

    // Codes that stand before the digits, alone or in one word with them.
    private static readonly string[] Codes = ["SEK", "NOK", "DKK", "USD", "EUR", "GBP", "CHF", "KRW", "INR"];

    private static readonly FrozenDictionary<string, string> Currencies = new Dictionary<string, string>
    {
        ["$"] = "USD",
        ["US$"] = "USD",
        ["€"] = "EUR",
        ["£"] = "GBP",
        ["¥"] = "JPY",
        ["₹"] = "INR",
        ["Rs"] = "INR",
        ["Rs."] = "INR",
        ["₽"] = "RUB",
        ["₴"] = "UAH",
        ["A$"] = "AUD",
        ["AU$"] = "AUD",
        ["C$"] = "CAD",
        ["CA$"] = "CAD",
        ["NZ$"] = "NZD",
        ["S$"] = "SGD",
        ["HK$"] = "HKD",
        ["R$"] = "BRL",
        ["₩"] = "KRW",
        ["₱"] = "PHP",
        ["₦"] = "NGN",
        ["₺"] = "TRY",
        ["₪"] = "ILS",
        ["฿"] = "THB",
        ["₫"] = "VND",
        ["₸"] = "KZT",
        ["AUD"] = "AUD",
        ["CAD"] = "CAD",
        ["NZD"] = "NZD",
        ["JPY"] = "JPY",
        ["CNY"] = "CNY",
        ["PHP"] = "PHP",
        ["IDR"] = "IDR",
        ["PLN"] = "PLN",
        ["HUF"] = "HUF",
        ["CZK"] = "CZK",
        ["RUB"] = "RUB",
        ["UAH"] = "UAH",
        ["TRY"] = "TRY",
        ["ZAR"] = "ZAR",
        ["Tk"] = "BDT",
        ["NGN"] = "NGN",
        ["KES"] = "shillings",
        ["BRL"] = "BRL",
        ["MXN"] = "pesos",
        ["ARS"] = "pesos",
        ["dollar"] = "USD",
        ["euro"] = "EUR",
        ["pound"] = "GBP",
        ["yen"] = "JPY",
        ["rupee"] = "INR",
        ["rouble"] = "RUB",
        ["ruble"] = "RUB",
        ["hryvnia"] = "UAH",
        ["yuan"] = "CNY",
        ["franc"] = "CHF",
        ["peso"] = "pesos",
        ["krone"] = "kroner",
        ["krona"] = "SEK",
        ["zloty"] = "PLN",
        ["forint"] = "HUF",
        ["lira"] = "TRY",
        ["rand"] = "ZAR",
        ["naira"] = "NGN",
        ["real"] = "BRL",
        ["reais"] = "BRL",
        ["won"] = "KRW",
        ["baht"] = "THB",
        ["rupiah"] = "IDR",
        ["shekel"] = "ILS",
        ["dirham"] = "AED",
        ["dinar"] = "dinars",
        ["shilling"] = "shillings",
        ["crown"] = "crowns",
        ["taka"] = "BDT",
        ["lei"] = "lei",
        ["leu"] = "lei",
        ["leva"] = "BGN",
        ["ringgit"] = "MYR",
        ["kwacha"] = "kwacha",
        ["cedi"] = "GHS",
        ["birr"] = "ETB",
        ["dalasi"] = "GMD",
        ["tenge"] = "KZT",
        ["riyal"] = "riyals",
    }.Concat(Codes.Select(code => KeyValuePair.Create(code, code))).ToFrozenDictionary();

    // Whose money it is, where several countries have one word for theirs.
    private static readonly FrozenDictionary<(string, string), string> NationalCurrencies = new Dictionary<(string, string), string>
    {
        [("danish", "crown")] = "DKK",
        [("danish", "kroner")] = "DKK",
        [("danish", "krone")] = "DKK",
        [("swedish", "crown")] = "SEK",
        [("swedish", "krona")] = "SEK",
        [("swedish", "kronor")] = "SEK",
        [("norwegian", "crown")] = "NOK",
        [("norwegian", "krone")] = "NOK",
        [("norwegian", "kroner")] = "NOK",
        [("czech", "crown")] = "CZK",
        [("icelandic", "crown")] = "ISK",
        [("us", "dollar")] = "USD",
        [("u.s.", "dollar")] = "USD",
        [("american", "dollar")] = "USD",
        [("canadian", "dollar")] = "CAD",
        [("australian", "dollar")] = "AUD",
        [("singapore", "dollar")] = "SGD",
        [("philippine", "peso")] = "PHP",
        [("mexican", "peso")] = "pesos",
        [("argentine", "peso")] = "pesos",
        [("chilean", "peso")] = "pesos",
        [("colombian", "peso")] = "pesos",
        [("cfa", "franc")] = "CFA francs",
        [("swiss", "franc")] = "CHF",
        [("indian", "rupee")] = "INR",
        [("pakistani", "rupee")] = "PKR",
        [("nepali", "rupee")] = "NPR",
        [("egyptian", "pound")] = "EGP",
        [("turkish", "lira")] = "TRY",
        [("japanese", "yen")] = "JPY",
        [("chinese", "yuan")] = "CNY",
        [("russian", "rouble")] = "RUB",
        [("russian", "ruble")] = "RUB",
        [("polish", "zloty")] = "PLN",
        [("hungarian", "forint")] = "HUF",
        [("ukrainian", "hryvnia")] = "UAH",
        [("kenyan", "shilling")] = "shillings",
    }.ToFrozenDictionary();

    // Signs that stand right before the digits, in one word with them.
    private static readonly FrozenDictionary<string, string> Prefixes = new Dictionary<string, string>
    {
        ["Sh"] = "shillings",
        ["KSh"] = "shillings",
        ["Ksh"] = "shillings",
        ["TSh"] = "shillings",
        ["USh"] = "shillings",
        ["Rs"] = "INR",
        ["R"] = "ZAR",
        ["RM"] = "MYR",
        ["Tk"] = "BDT",
        ["kr"] = "kroner",
        ["Kr"] = "kroner",
        ["SKr"] = "SEK",
        ["NKr"] = "NOK",
        ["DKr"] = "DKK",
        ["P"] = "PHP",
        ["Rp"] = "IDR",
        ["D"] = "GMD",
        ["K"] = "kwacha",
    }.Concat(Codes.Select(code => KeyValuePair.Create(code, code))).ToFrozenDictionary();

    // Signs so short that they stand for money only before a scale.
    private static readonly FrozenDictionary<char, string> Initials = new Dictionary<char, string> { ['N'] = "NGN", ['Q'] = "GTQ" }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Dimensions = new[] { "long", "high", "tall", "wide", "deep", "thick", "above", "below", "down", "across" }.ToFrozenSet();

    private static readonly FrozenSet<string> Changes = new[]
    {
        "rise", "climb", "grow", "increase", "jump", "surge", "soar", "double", "go", "come", "move", "fall", "drop", "decline", "slip", "shrink", "plunge", "slow", "ease", "change", "raise", "lower", "lift",
        "cut", "reduce", "extend", "revise", "widen", "narrow", "shorten",
    }.ToFrozenSet();

    // Words before the number, longest first; the number of words, what they mean.
    private static readonly (string[] Words, Qualifier Qualifier, bool CapsAbove, bool FloorsBelow)[] Before =
    [
        (["no", "fewer", "than"], Qualifier.AtLeast, false, true), (["no", "less", "than"], Qualifier.AtLeast, false, true),
        (["not", "less", "than"], Qualifier.AtLeast, false, true), (["a", "minimum", "of"], Qualifier.AtLeast, false, true),
        (["at", "least"], Qualifier.AtLeast, false, true), (["upwards", "of"], Qualifier.MoreThan, false, true), (["in", "excess", "of"], Qualifier.MoreThan, false, true),
        (["no", "more", "than"], Qualifier.UpTo, true, false), (["not", "more", "than"], Qualifier.UpTo, true, false), (["a", "maximum", "of"], Qualifier.UpTo, true, false),
        (["as", "many", "as"], Qualifier.UpTo, true, false), (["as", "much", "as"], Qualifier.UpTo, true, false), (["at", "most"], Qualifier.UpTo, true, false),
        (["up", "to"], Qualifier.UpTo, true, false), (["more", "than"], Qualifier.MoreThan, false, true), (["fewer", "than"], Qualifier.LessThan, true, false),
        (["less", "than"], Qualifier.LessThan, true, false), (["close", "to"], Qualifier.About, true, false), (["closer", "to"], Qualifier.About, false, false), (["an", "estimated"], Qualifier.About, false, false),
        (["just", "over"], Qualifier.MoreThan, false, true), (["just", "under"], Qualifier.LessThan, true, false),
        (["over"], Qualifier.MoreThan, false, true), (["above"], Qualifier.MoreThan, false, true), (["exceeding"], Qualifier.MoreThan, false, true),
        (["under"], Qualifier.LessThan, true, false), (["below"], Qualifier.LessThan, true, false),
        (["nearly"], Qualifier.About, true, false), (["almost"], Qualifier.About, true, false), (["about"], Qualifier.About, false, false),
        (["around"], Qualifier.About, false, false), (["some"], Qualifier.About, false, false), (["roughly"], Qualifier.About, false, false),
        (["approximately"], Qualifier.About, false, false), (["estimated"], Qualifier.About, false, false), (["circa"], Qualifier.About, false, false), (["maybe"], Qualifier.About, false, false), (["perhaps"], Qualifier.About, false, false),
        (["record"], Qualifier.Record, false, false),
    ];

    /// <summary>All numbers in text order, without overlap.</summary>
    public IReadOnlyList<NumberExpression> Find()
    {
        var found = new List<NumberExpression>();
        for (var i = 0; i < doc.Count;)
        {
            if (At(i) is { } number)
            {
                found.Add(number);
                i = number.Last;
            }
            else i++;
        }
        return found;
    }

    private NumberExpression? At(int i)
    {
        if (isTime(i) || InName(i) && !IsSum(i) || NumbersName(i) || IsPartOfCode(i)) return null;
        if (Fraction(i) is { } fraction) return fraction;
        if (Vague.TryGetValue(Lower(i), out var floor) && IsVagueQuantity(i))
        {
            // "hundreds of thousands": the larger word counts.
            var last = i + 1;
            if (Lower(last) == "of" && Vague.TryGetValue(Lower(last + 1), out var more))
            {
                floor *= more;
                last += 2;
            }
            return new(i, last, i, i, null, floor, null, Qualifier.About, null, false);
        }
        if (LongDuration(i) is { } implied) return implied;
        if (Ordinal(i) is { } place) return place;
        if (!Read(i, out var end, out var value)) return null;
        if (IsOrdinalOrAge(i, end) || IsClock(i, end)) return null;

        // "eight and a half", "two and three-quarter"
        if (Lower(end) == "and" && ShareAt(end + 1) is { } rest)
        {
            value += rest.Value;
            end = rest.End;
            if (Lower(end) is "thousand" or "million" or "billion" or "trillion" && ScaleOf(end) is { } scale) (value, end) = (value * scale, end + 1);
        }
        if ((InHundred(i, end, value) ?? InParts(i, end, value)) is { } share) return share;

        decimal? low = null, high = null, point = value;
        var qualifier = Qualifier.Exact;
        var lastToken = end;
        if (IsRangeWord(end) && !IsChange(i, end) && Read(end + 1, out var rangeEnd, out var upper) && upper > value)
        {
            // "between 2 and 3 million"
            if (ScaleOf(rangeEnd - 1) is { } shared && ScaleOf(end - 1) is null && value * shared < upper) value *= shared;
            (low, high, point, lastToken) = (value, upper, null, rangeEnd);
            qualifier = Qualifier.About;
        }
        var head = HeadOf(i, lastToken);
        var first = i;
        var currency = CurrencyAround(ref first, ref lastToken);
        var percent = Lower(lastToken) is "%" or "percent" or "pc" || (Lower(lastToken) == "per" && Lower(lastToken + 1) == "cent");
        var qualifiedFirst = first;
        if (low is null) (qualifier, qualifiedFirst, low, high) = QualifierAround(first, lastToken, value);
        if (low is null && high is null && point is null) return null;
        return new(first, lastToken, head, qualifiedFirst, point, low, high, qualifier, currency, percent);
    }

    private string Lower(int i) => (uint)i < (uint)doc.Count ? doc[i].Text.ToLowerInvariant() : "";

    // The longest run of tokens that reads as one number.
    private bool Read(int i, out int end, out decimal value)
    {
        (end, value) = (i, 0);
        if (i >= doc.Count) return false;
        if (ReadScaled(i, out end, out value)) return true;
        if (DegreesAt(i) is { } degrees)
        {
            (end, value) = (i + 1, degrees);
            return true;
        }
        var text = PrefixedAt(i)?.Digits ?? doc[i].Text;
        if (!(char.IsAsciiDigit(text[0]) || doc[i].Tag == "CD" || doc[i].EntityLabel == "CARDINAL" || Lower(i) is "hundred" or "dozen")) return false;
        var isScale = Lower(i) is "hundred" or "thousand" or "million" or "billion" or "trillion";
        if ((isScale || Lower(i) == "dozen") && Lower(i - 1) is not ("a" or "one")) return false;
        // "a hundred and six", "a hundred thousand"
        var before = isScale ? "one " : "";
        for (var last = Math.Min(doc.Count, i + LongestNumber); last > i; last--)
        {
            if (doc[last - 1].IsSpace || doc[last - 1].Text == "-" || Lower(last - 1) == "and") continue;
            var words = before + doc.Text[(doc[i].End - text.Length)..doc[last - 1].End];
            if (last > i + 1 && char.IsAsciiDigit(words[0]))
            {
                // "120-million-kroner": hyphens between.
                if (last == i + 3 && Lower(i + 1) == "-" && NumberWords.TryParse(text, out var joined) && NumberWords.TryScale(Lower(i + 2), out var joinedScale))
                {
                    (end, value) = (last, joined * joinedScale);
                    return true;
                }
                if (last == i + 2 && IsGroup(i, text) && NumberWords.TryParse($"{text},{doc[i + 1].Text}", out value))
                {
                    end = last;
                    return true;
                }
                // "1.5 million", "3 bn": digits and a scale.
                if (last == i + 2 && NumberWords.TryParse(text, out var digits) && NumberWords.TryScale(ScaleAt(i + 1), out var scale))
                {
                    (end, value) = (last, digits * scale);
                    return true;
                }
                continue;
            }
            if (!NumberWords.TryParse(words, out value)) continue;
            end = last;
            return true;
        }
        return false;
    }

    // "35 000": groups of three, a blank between.
    private bool IsGroup(int i, string text) => text.Length <= 3 && text[0] != '0' && text.All(char.IsAsciiDigit) && doc[i + 1] is { Text.Length: 3 } next && next.Text.All(char.IsAsciiDigit) && next.Start == doc[i].End + 1;

    // "cost about €18m.": the stop of the sentence in one word with the scale of a sum.
    private string ScaleAt(int i) => Lower(i) is "m." or "bn." or "tn." && (PrefixedAt(i - 1) is not null || i >= 2 && Currencies.ContainsKey(doc[i - 2].Text)) ? Lower(i).TrimEnd('.') : IsMetres(doc, i) ? "" : Lower(i);

    /// <summary>Whether a lone m stands for metres, not millions: "27 m high", "0.8 m".</summary>
    public static bool IsMetres(Doc doc, int i) =>
        i > 0 && i + 1 < doc.Count && doc[i].Text == "m" && doc[i].Start > doc[i - 1].End && char.IsAsciiDigit(doc[i - 1].Text[0])
        && (Dimensions.Contains(doc[i + 1].Text.ToLowerInvariant()) || doc[i - 1].Text.StartsWith("0.", StringComparison.Ordinal) && doc[i + 1].Tag != "NNS" && !(i > 1 && Currencies.ContainsKey(doc[i - 2].Text)));

    private (string Currency, string Digits)? PrefixedAt(int i) => Prefixed(doc[i].Text) ?? BeforeScale(i);

    // "N500 million", "Q1.2 billion"; "N340" is a road and "Q2" a quarter.
    private (string Currency, string Digits)? BeforeScale(int i) =>
        doc[i].Text is { Length: > 1 } token && char.IsAsciiDigit(token[1]) && Initials.TryGetValue(token[0], out var currency) && NumberWords.TryScale(Lower(i + 1), out _) ? (currency, token[1..]) : null;

    // "Sh50": shillings; "NZ$40".
    private static (string Currency, string Digits)? Prefixed(string token)
    {
        var letters = 0;
        while (letters < token.Length && char.IsAsciiLetter(token[letters])) letters++;
        if (letters > 0 && letters < token.Length && token[letters] == '$') letters++;
        return letters is > 0 and <= 3 && letters < token.Length && char.IsAsciiDigit(token[letters]) && (Prefixes.TryGetValue(token[..letters], out var currency) || token[letters - 1] == '$' && Currencies.TryGetValue(token[..letters], out currency)) ? (currency, token[letters..]) : null;
    }

    // "54C", "38.9°C.": in one word with the sign of the scale.
    private decimal? DegreesAt(int i)
    {
        var word = doc[i].Text.TrimEnd('.');
        return word.Length > 2 && char.IsAsciiDigit(word[0]) && word[^1] is 'C' or 'F' && NumberWords.TryParse(word[..^1].TrimEnd('°'), out var degrees) && (degrees >= LeastDegrees || word[^2] == '°') ? degrees : null;
    }

    private int HeadOf(int first, int last)
    {
        for (var i = first; i < last; i++)
        {
            var head = doc[i].HeadIndex;
            if (head < first || head >= last || head == i) return i;
        }
        return last - 1;
    }

    private bool IsVagueQuantity(int i) => Lower(i + 1) == "of" || doc[i].Dep is "nummod" or "nsubj" or "dobj" or "nsubjpass";

    private bool IsRangeWord(int i) => Lower(i) is "to" or "-" or "–" or "—" or "or" || (Lower(i) == "and" && BetweenBefore(i));

    // "rose from 34 to 41": two numbers, and no range.
    private bool IsChange(int first, int to) => Lower(to) == "to" && Lower(first - 1) == "from" && (Changes.Contains(doc[first - 1].Head.Lemma.ToLowerInvariant()) || Lower(first - 2) is "up" or "down");

    private bool BetweenBefore(int and)
    {
        for (var i = and - 1; i >= Math.Max(0, and - LongestNumber); i--)
            if (Lower(i) == "between") return true;
        return false;
    }

    private (Qualifier, int First, decimal? Low, decimal? High) QualifierAround(int first, int last, decimal value)
    {
        // "at least another 12", "at least a further 12", "more than 1,000 or so"
        var at = first;
        while (at > 0 && Lower(at - 1) is "another" or "further" or "additional" or "a" or "the" or "only" or "just") at--;
        foreach (var start in new[] { first, at })
            foreach (var (words, qualifier, capsAbove, floorsBelow) in Before)
            {
                if (start < words.Length) continue;
                var matches = true;
                for (var w = 0; w < words.Length && matches; w++) matches = Lower(start - words.Length + w) == words[w];
                if (matches) return (qualifier, start - words.Length, floorsBelow ? value : null, capsAbove ? value : null);
            }
        if (Lower(last) == "or" && Lower(last + 1) is "more") return (Qualifier.AtLeast, first, value, null);
        if (Lower(last) == "or" && Lower(last + 1) is "so") return (Qualifier.About, first, null, null);
        if (Lower(last) == "or" && Lower(last + 1) is "fewer" or "less") return (Qualifier.UpTo, first, null, value);
        return (Qualifier.Exact, first, null, null);
    }

    private string? CurrencyAround(ref int first, ref int last)
    {
        if (PrefixedAt(first) is { } prefixed) return prefixed.Currency;
        if (first > 0 && Currencies.TryGetValue(doc[first - 1].Text, out var symbol))
        {
            // "won 88 seats": the verb, not the money of Korea.
            if (char.IsLetter(doc[first - 1].Text[0]) && doc[first - 1].Text.All(char.IsLower)) return null;
            first--;
            return symbol;
        }
        if (first > 0 && IsCodeOfMoney(first - 1) && IsScale(last - 1))
        {
            first--;
            return doc[first].Text;
        }
        // "120-million-kroner"
        var at = Lower(last) == "-" ? last + 1 : last;
        // "41 billion Danish crowns", "12 billion CFA francs"
        if (at + 1 < doc.Count && NationalCurrencies.TryGetValue((Lower(at), doc[at + 1].Lemma.ToLowerInvariant()), out var national)) return national;
        if (at >= doc.Count || doc[at].Pos != "NOUN" && Lower(at) is not ("lei" or "leva" or "taka" or "kroner" or "kronor") && !(Lower(at) == "won" && IsScale(at - 1))) return null;
        var word = Lower(at);
        // "won 43 percent", "seats won 88"
        if (word == "won" && !IsScale(at - 1) && (at + 1 < doc.Count && char.IsAsciiDigit(doc[at + 1].Text[0]) || doc[at].Tag is "VBD" or "VBN")) return null;
        return Currencies.GetValueOrDefault(doc[at].Lemma.ToLowerInvariant()) ?? Currencies.GetValueOrDefault(word.TrimEnd('s')) ?? (word is "kroner" or "kronor" ? "kroner" : null);
    }

    // "MDL 23.6 bln": three capitals before millions are a currency, whichever it is.
    private bool IsCodeOfMoney(int i) => doc[i].Text is { Length: 3 } code && code.All(char.IsAsciiLetterUpper);

    // "5 billion won": money, where "88 seats won" are not.
    private bool IsScale(int i) => Lower(i).TrimEnd('.') is "million" or "billion" or "trillion" or "bn" or "bln" or "mn" or "mln" or "m" or "tn" || ScaleOf(i) >= 1_000_000;

    // "R90m", "DKK 412", which the recogniser takes for a name.
    private bool IsSum(int i) => PrefixedAt(i) is { } sum && (!char.IsAsciiDigit(sum.Digits[^1]) || sum.Digits.Contains(',', StringComparison.Ordinal) || ScaleOf(i + 1) is not null)
        || i > 0 && char.IsAsciiDigit(doc[i].Text[0]) && doc[i - 1].EntityTag.StartsWith('B') && (Currencies.ContainsKey(doc[i - 1].Text) || IsCodeOfMoney(i - 1) && IsScale(i + 1));

    private decimal? ScaleOf(int i) => i < doc.Count && NumberWords.TryScale(Lower(i).TrimStart("0123456789.".ToCharArray()), out var scale) ? scale : null;

    private bool InName(int i) => doc[i].EntityLabel is "PERSON" or "ORG" or "GPE" or "LOC" or "FAC" or "PRODUCT" or "WORK_OF_ART" or "LAW" or "EVENT" or "NORP"
        && !(doc[i].EntityTag[0] == 'B' && doc[i].Tag == "CD");

    // "MX08-078", "COVID-19": digits that hang on capitals.
    private bool IsPartOfCode(int i)
    {
        var at = doc[i].Start - 1;
        if (at < 1 || doc.Text[at] is not ('-' or '/')) return false;
        var capital = false;
        for (at--; at >= 0 && char.IsLetterOrDigit(doc.Text[at]); at--) capital |= char.IsUpper(doc.Text[at]);
        return capital;
    }

    // "Category 3", "Volume 1", "Studio 60": the number tells which, not how many.
    private bool NumbersName(int i) =>
        i > 0 && char.IsAsciiDigit(doc[i].Text[0]) && doc[i].HeadIndex == i - 1 && doc[i - 1].Pos is "NOUN" or "PROPN" && char.IsUpper(doc[i - 1].Text[0])
        && !Currencies.ContainsKey(doc[i - 1].Text) && doc[i - 1].Tag is "NN" or "NNP" && !doc[i - 1].IsSentenceStart && doc[i - 1].Lemma is not ("Magnitude" or "magnitude");

    // "number 12" tells which; "the houses destroyed number 1,150" how many.
    private bool IsNumbered(int i)
    {
        if (Lower(i - 1) != "number") return false;
        var at = i - 2;
        while (at > 0 && doc[at].Tag is "VBN" or "VBD") at--;
        return at < 0 || doc[at].Tag is not ("NNS" or "NNPS");
    }

    // "first", "23-year-old", "aged 45", "two-thirds" and other fractions, "24/7", scores.
    private bool IsOrdinalOrAge(int first, int last) =>
        IsNumbered(first) || doc[first].EntityLabel is "ORDINAL" && !char.IsAsciiDigit(doc[first].Text[0])
        || (Lower(last) == "-" && Lower(last + 1) is "year" or "years" && Lower(last + 2) == "-" && Lower(last + 3) is "old" or "olds")
        || (Lower(last) is "years" or "year" && Lower(last + 1) == "old")
        || Lower(first - 1) is "aged" or "age" or "no." or "no" or "article" or "section" or "page" or "chapter" or "room" or "flight" or "route" or "highway" or "group" or "#"
        || (doc[first].Dep == "appos" && doc[first].Head.EntityLabel == "PERSON")
        || IsAgeOf(first, last)
        || Lower(last) is "th" or "st" or "nd" or "rd" or "thirds" or "third" or "fifths";

    // "a woman of 88", "a driver of 26."
    private bool IsAgeOf(int first, int last) =>
        Lower(first - 1) == "of" && first > 1 && doc[first - 2] is { Tag: "NN" } && (last >= doc.Count || doc[last].Pos is "PUNCT" or "CCONJ" or "VERB" or "AUX" || doc[last].IsSpace)
        && doc[first - 2].Children.Any(child => child.Dep == "det" && Lower(child.Index) is "a" or "an") && isPerson?.Invoke(Lower(first - 2)) == true;

    private bool IsClock(int first, int last) =>
        Lower(last) is "a.m." or "p.m." or "am" or "pm" or "o'clock" or "gmt" or "utc" or "am." or "pm." || IsColon(last) || IsColon(first - 1) || doc[first].Text.Contains(':');

    // "4:12"; behind a colon and a space begins a sentence.
    private bool IsColon(int i) => Lower(i) == ":" && i > 0 && i + 1 < doc.Count && doc[i].Start == doc[i - 1].End && doc[i].End == doc[i + 1].Start;
}
