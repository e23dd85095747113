using System.Collections.Concurrent;
using KnowledgeGraph.Bolt.Protocol;

namespace KnowledgeGraph.Bolt.Connections;

/// <summary>What a session needs a connection for.</summary>
/// <param name="Database">Null: the user's home database.</param>
/// <param name="Bookmarks">Asked for when the cluster has to be asked for its routing table.</param>
/// <param name="SessionToken">The session's own user; null: the driver's.</param>
/// <param name="LivenessThreshold">A connection that was idle for this long is tested; null: the driver's setting.</param>
/// <param name="Spent">How much of the time that the driver has for a connection went into one that turned out not to serve.</param>
internal sealed record ConnectionRequest(
    AccessMode Mode, string? Database, string? ImpersonatedUser, Func<CancellationToken, ValueTask<string[]>> Bookmarks,
    AuthToken? SessionToken, TimeSpan? LivenessThreshold = null, TimeSpan Spent = default);

/// <param name="HomeIsGuessed">The database is the one that was last known as the user's home.</param>
internal readonly record struct ServerChoice(ServerAddress Address, string? Database, bool HomeIsGuessed);

/// <summary>Gives connections: to one server, or to the right ones of a cluster.</summary>
internal abstract class ConnectionProvider : IConnectionOwner, IAsyncDisposable
{
    private readonly ConcurrentDictionary<ServerAddress, ServerPool> _pools = new();
    private readonly Connector _connector;
    private readonly IAuthTokenManager _tokens;
    private volatile bool _closed;

    private protected ConnectionProvider(Config config, Connector connector, IAuthTokenManager tokens)
    {
        Config = config;
        _connector = connector;
        _tokens = tokens;
    }

    protected Config Config { get; }

    public IEnumerable<ServerPool> Pools => _pools.Values;

