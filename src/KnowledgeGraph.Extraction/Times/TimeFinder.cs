using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Times;

/// <summary>
/// Finds expressions of time and resolves them against the day of publication: full and partial dates, weekdays, "yesterday",
/// "overnight into Friday", "last month", "three days ago", "since 2022". Without a day of publication only what is
/// complete in itself is resolved. What stays vague ("recently") is not found.
/// </summary>
internal sealed class TimeFinder(Doc doc, DateOnly? published)
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly Dictionary<string, DayOfWeek> Weekdays = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Monday"] = DayOfWeek.Monday,
        ["Tuesday"] = DayOfWeek.Tuesday,
        ["Wednesday"] = DayOfWeek.Wednesday,
        ["Thursday"] = DayOfWeek.Thursday,
        ["Friday"] = DayOfWeek.Friday,
        ["Saturday"] = DayOfWeek.Saturday,
        ["Sunday"] = DayOfWeek.Sunday,
    };

    /// <summary>All expressions in text order, without overlap.</summary>
    public IReadOnlyList<TimeExpression> Find()
    {
        var found = new List<TimeExpression>();
        for (var i = 0; i < doc.Count;)
        {
            if (At(i) is { } expression)
            {
                found.Add(expression);
                i = expression.Last;
            }
            else i++;
        }
        return found;
    }

    private TimeExpression? At(int i) =>
        OvernightInto(i) ?? FullDate(i) ?? RelativeUnit(i) ?? Ago(i) ?? Recent(i) ?? SinceYear(i) ?? Weekday(i) ?? NamedDay(i) ?? MonthAlone(i) ?? YearAlone(i);

    private string Word(int i) => (uint)i < (uint)doc.Count ? doc[i].Text : "";

    private bool Is(int i, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (Word(i).Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    // "overnight into Friday", "overnight from Thursday to Friday"
    private TimeExpression? OvernightInto(int i)
    {
        if (!Is(i, "overnight")) return null;
        if (Is(i + 1, "into", "to", "on") && DayOfWeekdayAt(i + 2) is { } end)
            return new(i, i + 3, i, PartialDate.Between(PartialDate.Day(end.AddDays(-1)), PartialDate.Day(end)), false);
        return published is { } day ? new(i, i + 1, i, PartialDate.Between(PartialDate.Day(day.AddDays(-1)), PartialDate.Day(day)), false) : null;
    }

    private TimeExpression? FullDate(int i)
    {
        // 2025-07-04
        if (Word(i).Length == 10 && PartialDate.TryParse(Word(i), out var iso)) return new(i, i + 1, i, iso, false);
        // July 4, 2025 / July 4 / July 4th
        if (MonthOf(i) is { } month)
        {
            if (DayNumber(i + 1) is { } day)
            {
                var last = i + 2;
                if (YearOf(Is(last, ",") ? last + 1 : last) is { } year) return Day(i, (Is(last, ",") ? last + 1 : last) + 1, i, year, month, day);
                return YearNear(month, day) is { } near ? Day(i, last, i, near, month, day) : null;
            }
            if (YearOf(Is(i + 1, ",", "of") ? i + 2 : i + 1) is { } monthYear)
                return new(i, (Is(i + 1, ",", "of") ? i + 2 : i + 1) + 1, i, PartialDate.Month(monthYear, month), false);
        }
        // 4 July 2025 / 4 July / the 4th of July
        if (DayNumber(i) is { } number && doc[i].Length <= 4)
        {
            var at = Is(i + 1, "of") ? i + 2 : i + 1;
            if (MonthOf(at) is { } named)
            {
                var last = at + 1;
                var yearAt = Is(last, ",") ? last + 1 : last;
                if (YearOf(yearAt) is { } year) return Day(i, yearAt + 1, at, year, named, number);
                return YearNear(named, number) is { } near ? Day(i, last, at, near, named, number) : null;
            }
        }
        return null;
    }

    // last week, next month, this year, earlier this week, last Friday, early next year
    private TimeExpression? RelativeUnit(int i)
    {
        if (published is not { } day || !Is(i, "last", "next", "this", "past", "previous", "coming")) return null;
        var step = Is(i, "last", "past", "previous") ? -1 : Is(i, "this") ? 0 : 1;
        if (Weekdays.TryGetValue(Word(i + 1), out var weekday))
        {
            var date = step switch
            {
                -1 => Before(day, weekday),
                1 => After(day, weekday),
                _ => InWeekOf(day, weekday),
            };
            return new(i, i + 2, i + 1, PartialDate.Day(date), false);
        }
        if (MonthOf(i + 1) is { } month)
        {
            var year = step < 0 && month >= day.Month ? day.Year - 1 : step > 0 && month <= day.Month ? day.Year + 1 : day.Year;
            return new(i, i + 2, i + 1, PartialDate.Month(year, month), false);
        }
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        PartialDate? span = Word(i + 1).ToLowerInvariant() switch
        {
            "week" when step == 0 => Days(monday, day > monday ? day : monday),
            "week" => Days(monday.AddDays(7 * step), monday.AddDays(7 * step + 6)),
            "weekend" => Days(monday.AddDays(7 * step + 5), monday.AddDays(7 * step + 6)),
            "month" => MonthOf(day.AddMonths(step)),
            "year" => PartialDate.Year(day.Year + step),
            "night" when step < 0 => PartialDate.Day(day.AddDays(-1)),
            "morning" or "afternoon" or "evening" when step == 0 => PartialDate.Day(day),
            _ => null,
        };
        return span is null ? null : new(i, i + 2, i + 1, span, false);
    }

    // three days ago, a week earlier is left alone: earlier than what?
    private TimeExpression? Ago(int i)
    {
        if (published is not { } day) return null;
        if (Amount(i) is not { } amount || !Is(i + 2, "ago")) return null;
        PartialDate? date = Unit(i + 1) switch
        {
            "day" => PartialDate.Day(day.AddDays(-amount)),
            "week" => Days(day.AddDays(-7 * amount - 3), day.AddDays(-7 * amount + 3)),
            "month" => MonthOf(day.AddMonths(-amount)),
            "year" => PartialDate.Year(day.Year - amount),
            "hour" or "minute" => PartialDate.Day(day),
            _ => null,
        };
        return date is null ? null : new(i, i + 3, i + 1, date, false);
    }

    // in recent weeks, over the past three months, for the last two years
    private TimeExpression? Recent(int i)
    {
        if (published is not { } day || !Is(i, "recent", "past", "last")) return null;
        var counted = Amount(i + 1);
        var unitAt = counted is null ? i + 1 : i + 2;
        if (!Word(unitAt).EndsWith('s') || !(Is(i, "recent") || counted is not null)) return null;
        var amount = counted ?? 4;
        PartialDate? date = Unit(unitAt) switch
        {
            "day" => Days(day.AddDays(-amount), day),
            "week" => PartialDate.Between(MonthOf(day.AddDays(-7 * amount)), PartialDate.Day(day)),
            "month" => PartialDate.Between(MonthOf(day.AddMonths(-amount)), PartialDate.Day(day)),
            "year" => PartialDate.Between(PartialDate.Year(day.Year - amount), PartialDate.Day(day)),
            _ => null,
        };
        return date is null ? null : new(i, unitAt + 1, unitAt, date, false);
    }

    // since 2022, since February
    private TimeExpression? SinceYear(int i)
    {
        if (published is not { } day || !Is(i, "since")) return null;
        var start = FullDate(i + 1) ?? MonthAlone(i + 1) ?? YearAlone(i + 1) ?? Weekday(i + 1);
        return start is null || start.Date.First > day
            ? null
            : new(i, start.Last, i, PartialDate.Between(start.Date, start.Date.Last >= day ? start.Date : PartialDate.Day(day)), false);
    }

    private TimeExpression? Weekday(int i) =>
        DayOfWeekdayAt(i) is { } day ? new(i, IsDayPart(i + 1) ? i + 2 : i + 1, i, PartialDate.Day(day), true) : null;

    private TimeExpression? NamedDay(int i)
    {
        if (published is not { } day) return null;
        int? step = Word(i).ToLowerInvariant() switch
        {
            "today" or "tonight" => 0,
            "yesterday" => -1,
            "tomorrow" => 1,
            _ => null,
        };
        return step is { } days ? new(i, IsDayPart(i + 1) ? i + 2 : i + 1, i, PartialDate.Day(day.AddDays(days)), false) : null;
    }

    // in June, June alone, a June attack
    private TimeExpression? MonthAlone(int i)
    {
        if (MonthOf(i) is not { } month || published is not { } day) return null;
        if (Is(i, "may", "march") && doc[i].Pos != "PROPN") return null;
        var year = month > day.Month + 2 ? day.Year - 1 : day.Year;
        return new(i, i + 1, i, PartialDate.Month(year, month), false);
    }

    private TimeExpression? YearAlone(int i) =>
        YearOf(i) is { } year && (doc[i].EntityLabel is "DATE" || doc[i] is { EntityLabel: not ("MONEY" or "PERCENT" or "QUANTITY"), Dep: "pobj" } && Is(i - 1, "in", "since", "during")) && (Is(i - 1, "in", "since", "of", "by", "during", "until", "from", "to", "early", "late") || doc[i].Dep is "npadvmod")
            ? new(i, i + 1, i, PartialDate.Year(year), false)
            : null;

    private DateOnly? DayOfWeekdayAt(int i)
    {
        if (published is not { } day || !Weekdays.TryGetValue(Word(i), out var weekday)) return null;
        return OnOrBefore(day, weekday);
    }

    private bool IsDayPart(int i) => Is(i, "morning", "afternoon", "evening", "night");

    private static DateOnly OnOrBefore(DateOnly day, DayOfWeek weekday) => day.AddDays(-(((int)day.DayOfWeek - (int)weekday + 7) % 7));

    private static DateOnly Before(DateOnly day, DayOfWeek weekday) => OnOrBefore(day.AddDays(-1), weekday);

    /// <summary>The next such weekday after the day.</summary>
    public static DateOnly After(DateOnly day, DayOfWeek weekday) => day.AddDays(((int)weekday - (int)day.DayOfWeek + 6) % 7 + 1);

    private static DateOnly InWeekOf(DateOnly day, DayOfWeek weekday)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return monday.AddDays(((int)weekday + 6) % 7);
    }

    private static PartialDate Days(DateOnly from, DateOnly to) => PartialDate.Between(PartialDate.Day(from), PartialDate.Day(to));

    private static PartialDate MonthOf(DateOnly day) => PartialDate.Month(day.Year, day.Month);

    private int? MonthOf(int i)
    {
        var word = Word(i);
        if (word.Length < 3 || !char.IsUpper(word[0])) return null;
        word = word.TrimEnd('.').ToLowerInvariant();
        if (word == "sept") return 9;
        for (var m = 0; m < Months.Length; m++)
            if (Months[m] == word || (word.Length == 3 && Months[m].StartsWith(word, StringComparison.Ordinal))) return m + 1;
        return null;
    }

    private int? DayNumber(int i)
    {
        var word = Word(i);
        var digits = word.Length > 2 && char.IsAsciiLetter(word[^1]) ? word[..^2] : word;
        return digits.Length is 1 or 2 && int.TryParse(digits, out var day) && day is >= 1 and <= 31 ? day : null;
    }

    private int? YearOf(int i) => Word(i) is { Length: 4 } word && int.TryParse(word, out var year) && year is >= 1500 and <= 2100 ? year : null;

    // The year that brings month and day closest to publication.
    private int? YearNear(int month, int day)
    {
        if (published is not { } reference) return null;
        int? best = null;
        var distance = int.MaxValue;
        for (var year = reference.Year - 1; year <= reference.Year + 1; year++)
        {
            if (day > DateTime.DaysInMonth(year, month)) continue;
            var away = Math.Abs(new DateOnly(year, month, day).DayNumber - reference.DayNumber);
            if (away < distance) (best, distance) = (year, away);
        }
        return best;
    }

    private static TimeExpression? Day(int first, int last, int head, int year, int month, int day) =>
        day <= DateTime.DaysInMonth(year, month) ? new(first, last, head, PartialDate.Day(new DateOnly(year, month, day)), false) : null;

    private int? Amount(int i) =>
        Is(i, "a", "an") ? 1 : Numbers.NumberWords.TryParse(Word(i), out var value) && value is > 0 and < 1000 && value == decimal.Truncate(value) ? (int)value : null;

    private string Unit(int i) => Word(i).ToLowerInvariant().TrimEnd('s');
}
