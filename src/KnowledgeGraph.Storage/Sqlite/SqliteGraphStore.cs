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

    /// <summary>
    /// Opens a file, makes it where it is not there, and brings an older one up to date. One that this user may read but not write to is opened for
    /// reading: its recorder refuses.
    /// </summary>
    /// <exception cref="GraphStoreException">The file is another program's, newer, damaged, locked, or cannot be read.</exception>
    public static Task<SqliteGraphStore> OpenAsync(string path, TimeProvider? clock = null, CancellationToken cancellation = default) => Task.Run(() =>
    {
        if (Directory.Exists(path)) throw new GraphStoreException(StoreFailure.Path, $"{path} is a folder: name a file with --data.");
        path = Path.GetFullPath(path);
        RefuseForeign(path);
        try { return OpenToWrite(new(path), clock ?? TimeProvider.System); }
        catch (GraphStoreException denied) when (denied.Failure is StoreFailure.ReadOnly or StoreFailure.Path && new FileInfo(path) is { Exists: true, Length: > 0 })
        {
            return OpenToRead(path, clock ?? TimeProvider.System, denied);
        }
    }, cancellation);

    private static SqliteGraphStore OpenToWrite(SqliteConnections connections, TimeProvider clock)
    {
        // A writer's first words change the header of any database: whose it is is asked before.
        if (new FileInfo(connections.Path) is { Exists: true, Length: > 0 })
            using (var reader = connections.OpenReader()) SqliteMigrations.Inspect(reader, connections.Path);
        using var session = connections.OpenWriter(create: true);
        session.Script("PRAGMA temp_store = FILE"); // A migration sorts more than fits in memory.
        SqliteMigrations.Apply(session, SqliteMigrations.Inspect(session, connections.Path));
        return new(connections, SqliteMigrations.Newest, clock);
    }

    // What a writer has not yet moved into the file stands beside it: then it can be read only together with that.
    internal static SqliteGraphStore OpenToRead(string path, TimeProvider clock, GraphStoreException denied)
    {
        var unmoved = new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };
        foreach (var rights in unmoved ? new[] { SqliteRights.Read } : [SqliteRights.Read, SqliteRights.ReadAlone])
            try
            {
                var connections = new SqliteConnections(path, rights);
                using var session = connections.OpenReader();
                var version = SqliteMigrations.Inspect(session, path);
                if (version == SqliteMigrations.Newest) return new(connections, version, clock);
                throw new GraphStoreException(StoreFailure.ReadOnly,
                    $"{path} is read-only and of an older version (schema {version}; this one needs {SqliteMigrations.Newest}): open it once where it may be written to, or copy it to such a place.");
            }
            catch (GraphStoreException failure) when (failure.Failure is StoreFailure.ReadOnly or StoreFailure.Path && failure.InnerException is not null) { denied = failure; }
        throw denied;
    }

    public async Task<IGraphSnapshot> OpenSnapshotAsync(CancellationToken cancellation = default)
    {
        await _connections.WhenOpenAsync(cancellation).ConfigureAwait(false);
        return await Task.Run(() => new SqliteSnapshot(new SnapshotAccess(_connections)), cancellation).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation = default) => Task.Run<IReadOnlyList<string>>(() =>
    {
        using var session = _connections.OpenReader();
        var findings = session.Query("PRAGMA integrity_check(100)", row => row.GetString(0)).Where(line => line != "ok").ToList();
        findings.AddRange(SqliteConsistency.Check(session, cancellation));
        return findings;
    }, cancellation);

    public Task BackupAsync(string path, CancellationToken cancellation = default) => Task.Run(() =>
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path)) throw new GraphStoreException(StoreFailure.Path, $"{path} is there already: a backup never writes over a file.");
        if (Directory.Exists(path)) throw new GraphStoreException(StoreFailure.Path, $"{path} is a folder: name the file that is to be made.");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw new GraphStoreException(StoreFailure.Path, $"The copy {path} cannot be made: its folder is not there.");
        using var session = _connections.OpenCopier();
        try { session.Execute("VACUUM INTO $1", path); }
        catch (GraphStoreException failure)
        {
            File.Delete(path);
            throw SqliteFailure.OfCopy(failure, path);
        }
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
        catch (IOException broken) { throw new GraphStoreException(StoreFailure.Path, $"{path} cannot be opened: {(broken is FileNotFoundException or DirectoryNotFoundException ? "it is a link to a file that is not there" : "the system refuses it")}.", broken); }
        if (read > 0 && (read < header.Length || !header.AsSpan().SequenceEqual("SQLite format 3\0"u8)))
            throw new GraphStoreException(StoreFailure.Foreign, $"{path} is not a file of this program: name another file with --data.");
    }
}
