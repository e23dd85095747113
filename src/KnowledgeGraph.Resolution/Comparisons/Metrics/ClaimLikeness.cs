using System.Globalization;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Whether two numbers that reports of one event give are of one thing: a logistic regression over what they have in common (decision 23). The weights are those that
/// <c>KnowledgeGraph.Quality -- weights claims</c> prints.
/// </summary>
internal static class ClaimLikeness
{
    private const double Farthest = 3, Near = 0.1, Half = 0.5;
    private const int Many = 4;
    private const decimal Few = 10, Hundred = 100, Rounded = 0.01m;

    private static readonly double[] Weights = [-5.20, -1.30, 2.96, 0.41, -0.81, 1.63, 1.31, 1.07, -1.13, 0.87, 1.09, -0.46, 1.56, 1.05, 0.82, -0.31, 2.98, 3.14, 1.99];

    // Of the weights: that of the words around both, and that which they have besides where a number is nameless.
    private const int OfWords = 16, OfNamelessWords = 17;

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
        if (odds + Weights[OfWords] + Weights[OfNamelessWords] < least) return odds;
        TellWords(a, b, features);
        return odds + Weights[OfWords] * features[OfWords] + Weights[OfNamelessWords] * features[OfNamelessWords];
    }

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
            0, 0, Is(isNamed && one.IsTally),
        ];
        told.CopyTo(features);
    }

    private static void TellWords(StatedNumber a, StatedNumber b, Span<double> features)
    {
        features[OfWords] = a.Words.Likeness(b.Words);
        features[OfNamelessWords] = a.Thing.IsNameless || b.Thing.IsNameless ? features[OfWords] : 0;
    }

    /// <summary>Whether both are one number, of so many digits that say something.</summary>
    public static bool AreEqual(StatedNumber a, StatedNumber b, int digits)
    {
        if (a.First.Value is not { } value || b.First.Value is not { } other) return false;
        if (a.Thing.Unit == b.Thing.Unit || a.Thing.Unit is not { } one || b.Thing.Unit is not { } second) return value == other && Digits(value) >= digits;
        // "10 miles", "16 km": what is told in another unit is rounded there.
        var (left, right) = StatedNumber.InOneUnit(a, b);
        return Math.Abs(left - right) <= Math.Abs(left) * Rounded && Digits(one.Size < second.Size ? value : other) >= digits;
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

    // Digits of a number that say something: 214,000 has three, 40 has one, 7.5 two.
    private static int Digits(decimal value)
    {
        if (value == 0) return 0;
        var digits = value.ToString(CultureInfo.InvariantCulture);
        if (digits.Contains('.', StringComparison.Ordinal)) digits = digits.TrimEnd('0');
        digits = digits.Replace(".", "", StringComparison.Ordinal).TrimStart('-', '0');
        return digits.TrimEnd('0').Length;
    }
}
