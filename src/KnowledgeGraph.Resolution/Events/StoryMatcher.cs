using System.Globalization;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Whether what two articles are about is one happening: they begin with the same unusual words, come back to the same names, and no day, country or person
/// stands against it. Told as two kinds it may still be one: an explosion and an accident, an attack and its dead.
/// </summary>
public static class StoryMatcher
{
    /// <summary>From here on, undated, an article is like enough to another that what both tell in passing may be one.</summary>
    public const double Alike = 0.5;

    /// <summary>Days between two publications within which what is undated can be one.</summary>
    public const int News = 6;

    private const int LeastWords = 2, ManyNames = 4, MostNames = 3;

    // Words of what happened weigh at least so much where two articles have it in common.
    private const double LeastDeeds = 1.2;

    private const string Counted = "election";

    // Days between the tellings of what lasts.
    private const int LongestStep = 3;

    // What two articles of one time have for being so: with each more day between them it is likelier other news.
    private static readonly double[] ByDaysBetween = [0.37, 0.37, 0.36, 0.34, 0.3, 0.26, 0.22];

    // Weights of what articles with a day have in common: a logistic regression over pairs of invented and of real reports (decision 21), in tenths of its
    // logarithmic odds. Undated, the words that they begin with and the people have to do it alone.
    private const double BodyWords = 0.6, DatedLead = 0.4, RareName = 0.08;

    // What two kinds of one day stand against, the less the more alike their articles are.
    private const double OtherKinds = 0.26, OtherKindsOfAlike = 0.5, Unlike = 0.25, MuchAlike = 0.45;

    private static readonly HashSet<(string, string)> OneKind = Pairs(
        "attack casualty|attack damage|attack explosion|attack crime|attack capture|attack abduction|attack war|attack intercept|attack accident|attack protest",
        "accident casualty|accident damage|accident explosion|accident disaster|accident aid",
        "disaster casualty|disaster damage|disaster evacuation|disaster aid",
        "casualty damage|casualty explosion|casualty crime|casualty evacuation|casualty war|casualty protest|damage explosion|damage evacuation|damage crime",
        "crime capture|crime abduction|crime legal|investigation legal|investigation coerce|transaction agree|agree cooperate|agree consult|appointment election");

    private static readonly HashSet<string> Aftermath = ["casualty", "damage", "evacuation", "ceremony"];

    private static readonly HashSet<string> Lasting =
        [.. "wildfire blaze flood flooding storm hurricane typhoon cyclone outbreak epidemic strike walkout siege drought heatwave".Split(' ').Select(WordStem.Of).Select(SoundForm.Of)];

    /// <summary>The score with its reasons; null where one of them is not what its article is about.</summary>
    public static MatchScore? Compare(EventProfile a, EventProfile b)
    {
        if (a.Prominence == Prominence.Passing || b.Prominence == Prominence.Passing || a.Article == b.Article) return null;
        if (a.Kind != b.Kind && (a.Prominence != Prominence.Main || b.Prominence != Prominence.Main)) return null;
        var words = KeyList.Shared(a.LeadList, b.LeadList);
        var names = KeyList.Shared(a.LeadNameList, b.LeadNameList, a.Focal, b.Focal);
        if (words.Count < LeastWords && names.Count == 0) return null;
        if (StandsAgainst(a, b) is { } never) return MatchScore.No(never);
        var likeness = AreDated(a, b) ? a.BodyWords.Likeness(b.BodyWords) : 0;
        var score = 0.0;
        var reasons = new List<string>();
        foreach (var (points, reason) in new[] { Words(a, b, words), Body(likeness), Names(a, b, names), Protagonists(a, b, names), People(a, b), Days(a, b), Numbers(a, b), Kinds(a, b, likeness), Deeds(a, b, words, names) })
        {
            score += points;
            if (reason is not null) reasons.Add(reason);
        }
        return new(EventMatcher.Bounded(score), reasons);
    }

