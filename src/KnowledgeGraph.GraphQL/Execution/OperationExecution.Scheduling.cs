using KnowledgeGraph.GraphQL.DataLoading;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Filling the holes: which tasks are done, when batches are dispatched, what to wait for.</summary>
internal sealed partial class OperationExecution
{
    private readonly Lock _gate = new();
    private readonly List<PendingField> _ready = [];
    private List<PendingField> _pending = [];
    private List<PendingField> _scanned = [];
    private int _waiting;
    private TaskCompletionSource? _signal;
    private bool _isSignalled;
    private bool _isDataNull;
    private BatchScheduler? _scheduler;
    private IDisposable? _ownership;

    /// <summary>Runs the operation to its end. A query that never waits completes synchronously.</summary>
    public ValueTask<OperationResult> RunAsync(object? rootValue)
    {
        if (_options.UsesDataLoaders)
            OwnScheduler();
        var root = new ResponseRegion { Start = 0 };
        if (_operation.Node.Operation == OperationType.Mutation)
            return new(RunSeriallyAsync(root, rootValue));
        _region = root;
        _isDataNull = !TryExecuteRoot(rootValue);
        root.End = _buffer.Length;
        return _pending.Count == 0 ? new(Finish(root)) : new(DrainAndFinishAsync(root));
    }

    /// <summary>ExecuteRootSelectionSet in serial order, section 6.2.2: a field starts when everything below the one before it is done.</summary>
    private async Task<OperationResult> RunSeriallyAsync(ResponseRegion root, object? rootValue)
    {
        try
        {
            var fields = _plan.Root.Fields;
            _buffer.WriteByte((byte)'{');
            foreach (var field in fields)
            {
                _buffer.WriteRaw(field.Prefix);
                root.Add(new PendingField(Task.CompletedTask, null, field, field.Shape, null, _buffer.Length, null));
            }

            _buffer.WriteByte((byte)'}');
            root.End = _buffer.Length;
            for (var i = 0; i < fields.Length && !_isDataNull; i++)
            {
                var hole = root.HoleAt(i);
                hole.Content = _region = new() { Start = _buffer.Length };
                BeginRegion(null, null);
                _isDataNull = !ExecuteField(fields[i], rootValue);
                _region.End = _buffer.Length;
                await DrainAsync().ConfigureAwait(false);
            }
        }
        catch (GraphQLException exception)
        {
            _errors.AddRange(exception.Errors);
            _isDataNull = true;
        }

        return Finish(root);
    }

    private async Task<OperationResult> DrainAndFinishAsync(ResponseRegion root)
    {
        await DrainAsync().ConfigureAwait(false);
        return Finish(root);
    }

    private bool TryExecuteRoot(object? rootValue)
    {
        try
        {
            return ExecuteSelection(_plan.Root, rootValue);
        }
        catch (GraphQLException exception)
        {
            _errors.AddRange(exception.Errors);
            return false;
        }
    }

    /// <summary>Returns the buffer of an execution that was ended before its response was complete.</summary>
    public void Abandon()
    {
        _ownership?.Dispose();
        _buffer.Dispose();
    }

    /// <summary>CreateSourceEventStream, section 6.2.3.1.</summary>
    public async Task<(IAsyncEnumerable<object?>? Events, GraphQLError? Error)> OpenSourceAsync(object? rootValue)
    {
        using var buffer = _buffer;
        try
        {
            if (_plan.Root.Fields is not [var field, ..])
                return (null, new("The subscription selects no field."));
            Push(field.ResponseName);
            try
            {
                if (field.Definition.Subscribe is not { } subscribe)
                    throw new GraphQLException($"Subscription field must return Async Iterable. Received: undefined.");
                var arguments = field.Definition.Arguments.Count == 0 ? NoArguments : ArgumentsOf(field);
                var context = new ResolverContext(_request, _operation, field, rootValue, arguments, _variables, CurrentPath());
                return (await subscribe(context).ConfigureAwait(false), null);
            }
            catch (Exception exception) when (exception is not RequestOverException)
            {
                AddError(field, exception);
                return (null, _errors[0]);
            }
        }
        catch (GraphQLException exception)
        {
            return (null, exception.Errors[0]);
        }
    }

