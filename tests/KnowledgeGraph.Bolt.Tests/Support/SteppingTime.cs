namespace KnowledgeGraph.Bolt.Tests.Support;

/// <summary>
/// A clock that stands still but for <see cref="Advance"/> and for delays, which pass at once and move it on. Time-outs that are longer than
/// what a test waits for never fire.
/// </summary>
internal sealed class SteppingTime : TimeProvider
{
    /// <summary>Acquisition and connection time-outs are at least this long; retries wait less.</summary>
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(29);

    /// <summary>How long the driver waits for a RESET to be answered; no retry waits just that long.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _waits = [];
    private TimeSpan _passed = TimeSpan.FromHours(1);

    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate) return [.. _waits];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_gate) return _passed.Ticks;
    }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(GetTimestamp());

    public void Advance(TimeSpan time)
    {
        lock (_gate) _passed += time;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > s_longestDelay || dueTime == s_patience || dueTime < TimeSpan.Zero) return new Timer();
        lock (_gate)
        {
            _waits.Add(dueTime);
            _passed += dueTime;
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Timer();
    }

    private sealed class Timer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
