using KnowledgeGraph.Model;
using static KnowledgeGraph.Resolution.FeatureValue;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Whether what two articles are about is one happening, by what they have in common: trees tell the odds (decisions 33 and 36), those where both days are known, which
/// <c>KnowledgeGraph.Quality -- weights dated --write</c> writes, and those where one is not, which <c>-- weights undated --write</c> writes.
/// </summary>
internal static class StoryLikeness
{
    // What is rare in the language may be in every day's news: a fourth name adds nothing.
    private const int MostNames = 3, MostNumbers = 2;

    // Words of what happened weigh at least so much where two articles have it in common.
    private const double LeastDeeds = 1.2;

    // What the trees saw too little of: stories hold few articles of one day and one city that tell of two happenings.
    private const double OneCityOneDay = 1;

    // Its place among the features.
    private const int ToldAlikeByNoWord = 13;

    // A text of a sentence or two begins with so much as its few words: that they are another's too says less.
    private const double LeastBeginning = 24, LeastBody = 10;

    private static readonly BoostedTrees Dated = BoostedTrees.Read(Tables.Lines("stories/dated_story_trees.tsv")), Undated = BoostedTrees.Read(Tables.Lines("stories/undated_story_trees.tsv"));

    /// <summary>The probability, with its reasons.</summary>
    /// <param name="words">What both articles begin with.</param>
    public static MatchScore Compare(EventProfile a, EventProfile b, List<string> words)
    {
        var features = Features(a, b, words);
        double[] values = [.. features.Select(feature => feature.Value)];
        var odds = a.Published is not null && b.Published is not null ? Dated.Odds(values) - (values[ToldAlikeByNoWord] * OneCityOneDay) : Undated.Odds(values);
        return new(1 / (1 + Math.Exp(-odds)), [.. features.Where(feature => feature.Value != 0 && feature.Reason is not null).Select(feature => feature.Reason!())]);
    }

    /// <summary>What the trees ask for, in their order.</summary>
    /// <param name="words">What both articles begin with.</param>
    public static (double Value, Func<string>? Reason)[] Features(EventProfile a, EventProfile b, List<string> words)
    {
        var people = PeopleOfBoth(a, b);
        return [.. OfBeginnings(a, b, words, people), .. OfSubjects(a, b, people), .. OfWholeTexts(a, b)];
    }

    private static (double Value, Func<string>? Reason)[] OfBeginnings(EventProfile a, EventProfile b, List<string> words, int? people)
    {
        var names = KeyList.Shared(a.LeadNameList, b.LeadNameList);
        var rare = names.Where(name => name[0] != StoryLead.Common).ToList();
        var numbers = KeyList.Shared(a.ContextList, b.ContextList);
        var measures = a.Numbers.Intersect(b.Numbers).ToList();
        var (towns, lands) = (Share(a, b, place => place[0] != StoryLead.Land), Share(a, b, place => place[0] == StoryLead.Land));
        bool isOneSort = StoryMatcher.AreOneSort(a.Kind, b.Kind), isUnnamed = a.Kind == EventKinds.Unnamed || b.Kind == EventKinds.Unnamed;
        string Kinds() => $"{a.Kind} in one, {b.Kind} in the other";
        return
        [
            (Dice(words, a.LeadList, b.LeadList, LeastBeginning), () => $"the articles begin with {string.Join(", ", words.Take(6))}"),
            (Math.Min(MostNames, rare.Count), () => $"both name {string.Join(", ", rare.Take(4))}"),
            (Is(StoryMatcher.Tells(a, b) || StoryMatcher.Tells(b, a)), () => "one is about what the other names too"),
            (Math.Min(MostNumbers, numbers.Count), () => $"both articles have {string.Join(", ", numbers.Take(4))}"),
            (Math.Min(MostNumbers, measures.Count), () => $"both have {string.Join(", ", measures.Take(3))}"),
            (Is(AreOfOneDay(a, b)), () => "of one day"),
            (Is(isOneSort), a.Kind == b.Kind ? null : Kinds),
            (Is(!isOneSort && !isUnnamed), Kinds),
            (Is(people == 0), () => "they begin with other people"),
            (Is(a.Place is not null && b.Place is not null && a.Place != b.Place), () => "in two places"),
            (Is(towns == true), () => "they begin with one place"),
            (Is(towns == false), () => "they begin with other places"),
            (Is(lands == false), () => "they begin with other countries"),
            (Is(rare.Count < 2 && Deeds(words, names) < LeastDeeds), () => "what happened is told alike by no word"),
        ];
    }

    private static IEnumerable<(double Value, Func<string>? Reason)> OfSubjects(EventProfile a, EventProfile b, int? people)
    {
        yield return (Is(a.Focal > 0 && b.Focal > 0 && StoryMatcher.Lacks(a, b) && StoryMatcher.Lacks(b, a)), () => "each is about what the other does not name");
        yield return (Is(people > 0 && people == Math.Min(a.LeadPeople.Count, b.LeadPeople.Count)), () => "they begin with the same people");
    }

    // How many; null where one of them begins with nobody.
    private static int? PeopleOfBoth(EventProfile a, EventProfile b) => a.LeadPeople.Count > 0 && b.LeadPeople.Count > 0 ? a.LeadPeople.Intersect(b.LeadPeople).Count() : null;

    private static IEnumerable<(double Value, Func<string>? Reason)> OfWholeTexts(EventProfile a, EventProfile b)
    {
        var words = KeyList.Shared(a.BodyList, b.BodyList);
        var names = a.LeadNames.Concat(b.LeadNames).Select(name => name.TrimStart(StoryLead.Common)).ToHashSet();
        var deeds = words.Where(word => !names.Contains(SoundForm.Of(word))).ToList();
        var figures = a.Figures.Intersect(b.Figures).ToList();
        yield return (Dice(words, a.BodyList, b.BodyList, LeastBody), null);
        yield return (deeds.Sum(word => UnusualWords.Weight(word) * UnusualWords.Weight(word)), () => $"both tell of {string.Join(", ", deeds.Take(6))}");
        yield return (figures.Count, () => $"both state {string.Join(", ", figures.Take(4))}");
        yield return (figures.Count / (double)Math.Max(1, Math.Min(a.Figures.Count, b.Figures.Count)), null);
    }

    // Twice the weight of the words in both, of the weight of all words of each, or of the least that counts (Dice 1945).
    private static double Dice(List<string> shared, KeyList a, KeyList b, double least) => 2 * shared.Sum(UnusualWords.Weight) / Math.Max(least, a.Weight + b.Weight);

    // Two crashes in one city on one day share its name and "killed".
    private static double Deeds(List<string> words, List<string> names) =>
        words.Where(word => !names.Exists(name => name.AsSpan().TrimStart(StoryLead.Common).StartsWith(SoundForm.Of(word), StringComparison.Ordinal))).Sum(UnusualWords.Weight);

    // Whether what both begin with is the same, in part at least; null where one of them begins with nothing of the sort.
    private static bool? Share(EventProfile a, EventProfile b, Func<string, bool> sort)
    {
        var (one, other) = (a.LeadPlaces.Where(sort), b.LeadPlaces.Where(sort));
        return one.Any() && other.Any() ? one.Intersect(other).Any() : null;
    }

    private static bool AreOfOneDay(EventProfile a, EventProfile b) =>
        a is { First: { } f1, Last: { } l1, Days: <= EventKeys.LongestMoment } && b is { First: { } f2, Last: { } l2, Days: <= EventKeys.LongestMoment } && f1 <= l2 && f2 <= l1;
}
