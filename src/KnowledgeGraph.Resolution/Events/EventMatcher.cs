using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Whether two reports tell of one event. What cannot be (another kind, other days, other people, two cities) decides alone; what agrees adds up.
/// </summary>
public static class EventMatcher
{
    /// <summary>From here on two reports are of one event.</summary>
    public const double Same = 0.5;

    private const double Sure = 0.7;

    // Those that most often decide alone come first.
    private static readonly Func<EventProfile, EventProfile, (double Points, string? Reason)>[] Features = [Time, Place, Who, Numbers, Words, Story];

    private static readonly MatchScore OtherKinds = MatchScore.No("another kind");

    /// <summary>Whether two reports can be of one event at all; where not, their score is 0. Says so at a fraction of the cost of a comparison.</summary>
    public static bool CanBeOne(EventProfile a, EventProfile b) => a.Kind == b.Kind || StoryMatcher.CanBeOne(a, b);

    public static MatchScore Compare(EventProfile a, EventProfile b)
    {
        // Most pairs are of two kinds, and most of these have nothing in common.
        return CanBeOne(a, b) ? Compare(a, b, StoryMatcher.Compare(a, b)) : OtherKinds;
    }

    /// <summary>The same of two that can be of one event.</summary>
    /// <param name="story">How like what their articles are about is; null where one is not what its article is about.</param>
    internal static MatchScore Compare(EventProfile a, EventProfile b, MatchScore? story)
    {
        var told = a.Kind != b.Kind ? OtherKinds : a.Kind == EventKinds.Unnamed && story is not null ? story : CompareReports(a, b);
        if (story is null) return told;
        // Little that two reports have in common does not make up for articles of unknown days that are not alike.
        if (told.Score is >= Same and < Sure && a.Published is null && b.Published is null && story.Score < StoryMatcher.Alike) return story;
        return story.Score > told.Score ? story : told;
    }

    private static MatchScore CompareReports(EventProfile a, EventProfile b)
    {
        var score = 0.0;
        var reasons = new List<string>();
        foreach (var feature in Features)
        {
            var (points, reason) = feature(a, b);
            if (double.IsNegativeInfinity(points)) return MatchScore.No(reason!);
            score += points;
            if (reason is not null) reasons.Add(reason);
        }
        return new(Bounded(score), reasons);
    }

    // Below one, however much agrees; and what agrees more stays above what agrees less.
    private static double Bounded(double score) => score <= 0.9 ? Math.Max(0, score) : 0.9 + 0.1 * (1 - 1 / (1 + score - 0.9));

    private static (double Points, string? Reason) Never(string reason) => (double.NegativeInfinity, reason);

    private static (double, string?) Time(EventProfile a, EventProfile b)
    {
        var stated = StatedTime(a, b);
        if (stated.Agrees is { } decided) return decided ? (stated.Points, stated.Reason) : Never(stated.Reason!);
        // No date stands against it: articles that share unusual numbers tell one story, and so do articles of unknown days that name the same few.
        var shared = KeyList.Shared(a.ContextList, b.ContextList);
        if (shared.Count >= 2) return (0.09 * Math.Min(4, shared.Count), $"both articles have {string.Join(", ", shared.Take(4))}");
        var dayless = (a.Published is null || b.Published is null) && !IsPeriod(a) && !IsPeriod(b);
        return dayless && a.Article != b.Article && TellsOne(a, b) && (a.Words.Intersect(b.Words).Any() || SharedLead(a, b) >= MuchLead) ? (0, "no date stands against it") : Never(stated.Reason ?? "undated");
    }

