using KnowledgeGraph.Bolt.Connections;
using KnowledgeGraph.Bolt.Protocol;

namespace KnowledgeGraph.Bolt.Sessions;

/// <summary>Whoever ran a query, and wants to know when its result has ended.</summary>
internal interface IResultOwner
{
    /// <summary>The server accepted the query. <paramref name="metadata"/> is its first word.</summary>
    void OnAccepted(IReadOnlyDictionary<string, object?> metadata);

    /// <summary>The last row was sent, or dropped. <paramref name="metadata"/> is the server's last word.</summary>
    ValueTask OnResultEndedAsync(ResultCursor cursor, IReadOnlyDictionary<string, object?> metadata);

    ValueTask OnResultFailedAsync(ResultCursor cursor, Exception failure);
}

/// <summary>A result while it arrives: RUN's answer, then batches of rows.</summary>
internal sealed class ResultCursor : IResultCursor
{
    /// <summary>Batches of fewer rows are asked for one at a time: whoever sets so small a size wants no more than that.</summary>
    private const long SmallestAhead = 100;

    private static readonly Task<bool> s_true = Task.FromResult(true);

    private readonly BoltConnection _connection;
    private readonly IResultOwner _owner;
    private readonly Query _query;
    private readonly long _fetchSize;
    private readonly RunResponse _run;
    private readonly Queue<Row> _rows = new();
    private Batch _batch;
    private ResultKeys? _keys;
    private bool _discarding;
    private bool _wanted;
    private bool _hadRecords;
    private bool _ended;
    private IReadOnlyDictionary<string, object?>? _lastWord;
    private Exception? _failure;
    private bool _failureHandled;
    private bool _failureSeen;
    private string? _detached;
    private ResultSummary? _summary;
    private IRecord? _current;

    /// <summary>Queues RUN and the first PULL; the caller sends them.</summary>
    public ResultCursor(BoltConnection connection, IResultOwner owner, Query query, TransactionFields? autoCommit, long fetchSize)
    {
        _connection = connection;
        _owner = owner;
        _query = query;
        _fetchSize = fetchSize;
        _run = new RunResponse(this);
        _batch = new Batch(this);
        connection.EnqueueRun(_run, query, autoCommit);
        connection.EnqueuePull(_batch, fetchSize, queryId: null);
        connection.OpenResults++;
        connection.LastRun = _run;
    }

    public IRecord Current => _current ?? throw new InvalidOperationException("There is no current record: call FetchAsync first, and see that it gave true.");

    public bool IsOpen => !_ended && _failure is null && _detached is null && _summary is null;

    private bool HasServerMore => _batch is { IsDone: true, HasMore: true };

    /// <summary>A failure that nobody was told of.</summary>
    internal Exception? UnseenFailure => _failureSeen ? null : _failure;