    /// <summary>Of reports of two kinds: whether both are what their articles are about and nothing stands against their being one.</summary>
    internal static bool CanBeOne(EventProfile a, EventProfile b) =>
        a.Prominence == Prominence.Main && b.Prominence == Prominence.Main && StandsAgainst(a, b) is null && a.Article != b.Article;

    private static bool AreDated(EventProfile a, EventProfile b) => a.Published is not null && b.Published is not null;

    private static IEnumerable<string> Focal(EventProfile profile) => profile.LeadNames.Take(profile.Focal);

    private static string? StandsAgainst(EventProfile a, EventProfile b)
    {
        if (a is { First: { } f1, Last: { } l1, Days: <= EventKeys.LongestMoment } && b is { First: { } f2, Last: { } l2, Days: <= EventKeys.LongestMoment } && (f1 > l2 || f2 > l1)
            && !ComesAfter(a, b) && !ComesAfter(b, a) && !Lasts(a, b)) return "other days";
        if (a.Published is { } p1 && b.Published is { } p2 && Math.Abs(p1.DayNumber - p2.DayNumber) > News) return "published at other times";
        if (a.Country is not null && b.Country is not null && a.Country != b.Country) return $"in {a.Country} and in {b.Country}";
        return IsTown(a) && IsTown(b) && a.Place != b.Place ? "two places" : null;
    }

    /// <summary>Whether it is what comes of something that happened.</summary>
    public static bool IsAftermath(string kind) => Aftermath.Contains(kind);

    // The dead are counted and buried for days after what killed them.
    private static bool ComesAfter(EventProfile later, EventProfile earlier) =>
        MayComeAfter(later.Kind) && !MayComeAfter(earlier.Kind) && later.First!.Value.DayNumber - earlier.Last!.Value.DayNumber is > 0 and <= News;

    private static bool MayComeAfter(string kind) => kind == EventKinds.Unnamed || IsAftermath(kind);

    // A fire that burns for days is told under each of them, and so is an election: by the day of the vote and by that of the result.
    private static bool Lasts(EventProfile a, EventProfile b) =>
        a.Kind == b.Kind && (a.Kind == Counted || a.Words.Intersect(b.Words).Any(Lasting.Contains)) && Math.Abs(a.First!.Value.DayNumber - b.First!.Value.DayNumber) <= LongestStep;

    private static bool IsTown(EventProfile profile) => profile is { Place: not null, Country: not null } && !GazetteerIds.IsCountry(profile.Place);

    // Twice the weight of what both begin with, of the weight of all that they begin with (Dice 1945).
    private static (double, string?) Words(EventProfile a, EventProfile b, List<string> shared) =>
        ((AreDated(a, b) ? DatedLead : 1) * 2 * shared.Sum(UnusualWords.Weight) / Math.Max(1, a.LeadList.Weight + b.LeadList.Weight), shared.Count > 0 ? $"the articles begin with {string.Join(", ", shared.Take(6))}" : null);

    private static (double, string?) Body(double likeness) =>
        likeness > 0 ? (BodyWords * likeness, string.Create(CultureInfo.InvariantCulture, $"their words are alike by {likeness:0.00}")) : (0, null);

    // Two crashes in one city on one day share its name and "killed": what happened has to be told alike too.
    private static (double, string?) Deeds(EventProfile a, EventProfile b, List<string> words, List<string> names) =>
        AreDated(a, b) && words.Where(word => !names.Exists(name => name.TrimStart(StoryLead.Common).StartsWith(SoundForm.Of(word), StringComparison.Ordinal))).Sum(UnusualWords.Weight) < LeastDeeds
            && names.Count < 2 ? (-0.25, "what happened is told alike by no word") : (0, null);

    private static (double, string?) Names(EventProfile a, EventProfile b, List<string> shared) =>
        (AreDated(a, b) ? RareName * Math.Min(MostNames, shared.Count(name => !IsCommon(name))) : 0.07 * Math.Min(MostNames, shared.Count) + 0.03 * Math.Min(MostNames, KeyList.CountShared(a.StoryList, b.StoryList)),
            shared.Count > 0 ? $"both name {string.Join(", ", shared.Take(4))}" : null);

