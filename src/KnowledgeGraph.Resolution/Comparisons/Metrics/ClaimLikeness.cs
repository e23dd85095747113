using KnowledgeGraph.Model;
using static KnowledgeGraph.Resolution.FeatureValue;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Whether two numbers that reports of one event give are of one thing: trees over what they have in common and what each is (decisions 23, 29, 32). The trees are those that
/// <c>KnowledgeGraph.Quality -- weights claims</c> writes.
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

    // How many features there are, and which of them is how far apart both stand.
    private const int Count = 43, OfDistance = 17;

    private static readonly BoostedTrees Trees = BoostedTrees.Read(Tables.Lines("metrics/claim_trees.tsv"));

    /// <summary>Logarithmic odds that both are of one thing, the same whichever is asked; where they are far below the least that is asked for, any that are.</summary>
    public static double Of(StatedNumber a, StatedNumber b, double least = double.NegativeInfinity)
    {
        Span<double> features = stackalloc double[Count];
        Tell(a, b, features);
        return Trees.Odds(features, least);
    }

    /// <summary>The same wherever both stand: in a long report what it tells again stands far behind.</summary>
    public static double Anywhere(StatedNumber a, StatedNumber b)
    {
        Span<double> features = stackalloc double[Count];
        Tell(a, b, features);
        features[OfDistance] = 0;
        return Trees.Odds(features);
    }

    /// <summary>What the trees ask for, in their order; the same whichever is asked.</summary>
    public static double[] Features(StatedNumber a, StatedNumber b)
    {
        var features = new double[Count];
        Tell(a, b, features);
        return features;
    }

    private static void Tell(StatedNumber a, StatedNumber b, Span<double> features)
    {
        var (one, other) = (a.Thing, b.Thing);
        bool isNamed = one.Base == other.Base && !one.IsNameless, isNameless = one.IsNameless || other.IsNameless;
        var (left, right) = StatedNumber.InOneUnit(a, b);
        var isEqual = AreEqual(a, b, 0);
        var ratio = Math.Min(Farthest, Math.Abs(LogRatio(left, right)));
        var isFirst = a.Before == 0 && b.Before == 0;
        var words = a.Words.Likeness(b.Words);
        var (noun, second) = (a.Noun, b.Noun);
        ReadOnlySpan<double> told =
        [
            // The names of both, and the number.
            Is(one.Base == other.Base && one.IsNameless), one.Base == other.Base ? 1 : NameShare(one.Words, other.Words), Is(isEqual), Is(AreEqual(a, b, 2)), Is(isEqual && left > Few), Is(isEqual && isNameless),
            ratio, Is(ratio < Near), Is(ratio < Half), isNameless ? ratio : 0, Is(left > Hundred && right > Hundred),
            // Where they stand among others of their name, and in their texts.
            Is(isFirst), Is(isFirst && isNamed), isNamed ? Math.Min(Many, a.Several) + Math.Min(Many, b.Several) : 0, words, isNameless ? words : 0, Is(isNamed && one.IsTally),
            Math.Min(FarApart, Math.Abs(a.Start - b.Start)) / FarApart, Is(words < Unlike), Is(StatedNumber.Agree(a, b)), Is(a.IsOfNoEvent != b.IsOfNoEvent), Is(a.Words.AreOfOtherYears(b.Words)), Is(isFirst && isNamed && a.Start < Beginning && b.Start < Beginning),
            // What is counted.
            one.LastWord == other.LastWord ? 1 : Nouns.English.Likeness(noun, second),
            Is(noun?.Sort == second?.Sort), Math.Min(noun?.Sort ?? 0, second?.Sort ?? 0), Math.Max(noun?.Sort ?? 0, second?.Sort ?? 0),
            // What each is.
            Math.Min(Size(a), Size(b)), Math.Max(Size(a), Size(b)), Told(one.State, other.State), Told(one.Holder, other.Holder, one.MayBeOfOne(other)), Told(a.First.SourceKey, b.First.SourceKey), Told(a.First.Scope, b.First.Scope),
            Math.Min(a.Before, b.Before), Math.Max(a.Before, b.Before), Math.Min(a.Several, b.Several), Math.Max(a.Several, b.Several),
            one.Dimension is MeasuredThing.Count ? 0 : one.Dimension is MeasuredThing.Percent ? 1 : one.IsMoney ? 2 : 3, Is(one.IsNameless) + Is(other.IsNameless), Is(one.IsPart) + Is(other.IsPart),
            Is(a.IsOfNoEvent) + Is(b.IsOfNoEvent), Is(a.First.Qualifier == b.First.Qualifier), Is(a.First.Qualifier != Qualifier.Exact) + Is(b.First.Qualifier != Qualifier.Exact),
        ];
        told.CopyTo(features);
    }

    private static double Size(StatedNumber number) => Math.Log10((double)Math.Abs(number.Number) + 1);

    // 0 where neither says it, 1 where both say one, 2 where one says nothing, 3 where they say two.
    private static double Told(string? one, string? other) => Told(one, other, one == other);

    private static double Told(string? one, string? other, bool areOne) => one is null && other is null ? 0 : one is null || other is null ? 2 : areOne ? 1 : 3;

    /// <summary>Whether both are one number, of so many digits that say something.</summary>
    public static bool AreEqual(StatedNumber a, StatedNumber b, int digits)
    {
        if (a.First.Value is not { } value || b.First.Value is not { } other) return false;
        if (a.Thing.Unit == b.Thing.Unit || a.Thing.Unit is not { } one || b.Thing.Unit is not { } second) return value == other && a.DigitCount >= digits;
        // "10 miles", "16 km": what is told in another unit is rounded there.
        var (left, right) = StatedNumber.InOneUnit(a, b);
        return Math.Abs(left - right) <= Math.Abs(left) * Rounded && (one.Size < second.Size ? a : b).DigitCount >= digits;
    }

    // Of the words of two names, the share that stands in both.
    private static double NameShare(string[] a, string[] b)
    {
        var shared = 0;
        foreach (var word in a)
            if (Array.IndexOf(b, word) >= 0) shared++;
        return shared / (double)(a.Length + b.Length - shared);
    }
}
