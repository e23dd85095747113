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
        if (a.Prominence == Prominence.Passing || b.Prominence == Prominence.Passing || a.Article == b.Article) return null;
        if (a.Kind != b.Kind && (a.Prominence != Prominence.Main || b.Prominence != Prominence.Main)) return null;
        var words = KeyList.Shared(a.LeadList, b.LeadList);
        var names = KeyList.Shared(a.LeadNameList, b.LeadNameList, a.Focal, b.Focal);
        if (words.Count < LeastWords && names.Count == 0) return null;
        if (StandsAgainst(a, b) is { } never) return MatchScore.No(never);
        if (AreDated(a, b)) return StoryLikeness.Compare(a, b, words);
        var score = 0.0;
        var reasons = new List<string>();
        foreach (var (points, reason) in new[] { Words(a, b, words), Names(a, b, names), Protagonists(a, b, names), People(a, b), Undated, Numbers(a, b), Kinds(a, b) })
        {
            score += points;
            if (reason is not null) reasons.Add(reason);
        }
        return new(EventMatcher.Bounded(score), reasons);
    }

    /// <summary>Whether reports of two kinds may well tell of one happening.</summary>
    internal static bool AreOneSort(string kind, string other) => kind == other || OneKind.Contains((kind, other));

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

    /// <summary>Twice the weight of the words that both begin with, of the weight of all that they begin with, or of the least that counts as a beginning (Dice 1945).</summary>
    internal static double Dice(EventProfile a, EventProfile b, List<string> shared, double least = 1) => 2 * shared.Sum(UnusualWords.Weight) / Math.Max(least, a.LeadList.Weight + b.LeadList.Weight);

    private static (double, string?) Words(EventProfile a, EventProfile b, List<string> shared) => (Dice(a, b, shared), shared.Count > 0 ? $"the articles begin with {string.Join(", ", shared.Take(6))}" : null);

    private static (double, string?) Names(EventProfile a, EventProfile b, List<string> shared) =>
        (0.07 * Math.Min(MostNames, shared.Count) + 0.03 * Math.Min(MostNames, KeyList.CountShared(a.StoryList, b.StoryList)), shared.Count > 0 ? $"both name {string.Join(", ", shared.Take(4))}" : null);

    // Whom or what each article is most about, the other names too; whom one never names it does not tell of.
    private static (double, string?) Protagonists(EventProfile a, EventProfile b, List<string> shared)
    {
        if (a.Focal == 0 || b.Focal == 0) return (0, null);
        var many = a.Focal >= ManyNames && b.Focal >= ManyNames;
        var (told, absent) = (Tells(a, b) && Tells(b, a), Lacks(a, b) || Lacks(b, a));
        if (told && !absent) return (many ? 0.15 : 0.05, "each is about what the other names too");
        if (Tells(a, b) || Tells(b, a)) return (0, absent ? "one is about what the other does not name" : null);
        return (many ? -0.2 : -0.3, "each is about what the other does not name");
    }

    private static IEnumerable<string> ProtagonistsOf(EventProfile profile) => profile.LeadNames.Take(profile.Protagonists);

    /// <summary>Whether one article is about what the other comes back to too.</summary>
    internal static bool Tells(EventProfile one, EventProfile other) => ProtagonistsOf(other).Any(Focal(one).Contains);

    private static bool Lacks(EventProfile one, EventProfile other) => !ProtagonistsOf(other).All(one.LeadNames.Contains);

    // Undated, other people are another happening.
    private static (double, string?) People(EventProfile a, EventProfile b)
    {
        if (a.LeadPeople.Count == 0 || b.LeadPeople.Count == 0) return (0, null);
        var shared = a.LeadPeople.Intersect(b.LeadPeople).Count();
        if (shared == 0) return a.LeadPeople.Intersect(b.Story).Any() || b.LeadPeople.Intersect(a.Story).Any() ? (0, null) : (-0.2, "other people");
        return shared < Math.Min(a.LeadPeople.Count, b.LeadPeople.Count) ? (-0.1, "other people beside those in both") : (0.2, "the same people");
    }

    private static readonly (double, string?) Undated = (-0.03, null);

    private static (double, string?) Numbers(EventProfile a, EventProfile b) =>
        KeyList.Shared(a.ContextList, b.ContextList) is { Count: > 0 } shared ? (0.1 * Math.Min(2, shared.Count), $"both articles have {string.Join(", ", shared.Take(4))}") : (0, null);

    private static (double, string?) Kinds(EventProfile a, EventProfile b) => a.Kind == b.Kind ? (0, null) : (AreOneSort(a.Kind, b.Kind) ? 0 : -0.05, $"{a.Kind} in one, {b.Kind} in the other");

    private static HashSet<(string, string)> Pairs(params string[] lines) =>
        [.. lines.SelectMany(line => line.Split('|')).Select(pair => pair.Split(' ')).SelectMany(pair => new[] { (pair[0], pair[1]), (pair[1], pair[0]) })];
}