    // Null where dates neither agree nor stand against each other.
    private static (bool? Agrees, double Points, string? Reason) StatedTime(EventProfile a, EventProfile b)
    {
        // "This year" tells the day of nothing: beside a day it counts as none.
        if (IsVague(a) != IsVague(b)) (a, b) = IsVague(a) ? (a with { First = null, Last = null }, b) : (a, b with { First = null, Last = null });
        if (a is { First: { } f1, Last: { } l1, Days: { } days1 } && b is { First: { } f2, Last: { } l2, Days: { } days2 })
        {
            if (f1 > l2 || f2 > l1) return (false, 0, "other days");
            bool period1 = days1 > EventKeys.LongestMoment, period2 = days2 > EventKeys.LongestMoment;
            if (period1 != period2) return (false, 0, "a moment and a period");
            if (period1)
                return f1 == f2 && l1 == l2 ? (true, 0.3, "the same period")
                    : Math.Min(days1, days2) * 2 >= Math.Max(days1, days2) ? (true, 0.1, "periods that overlap") : (false, 0, "other periods");
            // Two nights that share a day are two nights.
            if (days1 == 2 && days2 == 2 && f1 != f2) return (false, 0, "other nights");
            return f1 == f2 && l1 == l2 ? (true, 0.3, "the same day") : (true, 0.22, "days that overlap");
        }
        var dated = a.First is not null ? a : b.First is not null ? b : null;
        if (dated is null)
        {
            if (a.Published is not { } p1 || b.Published is not { } p2) return (null, 0, "undated");
            return Math.Abs(p1.DayNumber - p2.DayNumber) <= 3 ? (true, 0.1, "published within three days, undated") : (null, 0, "undated, published at other times");
        }
        var undated = ReferenceEquals(dated, a) ? b : a;
        if (undated.Published is not { } published) return (null, 0, "undated");
        if (dated.Days > EventKeys.LongestMoment) return (null, 0, "a period and an undated report");
        var since = published.DayNumber - dated.Last!.Value.DayNumber;
        return since is >= -1 and <= 2 ? (true, 0.12, "undated, published right after") : (null, 0, "undated, published at another time");
    }

    private static bool IsPeriod(EventProfile profile) => profile.Days > EventKeys.LongestMoment;

    private static bool IsVague(EventProfile profile) => profile.Days >= EventKeys.Year;

    private static (double, string?) Place(EventProfile a, EventProfile b)
    {
        // A name that no gazetteer knows may be a ship's or a hall's: it stands against no other place where the articles tell one story.
        if (a.Place != b.Place && (IsUnknown(a) || IsUnknown(b)) && OneStory(a, b)) return (0, null);
        if (a.Place is null || b.Place is null)
            return a.Country is not null && a.Country == b.Country ? (0.1, $"in {a.Country}")
                : a.Country is not null && b.Country is not null ? Never($"in {a.Country} and in {b.Country}") : (0, null);
        if (a.Place == b.Place) return (0.25, "the same place");
        if (a.Country is not null && b.Country is not null && a.Country != b.Country) return Never($"in {a.Country} and in {b.Country}");
        bool wideA = GazetteerIds.IsCountry(a.Place), wideB = GazetteerIds.IsCountry(b.Place);
        if (wideA != wideB && a.Country == b.Country) return (0.12, "one place in the other");
        if (a.Targets.Concat(b.Targets).Intersect([LocationKey(a.Place), LocationKey(b.Place)]).Any()) return (0.05, null);
        return Never("two places");
    }

    // Where two articles of one story tell of one each, it is the same.
    private static readonly HashSet<string> StoryKinds = ["attack", "protest", "election", "disaster", "accident", "transaction"];

    private const int StoryNames = 3, DaylessNames = 2;

    // Reports of the same days, or of unknown ones, by articles that name the same people, organisations and places.
    private static (double, string?) Story(EventProfile a, EventProfile b)
    {
        if (a.Article == b.Article) return (0, null);
        var shared = SharedNames(a, b);
        var sole = a.IsSole && b.IsSole && StoryKinds.Contains(a.Kind);
        if (KeyList.CountShared(a.ContextList, b.ContextList) >= 2) return sole ? (0.4, "the only one of its kind in either article of one story") : shared >= StoryNames ? (0.15, $"{shared} names in both articles") : (0, null);
        if (a.Published is { } p1 && b.Published is { } p2)
            return Math.Abs(p1.DayNumber - p2.DayNumber) <= 7 && OneStory(a, b) ? (!sole ? 0.15 : a.Prominence == Prominence.Passing || b.Prominence == Prominence.Passing ? 0.3 : 0.4, $"{shared} names in both articles") : (0, null);
        if (!TellsOne(a, b)) return (0, null);
        var lead = SharedLead(a, b);
        return ((shared switch { 0 => 0, 1 => 0.2, 2 => 0.3, _ => 0.35 }) + (lead >= MuchLead ? 0.3 : lead >= OneLead ? 0.2 : 0), shared > 0 ? $"{shared} names in both articles" : "the articles begin alike");
    }

    // Share of an article's first words from which it begins as another does.
    private const double OneLead = 0.3, MuchLead = 0.45;

    private const int LeastLead = 6;

    // Articles of unknown days: two names in both, or one and a beginning that is alike, or much alike.
    private static bool TellsOne(EventProfile a, EventProfile b) =>
        SharedNames(a, b) is var names && (names >= DaylessNames || (SharedLead(a, b) is var lead && (names == 1 ? lead >= OneLead : lead >= MuchLead)));

