using KnowledgeGraph.Model;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>An article on its way through the service.</summary>
/// <param name="over">Called once when nothing more will happen, with what the store threw where it failed.</param>
internal sealed class IngestionJob(IngestionState state, Article article, Action<IngestionState, Exception?>? over = null)
{
    public IngestionState State { get; set; } = state;

    public IngestionLane Lane => State.Lane;

    public Article Article => article;

    public Contribution? Contribution { get; set; }

    public void Over(Exception? cause) => over?.Invoke(State, cause);
}

/// <summary>
/// Articles that wait for extraction, in two lanes. Interactive work goes first; of five articles taken while both lanes wait, one is bulk, so that
/// neither starves. Not more than <paramref name="bulkWorkers"/> work on bulk at once: the worker beyond is free for who waits.
/// </summary>
/// <param name="capacity">The most articles that a lane holds.</param>
/// <param name="mostCharacters">The most text that a lane holds, in UTF-16 units; a single article always fits an empty lane.</param>
internal sealed class IngestionQueue(int capacity, long mostCharacters, int bulkWorkers)
{
    private const int InteractiveInARow = 4;

    private readonly object _gate = new();
    private readonly Line _interactive = new();
    private readonly Line _bulk = new();
    private readonly Queue<(IngestionJob Job, TaskCompletionSource<bool> Entered)> _outside = new();
    private int _bulkAtWork, _inARow;
    private bool _isClosed;

    /// <summary>Articles that wait in a lane.</summary>
    public int Waiting(IngestionLane lane)
    {
        lock (_gate) return LineOf(lane).Count;
    }

    /// <summary>False where the lane is full or the queue is closed.</summary>
    public bool TryAdd(IngestionJob job)
    {
        lock (_gate)
        {
            if (_isClosed || !HasRoom(job)) return false;
            Enter(job);
            return true;
        }
    }

    /// <summary>For an article that was accepted before its text was there: it always finds room. False where the queue is closed.</summary>
    public bool AddAccepted(IngestionJob job)
    {
        lock (_gate)
        {
            if (!_isClosed) Enter(job);
            return !_isClosed;
        }
    }

    /// <summary>Waits for room; first come, first served. False where the queue is closed.</summary>
    public async Task<bool> AddAsync(IngestionJob job, CancellationToken cancellation)
    {
        TaskCompletionSource<bool> entered;
        lock (_gate)
        {
            if (_isClosed) return false;
            if (_outside.Count == 0 && HasRoom(job))
            {
                Enter(job);
                return true;
            }
            entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _outside.Enqueue((job, entered));
        }
        await using var stop = cancellation.Register(() => entered.TrySetCanceled(cancellation));
        return await entered.Task;
    }

    /// <summary>The next article; blocks the calling thread until there is one. Null where the queue is closed and empty.</summary>
    public IngestionJob? Take()
    {
        lock (_gate)
        {
            while (true)
            {
                if (Choose() is { } job)
                {
                    LetIn();
                    return job;
                }
                if (_isClosed && _interactive.Count + _bulk.Count == 0) return null;
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>An article that was taken is extracted, or failed.</summary>
    public void Done(IngestionJob job)
    {
        if (job.Lane != IngestionLane.Bulk) return;
        lock (_gate)
        {
            _bulkAtWork--;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Nothing enters any more. Gives the articles of a lane that will not be taken.</summary>
    public IReadOnlyList<IngestionJob> Close(IngestionLane abandoned)
    {
        lock (_gate)
        {
            _isClosed = true;
            while (_outside.TryDequeue(out var waiting)) waiting.Entered.TrySetResult(false);
            var left = LineOf(abandoned).Clear();
            Monitor.PulseAll(_gate);
            return left;
        }
    }

    private Line LineOf(IngestionLane lane) => lane == IngestionLane.Interactive ? _interactive : _bulk;

    private bool HasRoom(IngestionJob job)
    {
        var line = LineOf(job.Lane);
        return line.Count == 0 || (line.Count < capacity && line.Characters + job.Article.Text.Length <= mostCharacters);
    }

    private void Enter(IngestionJob job)
    {
        LineOf(job.Lane).Add(job);
        Monitor.PulseAll(_gate);
    }

    private void LetIn()
    {
        while (_outside.TryPeek(out var first) && (first.Entered.Task.IsCompleted || HasRoom(first.Job)))
        {
            _outside.Dequeue();
            if (first.Entered.TrySetResult(true)) Enter(first.Job);
        }
    }

    private IngestionJob? Choose()
    {
        var bulkMay = _bulk.Count > 0 && _bulkAtWork < bulkWorkers;
        if (_interactive.Count > 0 && !(bulkMay && _inARow >= InteractiveInARow))
        {
            _inARow++;
            return _interactive.Take();
        }
        if (!bulkMay) return null;
        _inARow = 0;
        _bulkAtWork++;
        return _bulk.Take();
    }

    private sealed class Line
    {
        private readonly Queue<IngestionJob> _jobs = new();

        public int Count => _jobs.Count;

        public long Characters { get; private set; }

        public void Add(IngestionJob job)
        {
            _jobs.Enqueue(job);
            Characters += job.Article.Text.Length;
        }

        public IngestionJob Take()
        {
            var job = _jobs.Dequeue();
            Characters -= job.Article.Text.Length;
            return job;
        }

        public IReadOnlyList<IngestionJob> Clear()
        {
            IngestionJob[] all = [.. _jobs];
            _jobs.Clear();
            Characters = 0;
            return all;
        }
    }
}
