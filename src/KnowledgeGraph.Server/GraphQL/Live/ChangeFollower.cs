using KnowledgeGraph.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KnowledgeGraph.Server.GraphQL.Live;

/// <summary>How the change log is followed.</summary>
public sealed record FollowOptions
{
    /// <summary>How often the log is looked at for what other processes wrote; what this process records is seen at once.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long to wait after the store failed to answer.</summary>
    public TimeSpan FailureDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Positions of the log that are read at once and shared by all who follow it.</summary>
    public int BlockSize { get; init; } = 256;

    /// <summary>Blocks that are kept for others to read.</summary>
    public int KeptBlocks { get; init; } = 64;

    /// <summary>Articles whose facts are kept for others to read.</summary>
    public int KeptArticles { get; init; } = 64;
}

/// <summary>
/// Follows the store's change log once for all subscribers. A subscriber holds nothing but its position: it is told when the log has grown and
/// reads on when it can take more, from blocks that all share. One that never reads costs no memory that grows.
/// </summary>
public sealed partial class ChangeFollower : IAsyncDisposable
{
    private readonly IGraphStore _store;
    private readonly TimeProvider _time;
    private readonly FollowOptions _options;
    private readonly ILogger _logger;
    private readonly SharedCache<(long Block, long Head), IReadOnlyList<Change>> _blocks;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _grown = NewSignal();
    private TaskCompletionSource _woken = NewSignal();
    private Task _following = Task.CompletedTask;
    private long _head;
    private int _waiting;
    private bool _isFollowing;

    /// <param name="store">The store whose log is followed.</param>
    public ChangeFollower(IGraphStore store, TimeProvider time, FollowOptions? options = null, ILogger<ChangeFollower>? logger = null)
    {
        _store = store;
        _time = time;
        _options = options ?? new();
        _logger = (ILogger?)logger ?? NullLogger.Instance;
        _blocks = new(_options.KeptBlocks);
    }

    /// <summary>Looks at the log now: something was recorded.</summary>
    public void Wake()
    {
        lock (_gate) _woken.TrySetResult();
    }

    /// <summary>Waits until the log goes on after a position; gives its newest position.</summary>
    public async Task<long> WhenBeyondAsync(long position, CancellationToken cancellation)
    {
        while (true)
        {
            Task grown;
            lock (_gate)
            {
                if (_head > position) return _head;
                _waiting++;
                if (!_isFollowing)
                {
                    _isFollowing = true;
                    _following = Task.Run(FollowAsync, CancellationToken.None);
                }
                grown = _grown.Task;
            }
            try
            {
                await grown.WaitAsync(cancellation);
            }
            finally
            {
                lock (_gate) _waiting--;
            }
        }
    }

    /// <summary>
    /// The next stretch of the log after a position, oldest first, and the position up to which it reaches. It may be without a change that
    /// anyone follows (<see cref="IsFollowed"/>), and never waits: <paramref name="head"/> is beyond the position.
    /// </summary>
    public async Task<(IReadOnlyList<Change> Changes, long Through)> ReadAsync(long position, long head, CancellationToken cancellation)
    {
        var block = position / _options.BlockSize;
        var end = Math.Min((block + 1) * _options.BlockSize, head);
        var changes = await _blocks.GetAsync((block, end), key => ReadBlockAsync(key.Block, key.Head), cancellation);
        var from = 0;
        while (from < changes.Count && changes[from].Position <= position) from++;
        return (from == 0 ? changes : [.. changes.Skip(from)], end);
    }

    /// <summary>From where to where the log reaches now.</summary>
    public Task<ChangeLogRange> RangeAsync(CancellationToken cancellation) => _store.Reader.ChangeLogAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private static bool IsFollowed(ChangeKind kind) =>
        kind is ChangeKind.ArticleRecorded or ChangeKind.ArticleReplaced or ChangeKind.ArticleWithdrawn or ChangeKind.ComparisonChanged;

    private async Task<IReadOnlyList<Change>> ReadBlockAsync(long block, long through)
    {
        var changes = await _store.Reader.ChangesAsync(block * _options.BlockSize, _options.BlockSize, _stopping.Token);
        return [.. changes.Where(change => change.Position <= through && IsFollowed(change.Kind))];
    }

    // Runs while somebody waits.
    private async Task FollowAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            Task woken;
            lock (_gate)
            {
                if (_waiting == 0)
                {
                    _isFollowing = false;
                    return;
                }
                if (_woken.Task.IsCompleted) _woken = NewSignal();
                woken = _woken.Task;
            }
            var delay = _options.PollInterval;
            try
            {
                Advance((await _store.Reader.ChangeLogAsync(_stopping.Token)).Newest);
            }
            catch (Exception failed) when (!_stopping.IsCancellationRequested)
            {
                LogFailed(_logger, failed is GraphStoreException ? failed.Message : failed.GetType().Name);
                delay = _options.FailureDelay;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await PauseAsync(woken, delay);
        }
    }

    private void Advance(long newest)
    {
        lock (_gate)
        {
            if (newest <= _head) return;
            _head = newest;
            _grown.SetResult();
            _grown = NewSignal();
        }
    }

    private async Task PauseAsync(Task woken, TimeSpan delay)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        await Task.WhenAny(woken, Task.Delay(delay, _time, over.Token));
        await over.CancelAsync();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(1, LogLevel.Warning, "The change log cannot be read, and subscriptions wait: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
