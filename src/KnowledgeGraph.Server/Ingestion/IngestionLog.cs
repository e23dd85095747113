using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>
/// Where every ingestion stands, and the newest of those that are over. Watchers hold no queue: who does not read costs nothing and later sees
/// the newest state.
/// </summary>
/// <param name="mostKept">How many are remembered; the oldest that are over go first.</param>
public sealed class IngestionLog(TimeProvider time, int mostKept = IngestionLog.MostKept)
{
    public const int MostKept = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byId = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _entries = new();
    private readonly long[] _ended = new long[Enum.GetValues<IngestionStatus>().Length];
    private long _number;

    /// <summary>Starts to follow an article.</summary>
    public IngestionState Open(string name, IngestionLane lane)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var state = new IngestionState(Guid.CreateVersion7(now).ToString("N"), ++_number, name, lane, now);
            _byId.Add(state.Id, _entries.AddLast(new Entry(state)));
            if (_entries.Count > mostKept) ForgetOldest();
            return state;
        }
    }

    /// <summary>Puts a change on record and gives the new state. What is over stays as it is.</summary>
    public IngestionState Change(IngestionState state, Func<IngestionState, IngestionState> change)
    {
        TaskCompletionSource? watchers;
        lock (_gate)
        {
            if (!_byId.TryGetValue(state.Id, out var node)) return change(state) with { Changed = time.GetUtcNow() };
            var entry = node.Value;
            if (entry.State.IsOver) return entry.State;
            state = entry.State = change(entry.State) with { Changed = time.GetUtcNow() };
            if (state.IsOver) _ended[(int)state.Status]++;
            (watchers, entry.Watchers) = (entry.Watchers, null);
        }
        watchers?.SetResult();
        return state;
    }

    /// <summary>It was not accepted after all.</summary>
    public void Forget(IngestionState state)
    {
        lock (_gate)
            if (_byId.Remove(state.Id, out var node)) _entries.Remove(node);
    }

    public IngestionState? Find(string id)
    {
        lock (_gate) return _byId.TryGetValue(id, out var node) ? node.Value.State : null;
    }

    /// <summary>Newest first.</summary>
    /// <param name="before">Only those with a smaller number; null: from the newest.</param>
    public IReadOnlyList<IngestionState> Page(int size, long? before = null, IReadOnlyCollection<IngestionStatus>? statuses = null)
    {
        var page = new List<IngestionState>(size);
        lock (_gate)
        {
            for (var node = _entries.Last; node is not null && page.Count < size; node = node.Previous)
                if (node.Value.State is var state && (before is null || state.Number < before) && (statuses is null || statuses.Contains(state.Status))) page.Add(state);
        }
        return page;
    }

    /// <summary>How many stand at each status.</summary>
    public int Count(IReadOnlyCollection<IngestionStatus>? statuses = null)
    {
        lock (_gate) return _entries.Count(entry => statuses is null || statuses.Contains(entry.State.Status));
    }

    /// <summary>How many ended so far with each status that is an end.</summary>
    public IReadOnlyList<(IngestionStatus Status, long Count)> Ended
    {
        get
        {
            lock (_gate) return [.. new[] { IngestionStatus.Recorded, IngestionStatus.Unchanged, IngestionStatus.Failed }.Select(status => (status, _ended[(int)status]))];
        }
    }

    /// <summary>Its state now and after every change until it is over; changes that come faster than they are read are seen as one. Nothing for an unknown id.</summary>
    public async IAsyncEnumerable<IngestionState> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        IngestionState? seen = null;
        while (true)
        {
            IngestionState state;
            Task? changed = null;
            lock (_gate)
            {
                if (!_byId.TryGetValue(id, out var node)) yield break;
                state = node.Value.State;
                if (ReferenceEquals(state, seen)) changed = (node.Value.Watchers ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
            if (changed is not null)
            {
                await changed.WaitAsync(cancellation);
                continue;
            }
            yield return seen = state;
            if (state.IsOver) yield break;
        }
    }

    /// <summary>The state at its end, or as it is when <paramref name="patience"/> is over.</summary>
    public async Task<IngestionState> EndAsync(IngestionState state, TimeSpan patience, CancellationToken cancellation = default)
    {
        using var enough = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellation);
        try
        {
            await foreach (var next in WatchAsync(state.Id, either.Token)) state = next;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The caller is told how far it is.
        }
        return state;
    }

    private void ForgetOldest()
    {
        for (var node = _entries.First; node is not null; node = node.Next)
        {
            if (!node.Value.State.IsOver) continue;
            _entries.Remove(node);
            _byId.Remove(node.Value.State.Id);
            return;
        }
    }

    private sealed class Entry(IngestionState state)
    {
        public IngestionState State { get; set; } = state;

        public TaskCompletionSource? Watchers { get; set; }
    }
}
