namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>How a read gets a connection: a pooled one for each call, or one that a snapshot holds.</summary>
internal abstract class SqliteAccess
{
    /// <summary>Runs a read in one transaction, so that all its statements see one state.</summary>
    public abstract Task<T> RunAsync<T>(Func<SqlSession, T> read, CancellationToken cancellation);
}

internal sealed class PooledAccess(SqliteConnections connections) : SqliteAccess
{
    public override async Task<T> RunAsync<T>(Func<SqlSession, T> read, CancellationToken cancellation)
    {
        await connections.WhenOpenAsync(cancellation).ConfigureAwait(false);
        return await Task.Run(() =>
        {
            var session = connections.Rent();
            try
            {
                session.Begin(writing: false);
                return read(session);
            }
            finally { connections.Return(session); }
        }, cancellation).ConfigureAwait(false);
    }
}

internal sealed class SnapshotAccess : SqliteAccess, IDisposable
{
    private readonly SqliteConnections _connections;
    private readonly SqlSession _session;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public SnapshotAccess(SqliteConnections connections)
    {
        _connections = connections;
        _session = connections.Rent();
        _session.Begin(writing: false);
        _session.Number("SELECT count(*) FROM sqlite_schema"); // A deferred transaction sees the state of its first read.
    }

    public override async Task<T> RunAsync<T>(Func<SqlSession, T> read, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try { return await Task.Run(() => read(_session), cancellation).ConfigureAwait(false); }
        finally { _turn.Release(); }
    }

    public void Dispose()
    {
        _connections.Return(_session);
        _turn.Dispose();
    }
}
