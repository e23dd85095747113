using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Loading;

/// <summary>One request's view of the graph: all that it reads comes from one state of the store.</summary>
public sealed class GraphSession(IGraphStore store) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IGraphSnapshot? _snapshot;

    /// <summary>The reader that the whole request shares; opened when it is first asked for.</summary>
    public async ValueTask<IGraphReader> ReaderAsync(CancellationToken cancellation)
    {
        if (_snapshot is { } open) return open;
        await _gate.WaitAsync(cancellation);
        try
        {
            return _snapshot ??= await store.OpenSnapshotAsync(cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_snapshot is { } open) await open.DisposeAsync();
        _gate.Dispose();
    }
}
