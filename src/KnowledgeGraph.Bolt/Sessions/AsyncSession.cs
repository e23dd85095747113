using KnowledgeGraph.Bolt.Connections;
using KnowledgeGraph.Bolt.Protocol;

namespace KnowledgeGraph.Bolt.Sessions;

/// <summary>
/// A chain of transactions. Holds a connection only while a transaction or an auto-commit result is open; remembers the bookmark of
/// the last commit and, where a cluster had to say which database is the user's home, that database.
/// </summary>
internal sealed class AsyncSession(Config config, ConnectionProvider provider, RetryLoop retries, SessionConfig sessionConfig) : IAsyncSession, IResultOwner
{
    private readonly long _fetchSize = sessionConfig.FetchSize ?? config.FetchSize;
    private readonly AuthToken? _token = sessionConfig.AuthToken is { } token ? AuthToken.From(token) : null;
    private string? _database = sessionConfig.Database;
    private Bookmarks _bookmarks = Bookmarks.From(sessionConfig.Bookmarks);
    private AsyncTransaction? _transaction;
    private ResultCursor? _cursor;
    private BoltConnection? _cursorConnection;
    private string[] _cursorBookmarks = [];
    private ConnectionRequest? _homeRequest;
    private bool _closed;

    public Bookmarks LastBookmarks => _bookmarks;

    public SessionConfig SessionConfig => sessionConfig;

    internal bool SendsTelemetry => !config.TelemetryDisabled;

    public Task<IResultCursor> RunAsync(string query) => RunAsync(new Query(query), null, default);

    public Task<IResultCursor> RunAsync(string query, object? parameters) => RunAsync(new Query(query, parameters), null, default);

    public Task<IResultCursor> RunAsync(string query, IDictionary<string, object?> parameters) => RunAsync(new Query(query, parameters), null, default);

    public Task<IResultCursor> RunAsync(Query query) => RunAsync(query, null, default);

    public Task<IResultCursor> RunAsync(Query query, CancellationToken cancellationToken) => RunAsync(query, null, cancellationToken);

    public Task<IResultCursor> RunAsync(string query, Action<TransactionConfigBuilder> action, CancellationToken cancellationToken = default) =>
        RunAsync(new Query(query), action, cancellationToken);

    public Task<IResultCursor> RunAsync(
        string query, IDictionary<string, object?> parameters, Action<TransactionConfigBuilder> action, CancellationToken cancellationToken = default) =>
        RunAsync(new Query(query, parameters), action, cancellationToken);

    public async Task<IResultCursor> RunAsync(Query query, Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken = default)
    {
        ThrowIfBusy();
        await EndFailedTransactionAsync().ConfigureAwait(false);
        if (_cursor is { } before) await before.BufferAsync(cancellationToken).ConfigureAwait(false);
        var transactionConfig = TransactionConfig.From(action);
        var connection = await AcquireAsync(sessionConfig.DefaultAccessMode, cancellationToken).ConfigureAwait(false);
        ResultCursor cursor;
        try
        {
            var fields = await FieldsAsync(sessionConfig.DefaultAccessMode, transactionConfig, cancellationToken).ConfigureAwait(false);
            if (connection.TelemetryEnabled && SendsTelemetry) connection.EnqueueTelemetry(new ApiUse(TelemetryApi.AutoCommit));
            cursor = new ResultCursor(connection, this, query, fields, _fetchSize);
            _cursorBookmarks = fields.Bookmarks;
        }
        catch
        {
            await provider.ReleaseAsync(connection).ConfigureAwait(false);
            throw;
        }

        _cursor = cursor;
        _cursorConnection = connection;
        await cursor.SendAsync(cancellationToken).ConfigureAwait(false);
        return cursor;
    }

    public Task<IAsyncTransaction> BeginTransactionAsync(CancellationToken cancellationToken = default) =>
        BeginTransactionAsync(sessionConfig.DefaultAccessMode, null, cancellationToken);

