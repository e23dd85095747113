using System.Buffers;
using KnowledgeGraph.Bolt.Sessions;

namespace KnowledgeGraph.Bolt;

/// <summary>A pool of connections to one server or cluster; thread-safe, made once and kept for the program's life.</summary>
public interface IDriver : IAsyncDisposable, IDisposable
{
    Config Config { get; }

    bool Encrypted { get; }

    IAsyncSession AsyncSession();

    IAsyncSession AsyncSession(Action<SessionConfigBuilder> action);

    /// <summary>A query that runs in a transaction of its own, is tried again where that may help, and gives all rows at once.</summary>
    IExecutableQuery<IRecord, IRecord> ExecutableQuery(string cypher);

    /// <exception cref="ServiceUnavailableException">No server answers.</exception>
    /// <exception cref="SecurityException">The server refuses this client.</exception>
    Task VerifyConnectivityAsync(CancellationToken cancellationToken = default);

    Task<bool> TryVerifyConnectivityAsync(CancellationToken cancellationToken = default);

    /// <summary>Whether the server accepts the token; needs Bolt 5.1.</summary>
    Task<bool> VerifyAuthenticationAsync(IAuthToken authToken, CancellationToken cancellationToken = default);

    Task<IServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default);

    Task<bool> SupportsMultiDbAsync();

    Task<bool> SupportsSessionAuthAsync();

    Task CloseAsync();
}

/// <summary>A query to be run by <see cref="ExecuteAsync"/>, and what becomes of its rows.</summary>
public interface IExecutableQuery<TIn, TOut>
{
    IExecutableQuery<TIn, TOut> WithConfig(QueryConfig config);

    IExecutableQuery<TIn, TOut> WithParameters(object parameters);

    IExecutableQuery<TIn, TOut> WithParameters(Dictionary<string, object?> parameters);

    IExecutableQuery<TOut, TNext> WithMap<TNext>(Func<TOut, TNext> map);

    IExecutableQuery<TIn, TOut> WithFilter(Func<TOut, bool> filter);

    IReducedExecutableQuery<TResult> WithReduce<TResult>(Func<TResult> seed, Func<TResult, TOut, TResult> accumulate);

    IReducedExecutableQuery<TResult> WithReduce<TAccumulate, TResult>(
        Func<TAccumulate> seed, Func<TAccumulate, TOut, TAccumulate> accumulate, Func<TAccumulate, TResult> selectResult);

    /// <summary>Reads the rows one by one while they arrive; may be called again when the transaction is.</summary>
    IReducedExecutableQuery<TResult> WithStreamProcessor<TResult>(Func<IAsyncEnumerable<TOut>, Task<TResult>> streamProcessor);

    Task<EagerResult<IReadOnlyList<TOut>>> ExecuteAsync(CancellationToken cancellationToken = default);
}

/// <summary>A query whose rows become one value.</summary>
public interface IReducedExecutableQuery<TOut>
{
    Task<EagerResult<TOut>> ExecuteAsync(CancellationToken cancellationToken = default);
}

/// <summary>All that a query gave.</summary>
public sealed record EagerResult<T>(T Result, IResultSummary Summary, string[] Keys)
{
    public void Deconstruct(out T result, out IResultSummary summary) => (result, summary) = (Result, Summary);
}

/// <summary>What can run a query: a session, or a transaction of one.</summary>
public interface IAsyncQueryRunner : IAsyncDisposable, IDisposable
{
    Task<IResultCursor> RunAsync(string query);

    Task<IResultCursor> RunAsync(string query, object? parameters);

    Task<IResultCursor> RunAsync(string query, IDictionary<string, object?> parameters);

    Task<IResultCursor> RunAsync(Query query);

    Task<IResultCursor> RunAsync(Query query, CancellationToken cancellationToken);
}

/// <summary>A chain of transactions, each of which sees those before it. Not for use by several threads at once.</summary>
public interface IAsyncSession : IAsyncQueryRunner
{
    Bookmarks LastBookmarks { get; }

    SessionConfig SessionConfig { get; }

    Task<IAsyncTransaction> BeginTransactionAsync(CancellationToken cancellationToken = default);

    Task<IAsyncTransaction> BeginTransactionAsync(Action<TransactionConfigBuilder> action, CancellationToken cancellationToken = default);

