using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Claims that an article ties to a happening beside the one that it is about: the search after the crash, the arrests after the march. Where other reports give the
/// number without that happening, it is compared with theirs, so that it is lent to what the article is about. Not so how long something lasted, what became of people
/// and things where the main happening is of no kind that does it, and the numbers of what is told apart from it as another of its kind.
/// </summary>
public static class LentClaims
{
    // Days from one to the other within which both are one story.
    private const int Near = 3;

    /// <summary>Local id of the event that each such claim is lent to, by the claim's.</summary>
    public static IReadOnlyDictionary<string, string> Of(Contribution contribution)
    {
        var prominent = MainReports.Of(contribution);
        if (contribution.Events.FirstOrDefault(report => prominent.GetValueOrDefault(report.Id) == Prominence.Main) is not { } main) return new Dictionary<string, string>();
        var events = contribution.Events.ToDictionary(report => report.Id);
        var places = contribution.Entities.ToDictionary(entity => entity.Id);
        var whole = WholeOf(main);
        return contribution.Claims.Where(claim => claim.Event is not null && events.TryGetValue(claim.Event, out var own) && MayBeLent(own, MeasuredThing.Of(claim.Metric, claim.Unit))).ToDictionary(claim => claim.Id, _ => main.Id);

        bool MayBeLent(Event own, MeasuredThing thing)
        {
            if (WholeOf(own) is var of && (of == whole || own.Kind == main.Kind || events[of].Kind == main.Kind) || thing.IsDuration || !IsBeside(own)) return false;
            return !thing.IsFate || KnownMetrics.IsOf(thing.State!, main.Kind) && (own.Place is null || main.Place is null || own.Place == main.Place);
        }

        string WholeOf(Event report)
        {
            for (var steps = 0; steps < events.Count && report.PartOf is not null && events.TryGetValue(report.PartOf, out var above); steps++) report = above;
            return report.Id;
        }

        bool IsBeside(Event own) => !own.Negated && !MainReports.IsLongAgo(own, contribution.Article.Published?.First)
            && (own.Date is null || main.Date is null || Math.Abs(own.Date.First.DayNumber - main.Date.First.DayNumber) <= Near)
            && (own.Place is null || main.Place is null || own.Place == main.Place || places[own.Place].Country is not { } country || places[main.Place].Country is not { } other || country == other);
    }
}
