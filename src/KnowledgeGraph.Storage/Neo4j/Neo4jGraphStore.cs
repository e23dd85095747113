using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// The store for a Neo4j 5 server or cluster, over Bolt. Both logs and the computed graph are in the database <c>neo4j</c>, with the labels and
/// relationships that people read in Neo4j Browser. Writers take turns; readers never wait for them.
/// </summary>
public sealed class Neo4jGraphStore : IGraphStore
{
    private readonly IDriver _driver;
    private readonly Neo4jAccess _access;

    private Neo4jGraphStore(IDriver driver, Neo4jAccess access, string address, TimeProvider clock)
    {
        (_driver, _access) = (driver, access);
        Recorder = new Neo4jRecorder(access, clock);
        Reader = new Neo4jReader(access);
        Description = new("neo4j", address, Neo4jMigrations.Newest);
    }

    public IGraphRecorder Recorder { get; }

    public IGraphReader Reader { get; }

    public StoreDescription Description { get; }

    /// <summary>Reaches the server and brings the schema of its database up to date.</summary>
    /// <param name="uri"><c>bolt://host:port</c>, or <c>neo4j://host:port</c> for a cluster; <c>+s</c> encrypts.</param>
    /// <exception cref="GraphStoreException">No server answers, it refuses the user, or the database is another program's or newer.</exception>
    public static Task<Neo4jGraphStore> OpenAsync(string uri, string user, string password, TimeProvider? clock = null, CancellationToken cancellation = default) =>
        OpenAsync(uri, user, password, Neo4jPatience.Default(clock ?? TimeProvider.System), _ => { }, cancellation);

    internal static async Task<Neo4jGraphStore> OpenAsync(string uri, string user, string password, Neo4jPatience patience, Action<ConfigBuilder> configure, CancellationToken cancellation = default)
    {
        IDriver driver;
        try { driver = GraphDatabase.Driver(uri, AuthTokens.Basic(user, password), configure); }
        catch (ArgumentException wrong) { throw new GraphStoreException(StoreFailure.Path, $"--neo4j-uri: {wrong.Message}", wrong); }
        try
        {
            var access = new Neo4jAccess(driver, uri, GraphDatabase.BookmarkManagerFactory.NewBookmarkManager(), patience);
            await access.RunAsync((session, stop) => Neo4jMigrations.ApplyAsync(session, uri, stop), cancellation).ConfigureAwait(false);
            return new Neo4jGraphStore(driver, access, uri, patience.Clock);
        }
        catch
        {
            await driver.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async Task<IGraphSnapshot> OpenSnapshotAsync(CancellationToken cancellation = default) =>
        new Neo4jSnapshot(_access.At(await _access.ReadAsync(session => session.NumberAsync(Neo4jAccess.Turn), cancellation).ConfigureAwait(false)));

    public Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation = default) => _access.ReadAllAsync(Neo4jConsistency.CheckAsync, cancellation);

    /// <summary>Writes an export, since a server's own backup is the server's business.</summary>
    public async Task BackupAsync(string path, CancellationToken cancellation = default)
    {
        if (File.Exists(path)) throw new GraphStoreException(StoreFailure.Path, $"{path} is there already: a backup never writes over a file.");
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await ExportAsync(file, cancellation).ConfigureAwait(false);
    }

    public async Task ExportAsync(Stream output, CancellationToken cancellation = default)
    {
        await using var snapshot = await OpenSnapshotAsync(cancellation).ConfigureAwait(false);
        await GraphExport.WriteAsync(snapshot, output, cancellation).ConfigureAwait(false);
    }

    public Task<RecordResult> ImportAsync(Stream input, CancellationToken cancellation = default) => GraphExport.ReadAsync(Recorder, input, cancellation);

    public ValueTask DisposeAsync() => _driver.DisposeAsync();
}
