using System.Globalization;

namespace KnowledgeGraph.Resolution;

/// <summary>
/// Keys under which reports of one event find each other: kind, time, and someone or somewhere. What two reports have in common at whatever time, they find each other
/// by only where one of them is of no day: of two that are of days those of an archive would be looked through that the days part. So a report is filed under
/// some keys and asks for others; of two reports each asks for a key of the other's, or neither does. Keys begin with what the reports of one article and those
/// of one day have in common, so that a store that keeps keys in order writes them into few pages.
/// </summary>
public static class EventKeys
{
    /// <summary>A date of more days than this is a period, and is compared with periods only.</summary>
    public const int LongestMoment = 4;

    /// <summary>A date of so many days or more is none where another report has a day.</summary>
    public const int Year = 365;

    // Reports that say neither who nor where find each other by whom their articles name most.
    private const int StoryKeys = 3;

    /// <summary>Under what a report is filed; some keys more than once.</summary>
    public static IEnumerable<string> Filed(EventProfile profile) => OfItsTime(profile).Concat(OfAnyTime(profile, Subjects(profile)).Select(key => key.HasDay ? key.Key : Dayless(key.Key)));

    /// <summary>Under what those are filed that may be of one event with it; some keys more than once.</summary>
    public static IEnumerable<string> Asked(EventProfile profile) => OfItsTime(profile).Concat(OfAnyTime(profile, AskedSubjects(profile)).SelectMany(key => key.HasDay ? [Dayless(key.Key)] : new[] { key.Key, Dayless(key.Key) }));

    private static string Dayless(string key) => "?" + key;

    private static IEnumerable<string> OfItsTime(EventProfile profile)
    {
        var times = Times(profile).ToList();
        var keys = from time in times from who in Who(profile) select $"{time}|{who}|{profile.Kind}";
        if (IsMoment(profile)) keys = keys.Concat(from time in times from pair in Numbers(profile) select $"{time}|x{pair}|{profile.Kind}");
        return profile.Published is { } day ? keys.Concat(from key in InNews(profile) from window in Windows(day) select $"{window}{key}") : keys;
    }

    // Windows of twelve days, twice, half a window apart: what was published within six days shares one.
    private static string[] Windows(DateOnly day) => [$"a{day.DayNumber / (2 * StoryMatcher.News)}", $"b{(day.DayNumber + StoryMatcher.News) / (2 * StoryMatcher.News)}"];

    // What an article is about is found by the most unusual words of its beginning and by the names that it is about, whatever kind of happening it is
    // called: by one name that it is about, or by two words or names that it begins with.
    private static IEnumerable<string> InNews(EventProfile profile) =>
        profile.Prominence != Prominence.Main ? OfPairs(profile) : OfPairs(profile).Concat(NamesOfTheDay(profile).Select(name => "o" + name));

    // Each with whether the report has what those who do not have it need not: a day on which it happened, for numbers, and one of publication for all else.
    private static IEnumerable<(string Key, bool HasDay)> OfAnyTime(EventProfile profile, IEnumerable<string> subjects)
    {
        var told = OfPairs(profile);
        if (profile.Prominence == Prominence.Main) told = told.Concat(NamesWithWords(profile).Select(pair => "m" + pair)).Concat(subjects);
        return Numbers(profile).Select(pair => ($"x{pair}|{profile.Kind}", IsMoment(profile))).Concat(told.Select(key => (key, profile.Published is not null)));
    }

    private static IEnumerable<string> OfPairs(EventProfile profile)
    {
        var story = StoryPairs(profile).Select(pair => $"n{pair}|{profile.Kind}");
        return profile.Prominence != Prominence.Main ? story : story.Concat(WordPairs(profile).Select(pair => "w" + pair)).Concat(NamePairs(profile).Select(pair => "o" + pair));
    }

    private static bool IsMoment(EventProfile profile) => profile.Days <= LongestMoment;

    /// <summary>Whether two reports that their articles are about find each other by the words or the names of their articles.</summary>
    public static bool MeetAsStories(EventProfile a, EventProfile b)
    {
        if (a.Prominence != Prominence.Main || b.Prominence != Prominence.Main) return false;
        if (StoryMatcher.AreOfOtherNews(a, b)) return false;
        if (ShareWords(a, b) || ShareNames(a, b)) return true;
        return a.Published is not null && b.Published is not null ? NamesOfTheDay(a).Intersect(NamesOfTheDay(b)).Any() : ShareNameAndWord(a, b) || Subjects(a).Intersect(AskedSubjects(b)).Any();
    }

    private static bool ShareWords(EventProfile a, EventProfile b) => KeyList.CountShared(a.LeadList, b.LeadList, PairedWords, PairedWords) > 1;

    private static bool ShareNames(EventProfile a, EventProfile b) => KeyList.Shared(a.LeadNameList, b.LeadNameList, PairedNames, PairedNames) is { Count: > 1 } names && names.Exists(IsRare);

