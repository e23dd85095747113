namespace KnowledgeGraph.GraphQL.DataLoading;

/// <summary>Where data loaders put their batches until the executor has no synchronous work left. One per request scope.</summary>
public interface IBatchScheduler
{
    /// <summary>Adds a batch that is to run at the next dispatch.</summary>
    /// <param name="dispatch">Starts the batch; its task ends when every caller of the batch has its value.</param>
    void Schedule(Func<Task> dispatch);
}

/// <summary>
/// Collects batches and starts them all at once. Dispatched by the executor when every field of the current level was asked and the level before has
/// its values, so that a level asks each loader once; outside an execution (a plain service call, a test) a batch starts as soon as the caller yields.
/// </summary>
public sealed class BatchScheduler : IBatchScheduler
{
    private static readonly AsyncLocal<bool> Fetching = new();

    private readonly Lock _gate = new();
    private List<Func<Task>> _batches = [];
    private Action? _onWork;
    private int _completing;
    private int _running;
    private int _owners;
    private bool _isUrgent;

    /// <summary>
    /// Batches wait, none is just handing out its values (whose receivers may ask for more), and none is on its way, unless it may be waiting for
    /// one of these itself.
    /// </summary>
    internal bool HasWork
    {
        get
        {
            lock (_gate)
                return _batches.Count > 0 && _completing == 0 && (_running == 0 || _isUrgent);
        }
    }

    public void Schedule(Func<Task> dispatch)
    {
        Action? signal;
        bool isOwned;
        lock (_gate)
        {
            _batches.Add(dispatch);
            _isUrgent |= Fetching.Value;
            isOwned = _owners > 0;
            signal = _completing == 0 ? _onWork : null;
        }

        signal?.Invoke();
        if (!isOwned)
            _ = DispatchSoonAsync();
    }

    /// <summary>Makes the caller responsible for dispatching; <paramref name="onWork"/> is called when there is something to dispatch.</summary>
    internal IDisposable OnWork(Action onWork)
    {
        lock (_gate)
        {
            _owners++;
            _onWork += onWork;
        }

        return new Owner(this, onWork);
    }

    internal void Dispatch()
    {
        List<Func<Task>> batches;
        lock (_gate)
        {
            batches = _batches;
            _batches = [];
            _isUrgent = false;
            _running += batches.Count;
        }

        foreach (var batch in batches)
            _ = RunAsync(batch);
    }

    /// <summary>What is asked for from here on, in this flow of control, is asked for by a batch that waits for it.</summary>
    internal static void BeginFetch() => Fetching.Value = true;

    internal static void EndFetch() => Fetching.Value = false;

    private async Task RunAsync(Func<Task> batch)
    {
        try
        {
            await batch().ConfigureAwait(false);
        }
        finally
        {
            Action? signal;
            lock (_gate)
                signal = --_running == 0 && _batches.Count > 0 ? _onWork : null;
            signal?.Invoke();
        }
    }

    /// <summary>While a batch hands out its values, nothing is dispatched: what the receivers ask for becomes one next batch.</summary>
    internal void BeginCompleting()
    {
        lock (_gate)
            _completing++;
    }

    internal void EndCompleting()
    {
        Action? signal;
        lock (_gate)
            signal = --_completing == 0 && _batches.Count > 0 ? _onWork : null;
        signal?.Invoke();
    }

    private async Task DispatchSoonAsync()
    {
        await Task.Yield();
        lock (_gate)
        {
            if (_owners > 0)
                return;
        }

        Dispatch();
    }

    private sealed class Owner(BatchScheduler scheduler, Action onWork) : IDisposable
    {
        public void Dispose()
        {
            lock (scheduler._gate)
            {
                scheduler._owners--;
                scheduler._onWork -= onWork;
            }
        }
    }
}
