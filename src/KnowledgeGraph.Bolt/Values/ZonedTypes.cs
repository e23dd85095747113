namespace KnowledgeGraph.Bolt;

/// <summary>A time of day with an offset from UTC.</summary>
public sealed class OffsetTime : IEquatable<OffsetTime>
{
    public OffsetTime(int hour, int minute, int second, int nanosecond, int offsetSeconds)
    {
        Calendar.CheckTime(hour, minute, second, nanosecond);
        Calendar.CheckOffset(offsetSeconds);
        (Hour, Minute, Second, Nanosecond, OffsetSeconds) = (hour, minute, second, nanosecond, offsetSeconds);
    }

    public OffsetTime(TimeSpan time, TimeSpan offset) : this(new LocalTime(time), (int)offset.TotalSeconds)
    {
    }

    internal OffsetTime(LocalTime time, int offsetSeconds)
        : this(time.Hour, time.Minute, time.Second, time.Nanosecond, offsetSeconds)
    {
    }

    public int Hour { get; }

    public int Minute { get; }

    public int Second { get; }

    public int Nanosecond { get; }

    /// <summary>Seconds east of UTC, -64,800 to 64,800.</summary>
    public int OffsetSeconds { get; }

    internal LocalTime Time => new(Hour, Minute, Second, Nanosecond);

    public bool Equals(OffsetTime? other) =>
        other is not null && Time.Equals(other.Time) && OffsetSeconds == other.OffsetSeconds;

    public override bool Equals(object? obj) => Equals(obj as OffsetTime);

    public override int GetHashCode() => HashCode.Combine(Hour, Minute, Second, Nanosecond, OffsetSeconds);

    public override string ToString() => Calendar.TimeText(Hour, Minute, Second, Nanosecond) + Calendar.OffsetText(OffsetSeconds);
}

/// <summary>A time zone as the server names it: an offset or an IANA id.</summary>
public abstract record Zone
{
    private protected Zone()
    {
    }

    public static Zone Of(int offsetSeconds) => new ZoneOffset(offsetSeconds);

    public static Zone Of(string zoneId) => new ZoneId(zoneId);
}

/// <summary>A fixed offset, in seconds east of UTC.</summary>
public sealed record ZoneOffset : Zone
{
    public ZoneOffset(int offsetSeconds)
    {
        Calendar.CheckOffset(offsetSeconds);
        OffsetSeconds = offsetSeconds;
    }

    public int OffsetSeconds { get; }

    public override string ToString() => Calendar.OffsetText(OffsetSeconds);
}

/// <summary>A zone with rules, such as <c>Europe/Kyiv</c>.</summary>
public sealed record ZoneId : Zone
{
    public ZoneId(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
    }

    public string Id { get; }

    public override string ToString() => $"[{Id}]";
}

/// <summary>
/// An instant on a zone's clock. Made from an instant it is unambiguous; made from clock time in a named zone, an hour that the clock
/// shows twice means the earlier instant and an hour that it skips is moved on by the gap.
/// </summary>
public sealed class ZonedDateTime : IEquatable<ZonedDateTime>, IComparable<ZonedDateTime>
{
    private readonly LocalDateTime _local;

    /// <param name="utcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the zone.</exception>
    public ZonedDateTime(long utcSeconds, int nanosecond, Zone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        UtcSeconds = utcSeconds;
        Zone = zone;
        OffsetSeconds = ZoneRules.OffsetAt(zone, utcSeconds);
        _local = LocalDateTime.FromEpochSecond(utcSeconds + OffsetSeconds, nanosecond);
    }

    public ZonedDateTime(int year, int month, int day, int hour, int minute, int second, Zone zone)
        : this(year, month, day, hour, minute, second, 0, zone)
    {
    }

    public ZonedDateTime(int year, int month, int day, int hour, int minute, int second, int nanosecond, Zone zone)
        : this(new LocalDateTime(year, month, day, hour, minute, second, nanosecond), zone)
    {
    }

    public ZonedDateTime(DateTimeOffset time)
        : this(new LocalDateTime(time.DateTime), new ZoneOffset((int)time.Offset.TotalSeconds))
    {
    }

    public ZonedDateTime(DateTime time, int offsetSeconds) : this(new LocalDateTime(time), new ZoneOffset(offsetSeconds))
    {
    }

