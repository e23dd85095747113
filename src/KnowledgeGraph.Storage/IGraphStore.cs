namespace KnowledgeGraph.Storage;

/// <summary>
/// An open store: the first of the contract's three faces. One process writes at a time; readers never wait for the writer.
/// Every member throws <see cref="GraphStoreException"/> where the store itself fails (locked, full, gone).
/// </summary>
public interface IGraphStore : IAsyncDisposable
{
    /// <summary>Adds, replaces, withdraws, judges.</summary>
    IGraphRecorder Recorder { get; }

    /// <summary>Reads; each call sees the newest committed state, whole.</summary>
    IGraphReader Reader { get; }

    /// <summary>A reader all of whose calls see one state, until it is disposed. Dispose it soon: it keeps old pages alive.</summary>
    Task<IGraphSnapshot> OpenSnapshotAsync(CancellationToken cancellation = default);

    /// <summary>Where and what the store is, for people: never a secret.</summary>
    StoreDescription Description { get; }

    /// <summary>Looks for damage. Empty where there is none; otherwise one line for each finding.</summary>
    Task<IReadOnlyList<string>> CheckAsync(CancellationToken cancellation = default);

    /// <summary>Writes a complete copy to <paramref name="path"/> while reading and recording go on. An existing file is refused.</summary>
    Task BackupAsync(string path, CancellationToken cancellation = default);

    /// <summary>
    /// Writes both logs and the graph computed from them as JSON lines, ordered by id: equal logs give equal bytes.
    /// See <see cref="GraphExport"/> for the form of the lines.
    /// </summary>
    Task ExportAsync(Stream output, CancellationToken cancellation = default);

    /// <summary>
    /// Records what <see cref="ExportAsync"/> wrote; lines of the computed graph are skipped, since it is computed again. A stream that can be read twice is looked
    /// through before anything is recorded.
    /// </summary>
    /// <exception cref="GraphRequestException">A line is not one of an export, or the export was cut off; the message names the line.</exception>
    Task<RecordResult> ImportAsync(Stream input, CancellationToken cancellation = default);
}

/// <summary>A reader bound to one state of the store.</summary>
public interface IGraphSnapshot : IGraphReader, IAsyncDisposable;

/// <param name="Kind"><c>sqlite</c> or <c>neo4j</c>.</param>
/// <param name="Location">File path or address.</param>
/// <param name="SchemaVersion">Number of the newest migration applied.</param>
public sealed record StoreDescription(string Kind, string Location, int SchemaVersion);
