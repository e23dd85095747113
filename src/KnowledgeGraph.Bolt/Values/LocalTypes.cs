namespace KnowledgeGraph.Bolt;

/// <summary>A date without a time zone, from year -999,999,999 to 999,999,999.</summary>
public sealed class LocalDate : IEquatable<LocalDate>, IComparable<LocalDate>
{
    public LocalDate(int year, int month, int day)
    {
        Calendar.CheckDate(year, month, day);
        (Year, Month, Day) = (year, month, day);
    }

    public LocalDate(DateTime dateTime) : this(dateTime.Year, dateTime.Month, dateTime.Day)
    {
    }

    public LocalDate(DateOnly date) : this(date.Year, date.Month, date.Day)
    {
    }

    public int Year { get; }

    public int Month { get; }

    public int Day { get; }

    internal long EpochDay => Calendar.DaysFromCivil(Year, Month, Day);

    internal static LocalDate FromEpochDay(long days)
    {
        Calendar.Check(days, Calendar.MinDay, Calendar.MaxDay, "days since 1970-01-01");
        var (year, month, day) = Calendar.CivilFromDays(days);
        return new LocalDate(year, month, day);
    }

    /// <exception cref="ValueOverflowException">The year is outside 1 to 9999.</exception>
    public DateTime ToDateTime() => TemporalConversion.Guard(this, () => new DateTime(Year, Month, Day));

    public DateOnly ToDateOnly() => TemporalConversion.Guard(this, () => new DateOnly(Year, Month, Day));

    public int CompareTo(LocalDate? other) => other is null ? 1 : EpochDay.CompareTo(other.EpochDay);

    public bool Equals(LocalDate? other) => other is not null && (Year, Month, Day) == (other.Year, other.Month, other.Day);

    public override bool Equals(object? obj) => Equals(obj as LocalDate);

    public override int GetHashCode() => HashCode.Combine(Year, Month, Day);

    public override string ToString() => Calendar.DateText(Year, Month, Day);
}

/// <summary>A time of day without a time zone, to the nanosecond.</summary>
public sealed class LocalTime : IEquatable<LocalTime>, IComparable<LocalTime>
{
    public LocalTime(int hour, int minute, int second, int nanosecond = 0)
    {
        Calendar.CheckTime(hour, minute, second, nanosecond);
        (Hour, Minute, Second, Nanosecond) = (hour, minute, second, nanosecond);
    }

    public LocalTime(TimeSpan time) : this(time.Hours, time.Minutes, time.Seconds, (int)(time.Ticks % TimeSpan.TicksPerSecond * Calendar.NanosPerTick))
    {
    }

    public LocalTime(DateTime time) : this(time.TimeOfDay)
    {
    }

    public LocalTime(TimeOnly time) : this(time.ToTimeSpan())
    {
    }

    public int Hour { get; }

    public int Minute { get; }

    public int Second { get; }

    public int Nanosecond { get; }

    internal long NanosecondOfDay => ((Hour * 60L + Minute) * 60 + Second) * Calendar.NanosPerSecond + Nanosecond;

    internal static LocalTime FromNanosecondOfDay(long nanoseconds)
    {
        Calendar.Check(nanoseconds, 0, Calendar.NanosPerDay - 1, "nanoseconds of the day");
        var (seconds, nanosecond) = Math.DivRem(nanoseconds, Calendar.NanosPerSecond);
        return new LocalTime((int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60), (int)nanosecond);
    }

    /// <exception cref="ValueTruncationException">The nanoseconds are not a multiple of 100.</exception>
    public TimeSpan ToTimeSpan() => new TimeSpan(Hour, Minute, Second) + TimeSpan.FromTicks(TemporalConversion.Ticks(this, Nanosecond));

    public TimeOnly ToTimeOnly() => TimeOnly.FromTimeSpan(ToTimeSpan());

    public int CompareTo(LocalTime? other) => other is null ? 1 : NanosecondOfDay.CompareTo(other.NanosecondOfDay);

