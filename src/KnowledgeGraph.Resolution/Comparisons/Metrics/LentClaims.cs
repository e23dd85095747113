using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Claims that an article ties to a happening beside the one that it is about, the search after the crash, the arrests after the march, another fire of the same days, or to none. Other reports
/// give the number without that happening, so that it is lent to what the article is about and compared there too: what is of one thing is told by what is said around it
/// (<see cref="ClaimLikeness"/>); so are numbers of earlier happenings that several reports recall. Not lent is what is denied or of another country.
/// </summary>
public static class LentClaims
{
    /// <summary>Local id of the event that each such claim is lent to, by the claim's.</summary>
    public static IReadOnlyDictionary<string, string> Of(Contribution contribution)
    {
        var prominent = MainReports.Of(contribution);
        if (contribution.Events.FirstOrDefault(report => prominent.GetValueOrDefault(report.Id) == Prominence.Main) is not { } main) return new Dictionary<string, string>();
        var events = contribution.Events.ToDictionary(report => report.Id);
        var places = contribution.Entities.ToDictionary(entity => entity.Id);
        var whole = WholeOf(main);
        return contribution.Claims.Where(claim => claim.Event is null || events.TryGetValue(claim.Event, out var own) && WholeOf(own) != whole && IsBeside(own)).ToDictionary(claim => claim.Id, _ => main.Id);

        string WholeOf(Event report)
        {
            for (var steps = 0; steps < events.Count && report.PartOf is not null && events.TryGetValue(report.PartOf, out var above); steps++) report = above;
            return report.Id;
        }

        bool IsBeside(Event own) => !own.Negated && (own.Place is null || main.Place is null || own.Place == main.Place || places[own.Place].Country is not { } country || places[main.Place].Country is not { } other || country == other);
    }
}
