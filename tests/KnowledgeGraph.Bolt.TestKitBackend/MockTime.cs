namespace KnowledgeGraph.Bolt.TestKitBackend;

/// <summary>The system's clock until it is frozen; then it moves only when told to.</summary>
internal sealed class MockTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FrozenTimer> _timers = [];
    private bool _frozen;
    private TimeSpan _ahead;
    private DateTimeOffset _frozenNow;
    private long _frozenTimestamp;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _frozen ? _frozenNow : System.GetUtcNow() + _ahead;
    }

    public override long GetTimestamp()
    {
        lock (_gate) return _frozen ? _frozenTimestamp : System.GetTimestamp() + Ticks(_ahead);
    }

    public void Freeze()
    {
        var (now, timestamp) = (GetUtcNow(), GetTimestamp());
        lock (_gate) (_frozen, _frozenNow, _frozenTimestamp) = (true, now, timestamp);
    }

    public void Advance(TimeSpan time)
    {
        FrozenTimer[] due;
        lock (_gate)
        {
            _frozenNow += time;
            _frozenTimestamp += Ticks(time);
            due = [.. _timers.Where(timer => timer.Due <= _frozenTimestamp)];
            foreach (var timer in due) _timers.Remove(timer);
        }

        foreach (var timer in due) timer.Fire();
    }

    public void Thaw()
    {
        lock (_gate)
        {
            _ahead = _frozenNow - System.GetUtcNow();
            _frozen = false;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (!_frozen) return System.CreateTimer(callback, state, dueTime, period);
            var timer = new FrozenTimer(this, callback, state);
            timer.Change(dueTime, period);
            return timer;
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * System.TimestampFrequency);

    private sealed class FrozenTimer(MockTime time, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime < TimeSpan.Zero) return true;
                Due = time._frozenTimestamp + Ticks(dueTime);
                time._timers.Add(this);
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._gate) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
