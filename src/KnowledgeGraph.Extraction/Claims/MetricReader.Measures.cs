using KnowledgeGraph.Extraction.Numbers;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Claims;

/// <summary>What is measured, not counted: "magnitude 6.8", "21 kilometres (13 miles)", "54C", "sentenced to nine years".</summary>
internal sealed partial class MetricReader
{
    // Tokens from a number to what stands in brackets behind its unit.
    private const int FarthestBracket = 4;

    // Tokens of what stands in brackets between a unit and "per hour".
    private const int LongestAside = 6;

    private CountedThing? Magnitude(NumberExpression number)
    {
        for (var i = Math.Max(0, number.First - 3); i < Math.Min(doc.Count, number.Last + 2); i++)
            if (doc[i].Text.Equals("magnitude", StringComparison.OrdinalIgnoreCase) && number.Value is > 0 and < 12)
            {
                // "an aftershock of magnitude 5.1"
                var of = EventNounNear(doc[number.Head]);
                var metric = (of is { } noun ? metrics.OfNoun(Lemma(doc[noun]), found => found.Kind == MetricKind.Measure) : null) ?? metrics.OfKey("magnitude");
                return new(metric?.Key ?? "magnitude", "magnitude", number.Head, null, of, true) { Entry = metric };
            }
        return null;
    }

    // "put the magnitude of the main shock at 6.9", "of magnitude 7.1 by one count and 6.9 by another"
    private CountedThing? SameMagnitude(NumberExpression number, IReadOnlyList<ReadNumber> before)
    {
        if (number is not { IsPercent: false, Currency: null, Value: { } value } || value is <= 0 or >= 12 || number.QualifiedFirst == 0 || metrics.OfKey("magnitude") is not { } metric) return null;
        if (number.Last < doc.Count && IsNoun(doc[number.Last])) return null;
        // "the largest of them a 5.4"
        if (doc[number.QualifiedFirst - 1].LowerText() is "a" or "an" && value != decimal.Truncate(value) && before.Any(read => read.Counted.Entry == metric))
            return new(metric.Key, "magnitude", number.Head, null, EventNounNear(doc[number.Head]), true) { Entry = metric };
        var isSame = doc[number.QualifiedFirst - 1].LowerText() == "and" && value != decimal.Truncate(value) && Last(number, before, _ => true) is { Counted.Entry: { } one, Number: var first } && one == metric && doc.SentenceIndexOf(first.Head) == doc.SentenceIndexOf(number.Head);
        return isSame || Introducing(number).Any(word => word.LowerText() == "magnitude") ? new(metric.Key, "magnitude", number.Head, null, null, true) { Entry = metric } : null;
    }

    private static int? EventNounNear(Token token)
    {
        for (var at = token; !at.IsRoot; at = at.Head)
            if (IsNoun(at.Head) && !at.Head.Text.Equals("magnitude", StringComparison.OrdinalIgnoreCase)) return at.HeadIndex;
        return token.IsRoot ? null : token.HeadIndex;
    }

    private static bool IsLength(string lemma) => lemma is "km" or "kilometre" or "kilometer" or "mile" or "metre" or "meter" or "foot" or "yard" or "centimetre" or "centimeter" or "millimetre" or "millimeter" or "mm" or "cm" or "inch";

    // "close two yards": what is closed or built is no length.
    private bool IsGrounds(Token unit) =>
        Lemma(unit) == "yard" && unit.Dep is "dobj" or "nsubjpass" && metrics.OfVerb(Lemma(unit.Head), false, metric => metric.Kind == MetricKind.Things) is not null;

    private bool IsSquare(int i) => doc[i].LowerText() is "square" or "sq" or "sq." || doc[i].Text == "." && i > 0 && doc[i - 1].LowerText() == "sq";

    // "38 million cubic metres"
    private bool IsCubic(Token unit) => Lemma(unit) is "metre" or "meter" && unit.Index > 0 && doc[unit.Index - 1].LowerText() is "cubic" or "cu";

    private static bool IsCubicSign(Token unit) => unit.LowerText() is "m³" or "m3" or "cbm";

    // "5 km2"
    private static string? Squared(Token unit) => unit.LowerText() switch
    {
        "km2" or "km²" or "sqkm" => "kilometres",
        "m2" or "m²" or "sqm" => "metres",
        _ => null,
    };

