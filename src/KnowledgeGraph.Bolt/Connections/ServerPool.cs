namespace KnowledgeGraph.Bolt.Connections;

/// <summary>
/// The connections to one server. Idle ones are handed out newest first, so that those that a burst needed grow old and go; who
/// finds none waits in line.
/// </summary>
internal sealed class ServerPool(ServerAddress address, Config config, Connector connector, IConnectionOwner owner) : IAsyncDisposable
{
    /// <summary>A server that does not answer RESET for this long keeps nobody waiting: the connection is thrown away.</summary>
    private static readonly TimeSpan s_resetPatience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly LinkedList<BoltConnection> _idle = new();
    private readonly LinkedList<TaskCompletionSource<BoltConnection?>> _line = new();
    private readonly HashSet<BoltConnection> _lent = [];
    private int _opening;
    private bool _closed;

    public ServerAddress Address => address;

    public int InUse
    {
        get
        {
            lock (_gate) return _lent.Count + _opening;
        }
    }

    public int Idle
    {
        get
        {
            lock (_gate) return _idle.Count;
        }
    }

    /// <summary>A connection that is logged in with the token, or will be with its next request.</summary>
    /// <param name="manager">Whom to tell when the token is refused; null: the token is a session's own, which needs a protocol that can change users.</param>
    public async ValueTask<BoltConnection> AcquireAsync(
        AuthToken token, IAuthTokenManager? manager, TimeSpan? livenessThreshold, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (connection, turn) = Take();
            if (turn is not null) connection = await WaitAsync(turn, cancellationToken).ConfigureAwait(false);
            else connection ??= await OpenAsync(token, manager, cancellationToken).ConfigureAwait(false);

            if (connection is null) continue;
            if (await PrepareAsync(connection, token, manager, livenessThreshold, cancellationToken).ConfigureAwait(false)) return connection;

            // Closing the connection of another user took its time: the one that replaces it is opened with what is valid then.
            if (manager is not null && !connection.Version.HasLogon && !token.Equals(connection.AuthToken))
                token = AuthToken.From(await manager.GetTokenAsync(cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>The newest idle connection where it needs nothing done before it is used; null: ask <see cref="AcquireAsync"/>.</summary>
    public BoltConnection? TryAcquire(AuthToken token, TimeSpan? livenessThreshold)
    {
        lock (_gate)
        {
            if (_closed || _idle.Last?.Value is not { } newest) return null;
            var idleFor = config.Time.GetElapsedTime(newest.IdleSince);
            var fit = !newest.IsBroken && !newest.AuthExpired && ReferenceEquals(newest.AuthToken, token) && !IsTooOld(newest)
                && !IsIdleTooLong(idleFor) && !(idleFor >= livenessThreshold) && !newest.IsClosedByPeer();
            if (!fit) return null;
            _idle.RemoveLast();
            _lent.Add(newest);
            return newest;
        }
    }

    /// <summary>Takes a connection back; resets it where the last user left it in the middle of something.</summary>
    public async ValueTask ReleaseAsync(BoltConnection connection)
    {
        if (!connection.IsBroken && connection.NeedsReset && !connection.IsDistrusted)
        {
            using var patience = new CancellationTokenSource(s_resetPatience, config.Time);
            try
            {
                await connection.ResetAsync(patience.Token).ConfigureAwait(false);
            }
            catch (Neo4jException)
            {
                // Broken now, or refused by the server: thrown away below.
            }
        }

        var unusable = connection.IsBroken || connection.NeedsReset || connection.IsDistrusted;
        if (unusable || IsTooOld(connection) || !Return(connection)) await DropAsync(connection).ConfigureAwait(false);
    }

    /// <summary>Closes what is idle: the server is gone or does not belong to the cluster any more.</summary>
    public async ValueTask CloseIdleAsync()
    {
        BoltConnection[] idle;
        lock (_gate)
        {
            idle = [.. _idle];
            _idle.Clear();
        }

        foreach (var connection in idle) await DropAsync(connection).ConfigureAwait(false);
    }

    /// <summary>The server wants every connection to log in again.</summary>
    public void ExpireAuth()
    {
        lock (_gate)
        {
            foreach (var connection in _idle) connection.AuthExpired = true;
            foreach (var connection in _lent) connection.AuthExpired = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        TaskCompletionSource<BoltConnection?>[] line;
        BoltConnection[] lent;
        lock (_gate)
        {
            _closed = true;
            line = [.. _line];
            lent = [.. _lent];
            _line.Clear();
        }

        foreach (var turn in line) turn.TrySetException(Closed());
        await CloseIdleAsync().ConfigureAwait(false);
        foreach (var connection in lent) await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static ObjectDisposedException Closed() => new(nameof(IDriver), "The driver is closed.");

    private (BoltConnection? Idle, TaskCompletionSource<BoltConnection?>? Turn) Take()
    {
        lock (_gate)
        {
            if (_closed) throw Closed();
            if (_idle.Last is { } newest)
            {
                _idle.RemoveLast();
                _lent.Add(newest.Value);
                return (newest.Value, null);
            }

            if (config.MaxConnectionPoolSize == Config.Infinite || _lent.Count + _opening < config.MaxConnectionPoolSize)
            {
                _opening++;
                return (null, null);
            }

            var turn = new TaskCompletionSource<BoltConnection?>(TaskCreationOptions.RunContinuationsAsynchronously);
            _line.AddLast(turn);
            return (null, turn);
        }
    }

    private async ValueTask<BoltConnection?> WaitAsync(TaskCompletionSource<BoltConnection?> turn, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(
            static (t, token) => ((TaskCompletionSource<BoltConnection?>)t!).TrySetCanceled(token), turn).ConfigureAwait(false);
        try
        {
            return await turn.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_gate) _line.Remove(turn);
            throw;
        }
    }

    private async ValueTask<BoltConnection> OpenAsync(AuthToken token, IAuthTokenManager? manager, CancellationToken cancellationToken)
    {
        BoltConnection? connection = null;
        try
        {
            connection = await connector.ConnectAsync(address, token, manager, owner, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _opening--;
                if (connection is not null) _lent.Add(connection);
                else AdvanceLine();
            }
        }

        return connection;
    }

    /// <summary>Makes a connection fit for its next user, or throws it away.</summary>
    private async ValueTask<bool> PrepareAsync(
        BoltConnection connection, AuthToken token, IAuthTokenManager? manager, TimeSpan? livenessThreshold, CancellationToken cancellationToken)
    {
        var idleFor = connection.WasUsed ? config.Time.GetElapsedTime(connection.IdleSince) : TimeSpan.Zero;
        if (connection.IsBroken || IsTooOld(connection) || IsIdleTooLong(idleFor) || (connection.WasUsed && connection.IsClosedByPeer()))
        {
            await DropAsync(connection).ConfigureAwait(false);
            return false;
        }

        if (manager is null && !connection.Version.HasLogon)
        {
            await ReleaseAsync(connection).ConfigureAwait(false);
            throw new UnsupportedFeatureException(
                $"A session's own user needs Bolt 5.1; the server at {address} speaks {connection.Version}.");
        }

        if (!connection.Version.HasLogon && (connection.AuthExpired || !token.Equals(connection.AuthToken)))
        {
            await DropAsync(connection).ConfigureAwait(false);
            return false;
        }

        if (livenessThreshold is { } threshold && connection.WasUsed && idleFor >= threshold
            && !await IsAliveAsync(connection, cancellationToken).ConfigureAwait(false))
            return false;

        connection.TokenManager = manager;
        if (connection.AuthExpired || !token.Equals(connection.AuthToken)) connection.EnqueueRelogin(token);
        return true;
    }

    private async ValueTask<bool> IsAliveAsync(BoltConnection connection, CancellationToken cancellationToken)
    {
        connection.BeingTested = true;
        try
        {
            await connection.ResetAsync(cancellationToken).ConfigureAwait(false);
            connection.BeingTested = false;
            return true;
        }
        catch (Neo4jException)
        {
            await DropAsync(connection).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private bool IsTooOld(BoltConnection connection) =>
        config.MaxConnectionLifetime >= TimeSpan.Zero && config.Time.GetElapsedTime(connection.CreatedAt) > config.MaxConnectionLifetime;

    private bool IsIdleTooLong(TimeSpan idleFor) => config.ConnectionIdleTimeout >= TimeSpan.Zero && idleFor > config.ConnectionIdleTimeout;

    private bool Return(BoltConnection connection)
    {
        lock (_gate)
        {
            if (_closed || !_lent.Contains(connection)) return false;
            connection.IdleSince = config.Time.GetTimestamp();
            while (_line.First is { } first)
            {
                _line.RemoveFirst();
                if (first.Value.TrySetResult(connection)) return true;
            }

            if (config.MaxIdleConnectionPoolSize is >= 0 and var most && _idle.Count >= most) return false;
            _lent.Remove(connection);
            _idle.AddLast(connection);
            return true;
        }
    }

    private async ValueTask DropAsync(BoltConnection connection)
    {
        lock (_gate)
        {
            _lent.Remove(connection);
            AdvanceLine();
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A place has become free: the first in line looks again. Called with the gate held.</summary>
    private void AdvanceLine()
    {
        while (_line.First is { } first)
        {
            _line.RemoveFirst();
            if (first.Value.TrySetResult(null)) return;
        }
    }
}
