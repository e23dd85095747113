using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.GraphQL.DataLoading;

/// <summary>A loader of the request's scope; resolvers take loaders as parameters.</summary>
public interface IDataLoader;

/// <summary>Loads values by key, once per key and request, many keys at a time.</summary>
public interface IDataLoader<TKey, TValue> : IDataLoader
    where TKey : notnull
{
    /// <summary>The value of a key; the type's default when there is none.</summary>
    Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default);

    /// <summary>The values of keys, in their order.</summary>
    Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default);

    /// <summary>Makes a value known that came by another way; a key that is already known keeps its value.</summary>
    void Prime(TKey key, TValue? value);

    /// <summary>Forgets a key, so that it is loaded anew.</summary>
    void Remove(TKey key);
}

/// <summary>How a loader batches.</summary>
public sealed record DataLoaderOptions
{
    /// <summary>The most keys of one batch.</summary>
    public int MaxBatchSize { get; init; } = 1024;
}

/// <summary>
/// Collects keys until the executor dispatches, then fetches them in one go. Thread-safe. Lives as long as the request's scope.
/// </summary>
public abstract class DataLoader<TKey, TValue> : IDataLoader<TKey, TValue>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> _promises = [];
    private readonly BatchScheduler? _completion;
    private readonly IBatchScheduler _scheduler;
    private readonly int _maxBatchSize;
    private Batch? _open;

    private protected DataLoader(IBatchScheduler scheduler, DataLoaderOptions? options)
    {
        _scheduler = scheduler;
        _completion = scheduler as BatchScheduler;
        _maxBatchSize = (options ?? new()).MaxBatchSize;
        ArgumentOutOfRangeException.ThrowIfLessThan(_maxBatchSize, 1, nameof(options));
    }

    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        Batch? opened = null;
        TaskCompletionSource<TValue?>? promise;
        lock (_gate)
        {
            if (_promises.TryGetValue(key, out promise))
                return promise.Task;
            promise = new();
            _promises.Add(key, promise);
            if (_open is null || _open.Keys.Count >= _maxBatchSize)
                _open = opened = new(cancellationToken);
            _open.Keys.Add(key);
            _open.Promises.Add(promise);
        }

        if (opened is not null)
            _scheduler.Schedule(() => DispatchAsync(opened));
        return promise.Task;
    }

    public async Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default)
    {
        var tasks = new Task<TValue?>[keys.Count];
        var i = 0;
        foreach (var key in keys)
            tasks[i++] = LoadAsync(key, cancellationToken);
        return await Task.WhenAll(tasks).ConfigureAwait(false);
    }

    public void Prime(TKey key, TValue? value)
    {
        var promise = new TaskCompletionSource<TValue?>();
        promise.SetResult(value);
        lock (_gate)
            _promises.TryAdd(key, promise);
    }

    public void Remove(TKey key)
    {
        lock (_gate)
            _promises.Remove(key);
    }

    /// <summary>Forgets all keys; what was asked for and is not there yet still comes.</summary>
    public void Clear()
    {
        lock (_gate)
            _promises.Clear();
    }

    /// <summary>Fetches the values of distinct keys, in their order.</summary>
    private protected abstract ValueTask<IReadOnlyList<TValue?>> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private async Task DispatchAsync(Batch batch)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_open, batch))
                _open = null;
        }

        IReadOnlyList<TValue?>? values = null;
        Exception? failure = null;
        using var activity = GraphQLDiagnostics.Start("GraphQL batch");
        if (GraphQLDiagnostics.BatchSize.Enabled)
            GraphQLDiagnostics.BatchSize.Record(batch.Keys.Count, new KeyValuePair<string, object?>("graphql.dataloader.name", GetType().Name));
        BatchScheduler.BeginFetch();
        try
        {
            values = await FetchAsync(batch.Keys, batch.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        BatchScheduler.EndFetch();

        // Receivers go on inside TrySetResult, so that what they ask for next is one batch; a synchronization context would put them off.
        var context = SynchronizationContext.Current;
        if (context is not null)
            SynchronizationContext.SetSynchronizationContext(null);
        _completion?.BeginCompleting();
        try
        {
            for (var i = 0; i < batch.Promises.Count; i++)
            {
                if (failure is not null)
                    batch.Promises[i].TrySetException(failure);
                else
                    batch.Promises[i].TrySetResult(values![i]);
            }
        }
        finally
        {
            _completion?.EndCompleting();
            if (context is not null)
                SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private sealed class Batch(CancellationToken cancellationToken)
    {
        public List<TKey> Keys { get; } = [];

        public List<TaskCompletionSource<TValue?>> Promises { get; } = [];

        public CancellationToken CancellationToken => cancellationToken;
    }
}

/// <summary>Loads one value per key.</summary>
public abstract class BatchDataLoader<TKey, TValue>(IBatchScheduler batchScheduler, DataLoaderOptions? options = null)
    : DataLoader<TKey, TValue>(batchScheduler, options)
    where TKey : notnull
{
    /// <summary>Fetches distinct keys in one round trip. Keys without a value are left out.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private protected override async ValueTask<IReadOnlyList<TValue?>> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        var found = await LoadBatchAsync(keys, cancellationToken).ConfigureAwait(false);
        var values = new TValue?[keys.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = found.TryGetValue(keys[i], out var value) ? value : default;
        return values;
    }
}

/// <summary>Loads a list of values per key; empty for keys without any.</summary>
public abstract class GroupedDataLoader<TKey, TValue>(IBatchScheduler batchScheduler, DataLoaderOptions? options = null)
    : DataLoader<TKey, TValue[]>(batchScheduler, options)
    where TKey : notnull
{
    /// <summary>Fetches the values of distinct keys in one round trip.</summary>
    protected abstract Task<ILookup<TKey, TValue>> LoadGroupedBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private protected override async ValueTask<IReadOnlyList<TValue[]?>> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken)
    {
        var found = await LoadGroupedBatchAsync(keys, cancellationToken).ConfigureAwait(false);
        var values = new TValue[]?[keys.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = found[keys[i]].ToArray();
        return values;
    }
}
