using KnowledgeGraph.Bolt.Protocol;
using KnowledgeGraph.Bolt.Wire;

namespace KnowledgeGraph.Bolt.Connections;

/// <summary>Cancelling an exchange without losing the connection.</summary>
internal sealed partial class BoltConnection
{
    /// <summary>How long a server may take to answer the RESET of a cancelled request before the connection is given up.</summary>
    private static readonly TimeSpan s_interruptPatience = TimeSpan.FromSeconds(10);

    private bool _interrupted;

    /// <summary>
    /// Runs an exchange that the caller may cancel. Cancelling sends RESET past the waiting exchange, so that the server stops working on it and
    /// the connection is in its first state again; a server that does not answer the RESET loses the connection.
    /// </summary>
    public async ValueTask<T> InterruptibleAsync<T>(Func<ValueTask<T>> exchange, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled) return await exchange().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        Task? interrupt = null;
        CancellationTokenSource? patience = null;
        var registration = cancellationToken.UnsafeRegister(
            _ =>
            {
                interrupt = SendInterruptAsync();
                // A server that answers nothing more leaves the exchange waiting too, not only the RESET.
                patience = new CancellationTokenSource(s_interruptPatience, time);
                patience.Token.UnsafeRegister(static c => ((BoltConnection)c!).Abort(), this);
            },
            null);
        Neo4jException? failed = null;
        T result = default!;
        try
        {
            result = await exchange().ConfigureAwait(false);
        }
        catch (Neo4jException e)
        {
            failed = e;
        }
        catch (OperationCanceledException) when (_interrupted)
        {
            // Withdrawn before it was sent.
        }
        finally
        {
            await registration.DisposeAsync().ConfigureAwait(false);
            patience?.Dispose();
        }

        if (interrupt is null) return failed is null ? result : throw failed;
        await interrupt.ConfigureAwait(false);
        await AwaitInterruptAsync().ConfigureAwait(false);
        throw new OperationCanceledException(cancellationToken);
    }

    private async Task SendInterruptAsync()
    {
        using var patience = new CancellationTokenSource(s_interruptPatience, time);
        try
        {
            await _sending.WaitAsync(patience.Token).ConfigureAwait(false);
            try
            {
                _interrupted = true;
                using var writer = new PackStreamWriter();
                writer.BeginMessage();
                Requests.Reset(writer);
                writer.EndMessage();
                await stream.WriteAsync(writer.Pending, patience.Token).ConfigureAwait(false);
                await stream.FlushAsync(patience.Token).ConfigureAwait(false);
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception e) when (IsTransportFailure(e) || e is OperationCanceledException)
        {
            Abort();
        }
    }

    /// <summary>Reads what was under way when RESET was sent past it, and RESET's own answer.</summary>
    private async ValueTask AwaitInterruptAsync()
    {
        if (IsBroken) return;
        using var patience = new CancellationTokenSource(s_interruptPatience, time);
        await using var abort = patience.Token.UnsafeRegister(static c => ((BoltConnection)c!).Abort(), this).ConfigureAwait(false);
        var reset = new Response();
        _awaited.Enqueue(reset);
        try
        {
            while (!reset.IsDone) await ReadSomeAsync(reset).ConfigureAwait(false);
            if (reset.Failure is { } failure) throw Lose(failure);
            _interrupted = false;
            Restart();
        }
        catch (Neo4jException)
        {
            // The caller learns that the request was cancelled; the broken connection goes when it is released.
        }
    }

    /// <summary>Takes back what is queued, because RESET has overtaken it.</summary>
    private OperationCanceledException Withdraw()
    {
        var sent = _awaited.Take(_awaited.Count - _unsent).ToArray();
        _awaited.Clear();
        foreach (var response in sent) _awaited.Enqueue(response);
        _writer.Clear();
        _unsent = 0;
        return new OperationCanceledException();
    }
}
