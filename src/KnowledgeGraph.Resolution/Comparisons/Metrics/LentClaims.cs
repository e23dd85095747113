using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Claims that an article ties to a happening beside the one that it is about, the search after the crash, the arrests after the march, another fire of the same days, or to none. Other reports
/// give the number without that happening, so that it is lent to what the article is about and compared there too: what is of one thing is told by what is said around it
/// (<see cref="ClaimLikeness"/>). Not lent is what is denied, of other days, of long ago or of another country.
/// </summary>
public static class LentClaims
{
    // Days from one to the other within which both are one story.
    private const int Near = 3;

    private static readonly HashSet<string> Past = ["ago", "earlier", "since", "previous", "previously", "last"];

    private const int Century = 100, FirstYear = 1900;

    /// <summary>Local id of the event that each such claim is lent to, by the claim's.</summary>
    public static IReadOnlyDictionary<string, string> Of(Contribution contribution)
    {
        var prominent = MainReports.Of(contribution);
        if (contribution.Events.FirstOrDefault(report => prominent.GetValueOrDefault(report.Id) == Prominence.Main) is not { } main) return new Dictionary<string, string>();
        var events = contribution.Events.ToDictionary(report => report.Id);
        var places = contribution.Entities.ToDictionary(entity => entity.Id);
        var published = contribution.Article.Published?.First;
        var whole = WholeOf(main);
        return contribution.Claims.Where(claim => claim.Event is null || events.TryGetValue(claim.Event, out var own) && WholeOf(own) != whole && IsBeside(own, claim)).ToDictionary(claim => claim.Id, _ => main.Id);

        string WholeOf(Event report)
        {
            for (var steps = 0; steps < events.Count && report.PartOf is not null && events.TryGetValue(report.PartOf, out var above); steps++) report = above;
            return report.Id;
        }

        bool IsBeside(Event own, Claim claim) => !own.Negated && !(MainReports.IsLongAgo(own, published) && TellsOfThePast(claim))
            && (own.Date is null || main.Date is null || Math.Abs(own.Date.First.DayNumber - main.Date.First.DayNumber) <= Near)
            && (own.Place is null || main.Place is null || own.Place == main.Place || places[own.Place].Country is not { } country || places[main.Place].Country is not { } other || country == other);

        // Of a happening that one sentence dates to another year, the others may tell of today.
        bool TellsOfThePast(Claim claim) => Folding.Fold(claim.Evidence.Sentence.Slice(contribution.Article.Text)).Split(' ').Any(word => Past.Contains(word) || int.TryParse(word, out var year) && year >= FirstYear && year < (published?.Year ?? FirstYear + Century));
    }
}
