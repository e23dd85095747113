using KnowledgeGraph.Bolt.Connections;
using KnowledgeGraph.Bolt.Protocol;

namespace KnowledgeGraph.Bolt.Sessions;

/// <summary>An explicit transaction on a connection of its own.</summary>
internal sealed class AsyncTransaction(
    BoltConnection connection, AsyncSession session, TransactionFields fields, long fetchSize) : IAsyncTransaction, IResultOwner
{
    private readonly List<ResultCursor> _cursors = [];
    private readonly BeginResponse _begin = new(session);
    private Exception? _failure;
    private string? _closed;

    public TransactionConfig TransactionConfig => fields.Config;

    public bool IsOpen => _closed is null;

    /// <summary>Nothing but its end is left of it: the server has rolled it back, or is gone.</summary>
    internal bool HasFailed => _failure is not null;

    internal string[] SentBookmarks => fields.Bookmarks;

    /// <summary>Queues BEGIN; waits for it, or lets the first query take it along.</summary>
    public async ValueTask BeginAsync(ApiUse use, bool wait, CancellationToken cancellationToken)
    {
        if (connection.TelemetryEnabled && session.SendsTelemetry && !use.IsReported) connection.EnqueueTelemetry(use);
        connection.EnqueueBegin(_begin, fields);
        connection.InTransaction = true;
        if (wait) await ExchangeAsync(_begin, cancellationToken).ConfigureAwait(false);
    }

    public Task<IResultCursor> RunAsync(string query) => RunAsync(new Query(query));

    public Task<IResultCursor> RunAsync(string query, object? parameters) => RunAsync(new Query(query, parameters));

    public Task<IResultCursor> RunAsync(string query, IDictionary<string, object?> parameters) => RunAsync(new Query(query, parameters));

    public Task<IResultCursor> RunAsync(Query query) => RunAsync(query, CancellationToken.None);

    public async Task<IResultCursor> RunAsync(Query query, CancellationToken cancellationToken) => await RunCursorAsync(query, cancellationToken).ConfigureAwait(false);

    public async ValueTask<ResultCursor> RunCursorAsync(Query query, CancellationToken cancellationToken)
    {
        ThrowIfUnusable("run a query in");
        var cursor = new ResultCursor(connection, this, query, autoCommit: null, fetchSize);
        _cursors.Add(cursor);
        await cursor.SendAsync(cancellationToken).ConfigureAwait(false);
        return cursor;
    }

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        var failed = IsOpen ? _cursors.Find(cursor => cursor.UnseenFailure is not null) : null;
        if (failed is null) ThrowIfUnusable("commit");
        try
        {
            // The rest of a result may have failed after the caller had read enough of it: that is why nothing can be committed.
            if (failed is not null) await failed.ConsumeAsync(cancellationToken).ConfigureAwait(false);
            foreach (var cursor in _cursors) await cursor.ConsumeAsync(cancellationToken).ConfigureAwait(false);
            var commit = new Response();
            connection.EnqueueCommit(commit);
            try
            {
                await ExchangeAsync(commit, cancellationToken).ConfigureAwait(false);
            }
            catch (Neo4jException e) when (connection.IsBroken)
            {
                throw new ServiceUnavailableException(
                    "The connection broke while the transaction was committed; whether it was, is not known. See the cause.", e)
                { OutcomeUnknown = true };
            }

            connection.InTransaction = false;
            await session.OnCommittedAsync(fields.Bookmarks, commit.Metadata).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _failure ??= e;
            throw;
        }
        finally
        {
            await EndAsync("The transaction was committed.").ConfigureAwait(false);
        }
    }

    public async Task RollbackAsync(CancellationToken cancellationToken = default)
    {
        if (_closed is not null) throw new TransactionClosedException($"Cannot roll back this transaction. {_closed}");
        try
        {
            if (_failure is null && !connection.IsBroken)
            {
                foreach (var cursor in _cursors) await cursor.ConsumeAsync(cancellationToken).ConfigureAwait(false);
                var rollback = new Response();
                connection.EnqueueRollback(rollback);
                await ExchangeAsync(rollback, cancellationToken).ConfigureAwait(false);
                connection.InTransaction = false;
            }
        }
        finally
        {
            await EndAsync("The transaction was rolled back.").ConfigureAwait(false);
        }
    }

    /// <summary>Rolls back what is still open; what the server did not hear of, it rolls back itself.</summary>
    public async ValueTask CloseAsync()
    {
        if (_closed is not null) return;
        try
        {
            await RollbackAsync().ConfigureAwait(false);
        }
        catch (Neo4jException)
        {
            // The failure was told to whoever ran the query that failed, or the connection is gone: nothing was committed.
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    public void Dispose() => CloseAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>BEGIN, not a query, says which database the transaction is in.</summary>
    public void OnAccepted(IReadOnlyDictionary<string, object?> metadata)
    {
    }

    public ValueTask OnResultEndedAsync(ResultCursor cursor, IReadOnlyDictionary<string, object?> metadata) => ValueTask.CompletedTask;

    public ValueTask OnResultFailedAsync(ResultCursor cursor, Exception failure)
    {
        _failure ??= failure;
        return ValueTask.CompletedTask;
    }

    private async ValueTask ExchangeAsync(Response response, CancellationToken cancellationToken)
    {
        try
        {
            await connection.InterruptibleAsync(
                async () =>
                {
                    await connection.SendAsync().ConfigureAwait(false);
                    await connection.AwaitAsync(response).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _failure ??= e;
            throw;
        }
    }

    private void ThrowIfUnusable(string what)
    {
        if (_closed is not null) throw new TransactionClosedException($"Cannot {what} this transaction. {_closed}");
        if (_failure is not null)
            throw new TransactionTerminatedException($"Cannot {what} this transaction: an earlier failure has ended it. {_failure.Message}", _failure);
    }

    private async ValueTask EndAsync(string why)
    {
        if (_closed is not null) return;
        _closed = why;
        foreach (var cursor in _cursors) cursor.Detach(why);
        await session.OnTransactionEndedAsync(this, connection).ConfigureAwait(false);
    }

    private sealed class BeginResponse(AsyncSession session) : Response
    {
        protected override void OnSuccess() => session.OnAccepted(Metadata);
    }
}