    public Task<IAsyncTransaction> BeginTransactionAsync(Action<TransactionConfigBuilder> action, CancellationToken cancellationToken = default) =>
        BeginTransactionAsync(sessionConfig.DefaultAccessMode, action, cancellationToken);

    public async Task<IAsyncTransaction> BeginTransactionAsync(
        AccessMode mode, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default)
    {
        ThrowIfBusy();
        return await BeginAsync(mode, TransactionConfig.From(action), new ApiUse(TelemetryApi.UnmanagedTransaction), wait: true, cancellationToken).ConfigureAwait(false);
    }

    public Task<T> ExecuteReadAsync<T>(
        Func<IAsyncQueryRunner, Task<T>> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(AccessMode.Read, work, TransactionConfig.From(action), TelemetryApi.ManagedTransaction, wait: true, cancellationToken);

    public Task ExecuteReadAsync(
        Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default) =>
        ExecuteReadAsync(WithoutResult(work), action, cancellationToken);

    public Task<T> ExecuteWriteAsync<T>(
        Func<IAsyncQueryRunner, Task<T>> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(AccessMode.Write, work, TransactionConfig.From(action), TelemetryApi.ManagedTransaction, wait: true, cancellationToken);

    public Task ExecuteWriteAsync(
        Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default) =>
        ExecuteWriteAsync(WithoutResult(work), action, cancellationToken);

    /// <param name="wait">False: BEGIN travels with the first query, which must be run at once.</param>
    internal Task<T> ExecuteAsync<T>(
        AccessMode mode, Func<AsyncTransaction, Task<T>> work, TransactionConfig transactionConfig, TelemetryApi api, bool wait, CancellationToken cancellationToken)
    {
        ThrowIfBusy();
        var use = new ApiUse(api);
        return retries.RunAsync(
            async token =>
            {
                await using var transaction = await BeginAsync(mode, transactionConfig, use, wait, token).ConfigureAwait(false);
                var result = await work(transaction).ConfigureAwait(false);
                if (transaction.IsOpen) await transaction.CommitAsync(token).ConfigureAwait(false);
                return result;
            },
            cancellationToken);
    }

    /// <summary>Drops what was not read.</summary>
    /// <exception cref="Neo4jException">A query failed and its result was never looked at, so that nobody knows yet.</exception>
    public async Task CloseAsync()
    {
        if (_closed) return;
        _closed = true;
        if (_transaction is { } transaction) await transaction.CloseAsync().ConfigureAwait(false);
        if (_cursor is not { } cursor) return;
        await cursor.DropAsync("The session was closed.").ConfigureAwait(false);
        if (cursor.UnseenFailure is { } failure) throw failure;
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    public void Dispose() => CloseAsync().GetAwaiter().GetResult();

    public async ValueTask OnResultEndedAsync(ResultCursor cursor, IReadOnlyDictionary<string, object?> metadata)
    {
        await OnCommittedAsync(_cursorBookmarks, metadata).ConfigureAwait(false);
        await ReleaseCursorConnectionAsync().ConfigureAwait(false);
    }

    public ValueTask OnResultFailedAsync(ResultCursor cursor, Exception failure) => ReleaseCursorConnectionAsync();

    /// <summary>A server that was only guessed to be the right one says which database it used; the session stays with it.</summary>
    public void OnAccepted(IReadOnlyDictionary<string, object?> metadata)
    {
        if (_homeRequest is not { } request || metadata.Text("db") is not { } database) return;
        _homeRequest = null;
        _database ??= database;
        provider.OnHomeDatabase(request, database);
    }

    internal async ValueTask OnCommittedAsync(string[] sent, IReadOnlyDictionary<string, object?> metadata)
    {
        if (metadata.Text("bookmark") is not { Length: > 0 } bookmark) return;
        _bookmarks = Bookmarks.From(bookmark);
        if (sessionConfig.BookmarkManager is { } manager) await manager.UpdateBookmarksAsync(sent, [bookmark]).ConfigureAwait(false);
    }

    internal ValueTask OnTransactionEndedAsync(AsyncTransaction transaction, BoltConnection connection)
    {
        if (_transaction == transaction) _transaction = null;
        return provider.ReleaseAsync(connection);
    }

    private static Func<IAsyncQueryRunner, Task<bool>> WithoutResult(Func<IAsyncQueryRunner, Task> work) => async runner =>
    {
        await work(runner).ConfigureAwait(false);
        return true;
    };

    private Task<T> ExecuteAsync<T>(
        AccessMode mode, Func<IAsyncQueryRunner, Task<T>> work, TransactionConfig transactionConfig, TelemetryApi api, bool wait, CancellationToken cancellationToken) =>
        ExecuteAsync(mode, (AsyncTransaction transaction) => work(transaction), transactionConfig, api, wait, cancellationToken);

    private async ValueTask<AsyncTransaction> BeginAsync(
        AccessMode mode, TransactionConfig transactionConfig, ApiUse use, bool wait, CancellationToken cancellationToken)
    {
        await EndFailedTransactionAsync().ConfigureAwait(false);
        if (_cursor is { } before) await before.BufferAsync(cancellationToken).ConfigureAwait(false);
        var connection = await AcquireAsync(mode, cancellationToken).ConfigureAwait(false);
        AsyncTransaction? transaction = null;
        try
        {
            var fields = await FieldsAsync(mode, transactionConfig, cancellationToken).ConfigureAwait(false);
            transaction = _transaction = new AsyncTransaction(connection, this, fields, _fetchSize);
            await transaction.BeginAsync(use, wait, cancellationToken).ConfigureAwait(false);
            return transaction;
        }
        catch
        {
            if (transaction is not null) await transaction.CloseAsync().ConfigureAwait(false);
            else await provider.ReleaseAsync(connection).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<BoltConnection> AcquireAsync(AccessMode mode, CancellationToken cancellationToken)
    {
        var request = new ConnectionRequest(mode, _database, sessionConfig.ImpersonatedUser, BookmarksToSendAsync, _token);
        var connection = await provider.AcquireAsync(request, cancellationToken).ConfigureAwait(false);
        _homeRequest = connection.HomeIsGuessed ? request : null;
        if (!connection.HomeIsGuessed) _database ??= connection.Database;
        return connection;
    }

    private async ValueTask<TransactionFields> FieldsAsync(AccessMode mode, TransactionConfig transactionConfig, CancellationToken cancellationToken) => new(
        mode, _database, sessionConfig.ImpersonatedUser, await BookmarksToSendAsync(cancellationToken).ConfigureAwait(false),
        transactionConfig, sessionConfig.Notifications);

    private async ValueTask<string[]> BookmarksToSendAsync(CancellationToken cancellationToken)
    {
        if (sessionConfig.BookmarkManager is not { } manager) return _bookmarks.Values;
        var shared = await manager.GetBookmarksAsync(cancellationToken).ConfigureAwait(false);
        return _bookmarks.Values.Length == 0 ? shared : [.. _bookmarks.Values.Union(shared, StringComparer.Ordinal)];
    }

    private ValueTask ReleaseCursorConnectionAsync()
    {
        var connection = _cursorConnection;
        _cursorConnection = null;
        return connection is null ? ValueTask.CompletedTask : provider.ReleaseAsync(connection);
    }

    /// <summary>A transaction that a failure has ended stands in nobody's way, whether or not it was rolled back.</summary>
    private ValueTask EndFailedTransactionAsync() => _transaction is { HasFailed: true } failed ? failed.CloseAsync() : ValueTask.CompletedTask;

    private void ThrowIfBusy()
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(IAsyncSession));
        if (_transaction is { IsOpen: true, HasFailed: false })
            throw new TransactionNestingException("A transaction of this session is open; commit or roll it back first.");
    }
}
