using System.Collections.Concurrent;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>
/// The single writer: takes extracted articles and records them in batches, interactive ones first. The extraction of a pile waits
/// when two batches are ready and not yet recorded, and a batch that is not full waits a while for what is being extracted: what is recorded together is
/// resolved and compared together, eight articles at little more than half of what each costs alone.
/// </summary>
/// <param name="isMoreComing">Whether articles of a pile are being extracted or wait to be.</param>
/// <param name="isOutdated">Asked for each article before it is recorded: true where it is not to be recorded any more.</param>
/// <param name="over">Called for each article that was recorded or refused.</param>
internal sealed class IngestionRecorder(
    IGraphRecorder recorder, IngestionOptions options, TimeProvider time, Func<bool> isMoreComing, Func<IngestionJob, bool> isOutdated, Action<IngestionJob, RecordOutcome> over)
{
    private const int InteractiveInARow = 4;
    private const int Tries = 3;

    private readonly ConcurrentQueue<IngestionJob> _interactive = new();
    private readonly ConcurrentQueue<IngestionJob> _bulk = new();
    private readonly SemaphoreSlim _ready = new(0);
    private readonly SemaphoreSlim _room = new(options.LargestBatch * 2);
    private int _batch = Math.Min(8, options.LargestBatch);
    private int _inARow;
    private volatile bool _isComplete;

    // The semaphores are not disposed: an extraction that outlasts the service may still hand over, to nobody.

    /// <summary>Hands over an extracted article. An article of a pile blocks the calling thread until there is room.</summary>
    public void Add(IngestionJob job)
    {
        if (job.Lane == IngestionLane.Bulk)
        {
            _room.Wait();
            _bulk.Enqueue(job);
        }
        else _interactive.Enqueue(job);
        _ready.Release();
    }

    /// <summary>Nothing more is handed over: <see cref="RunAsync"/> ends when all is recorded.</summary>
    public void Complete()
    {
        _isComplete = true;
        _ready.Release();
    }

    /// <summary>Records until <see cref="Complete"/> was called and nothing is left.</summary>
    public async Task RunAsync()
    {
        while (true)
        {
            await _ready.WaitAsync();
            var batch = Next();
            if (batch.Count == 0)
            {
                if (_isComplete && _bulk.IsEmpty && _interactive.IsEmpty) return;
                continue;
            }
            // One permit was taken for the first; each of the others has one too.
            for (var i = 1; i < batch.Count; i++) await _ready.WaitAsync();
            var isBulk = batch[0].Lane == IngestionLane.Bulk;
            if (isBulk) await FillAsync(batch);
            var started = time.GetTimestamp();
            var taken = batch.Count;
            batch.RemoveAll(job => isOutdated(job));
            if (batch.Count > 0) await RecordAsync(batch);
            if (!isBulk) continue;
            Adapt(taken, time.GetElapsedTime(started));
            _room.Release(taken);
        }
    }

    private List<IngestionJob> Next()
    {
        var interactive = !_interactive.IsEmpty && !(_inARow >= InteractiveInARow && !_bulk.IsEmpty);
        _inARow = interactive ? _inARow + 1 : 0;
        var (lane, most) = interactive ? (_interactive, options.LargestBatch) : (_bulk, _batch);
        var batch = new List<IngestionJob>();
        while (batch.Count < most && lane.TryDequeue(out var job)) batch.Add(job);
        return batch;
    }

    private async Task FillAsync(List<IngestionJob> batch)
    {
        using var late = new CancellationTokenSource(options.BatchWait, time);
        while (batch.Count < _batch && _interactive.IsEmpty && isMoreComing())
        {
            try { await _ready.WaitAsync(late.Token); }
            catch (OperationCanceledException) { return; }
            if (_bulk.TryDequeue(out var job)) batch.Add(job);
            else
            {
                // An interactive article came, or the end.
                _ready.Release();
                return;
            }
        }
    }

    private void Adapt(int count, TimeSpan took)
    {
        var fitting = count * options.BatchTime.TotalMilliseconds / Math.Max(1, took.TotalMilliseconds);
        // Only a full batch shows that more would fit.
        if (fitting < _batch || count == _batch) _batch = (int)Math.Clamp((_batch + fitting) / 2, 1, options.LargestBatch);
    }

    private async Task RecordAsync(List<IngestionJob> batch)
    {
        try
        {
            var result = await TryRecordAsync(batch);
            foreach (var job in batch) over(job, OutcomeOf(job.Article.Id, result));
        }
        catch (GraphStoreException failed)
        {
            foreach (var job in batch) over(job, new(IngestionStatus.Failed, Cause: failed));
        }
        catch (Exception) when (batch.Count > 1)
        {
            // One article may have spoilt it for the others.
            foreach (var job in batch) await RecordAsync([job]);
        }
        catch (Exception failed)
        {
            over(batch[0], new(IngestionStatus.Failed, Cause: failed));
        }
    }

    private static RecordOutcome OutcomeOf(string article, RecordResult result) =>
        result.UnchangedArticles.Contains(article) ? new(IngestionStatus.Unchanged)
        : new(IngestionStatus.Recorded, Replaces: result.ReplacedArticles.Contains(article));

    // What passes by itself is waited for.
    private async Task<RecordResult> TryRecordAsync(List<IngestionJob> batch)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await recorder.RecordInPartsAsync([.. batch.Select(job => job.Contribution!)]);
            }
            catch (GraphStoreException e) when (e.Failure is StoreFailure.Locked or StoreFailure.Unreachable && failures < Tries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250 << failures), time);
            }
        }
    }
}

/// <summary>How recording an article ended.</summary>
/// <param name="Replaces">It took the place of an older version.</param>
/// <param name="Cause">What the store threw; null where it took the article.</param>
internal readonly record struct RecordOutcome(IngestionStatus Status, bool Replaces = false, Exception? Cause = null);
