using System.Text;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// The embedded store: one SQLite file. Commits are durable (WAL, synchronous FULL); one writer, any number of readers that never wait for it.
/// </summary>
public sealed class SqliteGraphStore : IGraphStore
{
    private readonly SqliteConnections _connections;
    private readonly SqliteRecorder _recorder;

    private SqliteGraphStore(SqliteConnections connections, int version, TimeProvider clock)
    {
        _connections = connections;
        _recorder = new(connections, clock);
        Reader = new SqliteReader(new PooledAccess(connections));
        Description = new("sqlite", connections.Path, version);
    }

    public IGraphRecorder Recorder => _recorder;

    public IGraphReader Reader { get; }

    public StoreDescription Description { get; }

    /// <summary>Opens a file, makes it where it is not there, and brings an older one up to date.</summary>
    /// <exception cref="GraphStoreException">The file is another program's, newer, damaged, locked or not to be written to.</exception>
    public static Task<SqliteGraphStore> OpenAsync(string path, TimeProvider? clock = null, CancellationToken cancellation = default) => Task.Run(() =>
    {
        if (Directory.Exists(path)) throw new GraphStoreException(StoreFailure.Path, $"{path} is a folder: name a file with --data.");
        var connections = new SqliteConnections(Path.GetFullPath(path));
        RefuseForeign(connections.Path);
        using (var session = connections.OpenWriter(create: true))
        {
            var version = SqliteMigrations.Inspect(session, connections.Path);
            SqliteMigrations.Apply(session, version);
        }
        return new SqliteGraphStore(connections, SqliteMigrations.Newest, clock ?? TimeProvider.System);
    }, cancellation);

    public Task<IGraphSnapshot> OpenSnapshotAsync(CancellationToken cancellation = default) =>
        Task.Run<IGraphSnapshot>(() => new SqliteSnapshot(new SnapshotAccess(_connections)), cancellation);

    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation = default) => Task.Run<IReadOnlyList<string>>(() =>
    {
        using var session = _connections.OpenReader();
        var findings = session.Query("PRAGMA integrity_check(100)", row => row.GetString(0)).Where(line => line != "ok").ToList();
        findings.AddRange(SqliteConsistency.Check(session));
        return findings;
    }, cancellation);

    public Task BackupAsync(string path, CancellationToken cancellation = default) => Task.Run(() =>
    {
        if (File.Exists(path)) throw new GraphStoreException(StoreFailure.Path, $"{path} is there already: a backup never writes over a file.");
        using var session = _connections.OpenWriter();
        session.Execute("VACUUM INTO $1", Path.GetFullPath(path));
    }, cancellation);

    public async Task ExportAsync(Stream output, CancellationToken cancellation = default)
    {
        await using var snapshot = await OpenSnapshotAsync(cancellation).ConfigureAwait(false);
        await GraphExport.WriteAsync(snapshot, output, cancellation).ConfigureAwait(false);
    }

    public Task<RecordResult> ImportAsync(Stream input, CancellationToken cancellation = default) => GraphExport.ReadAsync(Recorder, input, cancellation);

    public ValueTask DisposeAsync()
    {
        _recorder.Dispose();
        _connections.Dispose();
        return ValueTask.CompletedTask;
    }

    // Opening would write to the header of any file: look at the first bytes before.
    private static void RefuseForeign(string path)
    {
        if (!File.Exists(path)) return;
        var header = new byte[16];
        int read;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            read = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        }
        catch (UnauthorizedAccessException denied) { throw new GraphStoreException(StoreFailure.ReadOnly, $"{path} cannot be read: this user may not.", denied); }
        if (read > 0 && (read < header.Length || !header.AsSpan().SequenceEqual("SQLite format 3\0"u8)))
            throw new GraphStoreException(StoreFailure.Foreign, $"{path} is not a file of this program: name another file with --data.");
    }
}
