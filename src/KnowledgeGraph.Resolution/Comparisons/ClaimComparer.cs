using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Sets the claims on one metric of one event side by side and says how they differ. The first kind that explains every difference counts:
/// the same, another scope, another unit, a later count, rounding; what nothing explains is a conflict.
/// </summary>
public static class ClaimComparer
{
    // What is counted up while it becomes known: later numbers are higher.
    private static readonly HashSet<string> Growing =
        ["killed", "injured", "wounded", "missing", "dead", "damaged", "destroyed", "arrested", "detained", "evacuated", "displaced", "hospitalised", "rescued", "found", "infected", "died",
            "area", "vaccinated", "homeless", "stolen", "taken", "flooded", "recalled", "kidnapped", "abducted", "trapped"];

    private static readonly HashSet<string> Falling = ["missing", "trapped", "critical", "power", "hospitalised", "stranded"];

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
        var scopes = claims.Select(claim => claim.Scope).Where(scope => scope is not null).Distinct().ToList();
        var values = claims.Select(claim => (claim.Value, claim.Low, claim.High)).Distinct().ToList();
        if (claims.Select(claim => claim.Article).Distinct().Count() < 2 && values.Count < 2) return (DifferenceKind.None, []);
        if (claims.Select(claim => claim.Negated).Distinct().Count() > 1) return (DifferenceKind.Conflict, ["one affirms what the other denies"]);
        if (scopes.Count > 1)
            return (DifferenceKind.Scope, [$"limited to {string.Join(" and to ", claims.Where(claim => claim.Scope is not null).Select(claim => claim.ScopeName ?? claim.Scope!).Distinct().Order(StringComparer.Ordinal))}"]);
        if (AllSame(claims)) return (DifferenceKind.None, ["all say the same"]);
        if (DifferentUnits(metric, claims) is { } units) return (DifferenceKind.Definition, [units]);
        var course = Course(metric, claims);
        if (course is not null && IsTally(metric)) return (DifferenceKind.Update, [course]);
        if (Compatible(claims)) return (DifferenceKind.Rounding, [$"{Numbers(claims)}: one number fits all"]);
        if (course is not null) return (DifferenceKind.Update, [course]);
        return (DifferenceKind.Conflict, [$"{Numbers(claims)}: no number fits all"]);
    }

    // "Seven of them in the valley", beside the number of all: how the numbers of all differ is what counts, where two articles have one.
    private static List<ComparableClaim> WithoutParts(List<ComparableClaim> claims)
    {
        var highest = Highest(claims.Where(claim => claim.Scope is null));
        var wholes = claims.Where(claim => claim.Scope is null || !highest.TryGetValue(claim.Article, out var all) || all <= Middle(claim)).ToList();
        return wholes.Select(claim => claim.Article).Distinct().Count() >= 2 ? wholes : claims;
    }

    private static Dictionary<string, decimal> Highest(IEnumerable<ComparableClaim> claims) => claims.GroupBy(claim => claim.Article).ToDictionary(article => article.Key, article => article.Max(Middle));

    private static bool AllSame(List<ComparableClaim> claims)
    {
        var stated = claims.Select(claim => (Middle: Middle(claim), Open: Openness(claim.Qualifier))).Distinct().ToList();
        return stated.Count == 1;
    }

    // "a record 539" and "539" are the same number; "at least 23" is not.
    private static int Openness(Qualifier qualifier) => qualifier switch
    {
        Qualifier.Exact or Qualifier.Record => 0,
        Qualifier.AtLeast or Qualifier.MoreThan => 1,
        Qualifier.UpTo or Qualifier.LessThan => 2,
        _ => 3,
    };

    private static string? DifferentUnits(string metric, List<ComparableClaim> claims)
    {
        // "116 lawmakers" and "116 people": a word for anybody, or for what the metric says already, stands against none.
        var byUnit = claims.Where(claim => !Anybody.Contains(Folding.Fold(claim.Unit).Split(' ')[^1])).GroupBy(claim => Folding.Fold(claim.Unit)).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        if (byUnit.Count < 2) return null;
        // Equal numbers under two names are one thing; unequal ones count two things where neither name is the other's last word.
        var heads = byUnit.Select(group => group.Key.Split(' ')[^1]).Distinct().ToList();
        // The metric names what it counts: "houses_destroyed", of homes too.
        if (heads.Any(head => head.Length > 0 && metric.Contains(head, StringComparison.Ordinal))) return null;
        return heads.Count > 1 && !Compatible(claims) ? $"counted in {string.Join(" and in ", byUnit.Select(group => group.First().Unit))}" : null;
    }

    // What is counted grows as it becomes known: ordered by time, no later report is below an earlier one, and the last is above the first. Who is missing, trapped or without
    // power becomes less too. A report that sets two sources' numbers side by side tells of no course but of a dispute.
    private static string? Course(string metric, List<ComparableClaim> claims)
    {
        bool grows = IsTally(metric), falls = metric.Split('/', '_').Any(Falling.Contains);
        if (!grows && !falls && !MeasuredThing.Of(metric, claims[0].Unit).IsAmount || claims.GroupBy(claim => claim.Article).Any(IsDispute)) return null;
        // An article's tally is the highest of its numbers; those below it are of parts and of earlier hours.
        var highest = Highest(claims);
        var tallies = claims.Where(claim => Middle(claim) == highest[claim.Article]).ToList();
        var timed = tallies.Select(claim => (When: Time(claim), Value: Middle(claim), claim)).Where(item => item.When is not null)
            .OrderBy(item => item.When).ThenBy(item => item.Value).ToList();
        if (grows && timed.Count == 0 && tallies.Max(Middle) is var most && tallies.Min(Middle) is var least && least < most)
            return string.Create(CultureInfo.InvariantCulture, $"from {least:0.##} to {most:0.##}, undated, as more became known");
        if (timed.Count < tallies.Count || timed.Count < 2 || timed[0].Value == timed[^1].Value) return null;
        var isRise = timed[0].Value < timed[^1].Value;
        for (var i = 1; i < timed.Count; i++)
            if ((isRise ? timed[i].Value < timed[i - 1].Value : timed[i].Value > timed[i - 1].Value) && !Agree(timed[i].claim, timed[i - 1].claim)) return null;
        if (!isRise && !falls) return null;
        var oneMoment = timed[0].When == timed[^1].When;
        if (oneMoment && !(grows && isRise && timed.Exists(item => item.Value < timed[^1].Value && Openness(item.claim.Qualifier) == 1))) return null;
        return string.Create(CultureInfo.InvariantCulture, $"from {timed[0].Value:0.##} to {timed[^1].Value:0.##} as {(isRise ? "more became known" : "time went on")}");
    }

    private static bool IsTally(string metric) => metric.Split('/', '_').Any(Growing.Contains);

    private static bool IsDispute(IEnumerable<ComparableClaim> ofArticle) =>
        ofArticle.Where(claim => claim.Scope is null && claim.SourceKey is not null).ToList() is { Count: > 1 } sourced
        && sourced.Exists(one => sourced.Exists(other => one.SourceKey != other.SourceKey && !Agree(one, other)));

    private static DateTimeOffset? Time(ComparableClaim claim) =>
        claim.AsOf is { } day ? new DateTimeOffset(day.First, default, TimeSpan.Zero) : claim.Published;

    /// <summary>Whether some number lies in what both can mean.</summary>
    internal static bool Agree(ComparableClaim one, ComparableClaim other) => Compatible(OneUnit.Of([one, other]).Claims);

    // Whether some number lies in what every claim can mean.
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

    private static (decimal From, decimal To) Meaning(ComparableClaim claim)
    {
        if (claim.Value is null) return (claim.Low ?? decimal.MinValue, claim.High ?? decimal.MaxValue);
        var value = Middle(claim);
        return claim.Qualifier switch
        {
            Qualifier.AtLeast or Qualifier.MoreThan => (value, value * MostAbove),
            Qualifier.UpTo or Qualifier.LessThan => (value * MostBelow, value),
            Qualifier.About => (value * (1 - Roughly), value * (1 + Roughly)),
            _ => (value - Half(value, claim.Slack), value + Half(value, claim.Slack)),
        };
    }

    // How far a number that is said to be exact stands for others.
    private const decimal MostRounded = 0.03m;

    // How far reporters round: of 90 differences that were labelled as rounding four in five are within 7 %, and of the numbers further apart most contradict each other.
    // "More than 500" may be 539, and hardly 700.
    private const decimal Roughly = 0.07m, MostAbove = 1.15m, MostBelow = 0.85m;

    // From a hundred on, a round number stands for what rounds to it, a little at most: 500 for 485 to 515, 540 for 535 to 545, 539 for itself.
    private static decimal Half(decimal value, decimal slack) => Math.Max(Half(value), Math.Min(slack, Math.Abs(value) * Roughly));

    private static decimal Half(decimal value)
    {
        if (value < 100) return 0;
        var step = 1m;
        while (value >= step * 10 && value % (step * 10) == 0 && step < 1_000_000_000) step *= 10;
        return step == 1 ? 0 : Math.Min(step / 2, value * MostRounded);
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
