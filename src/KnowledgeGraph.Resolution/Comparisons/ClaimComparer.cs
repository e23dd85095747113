using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Sets the claims on one metric of one event side by side and says how they differ. The first kind that explains every difference counts:
/// the same, another scope, another unit, rounding; what none of these explains is one of them still by how the numbers are told (<see cref="KindLikeness"/>), or a later count or a conflict, whichever is likelier (<see cref="UpdateLikeness"/>).
/// </summary>
public static class ClaimComparer
{
    /// <summary>
    /// Local id of what a claim's number is limited to: its scope; where it has none and counts what is sent somewhere, the place of its event.
    /// </summary>
    public static string? LimitOf(Claim claim, Contribution contribution) =>
        claim.Scope ?? (IsAimed(claim.Metric) ? contribution.Events.FirstOrDefault(report => report.Id == claim.Event)?.Place : null);

    /// <summary>What a claim's article calls its source, where it is called so alone.</summary>
    public static string? SourceCalled(Claim claim, Contribution contribution) =>
        contribution.Entities.FirstOrDefault(entity => entity.Id == claim.AttributedTo) is { } source ? EntityProfile.InstitutionOf(source, contribution.Article.Id) : null;

    private static bool IsAimed(string metric) => metric.Split('/')[0] is var name && (name == "launched" || name.EndsWith("_launched", StringComparison.Ordinal) || name == "fired");

    // Units that do not say what was counted.
    private static readonly HashSet<string> Anybody =
        ["people", "persons", "residents", "members", "patients", "victims", "passengers", "workers", "employees", "staff", "jobs", "positions", "posts", "roles", "dead", "bodies", "lives"];

    public static ClaimComparison Compare(ClaimGroup group)
    {
        var (claims, units) = OneUnit.Of(group.Claims);
        var ordered = claims.OrderBy(Middle).ThenBy(claim => claim.Published ?? DateTimeOffset.MaxValue).ThenBy(claim => claim.Id, StringComparer.Ordinal).ToList();
        var told = ordered.OrderBy(claim => claim.Published ?? DateTimeOffset.MaxValue).ThenBy(claim => claim.Id, StringComparer.Ordinal).ToList();
        var repeats = Repeats(told);
        var own = group.Claims.ToDictionary(claim => claim.Id);
        var bounds = ordered.SelectMany(claim => new[] { claim.Value ?? claim.Low, claim.Value ?? claim.High }).Where(bound => bound is not null).Select(bound => bound!.Value).ToList();
        var (kind, reasons) = Kind(group.Metric, WithoutParts(ordered));
        decimal? low = bounds.Count > 0 ? bounds.Min() : null, high = bounds.Count > 0 ? bounds.Max() : null;
        var first = ordered.OrderBy(claim => claim.Published ?? DateTimeOffset.MaxValue).ThenBy(claim => claim.Article, StringComparer.Ordinal).First();
        return new(
            [.. ordered.Select(claim => claim.Id)],
            repeats,
            Again(told.Select(claim => own[claim.Id])),
            low,
            high,
            high is > 0 && low is not null ? (double)((high.Value - low.Value) / high.Value) : 0,
            kind,
            [.. reasons, .. units is null ? Array.Empty<string>() : [units], .. Names(claims)],
            ordered.Select(claim => claim.Article).Distinct().Count(),
            ordered.Count - repeats.Count,
            first.Article);
    }

    /// <summary>The number by which a claim is ordered.</summary>
    internal static decimal Middle(ComparableClaim claim) => Math.Clamp(claim.Value ?? claim.Low ?? claim.High ?? Largest, -Largest, Largest);

    // Beyond it one number is as large as another, and none of their products overflows.
    private const decimal Largest = 1_000_000_000_000_000_000_000_000m;

    // One attributed source with one number is one source, however many print it; so is an article that says its number twice.
    private static Dictionary<string, string> Repeats(List<ComparableClaim> told) =>
        Firsts(told, claim => (claim.SourceKey ?? "article:" + claim.Article, claim.Value, claim.Low, claim.High));

    // What an article says in its lead and once more at its end. Each is a repeat too, and no other repeats it: the first of equals is told first.
    private static Dictionary<string, string> Again(IEnumerable<ComparableClaim> told) =>
        Firsts(told, claim => (claim.Article, claim.Event, claim.Value, claim.Low, claim.High, claim.Qualifier, Folding.Fold(claim.Unit), claim.Scope, claim.AsOf, claim.Source, claim.Negated));

