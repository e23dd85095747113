using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>Transactions on one database. What is read sees what this store wrote before, on any server of a cluster.</summary>
/// <param name="turn">The number of the last write that is to be seen; null for the newest state.</param>
internal sealed class Neo4jAccess(IDriver driver, string address, IBookmarkManager bookmarks, Neo4jPatience patience, long? turn = null)
{
    public const string Database = "neo4j";

    /// <summary>Asks for the number of the last write.</summary>
    public const string Turn = "MATCH (s:KnowledgeGraph) RETURN s.turn";

    public Neo4jAccess At(long last) => new(driver, address, bookmarks, patience, last);

    public Task<T> ReadAsync<T>(Func<CypherSession, Task<T>> read, CancellationToken cancellation) => RunAsync(AccessMode.Read, read, cancellation);

    public Task<T> WriteAsync<T>(Func<CypherSession, Task<T>> write, CancellationToken cancellation) => RunAsync(AccessMode.Write, write, cancellation);

    /// <summary>A session outside transactions, for what changes the schema.</summary>
    public Task RunAsync(Func<IAsyncSession, CancellationToken, Task> work, CancellationToken cancellation) => InSessionAsync(AccessMode.Write, async (session, stop) =>
    {
        await work(session, stop).ConfigureAwait(false);
        return true;
    }, patience.Write, cancellation);

    /// <summary>Reads for as long as a write may take: for what goes through the whole database.</summary>
    public Task<T> ReadAllAsync<T>(Func<CypherSession, Task<T>> read, CancellationToken cancellation) => RunAsync(AccessMode.Read, read, patience.Write, cancellation);

    private Task<T> RunAsync<T>(AccessMode mode, Func<CypherSession, Task<T>> work, CancellationToken cancellation) =>
        RunAsync(mode, work, mode == AccessMode.Read ? patience.Read : patience.Write, cancellation);

    private Task<T> RunAsync<T>(AccessMode mode, Func<CypherSession, Task<T>> work, TimeSpan limit, CancellationToken cancellation) => InSessionAsync(mode, (session, stop) =>
    {
        Task<T> Work(IAsyncQueryRunner runner) => turn is { } last ? AtAsync(runner, last, work, stop) : work(new CypherSession(runner, null, stop, patience.Watch));
        return mode == AccessMode.Read ? session.ExecuteReadAsync(Work, cancellationToken: stop) : session.ExecuteWriteAsync(Work, cancellationToken: stop);
    }, limit, cancellation);

    private async Task<T> InSessionAsync<T>(AccessMode mode, Func<IAsyncSession, CancellationToken, Task<T>> work, TimeSpan limit, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(limit, patience.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            await using var session = driver.AsyncSession(builder => builder.WithDatabase(Database).WithDefaultAccessMode(mode).WithBookmarkManager(bookmarks).WithFetchSize(Config.Infinite));
            return await work(session, either.Token).ConfigureAwait(false);
        }
        catch (Neo4jException failure) { throw Neo4jFailure.Of(failure, address); }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested) { throw Neo4jFailure.Silent(address, limit); }
    }

    // As long as nothing was written, the newest state is the snapshot's, and it is the one that indexes are made for. The number is asked for
    // afterwards: had a write come between, it would show.
    private static async Task<T> AtAsync<T>(IAsyncQueryRunner runner, long last, Func<CypherSession, Task<T>> work, CancellationToken cancellation)
    {
        var newest = new CypherSession(runner, null, cancellation);
        if (await newest.NumberAsync(Turn).ConfigureAwait(false) == last)
        {
            var result = await work(newest).ConfigureAwait(false);
            if (await newest.NumberAsync(Turn).ConfigureAwait(false) == last) return result;
        }
        return await work(new CypherSession(runner, last, cancellation)).ConfigureAwait(false);
    }
}

/// <summary>How long the store waits for a server that holds the connection and says nothing.</summary>
/// <param name="Read">One call of a reader.</param>
/// <param name="Write">One call of a recorder, and what goes through the whole database.</param>
internal sealed record Neo4jPatience(TimeSpan Read, TimeSpan Write, TimeProvider Clock)
{
    /// <summary>Told each statement's text before it is sent.</summary>
    public Action<string>? Watch { get; init; }

    public static Neo4jPatience Default(TimeProvider clock) => new(TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(30), clock);
}
