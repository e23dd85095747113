namespace KnowledgeGraph.Resolution;

/// <summary>
/// Whether two numbers that reports of one event give are of one thing: a logistic regression over what they have in common (decisions 23, 29). The weights are those that
/// <c>KnowledgeGraph.Quality -- weights claims</c> prints.
/// </summary>
internal static class ClaimLikeness
{
    private const double Farthest = 3, Near = 0.1, Half = 0.5, Unlike = 0.05;

    // Characters from which on two numbers stand far apart, each in its text: what is told first is what happened, what is told last was before.
    private const double FarApart = 3_000;

    // Characters in which a text says what happened.
    private const int Beginning = 350;
    private const int Many = 4;
    private const decimal Few = 10, Hundred = 100, Rounded = 0.01m;

    private static readonly double[] Weights = [-3.24, -0.61, 2.49, 0.56, -1.25, 1.27, 1.55, 0.45, -1.33, 0.45, 0.88, -0.64, 1.44, 0.64, 1.15, -0.24, 1.89, 1.30, 1.62, -0.86, -4.01, 0.96, -0.55, -0.65, 0.66];

    // Of the weights: that of the words around both, that which they have besides where a number is nameless, that of words that are not alike and of years; and that of how far apart both stand.
    private const int OfWords = 16, OfNamelessWords = 17, OfOtherWords = 19, OfOtherYears = 23, OfDistance = 20;

    private static readonly int[] OfTexts = [OfWords, OfNamelessWords, OfOtherWords, OfOtherYears];

    private static readonly double MostOfTexts = OfTexts.Sum(feature => Math.Max(0, Weights[feature]));

    /// <summary>What the weights weigh, in their order.</summary>
    public static double[] Features(StatedNumber a, StatedNumber b)
    {
        var features = new double[Weights.Length];
        Tell(a, b, features);
        TellWords(a, b, features);
        return features;
    }

    /// <summary>Logarithmic odds that both are of one thing; where they are below the least that is asked for, any that are.</summary>
    public static double Of(StatedNumber a, StatedNumber b, double least = double.NegativeInfinity)
    {
        Span<double> features = stackalloc double[Weights.Length];
        Tell(a, b, features);
        var odds = 0.0;
        for (var i = 0; i < features.Length; i++) odds += Weights[i] * features[i];
        if (odds + MostOfTexts < least) return odds;
        TellWords(a, b, features);
        foreach (var feature in OfTexts) odds += Weights[feature] * features[feature];
        return odds;
    }

    /// <summary>The same wherever both stand: in a long report what it tells again stands far behind.</summary>
    public static double Anywhere(StatedNumber a, StatedNumber b) => Of(a, b) - Weights[OfDistance] * Distance(a, b);

    private static double Distance(StatedNumber a, StatedNumber b) => Math.Min(FarApart, Math.Abs(a.Start - b.Start)) / FarApart;

    // Of two texts' words, which cost most to compare, nothing yet.
    private static void Tell(StatedNumber a, StatedNumber b, Span<double> features)
    {
        var (one, other) = (a.Thing, b.Thing);
        bool isNamed = one.Base == other.Base && !one.IsNameless, isNameless = one.IsNameless || other.IsNameless;
        var (left, right) = StatedNumber.InOneUnit(a, b);
        var isEqual = AreEqual(a, b, 0);
        var ratio = Math.Min(Farthest, Math.Abs(Math.Log(((double)Math.Abs(left) + 0.5) / ((double)Math.Abs(right) + 0.5))));
        var isFirst = a.Before == 0 && b.Before == 0;
        ReadOnlySpan<double> told =
        [
            1, Is(one.Base == other.Base && one.IsNameless), one.Base == other.Base ? 1 : NameShare(one.Words, other.Words), Is(one.State is null != other.State is null),
            Is(isEqual), Is(AreEqual(a, b, 2)), Is(isEqual && left > Few), Is(isEqual && isNameless),
            ratio, Is(ratio < Near), Is(ratio < Half), isNameless ? ratio : 0, Is(left > Hundred && right > Hundred),
            Is(isFirst), Is(isFirst && isNamed), isNamed ? Math.Min(Many, a.Several) + Math.Min(Many, b.Several) : 0,
            0, 0, Is(isNamed && one.IsTally), 0,
            Distance(a, b), Is(StatedNumber.Agree(a, b)), Is(a.IsOfNoEvent != b.IsOfNoEvent), 0, Is(isFirst && isNamed && a.Start < Beginning && b.Start < Beginning),
        ];
        told.CopyTo(features);
    }

    private static void TellWords(StatedNumber a, StatedNumber b, Span<double> features)
    {
        features[OfWords] = a.Words.Likeness(b.Words);
        features[OfNamelessWords] = a.Thing.IsNameless || b.Thing.IsNameless ? features[OfWords] : 0;
        features[OfOtherWords] = Is(features[OfWords] < Unlike);
        features[OfOtherYears] = Is(a.Words.AreOfOtherYears(b.Words));
    }

    /// <summary>Whether both are one number, of so many digits that say something.</summary>
    public static bool AreEqual(StatedNumber a, StatedNumber b, int digits)
    {
        if (a.First.Value is not { } value || b.First.Value is not { } other) return false;
        if (a.Thing.Unit == b.Thing.Unit || a.Thing.Unit is not { } one || b.Thing.Unit is not { } second) return value == other && a.Digits >= digits;
        // "10 miles", "16 km": what is told in another unit is rounded there.
        var (left, right) = StatedNumber.InOneUnit(a, b);
        return Math.Abs(left - right) <= Math.Abs(left) * Rounded && (one.Size < second.Size ? a : b).Digits >= digits;
    }

    private static double Is(bool so) => so ? 1 : 0;

    // Of the words of two names, the share that stands in both.
    private static double NameShare(string[] a, string[] b)
    {
        var shared = 0;
        foreach (var word in a)
            if (Array.IndexOf(b, word) >= 0) shared++;
        return shared / (double)(a.Length + b.Length - shared);
    }
}
