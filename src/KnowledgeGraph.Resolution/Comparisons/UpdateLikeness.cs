using static KnowledgeGraph.Resolution.FeatureValue;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Whether numbers that no one number fits are counts of several hours, of which a later one replaces an earlier, or contradict each other: a logistic regression over how they
/// are told (decision 25). The weights are those that <c>KnowledgeGraph.Quality -- weights kinds</c> prints.
/// </summary>
internal static class UpdateLikeness
{
    /// <summary>Up to it (<see cref="LogRatio"/>) two numbers are near each other.</summary>
    public const double Near = 0.1;

    private static readonly double[] Weights = [-0.07, -2.23, -1.39, -0.71, 0.40, 0.82, -0.45, -1.06, -0.84, 1.38, 1.28, -0.62, -1.54];

    // How many there were at the moment: who comes later counts the same.
    private static readonly HashSet<string> Present = ["attending", "launched", "aboard", "voted", "abstained", "fighters", "crew", "guests", "passengers", "witnesses"];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>>
        OfChange = ClaimWords.Stems("rises rose rising climbs raised grew growing increased jumped swelled doubled tripled updated revised corrected confirmed reached toll still remain now latest earlier initial previous first far new"),
        OfHours = ClaimWords.Stems("monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night overnight midnight noon"),
        OfClaiming = ClaimWords.Stems("estimates claims disputes contradicts denied deny insists reckons believes figure measured accused organisers organizers rivals opponents"),
        OfParties = ClaimWords.Stems("union lawyers residents witness witnesses organisers organizers opposition opponents relatives families family activists observers elders neighbours traders analysts critics charity campaign group network association federation students volunteers engineers");

    /// <summary>Logarithmic odds that a later count replaces an earlier one, and what speaks for the likelier of the two.</summary>
    /// <param name="features">See <see cref="Features"/>.</param>
    public static (double Odds, IReadOnlyList<string> Reasons) Of((double Value, string? Reason)[] features)
    {
        var odds = 0.0;
        for (var i = 0; i < features.Length; i++) odds += Weights[i] * features[i].Value;
        return (odds, [.. features.Where((feature, i) => feature.Value > 0 && feature.Reason is not null && Weights[i] > 0 == odds > 0).Select(feature => feature.Reason!)]);
    }

    /// <summary>What the weights weigh, in their order.</summary>
    public static (double Value, string? Reason)[] Features(string metric, IReadOnlyList<ComparableClaim> claims, ClaimCourse course)
    {
        var thing = MeasuredThing.Of(metric, claims[0].Unit);
        decimal lowest = claims.Min(ClaimComparer.Middle), highest = claims.Max(ClaimComparer.Middle);
        return
        [
            (1, null),
            (Is(thing.IsMeasure && !thing.IsAmount && !thing.Words.Contains("area")), "measured, not counted"),
            (Is(claims.Select(claim => claim.Metric).Append(metric).Any(name => name.Split('/', '_').Any(Present.Contains))), "how many there were does not change later"),
            (Is(thing.IsMoney), "a sum of money"),
            (Is(course.IsOnward), course.Reason),
            (Is(course.IsOnward && course.IsTally), null),
            (Is(course.IsBothWays), "later articles have more, and less"),
            (Is(IsOfParty(lowest) != IsOfParty(highest)), "one is the number of a party"),
            (Is(claims.GroupBy(claim => claim.Article).Any(article => article.Select(ClaimComparer.Middle).Distinct().Count() > 1)), "one article gives several"),
            (Is(claims.Any(claim => ClaimWords.AreAmong(claim.Words, OfChange))), "told as a number that changes"),
            // Tallies of one moment are not of two hours, whichever are told of.
            (course.IsTally && course.IsOfOneMoment ? 0 : Share(OfHours), "told with a day or an hour"),
            (Is(LogRatio(highest, lowest) < Near), "near each other"),
            (Share(OfClaiming), "told as an estimate or a claim"),
        ];

        bool IsOfParty(decimal number) => claims.Any(claim => ClaimComparer.Middle(claim) == number && ClaimWords.AreAmong(claim.Words, OfParties));

        double Share(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> stems) => claims.Average(claim => Is(ClaimWords.AreAmong(claim.Words, stems)));
    }
}
