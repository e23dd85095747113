using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>Transactions on one database. What is read sees what this store wrote before, on any server of a cluster.</summary>
/// <param name="turn">The number of the last write that is to be seen; null for the newest state.</param>
internal sealed class Neo4jAccess(IDriver driver, string address, IBookmarkManager bookmarks, long? turn = null)
{
    public const string Database = "neo4j";

    /// <summary>Asks for the number of the last write.</summary>
    public const string Turn = "MATCH (s:KnowledgeGraph) RETURN s.turn";

    public Neo4jAccess At(long last) => new(driver, address, bookmarks, last);

    public Task<T> ReadAsync<T>(Func<CypherSession, Task<T>> read, CancellationToken cancellation) => RunAsync(AccessMode.Read, read, cancellation);

    public Task<T> WriteAsync<T>(Func<CypherSession, Task<T>> write, CancellationToken cancellation) => RunAsync(AccessMode.Write, write, cancellation);

    /// <summary>A session outside transactions, for what changes the schema.</summary>
    public async Task RunAsync(Func<IAsyncSession, Task> work)
    {
        try
        {
            await using var session = Open(AccessMode.Write);
            await work(session).ConfigureAwait(false);
        }
        catch (Neo4jException failure) { throw Neo4jFailure.Of(failure, address); }
    }

    private async Task<T> RunAsync<T>(AccessMode mode, Func<CypherSession, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            await using var session = Open(mode);
            Task<T> Work(IAsyncQueryRunner runner) => turn is { } last ? AtAsync(runner, last, work, cancellation) : work(new CypherSession(runner, null, cancellation));
            return mode == AccessMode.Read
                ? await session.ExecuteReadAsync(Work, cancellationToken: cancellation).ConfigureAwait(false)
                : await session.ExecuteWriteAsync(Work, cancellationToken: cancellation).ConfigureAwait(false);
        }
        catch (Neo4jException failure) { throw Neo4jFailure.Of(failure, address); }
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

    private IAsyncSession Open(AccessMode mode) =>
        driver.AsyncSession(builder => builder.WithDatabase(Database).WithDefaultAccessMode(mode).WithBookmarkManager(bookmarks).WithFetchSize(Config.Infinite));
}
