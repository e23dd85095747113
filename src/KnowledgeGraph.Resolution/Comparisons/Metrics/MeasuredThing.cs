namespace KnowledgeGraph.Resolution;

/// <summary>What the name of a metric and the unit of its claims tell of what is measured.</summary>
/// <param name="Base">The metric without whose it is, its unit of measure as what that measures.</param>
/// <param name="Holder">Whose number it is (<c>employees/acme</c>); null where nobody's.</param>
/// <param name="State">The vocabulary's word for what happened to the counted or what the measure is of; null where it has none.</param>
/// <param name="Dimension">Only what has the same can be one thing: <c>count</c>, <c>percent</c>, money of one name, what units of measure that convert into each other measure.</param>
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
        ["PHP"] = "pesos",
        ["MXN"] = "pesos",
        ["ARS"] = "pesos",
        ["CLP"] = "pesos",
        ["COP"] = "pesos",
        ["INR"] = "rupees",
        ["PKR"] = "rupees",
        ["NPR"] = "rupees",
        ["LKR"] = "rupees",
        ["XOF"] = "CFA francs",
        ["XAF"] = "CFA francs",
    };

    /// <summary>Words of <see cref="Base"/>.</summary>
    public string[] Words { get; } = [.. Base.Split('_').Distinct()];

    /// <summary>In what it is measured; null where it is counted, or where nobody can convert it.</summary>
    public UnitOfMeasure? Unit { get; private init; }

    /// <summary>Whether it is so many or so much of something, which can become more.</summary>
    public bool IsAmount => Dimension == Count || Unit is { IsQuantity: true };

    public bool IsMoney => Dimension.StartsWith(Money, StringComparison.Ordinal);

    public bool IsMeasure => Dimension.StartsWith(Measure, StringComparison.Ordinal);

    /// <summary>Whether persons are counted by what became of them, or by what they did.</summary>
    public bool IsTally { get; } = State is not null && KnownMetrics.KindOf(State) == "people";

    /// <summary>Whether it is told as a part of a whole.</summary>
    public bool IsPart => Base.EndsWith(Part, StringComparison.Ordinal);

    /// <summary>The word that says what is counted or in what is measured, as reports have it.</summary>
    public string LastWord { get; private init; } = "";

    /// <summary>Whether the dead are counted, all or those of one sort.</summary>
    public bool IsOfDead => State is not null && State.EndsWith("killed", StringComparison.Ordinal);

    /// <summary>Whether it may be the same one's: of whom or what the metric names, one name is in the other ("lofren", "doctor_anna_lofren"; "seungho", "baek_seung_ho"), or one names none.</summary>
    public bool MayBeOfOne(MeasuredThing other) => _holder is not { Length: > 0 } one || other._holder is not { Length: > 0 } two || one.Contains(two, StringComparison.Ordinal) || two.Contains(one, StringComparison.Ordinal);

    private readonly string? _holder = Holder?.Replace("_", "", StringComparison.Ordinal);

    public static MeasuredThing Of(string metric, string unit)
    {
        var name = NameOf(metric);
        var holder = name.Length < metric.Length ? metric[(name.Length + 1)..] : null;
        var state = StateOf(name);
        var isMeasure = name.Split('_').Any(Measures.Contains) || state is not null && KnownMetrics.KindOf(state) == "measure";
        // What is weighed or filled is named by its unit alone: "14 tonnes escaped". Yards may be closed, and degrees taken.
        var measured = UnitOfMeasure.Of(name, unit) is { } found && (isMeasure || found.IsQuantity) ? found : null;
        var dimension = name.StartsWith("percent", StringComparison.Ordinal) ? Percent
            : name.StartsWith("amount_", StringComparison.Ordinal) || state is not null && KnownMetrics.KindOf(state) == "money" ? Money + Families.GetValueOrDefault(unit, unit)
            : measured is not null || isMeasure ? Measure + (measured?.Dimension ?? Folding.Fold(unit))
            : Count;
        var isNameless = name is "percent" or "people" or "men" or "women" or "payment" || name.StartsWith("amount_", StringComparison.Ordinal) || name.StartsWith("distance_", StringComparison.Ordinal) || name.EndsWith(Part, StringComparison.Ordinal);
        var isOfUnit = dimension.StartsWith(Measure, StringComparison.Ordinal) && measured is not null;
        var word = Folding.Fold(unit).Split(' ')[^1];
        return new(isOfUnit ? WithoutUnit(name) : name, holder, isNameless ? null : state, dimension, dimension == Count ? NounOf(word) : null, isNameless) { Unit = isOfUnit ? measured : null, LastWord = word };
    }

    /// <summary>A metric without whose it is.</summary>
    private static string NameOf(string metric) => metric.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? metric[..slash] : metric;

    // "duration_hours" and "duration_days" have one name.
    private static string WithoutUnit(string name) => string.Join('_', name.Split('_').Select(word => UnitOfMeasure.DimensionOf(word) ?? word));

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

    private static string? NounOf(string word)
    {
        var singular = word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y" : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
        var noun = KnownMetrics.SortOf(singular);
        return Anybody.Contains(noun) ? null : noun;
    }
}
