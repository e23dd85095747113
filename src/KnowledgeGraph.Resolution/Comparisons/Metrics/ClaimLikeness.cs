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
    private const decimal Few = 10, Hundred = 100;

    private static readonly double[] Weights = [-5.20, -1.30, 2.96, 0.41, -0.81, 1.63, 1.31, 1.07, -1.13, 0.87, 1.09, -0.46, 1.56, 1.05, 0.82, -0.31, 2.98, 3.14, 1.99];

    /// <summary>What the weights weigh, in their order.</summary>
    public static double[] Features(StatedNumber a, StatedNumber b)
    {
        var (one, other) = (a.Thing, b.Thing);
        bool isNamed = one.Base == other.Base && !one.IsNameless, isNameless = one.IsNameless || other.IsNameless;
        var isEqual = AreEqual(a, b, 0);
        var ratio = Math.Min(Farthest, Math.Abs(Math.Log(((double)Math.Abs(a.Number) + 0.5) / ((double)Math.Abs(b.Number) + 0.5))));
        var words = a.Words.Likeness(b.Words);
        var isFirst = a.Before == 0 && b.Before == 0;
        return
        [
            1, Is(one.Base == other.Base && one.IsNameless), NameShare(one.Base, other.Base), Is(one.State is null != other.State is null),
            Is(isEqual), Is(AreEqual(a, b, 2)), Is(isEqual && a.Number > Few), Is(isEqual && isNameless),
            ratio, Is(ratio < Near), Is(ratio < Half), isNameless ? ratio : 0, Is(a.Number > Hundred && b.Number > Hundred),
            Is(isFirst), Is(isFirst && isNamed), isNamed ? Math.Min(Many, a.Several) + Math.Min(Many, b.Several) : 0,
            words, isNameless ? words : 0, Is(isNamed && one.IsTally),
        ];
    }

    /// <summary>Logarithmic odds that both are of one thing.</summary>
    public static double Of(StatedNumber a, StatedNumber b)
    {
        var features = Features(a, b);
        var odds = 0.0;
        for (var i = 0; i < features.Length; i++) odds += Weights[i] * features[i];
        return odds;
    }

    /// <summary>Whether both are one number, of so many digits that say something.</summary>
    public static bool AreEqual(StatedNumber a, StatedNumber b, int digits) => a.First.Value is { } value && value == b.First.Value && Digits(value) >= digits;

    private static double Is(bool so) => so ? 1 : 0;

    // Of the words of two names, the share that stands in both.
    private static double NameShare(string a, string b)
    {
        if (a == b) return 1;
        string[] one = a.Split('_'), other = b.Split('_');
        return one.Intersect(other).Count() / (double)one.Union(other).Count();
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
