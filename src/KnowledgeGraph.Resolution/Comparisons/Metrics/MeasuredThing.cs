namespace KnowledgeGraph.Resolution;

/// <summary>What the name of a metric and the unit of its claims tell of what is measured.</summary>
/// <param name="Base">The metric without whose it is.</param>
/// <param name="Holder">Whose number it is (<c>employees/acme</c>); null where nobody's.</param>
/// <param name="State">The vocabulary's word for what happened to the counted or what the measure is of; null where it has none.</param>
/// <param name="Dimension">Only what has the same can be one thing: <c>count</c>, <c>percent</c>, money of one name, one unit of measure.</param>
/// <param name="Noun">The counted noun; null where it is anybody.</param>
/// <param name="IsNameless">Whether the metric says nothing but the unit: what two such numbers measure is told by the words around them, or by the number itself.</param>
internal sealed record MeasuredThing(string Base, string? Holder, string? State, string Dimension, string? Noun, bool IsNameless)
{
    /// <summary>What is only told as a part of a whole: as nameless as a number of people.</summary>
    public const string Part = "_in_part";

    public const string Count = "count", Percent = "percent", Money = "money/", Measure = "measure/";

    private static readonly HashSet<string> Anybody =
        ["people", "person", "resident", "member", "victim", "other", "man", "woman", "individual", "citizen", "local", "case", "time", "unit", ""];

    private static readonly string[] Measures = ["distance", "duration", "area", "speed", "temperature", "age"];

    // Money that several countries have under one name, which a report leaves out.
    private static readonly Dictionary<string, string> Families = new()
    {
        ["USD"] = "dollars",
        ["AUD"] = "dollars",
        ["CAD"] = "dollars",
        ["NZD"] = "dollars",
        ["SGD"] = "dollars",
        ["HKD"] = "dollars",
        ["SEK"] = "crowns",
        ["NOK"] = "crowns",
        ["DKK"] = "crowns",
        ["CZK"] = "crowns",
        ["ISK"] = "crowns",
        ["kroner"] = "crowns",
    };

    // Units of measure that are written in several ways, folded.
    private static readonly Dictionary<string, string> Units = Spellings(
        "kilometres km kilometers kilometer kilometre kph km/h|metres m meters metre meter|centimetres cm centimeters|millimetres mm millimeters|miles mile mph|tonnes tons ton tonne|hectares ha hectare|degrees degree celsius celsiuses c");

    /// <summary>Words of <see cref="Base"/>.</summary>
    public string[] Words { get; } = [.. Base.Split('_').Distinct()];

    public bool IsCount => Dimension == Count;

    public bool IsMoney => Dimension.StartsWith(Money, StringComparison.Ordinal);

    public bool IsMeasure => Dimension.StartsWith(Measure, StringComparison.Ordinal);

    /// <summary>Whether persons are counted by what became of them, or by what they did.</summary>
    public bool IsTally { get; } = State is not null && KnownMetrics.KindOf(State) == "people";

    /// <summary>Whether it may be the same one's: of whom or what the metric names, one name is in the other ("lofren", "doctor_anna_lofren"; "seungho", "baek_seung_ho"), or one names none.</summary>
    public bool MayBeOfOne(MeasuredThing other) => _holder is not { Length: > 0 } one || other._holder is not { Length: > 0 } two || one.Contains(two, StringComparison.Ordinal) || two.Contains(one, StringComparison.Ordinal);

    private readonly string? _holder = Holder?.Replace("_", "", StringComparison.Ordinal);

    public static MeasuredThing Of(string metric, string unit)
    {
        var slash = metric.IndexOf('/', StringComparison.Ordinal);
        var (name, holder) = slash < 0 ? (metric, null) : (metric[..slash], metric[(slash + 1)..]);
        var state = StateOf(name);
        var isMeasure = name.Split('_').Any(Measures.Contains);
        var dimension = name.StartsWith("percent", StringComparison.Ordinal) ? Percent
            : name.StartsWith("amount_", StringComparison.Ordinal) || state is not null && KnownMetrics.KindOf(state) == "money" ? Money + Families.GetValueOrDefault(unit, unit)
            : isMeasure || state is not null && KnownMetrics.KindOf(state) == "measure" ? Measure + Units.GetValueOrDefault(Folding.Fold(unit), Folding.Fold(unit))
            : Count;
        var isNameless = name is "percent" or "people" or "men" or "women" or "payment" || name.StartsWith("amount_", StringComparison.Ordinal) || name.StartsWith("distance_", StringComparison.Ordinal) || name.EndsWith(Part, StringComparison.Ordinal);
        return new(name, holder, isNameless ? null : state, dimension, dimension == Count ? NounOf(unit) : null, isNameless);
    }

    // "houses_destroyed": destroyed; "percent_rise_of_shares": rise; "children_killed" is no other's number.
    private static string? StateOf(string name)
    {
        if (KnownMetrics.KindOf(name) is { } own) return own == "group" ? null : name;
        var bare = name.StartsWith("percent_", StringComparison.Ordinal) ? name["percent_".Length..] : name;
        foreach (var cut in new[] { "_of_", "_per_" })
            if (bare.IndexOf(cut, StringComparison.Ordinal) is > 0 and var at) bare = bare[..at];
        if (KnownMetrics.KindOf(bare) is not null) return bare;
        for (var at = bare.IndexOf('_', StringComparison.Ordinal); at > 0; at = bare.IndexOf('_', at + 1))
        {
            if (KnownMetrics.KindOf(bare[(at + 1)..]) is null or "group") continue;
            return KnownMetrics.KindOf(bare[..at]) == "group" || bare.StartsWith("further_", StringComparison.Ordinal) ? bare : bare[(at + 1)..];
        }
        return bare.EndsWith("_before", StringComparison.Ordinal) ? name : null;
    }

    private static Dictionary<string, string> Spellings(string lines) =>
        lines.Split('|').Select(line => line.Split(' ')).SelectMany(words => words.Select(word => (Word: Folding.Fold(word), Unit: words[0]))).DistinctBy(pair => pair.Word).ToDictionary(pair => pair.Word, pair => pair.Unit);

    private static string? NounOf(string unit)
    {
        var word = Folding.Fold(unit).Split(' ')[^1];
        var singular = word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y" : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
        var noun = KnownMetrics.SortOf(singular);
        return Anybody.Contains(noun) ? null : noun;
    }
}
