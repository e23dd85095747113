using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>How the numbers of the articles go with time. An article's number is the highest that it gives; those below it are of parts and of earlier hours.</summary>
/// <param name="IsTally">Whether what is counted grows, or becomes less, as it becomes known or as time goes on.</param>
/// <param name="IsOnward">Whether later articles have more, and none less: less, where that is how the count goes. A tally that nobody dated grew.</param>
/// <param name="IsBothWays">Whether some later articles have more, and some less.</param>
/// <param name="IsOfOneMoment">Whether all articles are of one moment, and none says that its number is only the least.</param>
internal sealed record ClaimCourse(bool IsTally, bool IsOnward, bool IsBothWays, bool IsOfOneMoment, string Reason)
{
    // What is counted up while it becomes known: later numbers are higher.
    private static readonly HashSet<string> Growing =
        ["killed", "injured", "wounded", "missing", "dead", "damaged", "destroyed", "arrested", "detained", "evacuated", "displaced", "hospitalised", "rescued", "found", "infected", "died",
            "area", "vaccinated", "homeless", "stolen", "taken", "flooded", "recalled", "kidnapped", "abducted", "trapped"];

    private static readonly HashSet<string> Falling = ["missing", "trapped", "critical", "power", "hospitalised", "stranded"];

    public static ClaimCourse Of(string metric, IReadOnlyCollection<ComparableClaim> claims)
    {
        var words = metric.Split('/', '_');
        bool grows = words.Any(Growing.Contains), falls = words.Any(Falling.Contains);
        var highest = ClaimComparer.Highest(claims);
        var tallies = claims.Where(claim => ClaimComparer.Middle(claim) == highest[claim.Article]).ToList();
        decimal least = tallies.Min(ClaimComparer.Middle), most = tallies.Max(ClaimComparer.Middle);
        var (rises, sinks) = Directions(tallies);
        var moments = tallies.Select(Time).Distinct().ToList();
        var isUndated = grows && least < most && moments is [null];
        var isFall = falls && sinks && !rises;
        return new(grows || falls, isFall || isUndated || rises && !sinks, rises && sinks, !rises && moments is [not null], isFall
            ? string.Create(CultureInfo.InvariantCulture, $"from {most:0.##} to {least:0.##} as time went on")
            : string.Create(CultureInfo.InvariantCulture, $"from {least:0.##} to {most:0.##}{(isUndated ? ", undated," : "")} as more became known"));
    }

    // Whether an article has more than an earlier one, and whether it has less than that can mean. Of one moment "at least 12" comes before 19.
    private static (bool Rises, bool Sinks) Directions(List<ComparableClaim> tallies)
    {
        bool rises = false, sinks = false;
        decimal lowest = decimal.MaxValue, surest = decimal.MinValue;
        foreach (var moment in tallies.Where(claim => Time(claim) is not null).GroupBy(Time).OrderBy(moment => moment.Key))
        {
            var least = moment.Where(claim => claim.Qualifier is Qualifier.AtLeast or Qualifier.MoreThan).Select(ClaimComparer.Middle).DefaultIfEmpty(decimal.MaxValue).Min();
            rises |= moment.Max(ClaimComparer.Middle) is var most && (most > lowest || most > least);
            sinks |= moment.Any(claim => ClaimComparer.Meaning(claim).To < surest);
            lowest = Math.Min(lowest, moment.Min(ClaimComparer.Middle));
            surest = Math.Max(surest, moment.Max(claim => ClaimComparer.Meaning(claim).From));
        }
        return (rises, sinks);
    }

    private static DateTimeOffset? Time(ComparableClaim claim) =>
        claim.AsOf is { } day ? new DateTimeOffset(day.First, default, TimeSpan.Zero) : claim.Published;
}