    public ZonedDateTime(DateTime time, string zoneId) : this(new LocalDateTime(time), new ZoneId(zoneId))
    {
    }

    internal ZonedDateTime(LocalDateTime clock, Zone zone)
        : this(clock.EpochSecond - ZoneRules.OffsetOnClock(zone, clock), clock.Nanosecond, zone)
    {
    }

    public int Year => _local.Year;

    public int Month => _local.Month;

    public int Day => _local.Day;

    public int Hour => _local.Hour;

    public int Minute => _local.Minute;

    public int Second => _local.Second;

    public int Nanosecond => _local.Nanosecond;

    public Zone Zone { get; }

    /// <summary>Seconds east of UTC at this instant.</summary>
    public int OffsetSeconds { get; }

    /// <summary>Seconds since 1970-01-01T00:00:00Z.</summary>
    public long UtcSeconds { get; }

    /// <summary>Seconds since 1970-01-01T00:00:00 on the zone's clock.</summary>
    internal long ClockSeconds => UtcSeconds + OffsetSeconds;

    /// <exception cref="ValueOverflowException">The year is outside 1 to 9999, or the offset is not whole minutes up to 14 hours.</exception>
    /// <exception cref="ValueTruncationException">The nanoseconds are not a multiple of 100.</exception>
    public DateTimeOffset ToDateTimeOffset()
    {
        var clock = _local.ToDateTime();
        try
        {
            return new DateTimeOffset(clock, TimeSpan.FromSeconds(OffsetSeconds));
        }
        catch (ArgumentException)
        {
            throw new ValueOverflowException($"{this} is outside what DateTimeOffset can hold.");
        }
    }

    public int CompareTo(ZonedDateTime? other)
    {
        if (other is null) return 1;
        var bySecond = UtcSeconds.CompareTo(other.UtcSeconds);
        return bySecond != 0 ? bySecond : Nanosecond.CompareTo(other.Nanosecond);
    }

    public bool Equals(ZonedDateTime? other) =>
        other is not null && UtcSeconds == other.UtcSeconds && Nanosecond == other.Nanosecond && Zone.Equals(other.Zone);

    public override bool Equals(object? obj) => Equals(obj as ZonedDateTime);

    public override int GetHashCode() => HashCode.Combine(UtcSeconds, Nanosecond, Zone);

    public override string ToString() => Zone is ZoneId
        ? $"{_local}{Calendar.OffsetText(OffsetSeconds)}{Zone}"
        : $"{_local}{Zone}";
}

/// <summary>What this machine's zone database says; years that it does not reach use its nearest rule.</summary>
internal static class ZoneRules
{
    internal static int OffsetAt(Zone zone, long utcSeconds) => zone switch
    {
        ZoneOffset offset => offset.OffsetSeconds,
        ZoneId named => (int)Find(named).GetUtcOffset(Instant(utcSeconds)).TotalSeconds,
        _ => throw new ArgumentException($"{zone.GetType().Name} is not a kind of zone.", nameof(zone)),
    };

    internal static int OffsetOnClock(Zone zone, LocalDateTime clock)
    {
        if (zone is ZoneOffset offset) return offset.OffsetSeconds;
        var rules = Find((ZoneId)zone);
        var time = DateTime.SpecifyKind(Instant(clock.EpochSecond), DateTimeKind.Unspecified);
        if (rules.IsAmbiguousTime(time)) return (int)rules.GetAmbiguousTimeOffsets(time).Max().TotalSeconds;
        if (rules.IsInvalidTime(time)) return (int)rules.GetUtcOffset(time.AddDays(-1)).TotalSeconds;
        return (int)rules.GetUtcOffset(time).TotalSeconds;
    }

    private static TimeZoneInfo Find(ZoneId zone)
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(zone.Id);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException or IOException)
        {
            throw new TimeZoneNotFoundException($"The time zone '{zone.Id}' is not known on this machine.");
        }
    }

    private static DateTime Instant(long seconds)
    {
        var low = DateTime.MinValue.AddDays(2);
        var high = DateTime.MaxValue.AddDays(-2);
        var lowSeconds = (long)(low - DateTime.UnixEpoch).TotalSeconds;
        var highSeconds = (long)(high - DateTime.UnixEpoch).TotalSeconds;
        return DateTime.UnixEpoch.AddSeconds(Math.Clamp(seconds, lowSeconds, highSeconds));
    }
}
