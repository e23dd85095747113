using System.Globalization;
using System.Text.RegularExpressions;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>A date of publication as newspapers, feeds and servers write it.</summary>
/// <param name="Day">The day as written, in the zone it was written for.</param>
/// <param name="Instant">The instant, where a time of day with its zone is given.</param>
/// <param name="Span">Where it stands in the line it was read from.</param>
internal sealed record PublicationDate(PartialDate Day, DateTimeOffset? Instant, TextSpan Span)
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking;
    private const string Months = "(?<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private const string Weekday = "(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +)?";
    private const string Clock = "(?<h>[0-9]{1,2})[:.](?<min>[0-9]{2})(?::(?<s>[0-9]{2})(?:\\.[0-9]+)?)? ?(?<half>[ap]\\.?m\\.?)?";
    private const string Zone = "(?<zone>z\\b|utc|gmt|e[ds]t|et|c[ds]t|m[ds]t|p[ds]t|bst|cest|cet|[+-][0-9]{2}:?[0-9]{2})";

    // ISO 8601: 2025-07-04, 2025-07-04T10:10:00Z
    private static readonly Regex Iso = new($"\\b(?<y>[12][0-9]{{3}})-(?<m>[01][0-9])-(?<d>[0-3][0-9])(?:[t ]{Clock} ?{Zone}?)?", Options);
    // date(1): Fri Jul 04 10:10:00 UTC 2025
    private static readonly Regex Unix = new($"\\b{Weekday}{Months} (?<d>[0-9]{{1,2}}) {Clock} {Zone} (?<y>[12][0-9]{{3}})\\b", Options);
    // July 4, 2025
    private static readonly Regex MonthFirst = new($"{Weekday}\\b{Months} +(?<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? +(?<y>[12][0-9]{{3}})\\b(?:,?(?: at)? {Clock} ?{Zone}?)?", Options);
    // 4 July 2025
    private static readonly Regex DayFirst = new($"{Weekday}\\b(?<d>[0-9]{{1,2}})(?:st|nd|rd|th)? +{Months},? +(?<y>[12][0-9]{{3}})\\b(?:,?(?: at)? {Clock} ?{Zone}?)?", Options);

    private static readonly Regex[] Forms = [Unix, Iso, MonthFirst, DayFirst];

    private static readonly Dictionary<string, int> Offsets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["z"] = 0,
        ["utc"] = 0,
        ["gmt"] = 0,
        ["est"] = -5,
        ["edt"] = -4,
        ["cst"] = -6,
        ["cdt"] = -5,
        ["mst"] = -7,
        ["mdt"] = -6,
        ["pst"] = -8,
        ["pdt"] = -7,
        ["bst"] = 1,
        ["cet"] = 1,
        ["cest"] = 2,
    };

    /// <summary>The first date in a line, or null. Days that do not exist are none.</summary>
    public static PublicationDate? Find(string line)
    {
        PublicationDate? best = null;
        foreach (var form in Forms)
        {
            var match = form.Match(line);
            if (match.Success && (best is null || match.Index < best.Span.Start) && Read(match) is { } date) best = date;
        }
        return best;
    }

    private static PublicationDate? Read(Match match)
    {
        var year = int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        var month = match.Groups["mon"].Success
            ? MonthOf(match.Groups["mon"].Value)
            : int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
        var day = int.Parse(match.Groups["d"].ValueSpan, CultureInfo.InvariantCulture);
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        var date = new DateOnly(year, month, day);
        return new(PartialDate.Day(date), InstantOf(match, date), new(match.Index, match.Index + match.Length));
    }

    private static DateTimeOffset? InstantOf(Match match, DateOnly date)
    {
        if (!match.Groups["h"].Success || !match.Groups["zone"].Success) return null;
        var hour = int.Parse(match.Groups["h"].ValueSpan, CultureInfo.InvariantCulture);
        var half = match.Groups["half"].Value;
        if (half.Length > 0) hour = hour % 12 + (half[0] is 'p' or 'P' ? 12 : 0);
        var minute = int.Parse(match.Groups["min"].ValueSpan, CultureInfo.InvariantCulture);
        var second = match.Groups["s"].Success ? int.Parse(match.Groups["s"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (hour > 23 || minute > 59 || second > 59 || OffsetOf(match.Groups["zone"].Value) is not { } offset) return null;
        return new DateTimeOffset(date.ToDateTime(new TimeOnly(hour, minute, second)), offset);
    }

    private static TimeSpan? OffsetOf(string zone)
    {
        if (Offsets.TryGetValue(zone, out var hours)) return TimeSpan.FromHours(hours);
        if (zone[0] is not ('+' or '-')) return null;
        var digits = zone.Replace(":", "", StringComparison.Ordinal);
        var minutes = int.Parse(digits.AsSpan(1, 2), CultureInfo.InvariantCulture) * 60 + int.Parse(digits.AsSpan(3, 2), CultureInfo.InvariantCulture);
        return minutes > 14 * 60 ? null : TimeSpan.FromMinutes(zone[0] == '-' ? -minutes : minutes);
    }

    private static int MonthOf(string name) =>
        ("janfebmaraprmayjunjulaugsepoctnovdec".IndexOf(name[..3].ToLowerInvariant(), StringComparison.Ordinal) / 3) + 1;
}
