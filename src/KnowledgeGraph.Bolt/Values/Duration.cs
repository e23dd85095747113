namespace KnowledgeGraph.Bolt;

/// <summary>An amount of time in months, days, seconds and nanoseconds, which do not convert into one another.</summary>
public sealed class Duration : IEquatable<Duration>
{
    /// <param name="nanos">0 to 999,999,999, counted up from <paramref name="seconds"/> also where that is negative.</param>
    public Duration(long months, long days, long seconds, int nanos)
    {
        Calendar.Check(nanos, 0, Calendar.NanosPerSecond - 1, nameof(nanos));
        (Months, Days, Seconds, Nanos) = (months, days, seconds, nanos);
    }

    public Duration(long days, long seconds, int nanos) : this(0, days, seconds, nanos)
    {
    }

    public Duration(long seconds, int nanos) : this(0, 0, seconds, nanos)
    {
    }

    public Duration(long seconds) : this(0, 0, seconds, 0)
    {
    }

    internal static Duration From(TimeSpan time)
    {
        var (seconds, ticks) = Calendar.FloorDivide(time.Ticks, TimeSpan.TicksPerSecond);
        return new Duration(0, 0, seconds, (int)(ticks * Calendar.NanosPerTick));
    }

    public long Months { get; }

    public long Days { get; }

    public long Seconds { get; }

    public int Nanos { get; }

    public bool Equals(Duration? other) =>
        other is not null && (Months, Days, Seconds, Nanos) == (other.Months, other.Days, other.Seconds, other.Nanos);

    public override bool Equals(object? obj) => Equals(obj as Duration);

    public override int GetHashCode() => HashCode.Combine(Months, Days, Seconds, Nanos);

    public override string ToString() => Nanos == 0
        ? FormattableString.Invariant($"P{Months}M{Days}DT{Seconds}S")
        : FormattableString.Invariant($"P{Months}M{Days}DT{Seconds}.{Nanos:000000000}S");
}
