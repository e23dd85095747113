namespace KnowledgeGraph.Bolt;

/// <summary>Proleptic Gregorian calendar arithmetic over the server's range of years, which is wider than that of <see cref="DateTime"/>.</summary>
internal static class Calendar
{
    internal const long MinYear = -999_999_999;
    internal const long MaxYear = 999_999_999;
    internal const long NanosPerSecond = 1_000_000_000;
    internal const long NanosPerDay = 86_400 * NanosPerSecond;
    internal const long SecondsPerDay = 86_400;
    internal const int NanosPerTick = 100;

    internal static readonly long MinDay = DaysFromCivil(MinYear, 1, 1);
    internal static readonly long MaxDay = DaysFromCivil(MaxYear, 12, 31);

    /// <summary>Days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms": days_from_civil).</summary>
    internal static long DaysFromCivil(long year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        var era = (year >= 0 ? year : year - 399) / 400;
        var yearOfEra = year - era * 400;
        var dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        var dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    /// <summary>The date of a day since 1970-01-01 (same source: civil_from_days).</summary>
    internal static (int Year, int Month, int Day) CivilFromDays(long days)
    {
        days += 719_468;
        var era = (days >= 0 ? days : days - 146_096) / 146_097;
        var dayOfEra = days - era * 146_097;
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var shifted = (5 * dayOfYear + 2) / 153;
        var day = (int)(dayOfYear - (153 * shifted + 2) / 5 + 1);
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return ((int)(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), month, day);
    }

    internal static int DaysInMonth(long year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    internal static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    internal static void CheckDate(int year, int month, int day)
    {
        Check(year, MinYear, MaxYear, nameof(year));
        Check(month, 1, 12, nameof(month));
        Check(day, 1, DaysInMonth(year, month), nameof(day));
    }

    internal static void CheckTime(int hour, int minute, int second, int nanosecond)
    {
        Check(hour, 0, 23, nameof(hour));
        Check(minute, 0, 59, nameof(minute));
        Check(second, 0, 59, nameof(second));
        Check(nanosecond, 0, NanosPerSecond - 1, nameof(nanosecond));
    }

    internal static void CheckOffset(int seconds) => Check(seconds, -64_800, 64_800, "offsetSeconds");

    internal static void Check(long value, long low, long high, string name)
    {
        if (value < low || value > high)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; expected {low} to {high}.");
    }

    internal static (long Quotient, long Remainder) FloorDivide(long value, long by)
    {
        var quotient = Math.DivRem(value, by, out var remainder);
        return remainder < 0 ? (quotient - 1, remainder + by) : (quotient, remainder);
    }

    internal static string DateText(int year, int month, int day) =>
        FormattableString.Invariant($"{YearText(year)}-{month:00}-{day:00}");

    internal static string TimeText(int hour, int minute, int second, int nanosecond) => nanosecond == 0
        ? FormattableString.Invariant($"{hour:00}:{minute:00}:{second:00}")
        : FormattableString.Invariant($"{hour:00}:{minute:00}:{second:00}.{nanosecond:000000000}");

    internal static string OffsetText(int seconds)
    {
        if (seconds == 0) return "Z";
        var (sign, size) = seconds < 0 ? ('-', -seconds) : ('+', seconds);
        var text = FormattableString.Invariant($"{sign}{size / 3600:00}:{size / 60 % 60:00}");
        return size % 60 == 0 ? text : FormattableString.Invariant($"{text}:{size % 60:00}");
    }

    private static string YearText(int year) => year switch
    {
        < 0 => FormattableString.Invariant($"-{-(long)year:0000}"),
        > 9999 => FormattableString.Invariant($"+{year}"),
        _ => FormattableString.Invariant($"{year:0000}"),
    };
}