    public bool Equals(LocalTime? other) => other is not null && NanosecondOfDay == other.NanosecondOfDay;

    public override bool Equals(object? obj) => Equals(obj as LocalTime);

    public override int GetHashCode() => NanosecondOfDay.GetHashCode();

    public override string ToString() => Calendar.TimeText(Hour, Minute, Second, Nanosecond);
}

/// <summary>A date and time of day without a time zone.</summary>
public sealed class LocalDateTime : IEquatable<LocalDateTime>, IComparable<LocalDateTime>
{
    public LocalDateTime(int year, int month, int day, int hour, int minute, int second, int nanosecond = 0)
    {
        Calendar.CheckDate(year, month, day);
        Calendar.CheckTime(hour, minute, second, nanosecond);
        (Year, Month, Day, Hour, Minute, Second, Nanosecond) = (year, month, day, hour, minute, second, nanosecond);
    }

    public LocalDateTime(DateTime time)
        : this(time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second, (int)(time.Ticks % TimeSpan.TicksPerSecond * Calendar.NanosPerTick))
    {
    }

    public int Year { get; }

    public int Month { get; }

    public int Day { get; }

    public int Hour { get; }

    public int Minute { get; }

    public int Second { get; }

    public int Nanosecond { get; }

    /// <summary>Seconds since 1970-01-01T00:00:00 on the wall clock.</summary>
    internal long EpochSecond => Calendar.DaysFromCivil(Year, Month, Day) * Calendar.SecondsPerDay + (Hour * 60L + Minute) * 60 + Second;

    internal static LocalDateTime FromEpochSecond(long seconds, long nanosecond)
    {
        Calendar.Check(nanosecond, 0, Calendar.NanosPerSecond - 1, "nanosecond");
        var (days, secondOfDay) = Calendar.FloorDivide(seconds, Calendar.SecondsPerDay);
        Calendar.Check(days, Calendar.MinDay, Calendar.MaxDay, "days since 1970-01-01");
        var (year, month, day) = Calendar.CivilFromDays(days);
        return new LocalDateTime(
            year, month, day, (int)(secondOfDay / 3600), (int)(secondOfDay / 60 % 60), (int)(secondOfDay % 60), (int)nanosecond);
    }

    /// <exception cref="ValueOverflowException">The year is outside 1 to 9999.</exception>
    /// <exception cref="ValueTruncationException">The nanoseconds are not a multiple of 100.</exception>
    public DateTime ToDateTime()
    {
        var ticks = TemporalConversion.Ticks(this, Nanosecond);
        return TemporalConversion.Guard(this, () => new DateTime(Year, Month, Day, Hour, Minute, Second).AddTicks(ticks));
    }

    public int CompareTo(LocalDateTime? other)
    {
        if (other is null) return 1;
        var bySecond = EpochSecond.CompareTo(other.EpochSecond);
        return bySecond != 0 ? bySecond : Nanosecond.CompareTo(other.Nanosecond);
    }

    public bool Equals(LocalDateTime? other) => other is not null && EpochSecond == other.EpochSecond && Nanosecond == other.Nanosecond;

    public override bool Equals(object? obj) => Equals(obj as LocalDateTime);

    public override int GetHashCode() => HashCode.Combine(EpochSecond, Nanosecond);

    public override string ToString() => $"{Calendar.DateText(Year, Month, Day)}T{Calendar.TimeText(Hour, Minute, Second, Nanosecond)}";
}

internal static class TemporalConversion
{
    internal static T Guard<T>(object value, Func<T> convert)
    {
        try
        {
            return convert();
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ValueOverflowException($"{value} is outside what {typeof(T).Name} can hold.");
        }
    }

    internal static long Ticks(object value, int nanosecond) => nanosecond % Calendar.NanosPerTick == 0
        ? nanosecond / Calendar.NanosPerTick
        : throw new ValueTruncationException($"{value} is finer than the 100 nanoseconds that .NET's types can hold.");
}
