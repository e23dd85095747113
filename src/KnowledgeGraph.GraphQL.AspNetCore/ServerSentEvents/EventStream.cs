using System.Collections.Concurrent;

namespace KnowledgeGraph.GraphQL.AspNetCore.ServerSentEvents;

/// <summary>One stream of the single connection mode: reserved, then connected once, with the operations that write to it.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _operations = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<EventWriter> _writer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _ended = new();
    private int _connected;

    /// <summary>What writes to the stream.</summary>
    public WorkTracker Work { get; } = new();

    /// <summary>Cancelled when the connection or the reservation ended.</summary>
    public CancellationToken Ended => _ended.Token;

    public bool IsConnected => Volatile.Read(ref _connected) == 1;

    public int OperationCount => _operations.Count;

    /// <summary>The first caller gets the stream; later ones are refused.</summary>
    public bool TryConnect() => Interlocked.Exchange(ref _connected, 1) == 0;

    /// <summary>Lets the operations that began on the reservation write.</summary>
    public void Open(EventWriter writer) => _writer.TrySetResult(writer);

    /// <summary>The open connection; waits for it.</summary>
    public Task<EventWriter> WriterAsync(CancellationToken cancellationToken) => _writer.Task.WaitAsync(cancellationToken);

    /// <summary>Takes the id for an operation; null where it is taken. Cancelled by <see cref="Stop"/> or with the stream.</summary>
    public CancellationTokenSource? TryBegin(string operationId)
    {
        var operation = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        if (_operations.TryAdd(operationId, operation))
            return operation;
        operation.Dispose();
        return null;
    }

    public void Stop(string operationId)
    {
        if (!_operations.TryRemove(operationId, out var operation))
            return;
        try
        {
            operation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself at the same moment.
        }
    }

    /// <summary>Frees the id unless it was stopped, or taken again, before.</summary>
    /// <returns>Whether the operation still had it, so that its client waits for the end.</returns>
    public bool TryFree(string operationId, CancellationTokenSource operation) =>
        _operations.TryRemove(KeyValuePair.Create(operationId, operation));

    public void Dispose() => _ended.Cancel();
}
