using KnowledgeGraph.Model;
using static KnowledgeGraph.Resolution.FeatureValue;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Whether numbers that no rule explains are of two extents or of two things, or one is the other rounded: for each of these kinds trees tell the odds by how the numbers are told
/// (decision 34); <c>KnowledgeGraph.Quality -- weights kinds --write</c> writes them. What is none of them is left to <see cref="UpdateLikeness"/>.
/// </summary>
internal static class KindLikeness
{
    // Of so many kinds one need not be likelier than all others together.
    private const double Likely = -0.5;

    private const double HalfADay = 12;

    /// <summary>The kinds that it tells.</summary>
    public static readonly IReadOnlyList<DifferenceKind> Kinds = [DifferenceKind.Scope, DifferenceKind.Definition, DifferenceKind.Rounding];

    // Of an event that hundreds report the words of the lowest numbers and of the highest.
    private const int MostCompared = 8;

    private static readonly Dictionary<DifferenceKind, BoostedTrees> Trees = Tables.Lines("comparisons/kind_trees.tsv").Select(line => line.Split('\t', 2))
        .GroupBy(line => Enum.Parse<DifferenceKind>(line[0], ignoreCase: true)).ToDictionary(kind => kind.Key, kind => BoostedTrees.Read(kind.Select(line => line[1])));

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>>
        OfWholes = ClaimWords.Stems("total altogether overall combined whole entire all both nationwide countrywide national country region province state worldwide across"),
        OfParts = ClaimWords.Stems("including among alone them only part city town village district county local here one other half most");

    /// <summary>The likeliest of its kinds, and what speaks for it; null where none is likely.</summary>
    /// <param name="ofUpdate">What <see cref="UpdateLikeness"/> weighs of these claims.</param>
    public static (DifferenceKind Kind, IReadOnlyList<string> Reasons)? Of(string metric, IReadOnlyList<ComparableClaim> claims, ClaimCourse course, (double Value, string? Reason)[] ofUpdate)
    {
        var features = Features(metric, claims, course, ofUpdate);
        return Likeliest(Trees, features) is { } kind ? (kind, [.. SpeakFor(kind, features)]) : null;
    }

    /// <summary>The likeliest of the kinds for which anything speaks that a person can be told.</summary>
    /// <param name="trees">Of each of <see cref="Kinds"/>.</param>
    public static DifferenceKind? Likeliest(IReadOnlyDictionary<DifferenceKind, BoostedTrees> trees, IReadOnlyList<KindFeature> features)
    {
        double[] values = [.. features.Select(feature => feature.Value)];
        var told = Kinds.Where(kind => SpeakFor(kind, features).Any()).Select(kind => (Kind: kind, Odds: trees[kind].Odds(values))).Where(told => told.Odds > Likely).ToList();
        return told.Count > 0 ? told.MaxBy(kind => kind.Odds).Kind : null;
    }

    private static IEnumerable<string> SpeakFor(DifferenceKind kind, IReadOnlyList<KindFeature> features) => features.Where(feature => feature.For == kind && feature.Value > 0).Select(feature => feature.Reason!);

    /// <summary>What the trees ask for, in their order.</summary>
    public static IReadOnlyList<KindFeature> Features(string metric, IReadOnlyList<ComparableClaim> claims, ClaimCourse course, (double Value, string? Reason)[] ofUpdate) =>
        [.. ofUpdate.Skip(1).Select(feature => new KindFeature(feature.Value)), .. OfTime(claims, course), .. OfNumbers(metric, claims), .. OfTellers(claims), .. OfThings(claims)];

    private static IEnumerable<KindFeature> OfTime(IReadOnlyList<ComparableClaim> claims, ClaimCourse course)
    {
        yield return new(Is(course.IsTally));
        yield return new(Is(course.IsOfOneMoment));
        var times = claims.Select(Hour).OfType<double>().ToList();
        yield return new(times.Count < 2 ? -1 : Is(times.Max() - times.Min() > HalfADay));
    }