    // Claims that are not the first with their key, with the one that is.
    private static Dictionary<string, string> Firsts<TKey>(IEnumerable<ComparableClaim> told, Func<ComparableClaim, TKey> key) where TKey : notnull
    {
        var later = new Dictionary<string, string>();
        var firsts = new Dictionary<TKey, string>();
        foreach (var claim in told)
            if (!firsts.TryAdd(key(claim), claim.Id)) later[claim.Id] = firsts[key(claim)];
        return later;
    }

    private static (DifferenceKind, IReadOnlyList<string>) Kind(string metric, List<ComparableClaim> claims)
    {
        if (ByRule(metric, claims) is { } known) return known;
        var course = ClaimCourse.Of(metric, claims);
        var features = UpdateLikeness.Features(metric, claims, course);
        if (KindLikeness.Of(metric, claims, course, features) is var (kind, why)) return (kind, [$"{Numbers(claims)}: no number fits all", .. why]);
        var (odds, reasons) = UpdateLikeness.Of(features);
        return odds > 0 ? (DifferenceKind.Update, reasons) : (DifferenceKind.Conflict, [$"{Numbers(claims)}: no number fits all", .. reasons]);
    }

    /// <summary>The kind that a rule tells; null where none does.</summary>
    internal static (DifferenceKind Kind, IReadOnlyList<string> Reasons)? ByRule(string metric, List<ComparableClaim> claims)
    {
        var scopes = claims.Select(claim => claim.Scope).Where(scope => scope is not null).Distinct().ToList();
        if (claims.Select(claim => claim.Article).Distinct().Count() < 2 && claims.Select(claim => (claim.Value, claim.Low, claim.High)).Distinct().Count() < 2) return (DifferenceKind.None, []);
        var isEqual = claims.Select(Middle).Distinct().Count() == 1;
        if (isEqual && claims.Select(claim => claim.Negated).Distinct().Count() > 1) return (DifferenceKind.Conflict, ["one affirms what the other denies"]);
        if (scopes.Count > 1)
            return (DifferenceKind.Scope, [$"limited to {string.Join(" and to ", claims.Where(claim => claim.Scope is not null).Select(claim => claim.ScopeName ?? claim.Scope!).Distinct().Order(StringComparer.Ordinal))}"]);
        if (isEqual) return (DifferenceKind.None, ["all say the same"]);
        if (DifferentUnits(metric, claims) is { } units) return (DifferenceKind.Definition, [units]);
        if (Compatible(claims)) return (DifferenceKind.Rounding, [$"{Numbers(claims)}: one number fits all"]);
        return null;
    }

    // "Seven of them in the valley", beside the number of all: how the numbers of all differ is what counts, where two articles have one.
    internal static List<ComparableClaim> WithoutParts(List<ComparableClaim> claims)
    {
        var highest = Highest(claims.Where(claim => claim.Scope is null));
        var wholes = claims.Where(claim => claim.Scope is null || !highest.TryGetValue(claim.Article, out var all) || all <= Middle(claim)).ToList();
        return wholes.Select(claim => claim.Article).Distinct().Count() >= 2 ? wholes : claims;
    }

    /// <summary>The highest number of each article.</summary>
    internal static Dictionary<string, decimal> Highest(IEnumerable<ComparableClaim> claims) => claims.GroupBy(claim => claim.Article).ToDictionary(article => article.Key, article => article.Max(Middle));

    private static string? DifferentUnits(string metric, List<ComparableClaim> claims)
    {
        // "116 lawmakers" and "116 people": a word for anybody, or for what the metric says already, stands against none.
        var byUnit = claims.Where(claim => !Anybody.Contains(Folding.Fold(claim.Unit).Split(' ')[^1])).GroupBy(claim => Folding.Fold(claim.Unit)).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        if (byUnit.Count < 2) return null;
        // Numbers near each other under two names are of one thing; those far apart count two things where neither name is the other's last word.
        var heads = byUnit.Select(group => group.Key.Split(' ')[^1]).Distinct().ToList();
        // The metric names what it counts: "houses_destroyed", of homes too.
        if (heads.Any(head => head.Length > 0 && metric.Contains(head, StringComparison.Ordinal))) return null;
        return heads.Count > 1 && claims.Select(claim => claim.Metric).Distinct().Count() == 1 && AreFarApart(claims) ? $"counted in {string.Join(" and in ", byUnit.Select(group => group.First().Unit))}" : null;
    }

