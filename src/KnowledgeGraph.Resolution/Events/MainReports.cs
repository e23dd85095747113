using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>How far a happening is what its article is about.</summary>
public enum Prominence
{
    /// <summary>Told somewhere in the article.</summary>
    Passing,

    /// <summary>Told in the headline or the first sentences.</summary>
    Lead,

    /// <summary>Of those in the headline and the first sentences, the one that the article tells most of; where they tell none, of all.</summary>
    Main,
}

/// <summary>Which happenings an article is about: those of its headline and first sentences, and one of them above all.</summary>
internal static class MainReports
{
    // An article is about one thing and what belongs to it.
    private const int Most = 2;

    /// <summary>By the report's id in its contribution; what is not there is told in passing.</summary>
    public static IReadOnlyDictionary<string, Prominence> Of(Contribution contribution)
    {
        var isLead = StoryLead.IsIn(contribution.Article);
        var headline = StoryLead.Headline(contribution.Article);
        var claims = contribution.Claims.Where(claim => claim.Event is not null).ToLookup(claim => claim.Event);
        var parts = contribution.Events.Where(report => report.PartOf is not null).ToLookup(report => report.PartOf);
        var published = contribution.Article.Published?.First;
        double Weight(Event report) =>
            (report.Triggers.Any(headline.Contains) ? 3 : 0) + (report.Triggers.Any(isLead) ? 3 : 0) + Math.Min(4, report.Triggers.Count) + Math.Min(3, claims[report.Id].Count() + parts[report.Id].Sum(part => claims[part.Id].Count()))
            - (report.PartOf is not null ? 4 : 0) - (report.Kind == EventKinds.Unnamed ? 4 : 0) - (IsLongAgo(report, published) ? 6 : 0);
        var told = contribution.Events.Where(report => !report.Negated)
            .OrderByDescending(Weight).ThenBy(report => report.Triggers.Count > 0 ? report.Triggers.Min().Start : int.MaxValue).ThenBy(report => report.Id, StringComparer.Ordinal).ToList();
        return told.Where((report, rank) => rank == 0 || (rank < Most && report.Triggers.Any(isLead)))
            .ToDictionary(report => report.Id, report => ReferenceEquals(report, told[0]) ? Prominence.Main : Prominence.Lead);
    }

    /// <summary>Whether it was over when its article appeared, which looks back to it.</summary>
    public static bool IsLongAgo(Event report, DateOnly? published) =>
        report.Date is { } date && published is { } day && date.Last.DayNumber < day.DayNumber - News;

    // Days for which what is told without a date can have happened.
    private const int News = 7;
}