    private static IEnumerable<KindFeature> OfNumbers(string metric, IReadOnlyList<ComparableClaim> claims)
    {
        var numbers = claims.Select(ClaimComparer.Middle).ToList();
        decimal lowest = numbers.Min(), highest = numbers.Max();
        double high = (double)Math.Abs(highest), ratio = LogRatio(highest, lowest);
        yield return new(ratio);
        yield return new(Is(ratio < UpdateLikeness.Near), "near each other", DifferenceKind.Rounding);
        yield return new(Math.Log10(high + 1));
        var different = numbers.Distinct().ToList();
        yield return new(different.Count);
        yield return new(numbers.GroupBy(number => number).Max(number => number.Count()) / (double)numbers.Count);
        yield return new(Share(claims, claim => ClaimComparer.Middle(claim) == highest));
        yield return new(Share(claims, claim => ClaimComparer.Middle(claim) == lowest));
        // "Twelve in the city, seven elsewhere": of nineteen.
        yield return new(Is(different.Contains(highest - lowest)), "one is the whole, and what differs is told too", DifferenceKind.Scope);
        yield return new((double)(claims.Max(claim => ClaimComparer.Meaning(claim).From) - claims.Min(claim => ClaimComparer.Meaning(claim).To)) / Math.Max(1, high));
        var digits = numbers.ConvertAll(Digits.Count);
        yield return new(digits.Min());
        yield return new(digits.Max());
        yield return new(Is(numbers.TrueForAll(decimal.IsInteger)));
        var dimension = MeasuredThing.Of(metric, claims[0].Unit).Dimension;
        yield return new(Is(dimension == MeasuredThing.Percent));
        yield return new(Is(dimension == MeasuredThing.Count));
        yield return new(Is(claims.Any(claim => claim.Metric.Contains(MeasuredThing.Part, StringComparison.Ordinal)) || metric.Contains(MeasuredThing.Part, StringComparison.Ordinal)));
        bool IsAmong(decimal number, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> stems) => claims.Any(claim => ClaimComparer.Middle(claim) == number && ClaimWords.AreAmong(claim.Words, stems));
        yield return new(Is(IsAmong(highest, OfWholes) && !IsAmong(lowest, OfWholes)), "one is told of the whole", DifferenceKind.Scope);
        yield return new(Is(IsAmong(lowest, OfParts) && !IsAmong(highest, OfParts)), "one is told of a part", DifferenceKind.Scope);
    }

    private static IEnumerable<KindFeature> OfTellers(IReadOnlyList<ComparableClaim> claims)
    {
        yield return new(claims.Select(claim => claim.Article).Distinct().Count());
        yield return new(claims.Count);
        yield return new(claims.Select(claim => claim.SourceKey).Distinct().Count());
        yield return new(Share(claims, claim => claim.SourceKey is not null));
        yield return new(Share(claims, claim => claim.Published is null));
        yield return new(claims.Select(claim => claim.Event).Distinct().Count());
        yield return new(Share(claims, claim => claim.Scope is not null), "one is limited, the other not", DifferenceKind.Scope);
        yield return new(Share(claims, claim => claim.Qualifier == Qualifier.Exact));
        yield return new(Share(claims, claim => claim.Qualifier == Qualifier.About), "one is told as about so much", DifferenceKind.Rounding);
        yield return new(Share(claims, claim => claim.Qualifier is Qualifier.AtLeast or Qualifier.MoreThan));
        yield return new(claims.Average(claim => claim.Start));
        yield return new(claims.Max(claim => claim.Start) - claims.Min(claim => claim.Start));
    }

    // What they are of.
    private static IEnumerable<KindFeature> OfThings(IReadOnlyList<ComparableClaim> claims)
    {
        var things = claims.Select(claim => (claim.Metric, claim.Unit)).Distinct().Select(named => MeasuredThing.Of(named.Metric, named.Unit)).ToList();
        var nouns = things.Select(thing => thing.LastWord).Distinct().Order(StringComparer.Ordinal).ToList();
        var known = nouns.ConvertAll(Nouns.English.Find);
        var likeness = known.SelectMany((one, at) => known.Take(at).Select(other => Nouns.English.Likeness(one, other))).Append(1).Min();
        yield return new(1 - likeness, $"of {string.Join(" and of ", nouns.Where(noun => noun.Length > 0))}", DifferenceKind.Definition);
        yield return new(nouns.Count);
        yield return new(claims.Select(claim => claim.Unit).Distinct().Select(Folding.Fold).Distinct().Count());
        yield return new(things.Select(thing => thing.State).Distinct().Count());
        yield return new(claims.Select(claim => claim.Metric).Distinct().Count());
        var words = claims.Take(MostCompared / 2).Concat(claims.Skip(Math.Max(MostCompared / 2, claims.Count - MostCompared / 2))).Select(claim => (claim.Article, Words: ClaimWords.Read([claim.Words]))).ToList();
        var alike = words.SelectMany((one, at) => words.Take(at).Where(other => other.Article != one.Article).Select(other => other.Words.Likeness(one.Words))).DefaultIfEmpty(0).ToList();
        yield return new(alike.Average());
        yield return new(alike.Min());
    }

    private static double? Hour(ComparableClaim claim) =>
        claim.AsOf is { } day ? day.First.DayNumber * 24.0 : claim.Published is { } published ? (published - DateTimeOffset.MinValue).TotalHours : null;

    private static double Share(IReadOnlyList<ComparableClaim> claims, Func<ComparableClaim, bool> those) => claims.Average(claim => Is(those(claim)));
}

/// <summary>One thing about how numbers differ.</summary>
/// <param name="Reason">What it says to a person, where there is any of it.</param>
/// <param name="For">The kind that it speaks for.</param>
internal readonly record struct KindFeature(double Value, string? Reason = null, DifferenceKind? For = null);
