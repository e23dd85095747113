namespace KnowledgeGraph.Server.GraphQL.Live;

/// <summary>What many read at about the same time, loaded once. Keeps the newest entries; loads run a few at a time.</summary>
/// <param name="kept">How many entries are kept.</param>
internal sealed class SharedCache<TKey, TValue>(int kept)
    where TKey : notnull
{
    private const int LoadsAtOnce = 4;

    private readonly Dictionary<TKey, Lazy<Task<TValue>>> _entries = [];
    private readonly Queue<TKey> _order = [];
    private readonly SemaphoreSlim _loading = new(LoadsAtOnce, LoadsAtOnce);
    private readonly Lock _gate = new();

    /// <summary>The value of a key. A load that fails is forgotten, so that the next asks again.</summary>
    public async Task<TValue> GetAsync(TKey key, Func<TKey, Task<TValue>> load, CancellationToken cancellation)
    {
        Lazy<Task<TValue>> entry;
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out entry!))
            {
                _entries[key] = entry = new(() => Task.Run(() => LoadAsync(key, load)));
                _order.Enqueue(key);
                while (_order.Count > kept) _entries.Remove(_order.Dequeue());
            }
        }
        try
        {
            return await entry.Value.WaitAsync(cancellation);
        }
        catch when (entry.Value.IsFaulted || entry.Value.IsCanceled)
        {
            lock (_gate)
                if (_entries.TryGetValue(key, out var current) && current == entry) _entries.Remove(key);
            throw;
        }
    }

    private async Task<TValue> LoadAsync(TKey key, Func<TKey, Task<TValue>> load)
    {
        await _loading.WaitAsync();
        try
        {
            return await load(key);
        }
        finally
        {
            _loading.Release();
        }
    }
}
