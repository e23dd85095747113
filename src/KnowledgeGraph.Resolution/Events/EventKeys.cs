using System.Globalization;

namespace KnowledgeGraph.Resolution;

/// <summary>Keys under which reports of one event find each other: kind, time, and someone or somewhere.</summary>
public static class EventKeys
{
    /// <summary>A date of more days than this is a period, and is compared with periods only.</summary>
    public const int LongestMoment = 4;

    /// <summary>A date of so many days or more is none where another report has a day.</summary>
    public const int Year = 365;

    // Reports that say neither who nor where find each other by whom their articles name most.
    private const int StoryKeys = 3;

    public static IEnumerable<string> Of(EventProfile profile) =>
        (from time in Times(profile)
         from who in Who(profile)
         select $"{profile.Kind}|{time}|{who}")
        .Concat(Pairs([.. profile.Context.TakeLast(4)]).Select(pair => $"{profile.Kind}|x{pair}"))
        .Concat(Pairs([.. profile.Story.Take(profile.Published is null ? 4 : 2).Order(StringComparer.Ordinal)]).Select(pair => $"{profile.Kind}|n{pair}"))
        .Concat(profile.Prominence != Prominence.Main ? [] : Leads(profile));

    // What an article is about is found by the most unusual words of its beginning and by the names that it is about, whatever kind of happening it is
    // called: by one name of those days, or by two words or names of any.
    private static IEnumerable<string> Leads(EventProfile profile)
    {
        var lasting = Pairs([.. Words(profile).Order(StringComparer.Ordinal)]).Select(pair => "w" + pair).Concat(Pairs([.. Names(profile).Order(StringComparer.Ordinal)]).Select(pair => "o" + pair));
        if (profile.Published is not { } day) return lasting;
        // Windows of eight days, twice, half a window apart: what was published within four days shares one.
        string[] windows = [$"a{day.DayNumber / (2 * StoryMatcher.News)}", $"b{(day.DayNumber + StoryMatcher.News) / (2 * StoryMatcher.News)}"];
        return lasting.Concat(NamesOfTheDay(profile).SelectMany(name => windows.Select(window => $"{window}o{name}")));
    }

    /// <summary>Whether two reports that their articles are about share a key by the words or the names of their articles.</summary>
    public static bool MeetAsStories(EventProfile a, EventProfile b)
    {
        if (a.Prominence != Prominence.Main || b.Prominence != Prominence.Main) return false;
        return (a.Published is { } p1 && b.Published is { } p2 && Math.Abs(p1.DayNumber - p2.DayNumber) <= StoryMatcher.News && KeyList.CountShared(a.LeadNameList, b.LeadNameList, Math.Min(a.Focal, NameWords), Math.Min(b.Focal, NameWords)) > 0)
            || KeyList.CountShared(a.LeadNameList, b.LeadNameList, MostNames(a), MostNames(b)) > 1 || KeyList.CountShared(a.LeadList, b.LeadList, MostWords(a), MostWords(b)) > 1;
    }

    private const int LeadWords = 6, NameWords = 5, LastingWords = 3;

    private static int MostWords(EventProfile profile) => profile.Published is null ? LeadWords : LastingWords;

    private static int MostNames(EventProfile profile) => Math.Min(profile.Focal, profile.Published is null ? NameWords : LastingWords);

    private static IEnumerable<string> Words(EventProfile profile) => profile.Lead.Take(MostWords(profile));

    private static IEnumerable<string> Names(EventProfile profile) => profile.LeadNames.Take(MostNames(profile));

    private static IEnumerable<string> NamesOfTheDay(EventProfile profile) => profile.LeadNames.Take(Math.Min(profile.Focal, NameWords));

    // One number or name is met by chance, two together hardly ever. What has no day of publication meets others by names alone.
    private static IEnumerable<string> Pairs(List<string> two) =>
        two.SelectMany((first, index) => two.Skip(index + 1).Select(second => $"{first}+{second}"));

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