    /// <summary>
    /// A connection for the request. The acquisition time-out counts for each server anew: the wait for its pool, the opening of a connection
    /// and the login. The database that it was chosen for is in <see cref="BoltConnection.Database"/>.
    /// </summary>
    /// <exception cref="ConnectionAcquisitionTimeoutException">No connection came free in time.</exception>
    public ValueTask<BoltConnection> AcquireAsync(ConnectionRequest request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(IDriver));
        BeginAcquire();
        return TryAcquireNow(request) is { } idle ? new ValueTask<BoltConnection>(idle) : AcquireForAsync(request, cancellationToken);
    }

    public ValueTask ReleaseAsync(BoltConnection connection) => PoolOf(connection.Address).ReleaseAsync(connection);

    public abstract ValueTask<Neo4jException> OnServerFailureAsync(BoltConnection connection, Neo4jException failure);

    public abstract Neo4jException OnConnectionLost(BoltConnection connection, Exception cause);

    public virtual void OnOpened(BoltConnection connection)
    {
    }

    public virtual void OnClosed(BoltConnection connection)
    {
    }

    /// <summary>The server said which database is the home of whoever made the request.</summary>
    public virtual void OnHomeDatabase(ConnectionRequest request, string database)
    {
    }

    public virtual async ValueTask DisposeAsync()
    {
        _closed = true;
        foreach (var pool in _pools.Values) await pool.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Called once for each connection that is asked for, however often a server is then chosen for it.</summary>
    protected virtual void BeginAcquire()
    {
    }

    /// <summary>Which server the request would go to, if that is known without asking anybody.</summary>
    protected abstract ServerChoice? ServerNow(ConnectionRequest request);

    protected abstract ValueTask<BoltConnection> AcquireForAsync(ConnectionRequest request, CancellationToken cancellationToken);

    protected ServerPool PoolOf(ServerAddress address) =>
        _pools.GetOrAdd(address, static (key, self) => new ServerPool(key, self.Config, self._connector, self), this);

    /// <summary>The common case, without a timer: an idle connection that is fit as it is.</summary>
    private BoltConnection? TryAcquireNow(ConnectionRequest request)
    {
        if (ServerNow(request) is not var (address, database, homeIsGuessed)) return null;
        var token = request.SessionToken;
        if (token is null)
        {
            // Other managers are asked once per connection, below.
            if (_tokens is not StaticTokenManager manager) return null;
            token = AuthToken.From(manager.Token);
        }

        var connection = PoolOf(address).TryAcquire(token, request.LivenessThreshold ?? Config.ConnectionLivenessThreshold);
        if (connection is null) return null;
        connection.TokenManager = request.SessionToken is null ? _tokens : null;
        connection.Mode = request.Mode;
        connection.Database = database;
        connection.HomeIsGuessed = homeIsGuessed;
        return connection;
    }

    protected async ValueTask<BoltConnection> AcquireFromAsync(ServerAddress address, ConnectionRequest request, CancellationToken cancellationToken)
    {
        var token = request.SessionToken ?? AuthToken.From(await _tokens.GetTokenAsync(cancellationToken).ConfigureAwait(false));
        var connection = await AcquireInTimeAsync(address, token, request, cancellationToken).ConfigureAwait(false);
        connection.Mode = request.Mode;
        connection.Database = request.Database;
        connection.HomeIsGuessed = false;
        return connection;
    }

    private async ValueTask<BoltConnection> AcquireInTimeAsync(
        ServerAddress address, AuthToken token, ConnectionRequest request, CancellationToken cancellationToken)
    {
        var pool = PoolOf(address);
        var manager = request.SessionToken is null ? _tokens : null;
        var liveness = request.LivenessThreshold ?? Config.ConnectionLivenessThreshold;
        var timeout = Config.ConnectionAcquisitionTimeout;
        if (timeout < TimeSpan.Zero) return await pool.AcquireAsync(token, manager, liveness, cancellationToken).ConfigureAwait(false);

        var left = timeout > request.Spent ? timeout - request.Spent : TimeSpan.Zero;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = Config.Time.CreateTimer(static l => ((CancellationTokenSource)l!).Cancel(), limit, left, Timeout.InfiniteTimeSpan);
        try
        {
            return await pool.AcquireAsync(token, manager, liveness, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionAcquisitionTimeoutException(
                $"No connection to {address} could be had within {timeout}: all {Config.MaxConnectionPoolSize} were in use, or the server did not answer.", e);
        }
    }

    /// <summary>What is the same for one server and for many: tokens that expired or are refused.</summary>
    protected async ValueTask HandleSecurityAsync(BoltConnection connection, Neo4jException failure)
    {
        if (failure is AuthorizationException) PoolOf(connection.Address).ExpireAuth();
        if (failure is SecurityException security && connection is { AuthToken: { } token, TokenManager: { } manager })
            security.Handled = await manager.HandleSecurityExceptionAsync(token, security).ConfigureAwait(false);
    }

    /// <summary>Idle connections to a server that broke one are as good as broken.</summary>
    protected void Forsake(ServerAddress address)
    {
        if (_pools.TryGetValue(address, out var pool)) _ = pool.CloseIdleAsync().AsTask();
    }
}

/// <summary>One server, whatever its role: the schemes <c>bolt</c>.</summary>
internal sealed class DirectProvider(Config config, Connector connector, IAuthTokenManager tokens, ServerAddress address)
    : ConnectionProvider(config, connector, tokens)
{
    public override async ValueTask<Neo4jException> OnServerFailureAsync(BoltConnection connection, Neo4jException failure)
    {
        await HandleSecurityAsync(connection, failure).ConfigureAwait(false);
        return failure;
    }

    public override Neo4jException OnConnectionLost(BoltConnection connection, Exception cause)
    {
        if (!connection.IsExpendable) Forsake(connection.Address);
        return cause as Neo4jException
            ?? new ServiceUnavailableException($"The connection to the server at {connection.Address} broke: {cause.Message}", cause);
    }

    protected override ServerChoice? ServerNow(ConnectionRequest request) => new(address, request.Database, HomeIsGuessed: false);

    protected override ValueTask<BoltConnection> AcquireForAsync(ConnectionRequest request, CancellationToken cancellationToken) =>
        AcquireFromAsync(address, request, cancellationToken);
}
