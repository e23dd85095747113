using System.Collections.Concurrent;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>Whether something was accepted.</summary>
/// <param name="Accepted">Where it stands; null where it was not accepted.</param>
/// <param name="RetryAfter">When to try again; null: the server is stopping.</param>
public sealed record Acceptance(IngestionState? Accepted, TimeSpan? RetryAfter = null);

/// <summary>What was left when the service stopped.</summary>
/// <param name="Finished">Articles whose way ended after the service was told to stop.</param>
/// <param name="Abandoned">Names of those that are not in the graph.</param>
public sealed record ShutdownReport(int Finished, IReadOnlyList<string> Abandoned);

/// <summary>
/// Brings articles into the graph: a bounded queue with two lanes, extraction on threads of its own, one recorder. Started by the first article.
/// What was recorded survives a crash; what was not can be handed in again.
/// </summary>
/// <param name="ingestor">Loads the language models when the first article comes.</param>
public sealed class IngestionService(
    Lazy<Ingestor> ingestor, IGraphRecorder store, IngestionLog log, IngestionOptions options, TimeProvider time, ILogger<IngestionService> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, IngestionJob> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (IngestionJob Newest, int Open)> _articles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IngestionState> _announced = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _workersDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IngestionQueue _queue = new(options.Capacity, options.MostCharacters, options.Threads);
    private IngestionRecorder? _recorder;
    private Task _recording = Task.CompletedTask;
    private Task<ShutdownReport>? _stopped;
    private int _working;

    // Articles of a pile.
    private int _extracting;
    private double _secondsPerArticle = 0.25;
    private int _finished;

    public IngestionLog Log => log;

    public IngestionOptions Options => options;

    /// <summary>Nothing more is accepted.</summary>
    public bool IsStopping => _closing.IsCancellationRequested;

    /// <summary>Cancelled when the service is told to stop: what is not here yet need not come.</summary>
    public CancellationToken Stopping => _closing.Token;

    /// <summary>Articles that wait for extraction.</summary>
    public int Waiting => WaitingIn(IngestionLane.Interactive) + WaitingIn(IngestionLane.Bulk);

    /// <summary>Articles of a lane that wait for extraction.</summary>
    public int WaitingIn(IngestionLane lane) => _queue.Waiting(lane);

    /// <summary>Accepts an article that a client waits for, or says when to try again.</summary>
    public Acceptance Submit(Article article, string name, IReadOnlyList<IngestionWarning>? warnings = null)
    {
        var job = Open(article, name, IngestionLane.Interactive, warnings, null);
        if (_queue.TryAdd(job)) return new(job.State);
        Untrack(job);
        log.Forget(job.State);
        return new(null, IsStopping ? null : RetryAfter);
    }

    /// <summary>Follows what is accepted before its text is there: a page to be fetched.</summary>
    public IngestionState Announce(string name, IngestionLane lane)
    {
        var state = log.Change(log.Open(name, lane), s => s with { Status = IngestionStatus.Fetching });
        _announced[state.Id] = state;
        return state;
    }

    /// <summary>The text of what was announced.</summary>
    public async Task<IngestionState> SubmitAnnouncedAsync(
        IngestionState state, Article article, IReadOnlyList<IngestionWarning> warnings, Action<IngestionState, Exception?>? over = null, CancellationToken cancellation = default)
    {
        _announced.TryRemove(state.Id, out _);
        var job = Track(new IngestionJob(log.Change(state, s => s with { Status = IngestionStatus.Queued, ArticleId = article.Id, Warnings = warnings }), article, over));
        try
        {
            if (!(job.Lane == IngestionLane.Bulk ? await _queue.AddAsync(job, cancellation) : _queue.AddAccepted(job)))
                End(job, Failed(IngestionFailureKind.Abandoned, "the server stops"), null);
        }
        catch (OperationCanceledException)
        {
            End(job, Failed(IngestionFailureKind.Abandoned, "it was given up before its turn came"), null);
            throw;
        }
        return job.State;
    }

    /// <summary>What was announced cannot be had.</summary>
    public IngestionState Refuse(IngestionState state, IngestionFailure failure)
    {
        _announced.TryRemove(state.Id, out _);
        return log.Change(state, s => s with { Status = IngestionStatus.Failed, Failure = failure });
    }

    /// <summary>Hands in an article of a pile; waits while the queue is full.</summary>
    /// <param name="over">Called once with its end, and with what the store threw where it failed.</param>
    public Task<IngestionState> SubmitAsync(
        Article article, string name, IReadOnlyList<IngestionWarning>? warnings, Action<IngestionState, Exception?>? over, CancellationToken cancellation = default) =>
        SubmitAnnouncedAsync(log.Open(name, IngestionLane.Bulk), article, warnings ?? [], over, cancellation);

    /// <summary>When a client whose article was not accepted should come again.</summary>
    public TimeSpan RetryAfter => TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling(_queue.Waiting(IngestionLane.Interactive) * Volatile.Read(ref _secondsPerArticle) / options.Threads), 1, 60));

    /// <summary>
    /// Accepts nothing more. The pile is abandoned at once, interactive articles have <see cref="IngestionOptions.Grace"/> to get through, and all
    /// that is extracted by then is recorded.
    /// </summary>
    public Task<ShutdownReport> StopAsync()
    {
        lock (_gate) return _stopped ??= StopOnceAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task<ShutdownReport> StopOnceAsync()
    {
        var finishedBefore = Volatile.Read(ref _finished);
        var abandoned = new List<string>();
        await _closing.CancelAsync();
        foreach (var (id, state) in _announced)
        {
            if (!_announced.TryRemove(id, out _)) continue;
            log.Change(state, Failed(IngestionFailureKind.Abandoned, "the server stopped before it was fetched"));
            abandoned.Add(state.Name);
        }
        void Abandon(IngestionLane lane)
        {
            foreach (var job in _queue.Close(lane))
            {
                End(job, Failed(IngestionFailureKind.Abandoned, "the server stopped before its turn came"), null);
                abandoned.Add(job.State.Name);
            }
        }
        Abandon(IngestionLane.Bulk);
        if (_recorder is { } recorder)
        {
            using var grace = new CancellationTokenSource(options.Grace, time);
            await _workersDone.Task.WaitAsync(grace.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Abandon(IngestionLane.Interactive);
            await _stopping.CancelAsync();
            // Extraction looks at the token between its steps.
            await _workersDone.Task.WaitAsync(TimeSpan.FromSeconds(2), time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            recorder.Complete();
            await _recording;
        }
        var finished = Volatile.Read(ref _finished) - finishedBefore;
        foreach (var job in _open.Values)
        {
            End(job, Failed(IngestionFailureKind.Abandoned, "the server stopped while it was worked on"), null);
            abandoned.Add(job.State.Name);
        }
        if (abandoned.Count > 0)
            logger.LogWarning("Stopped: {Finished} articles were finished, {Abandoned} abandoned and not in the graph: {Names}", finished, abandoned.Count, string.Join(", ", abandoned.Take(20)));
        return new(finished, abandoned);
    }

    private IngestionJob Open(Article article, string name, IngestionLane lane, IReadOnlyList<IngestionWarning>? warnings, Action<IngestionState, Exception?>? over) =>
        Track(new IngestionJob(log.Change(log.Open(name, lane), s => s with { ArticleId = article.Id, Warnings = warnings ?? [] }), article, over));

    private IngestionJob Track(IngestionJob job)
    {
        _open[job.State.Id] = job;
        lock (_gate)
        {
            var known = _articles.TryGetValue(job.Article.Id, out var others);
            var newest = !known || (others.Newest.State.Number < job.State.Number && !HaveEqualContent(others.Newest.Article, job.Article)) ? job : others.Newest;
            _articles[job.Article.Id] = (newest, others.Open + 1);
            Start();
        }
        return job;
    }

    private void Start()
    {
        if (_recorder is not null || _stopped is not null) return;
        _recorder = new(store, options, time, () => Volatile.Read(ref _extracting) > 0 || WaitingIn(IngestionLane.Bulk) > 0, IsSuperseded, Recorded);
        _recording = Task.Run(_recorder.RunAsync);
        // Extraction is long and busy: it has threads of its own, so that requests do not wait for it in the pool.
        _working = options.Threads + 1;
        for (var i = 0; i < options.Threads + 1; i++) new Thread(Work) { IsBackground = true, Name = $"extraction {i}" }.Start();
    }

    private void Work()
    {
        try
        {
            while (_queue.Take() is { } job)
            {
                var ofPile = job.Lane == IngestionLane.Bulk ? 1 : 0;
                Interlocked.Add(ref _extracting, ofPile);
                var isExtracted = Extracted(job);
                Interlocked.Add(ref _extracting, -ofPile);
                if (isExtracted) _recorder!.Add(job);
                _queue.Done(job);
            }
        }
        finally
        {
            if (Interlocked.Decrement(ref _working) == 0) _workersDone.SetResult();
        }
    }

    private bool Extracted(IngestionJob job)
    {
        if (IsSuperseded(job)) return false;
        job.State = log.Change(job.State, s => s with { Status = IngestionStatus.Extracting });
        var started = time.GetTimestamp();
        try
        {
            job.Contribution = ingestor.Value.Extract(job.Article, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Told as abandoned by who stops the service.
            return false;
        }
        catch (Exception failed)
        {
            logger.LogError(failed, "{Name} could not be extracted", job.State.Name);
            End(job, Failed(IngestionFailureKind.NotExtracted, $"could not be extracted ({failed.GetType().Name})"), failed);
            return false;
        }
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        Volatile.Write(ref _secondsPerArticle, Volatile.Read(ref _secondsPerArticle) * 0.9 + seconds * 0.1);
        job.State = log.Change(job.State, s => s with { Status = IngestionStatus.Extracted, Warnings = job.Contribution.Skipped is null ? s.Warnings : [.. s.Warnings, ArticleWarnings.Skipped(job.Article)] });
        return true;
    }

    private void Recorded(IngestionJob job, RecordOutcome outcome)
    {
        if (outcome.Cause is { } cause)
        {
            logger.LogError(cause, "{Name} could not be recorded", job.State.Name);
            End(job, Failed(IngestionFailureKind.NotRecorded, Told(cause)), cause);
            return;
        }
        End(job, s => s with { Status = outcome.Status, Replaces = outcome.Replaces }, null);
    }

    // Two submissions of one article at once: whatever thread is faster, the later one stays.
    private bool IsSuperseded(IngestionJob job)
    {
        lock (_gate)
            if (!_articles.TryGetValue(job.Article.Id, out var submissions) || submissions.Newest.State.Number <= job.State.Number) return false;
        End(job, Failed(IngestionFailureKind.Superseded, "was handed in again before its turn came; the later one stays"), null);
        return true;
    }

    private void End(IngestionJob job, Func<IngestionState, IngestionState> change, Exception? cause)
    {
        if (!Untrack(job)) return;
        job.State = log.Change(job.State, change);
        if (job.State.Status != IngestionStatus.Failed || job.State.Failure!.Kind != IngestionFailureKind.Abandoned) Interlocked.Increment(ref _finished);
        try
        {
            job.Over(cause);
        }
        catch (Exception failed)
        {
            // Whoever is told must not stop the threads that tell.
            logger.LogError(failed, "The end of {Name} could not be told", job.State.Name);
        }
    }

    private bool Untrack(IngestionJob job)
    {
        if (!_open.TryRemove(job.State.Id, out _)) return false;
        lock (_gate)
        {
            var (newest, open) = _articles[job.Article.Id];
            if (open > 1) _articles[job.Article.Id] = (newest, open - 1);
            else _articles.Remove(job.Article.Id);
        }
        return true;
    }

    private static bool HaveEqualContent(Article one, Article other) =>
        one.Text == other.Text && one.Title == other.Title && one.Outlet == other.Outlet && Equals(one.Published, other.Published)
        && one.PublishedAt == other.PublishedAt && one.Authors.SequenceEqual(other.Authors);

    private static Func<IngestionState, IngestionState> Failed(IngestionFailureKind kind, string message) =>
        s => s with { Status = IngestionStatus.Failed, Failure = new(kind, message) };

    // A client is not told where the store is.
    private static string Told(Exception cause) => cause switch
    {
        GraphRequestException refused => refused.Message,
        GraphStoreException { Failure: StoreFailure.Full } => "the store is full",
        GraphStoreException { Failure: StoreFailure.TooMuch } => "the store has too little memory for it",
        GraphStoreException { Failure: StoreFailure.Locked } => "another process holds the store",
        GraphStoreException { Failure: StoreFailure.ReadOnly } => "the store may not be written to",
        GraphStoreException { Failure: StoreFailure.Unreachable } => "the store does not answer",
        _ => "the store failed",
    };
}
