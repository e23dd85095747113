using System.Diagnostics;
using System.Security.Claims;
using KnowledgeGraph.GraphQL.DataLoading;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>What all fields of one request share: services, the person who asks, the transport's items, time.</summary>
public sealed class RequestContext : IDisposable
{
    private static readonly IReadOnlyDictionary<string, object?> NoItems = new Dictionary<string, object?>();

    private readonly Lock _gate = new();
    private readonly CancellationToken _cancellation;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly long _started;
    private CancellationTokenSource? _over;
    private IBatchScheduler? _scheduler;
    private object?[] _slots = [];

    internal RequestContext(GraphQLRequest request, IServiceProvider services, TimeProvider time, TimeSpan timeout, CancellationToken cancellation)
    {
        Request = request;
        Services = services;
        _time = time;
        _timeout = timeout == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : timeout;
        _cancellation = cancellation;
        _started = time.GetTimestamp();
    }

    public GraphQLRequest Request { get; }

    public IServiceProvider Services { get; }

    public ClaimsPrincipal? User => Request.User;

    public IReadOnlyDictionary<string, object?> Items => Request.Items ?? NoItems;

    /// <summary>Cancelled when the client went away or the time is up.</summary>
    public CancellationToken RequestAborted
    {
        get
        {
            lock (_gate)
            {
                if (_over is null)
                {
                    _over = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
                    var left = _timeout - _time.GetElapsedTime(_started);
                    if (_timeout != TimeSpan.MaxValue)
                        _over.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
                }

                return _over.Token;
            }
        }
    }

    /// <summary>Whom the values of root fields are told to; null: nobody.</summary>
    internal OperationInfo? Observed { get; init; }

    /// <summary>Time since the request began.</summary>
    internal TimeSpan Elapsed => _time.GetElapsedTime(_started);

    internal BatchScheduler BatchScheduler =>
        (BatchScheduler)(_scheduler ??= (IBatchScheduler?)Services.GetService(typeof(IBatchScheduler)) ?? new BatchScheduler());

    public void Dispose() => _over?.Dispose();

    /// <summary>A service of the request's scope that is looked up once per request.</summary>
    internal T ServiceAt<T>(int slot)
        where T : class
    {
        var slots = _slots;
        if (slot < slots.Length && slots[slot] is T known)
            return known;
        var service = (T?)Services.GetService(typeof(T))
            ?? throw new InvalidOperationException($"No service of type {typeof(T)} is registered; a resolver takes it as a parameter.");
        if (slot >= slots.Length)
            Array.Resize(ref slots, slot + 8);
        slots[slot] = service;
        _slots = slots;
        return service;
    }

    /// <summary>An instance of a class of resolvers, made once per request with its services.</summary>
    internal T ResolverAt<T>(int slot)
        where T : class
    {
        if (slot < _slots.Length && _slots[slot] is T known)
            return known;
        var made = Microsoft.Extensions.DependencyInjection.ActivatorUtilities.GetServiceOrCreateInstance<T>(Services);
        if (slot >= _slots.Length)
            Array.Resize(ref _slots, slot + 8);
        _slots[slot] = made;
        return made;
    }

    internal object? ItemOrNull(string key) => Items.GetValueOrDefault(key);

    internal void ThrowIfOver()
    {
        if (_cancellation.IsCancellationRequested)
            throw new RequestOverException(isTimeout: false);
        if (Elapsed > _timeout)
            throw new RequestOverException(isTimeout: true);
    }

    /// <summary>Waits for a task, but no longer than the request lasts.</summary>
    internal async Task WaitAsync(Task task)
    {
        var over = RequestAborted;
        try
        {
            await task.WaitAsync(over).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            throw new RequestOverException(isTimeout: !_cancellation.IsCancellationRequested);
        }
    }
}
