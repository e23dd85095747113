using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Loading;

/// <summary>One request's view of the graph: all that it reads comes from one state of the store.</summary>
public sealed class GraphSession(IGraphStore store) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private IGraphSnapshot? _snapshot;

    /// <summary>Asks the reader that the whole request shares. What the store refuses to be asked is the client's mistake, and told with its message.</summary>
    public async Task<T> ReadAsync<T>(Func<IGraphReader, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            return await read(await ReaderAsync(cancellation));
        }
        catch (GraphRequestException refused)
        {
            throw BadInput.Of(refused.Message);
        }
    }

    private async ValueTask<IGraphReader> ReaderAsync(CancellationToken cancellation)
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

    /// <summary>After a change: what is read from now on shows it. Nothing else of the request may be reading, as between the fields of a mutation.</summary>
    public async ValueTask RenewAsync()
    {
        Renewed?.Invoke();
        if (_snapshot is not { } old) return;
        _snapshot = null;
        await old.DisposeAsync();
    }

    /// <summary>What was read before is old: loaders forget it.</summary>
    internal event Action? Renewed;

    public async ValueTask DisposeAsync()
    {
        await RenewAsync();
        _gate.Dispose();
    }
}