    private string? MeasureUnit(Token unit) => Lemma(unit) switch
    {
        var lemma when NumberWords.IsUnitOfTime(lemma) => "duration",
        var lemma when IsLength(lemma) && IsCubic(unit) => "volume",
        var lemma when IsLength(lemma) => unit.Index > 0 && IsSquare(unit.Index - 1) || unit.Children.Any(c => Lemma(c) == "square") ? "area" : "distance",
        _ when Squared(unit) is not null => "area",
        _ when IsCubicSign(unit) => "volume",
        "kph" or "mph" or "knot" or "km/h" => "speed",
        "degree" or "celsius" or "fahrenheit" => "temperature",
        _ when unit.Text is "C" or "°C" or "F" or "°F" => "temperature",
        "hectare" or "acre" => "area",
        _ => null,
    };

    // "21 kilometres (13 miles)"
    private bool IsSameAgain(NumberExpression number, CountedThing measured, IReadOnlyList<ReadNumber> before) =>
        number.QualifiedFirst > 0 && doc[number.QualifiedFirst - 1].Text == "(" && before.Count > 0 && before[^1] is { Counted.IsMeasure: true } told
        && number.QualifiedFirst - told.Number.Last <= FarthestBracket && told.Counted.Metric.Split('_')[0] == measured.Metric.Split('_')[0];

    // "54C"
    private CountedThing? Degrees(NumberExpression number)
    {
        var word = doc[number.Last - 1].Text.TrimEnd('.');
        if (number.Last - number.First != 1 || !char.IsAsciiDigit(word[0]) || word[^1] is not ('C' or 'F')) return null;
        var isFahrenheit = word[^1] == 'F';
        return new(isFahrenheit ? "temperature_fahrenheit" : "temperature_degrees", isFahrenheit ? "degrees Fahrenheit" : "degrees", number.Head, null, Govern(doc[number.Head])?.Token.Index, true) { IsMeasure = true };
    }

    private CountedThing? Unit(NumberExpression number, Token unit, string measure)
    {
        // "a quarter of a century" hangs in the tree by its first words.
        var top = unit;
        while (!top.IsRoot && top.HeadIndex >= number.First && top.HeadIndex < number.Last) top = top.Head;
        var governor = Govern(top);
        var behind = Math.Max(unit.Index + 1, number.Last);
        var isSpan = unit.Dep == "pobj" && unit.Head.LowerText() == "for" || number.QualifiedFirst > 0 && doc[number.QualifiedFirst - 1].LowerText() == "for";
        // "lost contact 22 minutes after take-off", "four hours before the sinking"
        if (measure == "duration" && Lemma(unit) is "second" or "minute" or "hour" && behind + 1 < doc.Count && doc[behind].LowerText() is "after" or "before" && !isSpan && unit.Dep != "pobj" && doc[behind + 1].Pos is not "PUNCT" and not "SPACE")
            return new($"duration_{doc[behind].LowerText()}_{Plural(unit)}", Plural(unit), number.Head, unit.Index, governor?.Token.Index, true) { IsMeasure = true };
        if (measure == "duration")
        {
            // "three years later", "two days before", "per day", "four times a year" say when or how often, not how long.
            if (behind < doc.Count && doc[behind].LowerText() is var next && (next is "ago" or "later" or "earlier" or "old" or "on" or "since" || next == "from" && behind + 1 < doc.Count && doc[behind + 1].LowerText() is "now" or "today" or "then" || next is "before" or "after" && !isSpan)) return null;
            if (number.First > 0 && doc[number.First - 1].Text.ToLowerInvariant() is "every" or "per" or "each") return null;
            foreach (var child in unit.Children)
                if (child.Dep is "amod" or "advmod" or "prep" && Lemma(child) is "ago" or "later" or "earlier" or "old" or "past" or "last" or "next" or "recent") return null;
        }
        if (unit.Dep == "pobj" && Lemma(unit.Head) == "of" && Lemma(unit.Head.Head) == "age") return null;
        if (measure == "duration" && Lemma(unit) is "year" or "month" or "decade" or "century" && Term(top) is { } term)
            return new($"{term.Metric.Key}_years", "years", number.Head, unit.Index, term.By.Index, true) { Entry = term.Metric, IsMeasure = true, Scale = Lemma(unit) switch { "month" => 1 / 12m, "decade" => 10, "century" => 100, _ => 1 } };
        var noun = top.Dep is "compound" or "amod" or "nmod" or "npadvmod" && IsNoun(top.Head) ? top.HeadIndex : governor?.Token.Index;
        var plural = UnitName(unit, measure);
        // One metric for all spellings of a unit.
        var key = Spelt((measure == "area" ? plural.Replace("square ", "", StringComparison.Ordinal) : plural).Replace(' ', '_'));
        if (measure == "distance" && key == "millimetres" && metrics.OfKey("rainfall") is { } rain) return new(rain.Key, plural, number.Head, unit.Index, noun, true) { Entry = rain, IsMeasure = true };
        if (measure is "speed" || measure == "distance" && IsPerHour(unit))
            return new($"speed_{(key is "miles" or "mph" ? "mph" : key is "kilometres" or "kph" or "km/h" ? "kph" : key)}", plural, number.Head, unit.Index, noun, true) { Entry = metrics.OfKey("speed"), IsMeasure = true };
        if (measure is "distance" or "area" && key.EndsWith("meters", StringComparison.Ordinal)) key = key[..^3] + "res";
        return new($"{measure}_{key}", plural, number.Head, unit.Index, noun, true) { Entry = Lemma(unit) is "hectare" or "acre" || measure == "area" && key is "kilometres" or "miles" ? metrics.OfKey("area") : null, IsMeasure = true, Lasting = measure == "duration" ? Lasting(top) : null };
    }