    private const int LoneNames = 5, PairedWords = 4, PairedNames = 8, WordsBesideNames = 12, FirstNames = 2, NextNames = 2;

    // What has no day of publication makes up for it with one name more.
    private static int NamesBesideWords(EventProfile profile) => profile.Published is null ? 4 : 3;

    private static bool IsRare(string name) => name[0] != StoryLead.Common;

    // A name and a word beside it: one of two articles may name other people, and tell what happened in other words.
    private static IEnumerable<string> NamesWithWords(EventProfile profile) => WithWords(profile.LeadNames.Take(NamesBesideWords(profile)), profile.Lead.Take(WordsBesideNames));

    private static bool ShareNameAndWord(EventProfile a, EventProfile b) =>
        WithWords(KeyList.Shared(a.LeadNameList, b.LeadNameList, NamesBesideWords(a), NamesBesideWords(b)), KeyList.Shared(a.LeadList, b.LeadList, WordsBesideNames, WordsBesideNames)).Any();

    // The name's own word is not another.
    private static IEnumerable<string> WithWords(IEnumerable<string> names, IEnumerable<string> words)
    {
        var sounds = words.Select(word => (Word: word, Sound: SoundForm.Of(word))).ToList();
        return names.SelectMany(name => sounds.Where(word => !name.AsSpan().TrimStart(StoryLead.Common).SequenceEqual(word.Sound)).Select(word => $"{name}+{word.Word}"));
    }

    // Rare names that one is about above all and that the other is about too: told in whatever words, and of whatever kind, it may be one happening.
    private static IEnumerable<string> Subjects(EventProfile profile) => Rare(profile, 0, FirstNames).Select(name => "h" + name).Concat(Rare(profile, FirstNames, NextNames).Select(name => "i" + name));

    private static IEnumerable<string> AskedSubjects(EventProfile profile) =>
        Rare(profile, 0, FirstNames).SelectMany(name => new[] { "h" + name, "i" + name }).Concat(Rare(profile, FirstNames, NextNames).Select(name => "h" + name));

    private static IEnumerable<string> Rare(EventProfile profile, int from, int count) => profile.LeadNames.Skip(from).Take(Math.Min(count, profile.Focal - from)).Where(IsRare);

    private static IEnumerable<string> WordPairs(EventProfile profile) => Pairs(profile.Lead.Take(PairedWords).Order(StringComparer.Ordinal)).Select(Text);

    // Two names that are both in every day's news tell nothing.
    private static IEnumerable<string> NamePairs(EventProfile profile) =>
        Pairs(profile.LeadNames.Take(PairedNames).Order(StringComparer.Ordinal)).Where(pair => IsRare(pair.First) || IsRare(pair.Second)).Select(Text);

    private static IEnumerable<string> StoryPairs(EventProfile profile) => Pairs(profile.Story.Take(profile.Published is null ? 4 : 2).Order(StringComparer.Ordinal)).Select(Text);

    private static IEnumerable<string> Numbers(EventProfile profile) => Pairs(profile.Context.TakeLast(4)).Select(Text);

    private static IEnumerable<string> NamesOfTheDay(EventProfile profile) => profile.LeadNames.Take(Math.Min(profile.Focal, LoneNames));

    // One number or name is met by chance, two together hardly ever.
    private static IEnumerable<(string First, string Second)> Pairs(IEnumerable<string> from)
    {
        var all = from.ToList();
        return all.SelectMany((first, index) => all.Skip(index + 1).Select(second => (first, second)));
    }

    private static string Text((string First, string Second) pair) => $"{pair.First}+{pair.Second}";

    private static IEnumerable<string> Who(EventProfile profile)
    {
        var keys = profile.Targets.Concat(profile.Others).Concat(profile.Actors).Where(key => key[0] != 'l').Distinct().Take(6).ToList();
        keys.AddRange(profile.Story.Take(StoryKeys).Select(name => "s" + name).Where(key => !keys.Contains(key)));
        if (profile.Country is { } country && !keys.Contains("c:" + country)) keys.Add("c:" + country);
        return keys.Count > 0 ? keys : ["-"];
    }

    // What is undated happened, as a rule, on the day of publication or up to two days before.
    private static IEnumerable<string> Times(EventProfile profile)
    {
        if (profile is { First: { } first, Last: { } last })
        {
            if (profile.Days <= LongestMoment) return Days(first, last);
            if (profile.Days <= 92) return [$"m{first:yyyy-MM}"];
            return AroundPublication(profile).Append($"y{first.Year.ToString(CultureInfo.InvariantCulture)}");
        }
        return AroundPublication(profile);
    }

    private static IEnumerable<string> AroundPublication(EventProfile profile) =>
        profile.Published is { } day ? Days(day.AddDays(-Math.Min(2, day.DayNumber)), day) : ["?"];

    private static IEnumerable<string> Days(DateOnly first, DateOnly last)
    {
        for (var day = first.DayNumber; day <= last.DayNumber; day++)
            yield return DateOnly.FromDayNumber(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