    /// <summary>Sends the query without waiting for its answer.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await ExchangeAsync(_connection.SendAsync, cancellationToken).ConfigureAwait(false);
        if (_failure is not null) throw Failed();
    }

    public async Task<string[]> KeysAsync()
    {
        if (_keys is null && _failure is null) await ExchangeAsync(ReadKeysAsync, CancellationToken.None).ConfigureAwait(false);
        return _keys?.Names ?? throw Failed();
    }

    /// <summary>Waits for the server's word on the query; what it says against it is still to be told to the reader.</summary>
    internal async ValueTask<Exception?> AcceptedAsync()
    {
        if (_keys is null && _failure is null) await ExchangeAsync(ReadKeysAsync, CancellationToken.None).ConfigureAwait(false);
        return _failure;
    }

    public Task<bool> FetchAsync(CancellationToken cancellationToken = default)
    {
        if (_detached is null && _summary is null && _rows.Count > 0 && _rows.Peek().Problem is null)
        {
            _current = new Record(_keys!, _rows.Dequeue().Values);
            return s_true;
        }

        return FetchSlowAsync(cancellationToken);
    }

    public async Task<IRecord?> PeekAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfConsumed();
        if (!await HasRowAsync(cancellationToken).ConfigureAwait(false)) return null;
        var row = _rows.Peek();
        return row.Problem is { } problem ? throw new ProtocolException(problem) : new Record(_keys!, row.Values);
    }

    public async Task<IResultSummary> ConsumeAsync(CancellationToken cancellationToken = default)
    {
        if (_summary is not null) return _summary;
        if (_detached is not null && !_ended) throw new ResultConsumedException(_detached);
        _rows.Clear();
        _current = null;
        if (!_ended)
        {
            _discarding = true;
            await ExchangeAsync(ReadToEndAsync, cancellationToken).ConfigureAwait(false);
        }

        if (_failure is not null) throw Failed();
        return _summary = Summarise();
    }

    public async IAsyncEnumerator<IRecord> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (await FetchAsync(cancellationToken).ConfigureAwait(false)) yield return Current;
    }

    /// <summary>Every row will be read at once: what the server still has is asked for in one piece.</summary>
    public void WantAll() => _wanted = true;

    /// <summary>Keeps all that is left in memory, so that the connection is free for the next query.</summary>
    public async ValueTask BufferAsync(CancellationToken cancellationToken)
    {
        if (!_ended && _failure is null) await ExchangeAsync(ReadToEndAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the result without raising its failure.</summary>
    public async ValueTask DropAsync(string why)
    {
        _discarding = true;
        if (!_ended && _failure is null) await ExchangeAsync(ReadToEndAsync, CancellationToken.None).ConfigureAwait(false);
        Detach(why);
    }

    /// <summary>The transaction or session is over: rows that were not read can no longer be.</summary>
    public void Detach(string why)
    {
        _rows.Clear();
        _detached ??= why;
        _current = null;
    }

    private async Task<bool> FetchSlowAsync(CancellationToken cancellationToken)
    {
        ThrowIfConsumed();
        if (!await HasRowAsync(cancellationToken).ConfigureAwait(false))
        {
            _current = null;
            return false;
        }

        var row = _rows.Dequeue();
        if (row.Problem is { } problem) throw new ProtocolException(problem);
        _current = new Record(_keys!, row.Values);
        return true;
    }

    private async ValueTask<bool> HasRowAsync(CancellationToken cancellationToken)
    {
        if (_rows.Count == 0 && !_ended && _failure is null) await ExchangeAsync(ReadRowsAsync, cancellationToken).ConfigureAwait(false);
        if (_rows.Count > 0) return true;
        if (_failure is not null) throw Failed();
        return false;
    }

    private async ValueTask ExchangeAsync(Func<ValueTask> exchange, CancellationToken cancellationToken)
    {
        try
        {
            if (!cancellationToken.CanBeCanceled)
            {
                await exchange().ConfigureAwait(false);
            }
            else
            {
                await _connection.InterruptibleAsync(
                    async () =>
                    {
                        await exchange().ConfigureAwait(false);
                        return true;
                    },
                    cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException e)
        {
            // That the server ignored or stopped the query is what cancelling did, not why it failed.
            _failure = e;
        }
        catch (Exception e)
        {
            _failure ??= e;
        }

        await SettleAsync().ConfigureAwait(false);
        if (_failure is OperationCanceledException) throw Failed();
    }

    private async ValueTask ReadKeysAsync()
    {
        while (!_run.IsDone) await _connection.ReadSomeAsync(_run).ConfigureAwait(false);
    }

    private async ValueTask ReadRowsAsync()
    {
        while (_rows.Count == 0 && _lastWord is null && _failure is null)
        {
            if (HasServerMore) await RequestMoreAsync().ConfigureAwait(false);
            if (_failure is null) await _connection.ReadSomeAsync(_batch).ConfigureAwait(false);
        }

        // While the caller works on a large batch the server can prepare the next; it waits in the socket, for nothing is read before the
        // last row of this batch is taken.
        if (HasServerMore && (_wanted || _fetchSize >= SmallestAhead)) await RequestMoreAsync().ConfigureAwait(false);
    }

    private async ValueTask ReadToEndAsync()
    {
        while (_lastWord is null && _failure is null)
        {
            if (HasServerMore) await RequestMoreAsync().ConfigureAwait(false);
            while (_failure is null && !_batch.IsDone) await _connection.ReadSomeAsync(_batch).ConfigureAwait(false);
        }
    }

    private ValueTask RequestMoreAsync()
    {
        // Another query of the transaction failed: the server ignores whatever is asked for now.
        if (_connection.Failure is { } failure)
        {
            _failure ??= failure;
            return ValueTask.CompletedTask;
        }

        // The query that was run last need not be named.
        var id = ReferenceEquals(_connection.LastRun, _run) ? null : _run.Metadata.Integer("qid");
        _batch = new Batch(this);
        if (_discarding) _connection.EnqueueDiscard(_batch, id);
        else _connection.EnqueuePull(_batch, _wanted ? Config.Infinite : _fetchSize, id);
        return _connection.SendAsync();
    }

    /// <summary>Tells the owner, once, that the result has ended or failed.</summary>
    private async ValueTask SettleAsync()
    {
        if (_failure is { } failure)
        {
            if (_failureHandled) return;
            _failureHandled = true;
            await _owner.OnResultFailedAsync(this, failure).ConfigureAwait(false);
        }
        else if (_lastWord is { } metadata && !_ended)
        {
            _ended = true;
            await _owner.OnResultEndedAsync(this, metadata).ConfigureAwait(false);
        }
    }

    private Exception Failed()
    {
        _failureSeen = true;
        return _failure!;
    }

    private void ThrowIfConsumed()
    {
        if (_summary is not null) throw new ResultConsumedException("The result was consumed; its rows can no longer be read.");
        if (_detached is not null) throw new ResultConsumedException(_detached);
    }

    private ResultSummary Summarise()
    {
        var metadata = _lastWord!;
        var availableAfter = TimeSpan.FromMilliseconds(_run.Metadata.Integer("t_first") ?? -1);
        var server = new ServerInfo(_connection.Address.ToString(), _connection.Version.ToString(), _connection.Agent);
        return new ResultSummary(
            _query, metadata, server, availableAfter, _keys!.Names.Length > 0, _hadRecords, _connection.Version.HasStatusObjects);
    }

    /// <summary>The answer to RUN: the names of the columns.</summary>
    private sealed class RunResponse(ResultCursor cursor) : Response
    {
        protected override void OnSuccess()
        {
            cursor._keys = new ResultKeys([.. (Metadata.List("fields") ?? []).OfType<string>()]);
            cursor._owner.OnAccepted(Metadata);
        }

        protected override void OnFailure() => cursor._failure ??= Failure;
    }

    private readonly record struct Row(object?[] Values, string? Problem);

    /// <summary>The answer to one PULL or DISCARD.</summary>
    private sealed class Batch(ResultCursor cursor) : Response
    {
        public bool HasMore { get; private set; }

        internal override void OnRecord(object?[] values, string? problem)
        {
            cursor._hadRecords = true;
            if (!cursor._discarding) cursor._rows.Enqueue(new Row(values, problem));
        }

        protected override void OnSuccess()
        {
            HasMore = Metadata.Flag("has_more") == true;
            if (HasMore) return;
            cursor._lastWord = Metadata;
            cursor._connection.OpenResults--;
        }

        protected override void OnFailure() => cursor._failure ??= Failure;
    }
}