    private static double SharedLead(EventProfile a, EventProfile b) =>
        Math.Min(a.Lead.Count, b.Lead.Count) is var fewer && fewer < LeastLead ? 0 : (double)KeyList.CountShared(a.LeadList, b.LeadList) / fewer;

    // Three names in both articles, or two where one of them names hardly more.
    private static bool OneStory(EventProfile a, EventProfile b) =>
        SharedNames(a, b) is var shared && (shared >= StoryNames || (shared == StoryNames - 1 && shared * 2 >= Math.Min(a.Story.Count, b.Story.Count)));

    private static int SharedNames(EventProfile a, EventProfile b) => KeyList.CountShared(a.StoryList, b.StoryList);

    private static bool IsUnknown(EventProfile profile) => profile.Country is null && profile.Place?.StartsWith("name:", StringComparison.Ordinal) == true;

    private static string LocationKey(string place) => "l:" + place;

    private static (double, string?) Who(EventProfile a, EventProfile b)
    {
        var (actors, conflictA) = Shared(a.Actors, b.Actors);
        var (targets, conflictT) = Shared(a.Targets, b.Targets);
        // Who calls whom is told either way round.
        List<string> all1 = [.. a.Actors, .. a.Targets, .. a.Others], all2 = [.. b.Actors, .. b.Targets, .. b.Others];
        List<string> people1 = [.. all1.Where(IsPerson).Distinct()], people2 = [.. all2.Where(IsPerson).Distinct()];
        var people = people1.Intersect(people2).Order(StringComparer.Ordinal).ToList();
        if (people1.Count >= 2 && people2.Count >= 2)
            return people.Count >= 2 ? (0.4, $"{people.Count} people in both") : Never("other people");
        if (people1.Count > 0 && people2.Count > 0 && people.Count == 0) return Never("other people");
        if (conflictA && conflictT) return Never("others take part");
        if (conflictA && a.Actors.Count > 0) return (-0.2, "other actors");
        if (conflictT) return (-0.15, "other targets");
        var points = 0.15 * Math.Min(1, actors.Count) + 0.15 * Math.Min(1, targets.Count) + 0.1 * Math.Min(2, people.Count);
        var shared = actors.Concat(targets).Concat(all1.Intersect(all2)).Distinct().Order(StringComparer.Ordinal).ToList();
        if (points == 0 && shared.Count > 0) points = 0.15;
        return (points, shared.Count > 0 ? $"both with {string.Join(", ", shared.Take(4))}" : null);
    }

    private static bool IsPerson(string key) => key.StartsWith("p:", StringComparison.Ordinal);

    private static (List<string> Both, bool Conflict) Shared(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        var both = a.Intersect(b).ToList();
        return (both, both.Count == 0 && a.Count > 0 && b.Count > 0);
    }

    private static (double, string?) Numbers(EventProfile a, EventProfile b)
    {
        var same = a.Numbers.Intersect(b.Numbers).Order(StringComparer.Ordinal).ToList();
        if (same.Count == 0) return (0, null);
        // Two are killed on many days.
        var telling = same.Count(number => !IsSmall(number));
        return (Math.Min(0.4, 0.1 + 0.15 * telling + 0.02 * (same.Count - telling)), $"both {string.Join(", ", same.Take(3))}");
    }

    // Metric, "=", one digit.
    private static bool IsSmall(string number) => number.Length > 1 && number[^2] == '=';

    private static (double, string?) Words(EventProfile a, EventProfile b)
    {
        var same = a.Words.Intersect(b.Words).Count();
        var fewer = Math.Min(a.Words.Count, b.Words.Count);
        // The dead of a bus crash are not those of a stampede, whose day and city they share; where the two are one, they meet in the whole.
        if (a.Whole.Count > 0 && b.Whole.Count > 0 && !a.Whole.Intersect(b.Whole).Any() && !a.Numbers.Intersect(b.Numbers).Any()) return (-0.25, "parts of what is called by other words");
        if (same > 0) return (0.15 * same / fewer, $"{same} words in both");
        // One night damages many things: parts and what one article tells apart are one only where they share a word or a number.
        var toldApart = a.Article == b.Article || (a.PartOf is not null && b.PartOf is not null);
        return toldApart && fewer > 0 && !a.Numbers.Intersect(b.Numbers).Any() ? (-0.25, "no word in both") : (0, null);
    }
}