    private void OwnScheduler()
    {
        _scheduler = _request.BatchScheduler;
        _ownership = _scheduler.OnWork(Signal);
    }

    private OperationResult Finish(ResponseRegion root)
    {
        _ownership?.Dispose();
        _operation.Remember(_buffer.Length);
        return new(_buffer, _isDataNull ? null : root, _errors) { WriteErrorCodes = _options.IncludeErrorCodes, Operation = _operation.Node.Operation };
    }

    /// <summary>Until no value is outstanding: complete what is there, else dispatch the loaders' batches, else wait.</summary>
    private async Task DrainAsync()
    {
        if (_pending.Count > 0 && _scheduler is null)
            OwnScheduler();
        var scheduler = _scheduler;
        while (_pending.Count > 0 || _waiting > 0)
        {
            if (CompleteReady())
                continue;
            if (scheduler is { HasWork: true })
            {
                // What was handed out while the last look went on may ask for more of the same batches.
                if (!CompleteReady())
                    scheduler.Dispatch();
                continue;
            }

            AwaitPending();
            await WaitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes the values whose tasks are done, in the order in which they were asked for. False when there were none.</summary>
    private bool CompleteReady()
    {
        var any = false;
        lock (_gate)
        {
            if (_ready.Count > 0)
            {
                _waiting -= _ready.Count;
                _pending.AddRange(_ready);
                _ready.Clear();
            }
        }

        (_pending, _scanned) = (_scanned, _pending);
        foreach (var pending in _scanned)
        {
            if (_isDataNull || pending.IsAbandoned || pending.Enclosing is { IsGone: true })
            {
                any = true;
            }
            else if (pending.Task.IsCompleted)
            {
                any = true;
                Fill(pending);
            }
            else
            {
                _pending.Add(pending);
            }
        }

        _scanned.Clear();
        return any;
    }

    /// <summary>Writes a value into its hole; a failure that its type does not allow makes the scope around it null.</summary>
    private void Fill(PendingField pending)
    {
        var region = pending.Content = _region = new() { Start = _buffer.Length };
        BeginRegion(pending.Path, pending.Enclosing);
        bool completed;
        try
        {
            object? value;
            try
            {
                value = (pending.ReadResult ?? TaskResults.Read)(pending.Task);
            }
            catch (AggregateException exception) when (exception.InnerExceptions.Count == 1)
            {
                throw exception.InnerException!;
            }

            if (pending.Path is { Previous: null })
                _request.Observed?.Add(pending.Field.ResponseName, value);
            completed = CompleteValue(pending.Field, pending.Shape, value);
        }
        catch (Exception exception)
        {
            TakeBack(region.Start);
            completed = CompleteError(pending.Field, pending.Shape, exception);
        }

        region.End = _buffer.Length;
        if (completed)
            return;
        if (pending.Enclosing is { } scope)
            scope.IsNulled = true;
        else
            _isDataNull = true;
    }

    private void BeginRegion(ResponsePath? path, NullScope? scope)
    {
        _basePath = path;
        _baseScope = scope;
        _pathLength = 0;
        _scopeCount = 0;
        _depth = DepthOf(path);
    }

    private static int DepthOf(ResponsePath? path)
    {
        var depth = 0;
        for (; path is not null; path = path.Previous)
            if (path.Name is not null)
                depth++;
        return depth;
    }

    /// <summary>Asks every task that is not done to report when it is.</summary>
    private void AwaitPending()
    {
        foreach (var pending in _pending)
        {
            _waiting++;
            pending.Task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(() =>
            {
                lock (_gate)
                    _ready.Add(pending);
                Signal();
            });
        }

        _pending.Clear();
    }

    private void Signal()
    {
        TaskCompletionSource? signal;
        lock (_gate)
        {
            _isSignalled = true;
            signal = _signal;
            _signal = null;
        }

        signal?.TrySetResult();
    }

    private async Task WaitAsync()
    {
        Task wait;
        lock (_gate)
        {
            if (_isSignalled)
            {
                _isSignalled = false;
                return;
            }

            _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
            wait = _signal.Task;
        }

        await _request.WaitAsync(wait).ConfigureAwait(false);
        lock (_gate)
            _isSignalled = false;
    }
}