    // "38.9 C" are degrees, "112 F" are others, and a sign has no plural.
    private string UnitName(Token unit, string measure) => measure switch
    {
        "temperature" => Lemma(unit) == "fahrenheit" || unit.Text.EndsWith('F') || unit.Index + 1 < doc.Count && doc[unit.Index + 1].LowerText() is "fahrenheit" or "f" ? "degrees Fahrenheit" : "degrees",
        "area" when Squared(unit) is { } side => "square " + side,
        "area" when IsLength(Lemma(unit)) => "square " + Plural(unit),
        "speed" when Lemma(unit) == "km/h" => "km/h",
        "volume" => "cubic metres",
        _ => Plural(unit),
    };

    private static string Spelt(string unit) => unit switch
    {
        "mm" or "millimeters" => "millimetres",
        "cm" or "centimeters" => "centimetres",
        "km" or "kilometers" => "kilometres",
        "degrees_Fahrenheit" => "fahrenheit",
        _ => unit,
    };

    // "92 kilometres an hour", "104 km/h", "185 kilometres (115 miles) per hour"
    private bool IsPerHour(Token unit)
    {
        var at = unit.Index + 1;
        if (at < doc.Count && doc[at].Text == "(")
            for (var last = Math.Min(doc.Count, at + LongestAside); at < last; at++)
                if (doc[at].Text == ")") break;
        if (at < doc.Count && doc[at].Text == ")") at++;
        return at + 1 < doc.Count && (doc[at].LowerText(), doc[at + 1].LowerText()) is ("an" or "per", "hour") or ("/", "h" or "h.");
    }

    // "sentenced to nine years", "nine years in prison", "a nine-year sentence", "asked for ten years behind bars".
    private (Metric Metric, Token By)? Term(Token unit)
    {
        Metric? Of(Token noun) => metrics.OfNoun(Lemma(noun), metric => metric.Kind == MetricKind.Measure);
        var at = unit;
        var locked = unit.Children.Where(child => child.Dep == "prep").SelectMany(child => child.Children).Where(child => child.Dep == "pobj").Select(Of).FirstOrDefault(metric => metric is not null);
        if (unit.Dep is "compound" or "amod" or "nmod" or "npadvmod" or "poss" && IsNoun(unit.Head)) return Of(unit.Head) is { } told ? (told, unit.Head) : null;
        if (unit.Dep == "pobj" && IsNoun(unit.Head.Head) && Of(unit.Head.Head) is { } carried) return (carried, unit.Head.Head);
        for (var steps = 0; steps < 4 && !at.IsRoot; steps++)
        {
            at = at.Head;
            if (IsNoun(at)) break;
            if (at.Pos is not "VERB") continue;
            bool Fits(Metric metric) => metric.Kind == MetricKind.Measure && metric.Kinds.Contains("legal");
            var sought = metrics.OfVerbWith(Lemma(at), false, Beside(at), Fits) ?? metrics.OfVerb(Lemma(at), false, Fits);
            if (sought is not null) return (sought, at);
            return locked is null ? null : (locked, at);
        }
        return locked is null ? null : (locked, unit);
    }

    // "the debate lasted nine hours", "a debate of nine hours", "the nine-hour debate".
    private static int? Lasting(Token unit)
    {
        if (unit.Dep is "compound" or "amod" or "nmod" or "npadvmod" && IsNoun(unit.Head)) return unit.HeadIndex;
        if (unit.Dep == "pobj" && Lemma(unit.Head) == "of" && IsNoun(unit.Head.Head)) return unit.Head.HeadIndex;
        var verb = unit.Dep == "pobj" ? unit.Head.Head : unit.Head;
        if (Lemma(verb) is not ("last" or "take" or "continue" or "run" or "go")) return null;
        foreach (var child in verb.Children)
            if (child.Dep == "nsubj" && child.Pos == "NOUN") return child.Index;
        return null;
    }
}