    Task<IAsyncTransaction> BeginTransactionAsync(
        AccessMode mode, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    /// <summary>Runs <paramref name="work"/> in a read transaction, again from its start where a failure is worth it.</summary>
    Task<T> ExecuteReadAsync<T>(
        Func<IAsyncQueryRunner, Task<T>> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    Task ExecuteReadAsync(
        Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    /// <summary>Runs <paramref name="work"/> in a write transaction, again from its start where a failure is worth it.</summary>
    Task<T> ExecuteWriteAsync<T>(
        Func<IAsyncQueryRunner, Task<T>> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    Task ExecuteWriteAsync(
        Func<IAsyncQueryRunner, Task> work, Action<TransactionConfigBuilder>? action = null, CancellationToken cancellationToken = default);

    Task<IResultCursor> RunAsync(string query, Action<TransactionConfigBuilder> action, CancellationToken cancellationToken = default);

    Task<IResultCursor> RunAsync(
        string query, IDictionary<string, object?> parameters, Action<TransactionConfigBuilder> action, CancellationToken cancellationToken = default);

    Task<IResultCursor> RunAsync(Query query, Action<TransactionConfigBuilder>? action, CancellationToken cancellationToken = default);

    Task CloseAsync();
}

/// <summary>A transaction that the caller commits or rolls back.</summary>
public interface IAsyncTransaction : IAsyncQueryRunner
{
    TransactionConfig TransactionConfig { get; }

    Task CommitAsync(CancellationToken cancellationToken = default);

    Task RollbackAsync(CancellationToken cancellationToken = default);
}

/// <summary>
/// Reads a result row by row. Rows are asked for in batches, and the next batch only when the one before is read, so that
/// memory does not grow with the result. A cancelled call resets the connection, which stays usable; the result does not.
/// </summary>
public interface IResultCursor : IAsyncEnumerable<IRecord>
{
    /// <summary>The row that the last <see cref="FetchAsync"/> moved to.</summary>
    /// <exception cref="InvalidOperationException">No row was fetched, or the last fetch found none.</exception>
    IRecord Current { get; }

    bool IsOpen { get; }

    Task<string[]> KeysAsync();

    /// <summary>Drops the rows that are left and gives the summary.</summary>
    Task<IResultSummary> ConsumeAsync(CancellationToken cancellationToken = default);

    /// <summary>The next row without moving to it; null at the end.</summary>
    Task<IRecord?> PeekAsync(CancellationToken cancellationToken = default);

    /// <summary>Moves to the next row; false at the end.</summary>
    Task<bool> FetchAsync(CancellationToken cancellationToken = default);
}

/// <summary>Reading whole results.</summary>
public static class ResultCursorExtensions
{
    /// <exception cref="InvalidOperationException">There is not exactly one row left.</exception>
    public static async Task<IRecord> SingleAsync(this IResultCursor cursor, CancellationToken cancellationToken = default)
    {
        if (!await cursor.FetchAsync(cancellationToken).ConfigureAwait(false)) throw new InvalidOperationException("The result is empty.");
        var record = cursor.Current;
        if (await cursor.FetchAsync(cancellationToken).ConfigureAwait(false)) throw new InvalidOperationException("The result contains more than one element.");
        return record;
    }

    public static async Task<T> SingleAsync<T>(this IResultCursor cursor, Func<IRecord, T> operation) => operation(await cursor.SingleAsync().ConfigureAwait(false));

    /// <summary>All rows that are left. Only the first batch has the fetch size; the rest is asked for in one piece.</summary>
    public static Task<List<IRecord>> ToListAsync(this IResultCursor cursor, CancellationToken cancellationToken = default) =>
        cursor.ToListAsync(static record => record, cancellationToken);

    /// <inheritdoc cref="ToListAsync(IResultCursor, CancellationToken)"/>
    public static async Task<List<T>> ToListAsync<T>(this IResultCursor cursor, Func<IRecord, T> operation, CancellationToken cancellationToken = default)
    {
        (cursor as ResultCursor)?.WantAll();

        // Grown in pooled arrays and copied once, so that no list is made larger than its rows and left behind.
        var rows = ArrayPool<T>.Shared.Rent(64);
        var count = 0;
        try
        {
            for (; await cursor.FetchAsync(cancellationToken).ConfigureAwait(false); count++)
            {
                if (count == rows.Length) rows = Doubled(rows);
                rows[count] = operation(cursor.Current);
            }

            var list = new List<T>(count);
            list.AddRange(rows.AsSpan(0, count));
            return list;
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rows, clearArray: true);
        }
    }

    private static T[] Doubled<T>(T[] rows)
    {
        var larger = ArrayPool<T>.Shared.Rent(2 * rows.Length);
        rows.CopyTo(larger, 0);
        ArrayPool<T>.Shared.Return(rows, clearArray: true);
        return larger;
    }

    public static async Task<IResultSummary> ForEachAsync(this IResultCursor cursor, Action<IRecord> operation, CancellationToken cancellationToken = default)
    {
        while (await cursor.FetchAsync(cancellationToken).ConfigureAwait(false)) operation(cursor.Current);
        return await cursor.ConsumeAsync(cancellationToken).ConfigureAwait(false);
    }
}