    // Whom or what each article is most about, the other names too; whom one never names it does not tell of. On one day many articles are about a president,
    // and few about a village.
    private static (double, string?) Protagonists(EventProfile a, EventProfile b, List<string> shared)
    {
        if (a.Focal == 0 || b.Focal == 0) return (0, null);
        bool dated = AreDated(a, b), many = a.Focal >= ManyNames && b.Focal >= ManyNames;
        var rare = shared.Count(name => !IsCommon(name));
        var (told, absent) = (Tells(a, b) && Tells(b, a), Lacks(a, b) || Lacks(b, a));
        if ((told && !absent) || (dated && rare >= 2)) return (dated ? rare switch { 0 => 0, 1 => 0.08, _ => 0.11 } : many ? 0.15 : 0.05, "each is about what the other names too");
        if (Tells(a, b) || Tells(b, a)) return (dated ? absent ? -0.05 : 0.02 : 0, absent ? "one is about what the other does not name" : null);
        return (dated ? -0.22 : many ? -0.2 : -0.3, "each is about what the other does not name");
    }

    private static bool IsCommon(string name) => name[0] == StoryLead.Common;

    private static IEnumerable<string> ProtagonistsOf(EventProfile profile) => profile.LeadNames.Take(profile.Protagonists);

    private static bool Tells(EventProfile one, EventProfile other) => ProtagonistsOf(other).Any(Focal(one).Contains);

    private static bool Lacks(EventProfile one, EventProfile other) => !ProtagonistsOf(other).All(one.LeadNames.Contains);

    // Articles of one day may let others speak of one happening; undated, other people are another happening.
    private static (double, string?) People(EventProfile a, EventProfile b)
    {
        if (AreDated(a, b) || a.LeadPeople.Count == 0 || b.LeadPeople.Count == 0) return (0, null);
        var shared = a.LeadPeople.Intersect(b.LeadPeople).Count();
        if (shared == 0) return a.LeadPeople.Intersect(b.Story).Any() || b.LeadPeople.Intersect(a.Story).Any() ? (0, null) : (-0.2, "other people");
        return shared < Math.Min(a.LeadPeople.Count, b.LeadPeople.Count) ? (-0.1, "other people beside those in both") : (0.2, "the same people");
    }

    private static (double, string?) Days(EventProfile a, EventProfile b) =>
        a.Published is { } p1 && b.Published is { } p2 ? (ByDaysBetween[Math.Abs(p1.DayNumber - p2.DayNumber)], "published within days") : (-0.03, null);

    private static (double, string?) Numbers(EventProfile a, EventProfile b) =>
        KeyList.Shared(a.ContextList, b.ContextList) is { Count: > 0 } shared ? (0.1 * Math.Min(2, shared.Count), $"both articles have {string.Join(", ", shared.Take(4))}") : (0, null);

    private static (double, string?) Kinds(EventProfile a, EventProfile b, double likeness)
    {
        if (a.Kind == b.Kind) return (0, null);
        var reason = $"{a.Kind} in one, {b.Kind} in the other";
        if (OneKind.Contains((a.Kind, b.Kind))) return (0, reason);
        if (!AreDated(a, b)) return (-0.05, reason);
        // On one day two articles may be about the same people and two things that they did.
        return (a.Kind == EventKinds.Unnamed || b.Kind == EventKinds.Unnamed ? 0 : -OtherKinds + OtherKindsOfAlike * (Math.Clamp(likeness, Unlike, MuchAlike) - Unlike), reason);
    }

    private static HashSet<(string, string)> Pairs(params string[] lines) =>
        [.. lines.SelectMany(line => line.Split('|')).Select(pair => pair.Split(' ')).SelectMany(pair => new[] { (pair[0], pair[1]), (pair[1], pair[0]) })];
}
