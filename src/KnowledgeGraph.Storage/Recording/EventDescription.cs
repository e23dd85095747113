using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>One article's version of an event, as far as the event is computed from it.</summary>
/// <typeparam name="TId">How the store names entities and events; a type that has null.</typeparam>
/// <param name="Published">Day of publication, 0 where unknown.</param>
/// <param name="Place">Null where it names none, or one that is not there.</param>
/// <param name="Gazetteer">The place's gazetteer id.</param>
internal sealed record ToldEvent<TId>(
    string Article, int Published, string Kind, string Label, PartialDate? Date, TId? Place, string? Gazetteer, TId? PartOf, Modality Modality, bool Negated)
{
    public bool IsCountry => GazetteerIds.IsCountry(Gazetteer);
}

/// <summary>What all reports of an event come to.</summary>
/// <param name="FirstReported">Day, 0 where unknown.</param>
internal sealed record EventDescription<TId>(
    string Kind, string Label, PartialDate? Date, TId? Place, TId? PartOf, Modality Modality, bool Negated, int Articles, int FirstReported)
{
    /// <summary>First day of the date, else of the first report.</summary>
    public int Day => Date?.First.DayNumber ?? FirstReported;

    public int LastDay => Date?.Last.DayNumber ?? FirstReported;

    /// <summary>
    /// Where reports are divided evenly about a place or a whole, the first of them decides: ids of places and wholes may still change, theirs do not.
    /// </summary>
    /// <param name="id">The event itself.</param>
    /// <param name="reports">At least one, in the order of their ids.</param>
    public static EventDescription<TId> Of(TId id, IReadOnlyList<ToldEvent<TId>> reports) => new(
        // What most call it; where the ontology has no word for what some tell, the others have.
        reports.GroupBy(report => report.Kind).OrderBy(group => group.Key == EventKinds.Unnamed).ThenByDescending(group => group.Count()).First().Key,
        Commonest(reports.Select(report => report.Label), text => text.Length)!,
        // The most precise of equally common ones.
        Commonest(reports.Select(report => report.Date?.ToString()).OfType<string>(), text => -Length(PartialDate.Parse(text))) is { } date ? PartialDate.Parse(date) : null,
        // A city says more than its country, and two reports say more than one.
        reports.Where(report => report.Place is not null).GroupBy(report => report.Place)
            .OrderBy(group => group.First().IsCountry).ThenByDescending(group => group.Count()).Select(group => group.Key).FirstOrDefault(),
        reports.Where(report => report.PartOf is not null && !EqualityComparer<TId>.Default.Equals(report.PartOf, id)).GroupBy(report => report.PartOf)
            .OrderByDescending(group => group.Count()).Select(group => group.Key).FirstOrDefault(),
        reports.GroupBy(report => report.Modality).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key,
        reports.Count(report => report.Negated) * 2 > reports.Count,
        reports.Select(report => report.Article).Distinct().Count(),
        reports.Where(report => report.Published > 0).Select(report => report.Published).DefaultIfEmpty(0).Min());

    private static string? Commonest(IEnumerable<string> texts, Func<string, int> preference) =>
        texts.GroupBy(text => text).OrderByDescending(group => group.Count()).ThenByDescending(group => preference(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key).FirstOrDefault();

    private static int Length(PartialDate date) => date.Last.DayNumber - date.First.DayNumber;
}
