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

    private const int LeastWords = 2;

    private const string Counted = "election";

    // Days between the tellings of what lasts.
    private const int LongestStep = 3;

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
        if (BeginAlike(a, b) is not { } words) return null;
        return StandsAgainst(a, b) is { } never ? MatchScore.No(never) : StoryLikeness.Compare(a, b, words);
    }

    /// <summary>Whether it takes odds to tell if both are one.</summary>
    internal static bool IsOpen(EventProfile a, EventProfile b) => BeginAlike(a, b) is not null && StandsAgainst(a, b) is null;

    // The words that both articles begin with; null where one of them is not what its article is about, or nothing in both is unusual.
    private static List<string>? BeginAlike(EventProfile a, EventProfile b)
    {
        if (a.Prominence == Prominence.Passing || b.Prominence == Prominence.Passing || a.Article == b.Article) return null;
        if (a.Kind != b.Kind && (a.Prominence != Prominence.Main || b.Prominence != Prominence.Main)) return null;
        var words = KeyList.Shared(a.LeadList, b.LeadList);
        return words.Count < LeastWords && KeyList.CountShared(a.LeadNameList, b.LeadNameList, a.Focal, b.Focal) == 0 ? null : words;
    }

    /// <summary>Whether reports of two kinds may well tell of one happening.</summary>
    internal static bool AreOneSort(string kind, string other) => kind == other || OneKind.Contains((kind, other));

    /// <summary>Of reports of two kinds: whether both are what their articles are about and nothing stands against their being one.</summary>
    internal static bool CanBeOne(EventProfile a, EventProfile b) =>
        a.Prominence == Prominence.Main && b.Prominence == Prominence.Main && StandsAgainst(a, b) is null && a.Article != b.Article;

    private static IEnumerable<string> Focal(EventProfile profile) => profile.LeadNames.Take(profile.Focal);

    private static string? StandsAgainst(EventProfile a, EventProfile b)
    {
        if (a is { First: { } f1, Last: { } l1, Days: <= EventKeys.LongestMoment } && b is { First: { } f2, Last: { } l2, Days: <= EventKeys.LongestMoment } && (f1 > l2 || f2 > l1)
            && !ComesAfter(a, b) && !ComesAfter(b, a) && !Lasts(a, b)) return "other days";
        if (AreOfOtherNews(a, b)) return "published at other times";
        if (IsOfOtherTime(a, b) || IsOfOtherTime(b, a)) return "one is of another day than the other was published";
        if (a.Country is not null && b.Country is not null && a.Country != b.Country) return $"in {a.Country} and in {b.Country}";
        return IsTown(a) && IsTown(b) && a.Place != b.Place ? "two places" : null;
    }

    /// <summary>Whether they were published too far apart to be of one happening.</summary>
    internal static bool AreOfOtherNews(EventProfile a, EventProfile b) => a.Published is { } p1 && b.Published is { } p2 && Math.Abs(p1.DayNumber - p2.DayNumber) > News;

    // What has no day of publication may say when it happened.
    private static bool IsOfOtherTime(EventProfile dateless, EventProfile dated) =>
        dateless is { Published: null, First: { } first, Last: { } last, Days: <= EventKeys.LongestMoment } && dated.Published is { } published && (published.DayNumber - last.DayNumber > News || first.DayNumber - published.DayNumber > 1);

    /// <summary>Whether it is what comes of something that happened.</summary>
    public static bool IsAftermath(string kind) => Aftermath.Contains(kind);

    // The dead are counted and buried for days after what killed them.
    private static bool ComesAfter(EventProfile later, EventProfile earlier) =>
        MayComeAfter(later.Kind) && !MayComeAfter(earlier.Kind) && later.First!.Value.DayNumber - earlier.Last!.Value.DayNumber is > 0 and <= News;

    private static bool MayComeAfter(string kind) => kind == EventKinds.Unnamed || IsAftermath(kind);

    // A fire that burns for days is told under each of them, and so is an election: by the day of the vote and by that of the result.
    private static bool Lasts(EventProfile a, EventProfile b) =>
        a.Kind == b.Kind && Math.Abs(a.First!.Value.DayNumber - b.First!.Value.DayNumber) is var step && (a.Kind == Counted ? step <= News : step <= LongestStep && a.Words.Intersect(b.Words).Any(Lasting.Contains));

    private static bool IsTown(EventProfile profile) => profile is { Place: not null, Country: not null } && !GazetteerIds.IsCountry(profile.Place);

    private static IEnumerable<string> ProtagonistsOf(EventProfile profile) => profile.LeadNames.Take(profile.Protagonists);

    /// <summary>Whether one article is about what the other comes back to too.</summary>
    internal static bool Tells(EventProfile one, EventProfile other) => ProtagonistsOf(other).Any(Focal(one).Contains);

    /// <summary>Whether one article never names something that the other is about.</summary>
    internal static bool Lacks(EventProfile one, EventProfile other) => !ProtagonistsOf(other).All(one.LeadNames.Contains);

    private static HashSet<(string, string)> Pairs(params string[] lines) =>
        [.. lines.SelectMany(line => line.Split('|')).Select(pair => pair.Split(' ')).SelectMany(pair => new[] { (pair[0], pair[1]), (pair[1], pair[0]) })];
}
