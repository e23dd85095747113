using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Ingestion;

/// <summary>How far an ingestion is.</summary>
/// <param name="Read">Articles read so far.</param>
/// <param name="Total">Files in all; null where they come from a stream.</param>
public sealed record IngestProgress(int Read, int? Total, int Recorded);

/// <summary>What came of an ingestion.</summary>
/// <param name="Added">Articles that are new.</param>
/// <param name="Replaced">Articles that replaced an older version of themselves.</param>
/// <param name="Unchanged">Articles that were there already.</param>
/// <param name="Skipped">Of these, how many were kept without extraction (another language).</param>
/// <param name="Refusals">What could not be read, with reasons.</param>
public sealed record IngestReport(int Added, int Replaced, int Unchanged, int Skipped, IReadOnlyList<ReadResult> Refusals)
{
    public int Recorded => Added + Replaced + Unchanged;

    /// <summary>Two ingestions as one.</summary>
    public static IngestReport operator +(IngestReport one, IngestReport other) => new(
        one.Added + other.Added, one.Replaced + other.Replaced, one.Unchanged + other.Unchanged, one.Skipped + other.Skipped, [.. one.Refusals, .. other.Refusals])
    {
        Remarks = [.. one.Remarks, .. other.Remarks],
        Abandoned = one.Abandoned + other.Abandoned,
    };

    /// <summary>Articles and files that were not worked off because the service was told to stop.</summary>
    public int Abandoned { get; init; }

    /// <summary>What is remarkable about articles that were kept: name and remark, in the order of names.</summary>
    public IReadOnlyList<(string Name, string Remark)> Remarks { get; init; } = [];
}

/// <summary>
/// Brings a pile of files in through the service. Files are read ahead and handed in in their order, so that of two articles with one id the
/// later file's stays.
/// </summary>
/// <param name="readers">How many files are read at once.</param>
public sealed class FileIngestion(IngestionService service, int readers, TimeProvider time, IProgress<IngestProgress>? progress = null)
{
    private readonly Lock _gate = new();
    private readonly List<ReadResult> _refusals = [];
    private readonly List<(string, string)> _remarks = [];
    private readonly Dictionary<string, (string Name, string Fingerprint)> _submitted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _recorded = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _allOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _abandoned, _read, _open = 1, _added, _replaced, _unchanged, _skipped;
    private GraphStoreException? _storeFailure;

    /// <summary>Ingests files; refusals are collected, never thrown.</summary>
    /// <exception cref="GraphStoreException">The store failed; what was recorded before is kept.</exception>
    public async Task<IngestReport> RunAsync(IReadOnlyList<string> files, CancellationToken cancellation = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await foreach (var result in ReadAheadAsync(files, stopping.Token))
        {
            progress?.Report(new(Interlocked.Increment(ref _read), files.Count, RecordedSoFar));
            if (Volatile.Read(ref _storeFailure) is not null) break;
            if (service.IsStopping)
            {
                _abandoned += Math.Max(0, files.Count - _read + 1);
                break;
            }
            await SubmitAsync(result, files.Count, cancellation);
        }
        if (Interlocked.Decrement(ref _open) == 0) _allOver.TrySetResult();
        await _allOver.Task.WaitAsync(cancellation);
        if (_storeFailure is { } failed) throw failed;
        _refusals.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        _remarks.Sort();
        return new(_added, _replaced, _unchanged, _skipped, _refusals) { Remarks = _remarks, Abandoned = _abandoned };
    }

    private int RecordedSoFar => Volatile.Read(ref _added) + Volatile.Read(ref _replaced) + Volatile.Read(ref _unchanged);

    private async Task SubmitAsync(ReadResult result, int total, CancellationToken cancellation)
    {
        if (result.Article is not { } article)
        {
            lock (_gate) _refusals.Add(result);
            return;
        }
        IngestionWarning[] warnings =
        [
            .. result.Notes.Select(note => new IngestionWarning(IngestionWarningKind.DateNotRead, note)),
            .. ArticleWarnings.Of(article, time.GetUtcNow()),
        ];
        ReportConflict(result.Name, article);
        Interlocked.Increment(ref _open);
        await service.SubmitAsync(article, result.Name, warnings, (state, cause) => Over(state, cause, total), cancellation);
    }

    // Only one of two texts under one id can be in the graph: the later. The other is told, whatever of the two was faster.
    private void ReportConflict(string name, Article article)
    {
        var fingerprint = Ids.Fingerprint(article.Text);
        if (_submitted.TryGetValue(article.Id, out var earlier) && earlier.Fingerprint != fingerprint)
            lock (_gate) _refusals.Add(ReadResult.Refused(earlier.Name, $"has the same id as {name} and another text; the later one is kept"));
        _submitted[article.Id] = (name, fingerprint);
    }

    private void Over(IngestionState state, Exception? cause, int total)
    {
        lock (_gate)
        {
            switch (state.Status)
            {
                case IngestionStatus.Failed when state.Failure!.Kind == IngestionFailureKind.Abandoned: _abandoned++; break;
                case IngestionStatus.Failed when state.Failure!.Kind == IngestionFailureKind.Superseded: break;
                case IngestionStatus.Failed: _refusals.Add(ReadResult.Refused(state.Name, state.Failure!.Message)); break;
                case IngestionStatus.Unchanged: _unchanged++; break;
                default:
                    if (!_recorded.Add(state.ArticleId!)) break;
                    if (state.Replaces) _replaced++;
                    else _added++;
                    break;
            }
            if (cause is GraphStoreException failed)
            {
                _storeFailure ??= failed;
                _allOver.TrySetResult();
            }
            if (state.Status != IngestionStatus.Failed && state.Warnings.Any(warning => warning.Kind == IngestionWarningKind.NotInEnglish)) _skipped++;
            _remarks.AddRange(state.Warnings.Where(warning => warning.Kind != IngestionWarningKind.NotInEnglish).Select(warning => (state.Name, warning.Message)));
        }
        progress?.Report(new(Volatile.Read(ref _read), total, RecordedSoFar));
        if (Interlocked.Decrement(ref _open) == 0) _allOver.TrySetResult();
    }

    private async IAsyncEnumerable<ReadResult> ReadAheadAsync(
        IReadOnlyList<string> files, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var window = new Queue<Task<IReadOnlyList<ReadResult>>>();
        for (var next = 0; next < files.Count || window.Count > 0;)
        {
            while (next < files.Count && window.Count < readers)
            {
                var file = files[next++];
                window.Enqueue(Task.Run(() => Ingestor.ReadAsync(file, cancellation), cancellation));
            }
            foreach (var result in await window.Dequeue()) yield return result;
        }
    }
}