    private static bool AreFarApart(List<ComparableClaim> claims) => claims.Max(Middle) > MostOfOneThing * claims.Min(Middle);

    // Two counts of which one is more than twice the other, and called otherwise, are of two things.
    private const int MostOfOneThing = 2;

    /// <summary>Whether some number lies in what both can mean.</summary>
    internal static bool Agree(ComparableClaim one, ComparableClaim other) => Compatible(OneUnit.Of([one, other]).Claims);

    // Whether some number lies in what every claim, all in one unit, can mean.
    private static bool Compatible(IEnumerable<ComparableClaim> claims)
    {
        decimal low = decimal.MinValue, high = decimal.MaxValue;
        foreach (var claim in claims)
        {
            var (from, to) = Meaning(claim);
            low = Math.Max(low, from);
            high = Math.Min(high, to);
        }
        return low <= high;
    }

    /// <summary>The numbers that a claim can mean.</summary>
    internal static (decimal From, decimal To) Meaning(ComparableClaim claim)
    {
        if (claim.Value is null) return (claim.Low ?? decimal.MinValue, claim.High ?? decimal.MaxValue);
        var value = Middle(claim);
        return claim.Qualifier switch
        {
            Qualifier.MoreThan when IsOneDigit(value) => (value, value * MostAboveOneDigit),
            Qualifier.AtLeast or Qualifier.MoreThan => (value, value * MostAbove),
            Qualifier.UpTo or Qualifier.LessThan => (value * MostBelow, value),
            Qualifier.About => (value - About(value), value + About(value)),
            _ => (value - Half(value, claim.Slack), value + Half(value, claim.Slack)),
        };
    }

    // "About 50" is what would be told as 50, and "more than 40" less than 50.
    private const decimal NearestTen = 4.5m, MostAboveOneDigit = 1.25m;

    private static decimal About(decimal value) => Math.Max(Math.Abs(value) * Roughly, value is >= 20 and < 100 && IsOneDigit(value) ? NearestTen : 0);

    // 40, 700 and three billion.
    private static bool IsOneDigit(decimal value) => value >= 10 && value < Largest && Digits.Count(value) == 1;

    // How far a number that is said to be exact stands for others.
    private const decimal MostRounded = 0.03m;

    // How far reporters round: of 90 differences that were labelled as rounding four in five are within 7 %, and of the numbers further apart most contradict each other.
    // "More than 500" may be 539, and hardly 700.
    private const decimal Roughly = 0.07m, MostAbove = 1.15m, MostBelow = 0.85m;

    // What was told in another unit may be off by what it was rounded there.
    private static decimal Half(decimal value, decimal slack) => Math.Max(Half(value), Math.Min(slack, Math.Abs(value) * MostOfUnit));

    // "Two years" are 27 months.
    private const decimal MostOfUnit = 0.13m;

    // No two numbers of as many decimals reach each other.
    private const decimal JustBelowHalf = 0.49m, MostCounted = 1_000_000_000;

    // A number stands for those with more decimals that round to it: 18 for 18.4, 61.4 for 61.37. From a hundred on a round one stands for what rounds to it, a little at most: 500 for 485 to 515, 540 for 535 to 545.
    private static decimal Half(decimal value)
    {
        var last = Digits.Last(value, MostCounted);
        return value < 100 || last <= 1 ? Math.Min(1, last) * JustBelowHalf : Math.Min(last / 2, value * MostRounded);
    }

    // What reports name differently, and their numbers show to be one.
    private static IEnumerable<string> Names(IReadOnlyList<ComparableClaim> claims)
    {
        var names = claims.Select(claim => claim.Metric.Replace('_', ' ')).Distinct().Order(StringComparer.Ordinal).ToList();
        return names.Count > 1 ? [$"one number under several names: {string.Join(", ", names)}"] : [];
    }

    private static string Numbers(List<ComparableClaim> claims) =>
        string.Join(", ", claims.Select(claim => string.Create(CultureInfo.InvariantCulture, $"{Middle(claim):0.##}")).Distinct());
}
