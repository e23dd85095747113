using System.Collections.Concurrent;
using KnowledgeGraph.Bolt.Connections;
using KnowledgeGraph.Bolt.Protocol;

namespace KnowledgeGraph.Bolt.Routing;

/// <summary>
/// A cluster: the schemes <c>neo4j</c>. Asks its routers which servers serve a database (message ROUTE), sends readers and writers
/// to the least busy of them, and drops servers that fail until the next table.
/// </summary>
internal sealed class RoutingProvider(
    Config config, Connector connector, IAuthTokenManager tokens, ServerAddress initial, IReadOnlyDictionary<string, object?> context)
    : ConnectionProvider(config, connector, tokens)
{
    /// <summary>Tables of databases that nobody asks for are forgotten this long after they expired.</summary>
    private static readonly TimeSpan s_keepExpired = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, RoutingTable> _tables = new(StringComparer.Ordinal);
    private readonly HomeDatabases _homes = new();
    private readonly SemaphoreSlim _updating = new(1, 1);
    private int _turn = -1;

    /// <summary>The table of a database, if there is one; null names the home database as last resolved.</summary>
    public RoutingTable? TableOf(string? database) => _tables.GetValueOrDefault(database ?? "");

    public ValueTask<RoutingTable> RefreshAsync(ConnectionRequest request, CancellationToken cancellationToken) =>
        UpdateAsync(request, _ => false, cancellationToken);

    public override async ValueTask<Neo4jException> OnServerFailureAsync(BoltConnection connection, Neo4jException failure)
    {
        await HandleSecurityAsync(connection, failure).ConfigureAwait(false);
        if (failure.Code == ServerFailures.DatabaseUnavailable) Drop(connection.Address);
        if (!ServerFailures.IsWriteRefused(failure)) return failure;
        if (connection.Mode == AccessMode.Read) return new ClientException(failure.Code, "Write queries cannot be performed in READ access mode.", failure).NotRetriable();

        ChangeTables(connection.Database, table => table.WithoutWriter(connection.Address));
        return new SessionExpiredException($"Server at {connection.Address} no longer accepts writes", failure) { Code = failure.Code };
    }

    public override Neo4jException OnConnectionLost(BoltConnection connection, Exception cause)
    {
        if (!connection.IsExpendable) Drop(connection.Address);
        return cause as ProtocolException as Neo4jException
            ?? cause as ConnectionReadTimeoutException
            ?? (Neo4jException)new SessionExpiredException($"Server at {connection.Address} is no longer available: {cause.Message}", cause);
    }

    protected override void BeginAcquire() => Interlocked.Increment(ref _turn);

    public override void OnOpened(BoltConnection connection) => _homes.Count(connection.ServerSideRouting, 1);

    public override void OnClosed(BoltConnection connection) => _homes.Count(connection.ServerSideRouting, -1);

    public override void OnHomeDatabase(ConnectionRequest request, string database) => _homes.Remember(request, database);

    protected override ServerChoice? ServerNow(ConnectionRequest request)
    {
        var guessed = request.Database is null;
        return (request.Database ?? _homes.Guess(request)) is { } database && TableOf(database) is { } table
            && table.IsFresh(request.Mode, Config.Time) && Choose(table.For(request.Mode)) is { } address
            ? new ServerChoice(address, table.Database, guessed)
            : null;
    }

    protected override async ValueTask<BoltConnection> AcquireForAsync(ConnectionRequest request, CancellationToken cancellationToken)
    {
        var started = Config.Time.GetTimestamp();
        if (request.Database is null && await AcquireAtHomeAsync(request, cancellationToken).ConfigureAwait(false) is { } atHome) return atHome;
        var spent = Config.Time.GetElapsedTime(started);
        var table = await FreshTableAsync(request, cancellationToken).ConfigureAwait(false);
        return await AcquireFromAnyAsync(table, request with { Database = table.Database, Spent = spent }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// A server of the database that was last known as the user's home, provided that it passes on what belongs elsewhere should the home
    /// have changed; null: the cluster has to be asked.
    /// </summary>
    private async ValueTask<BoltConnection?> AcquireAtHomeAsync(ConnectionRequest request, CancellationToken cancellationToken)
    {
        if (_homes.Guess(request) is not { } home || TableOf(home) is not { } table || !table.IsFresh(request.Mode, Config.Time)) return null;
        var connection = await AcquireFromAnyAsync(table, request with { Database = home }, cancellationToken).ConfigureAwait(false);
        if (connection.ServerSideRouting)
        {
            connection.HomeIsGuessed = true;
            return connection;
        }

        await ReleaseAsync(connection).ConfigureAwait(false);
        return null;
    }

    private async ValueTask<BoltConnection> AcquireFromAnyAsync(RoutingTable table, ConnectionRequest request, CancellationToken cancellationToken)
    {
        while (Choose(table.For(request.Mode)) is { } address)
        {
            try
            {
                return await AcquireFromAsync(address, request, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is ServiceUnavailableException or SessionExpiredException or ConnectionReadTimeoutException)
            {
                Drop(address);
                table = table.Without(address);
            }
        }

        throw new SessionExpiredException($"The cluster has no server to {(request.Mode == AccessMode.Read ? "read from" : "write to")} for this database.");
    }

    private async ValueTask<RoutingTable> FreshTableAsync(ConnectionRequest request, CancellationToken cancellationToken)
    {
        // Only the cluster knows which database is a user's home, so an unnamed one is asked for each time.
        if (request.Database is { } database && TableOf(database) is { } known && known.IsFresh(request.Mode, Config.Time)) return known;
        return await UpdateAsync(
            request, table => request.Database is not null && table.IsFresh(request.Mode, Config.Time), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RoutingTable> UpdateAsync(
        ConnectionRequest request, Func<RoutingTable, bool> suffices, CancellationToken cancellationToken)
    {
        await _updating.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (TableOf(request.Database) is { } meanwhile && suffices(meanwhile)) return meanwhile;
            var table = await DiscoverAsync(request, cancellationToken).ConfigureAwait(false);
            Keep(request, table);
            return table;
        }
        finally
        {
            _updating.Release();
        }
    }

    /// <summary>Asks the routers that are known, then the address that the driver was made with; its resolver first.</summary>
    private async ValueTask<RoutingTable> DiscoverAsync(ConnectionRequest request, CancellationToken cancellationToken)
    {
        var known = TableOf(request.Database);
        var tried = new HashSet<ServerAddress>();
        Exception? last = null;

        var initialFirst = known is { CameWithoutWriters: true };
        var routers = known?.Routers ?? [];
        IEnumerable<Func<IEnumerable<ServerAddress>>> sources = initialFirst ? [Resolved, () => routers] : [() => routers, Resolved];
        foreach (var source in sources)
        {
            foreach (var router in source())
            {
                if (!tried.Add(router)) continue;
                var (table, failure) = await AskAsync(router, request, cancellationToken).ConfigureAwait(false);
                if (table is not null) return table;
                last = failure ?? last;
            }
        }

        throw new ServiceUnavailableException(
            "Failed to connect to any routing server. Please make sure that the cluster is up and can be accessed by the driver and retry.", last);
    }

    private IEnumerable<ServerAddress> Resolved() => Config.Resolver is { } resolver ? resolver.Resolve(initial) : [initial];

    private async ValueTask<(RoutingTable? Table, Exception? Failure)> AskAsync(
        ServerAddress router, ConnectionRequest request, CancellationToken cancellationToken)
    {
        BoltConnection? connection = null;
        try
        {
            connection = await AcquireFromAsync(router, request with { Mode = AccessMode.Read }, cancellationToken).ConfigureAwait(false);
            var response = new Response();
            var bookmarks = await request.Bookmarks(cancellationToken).ConfigureAwait(false);
            connection.EnqueueRoute(response, context, bookmarks, request.Database, request.ImpersonatedUser);
            await connection.InterruptibleAsync(
                async () =>
                {
                    await connection.SendAsync().ConfigureAwait(false);
                    await connection.AwaitAsync(response).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            var table = RoutingTable.Read(response.Metadata, request.Database, Config.Time.GetTimestamp());
            return table.Routers.Length == 0 || table.Readers.Length == 0
                ? (null, new ProtocolException($"The routing table of {router} has no routers or no readers."))
                : (table, null);
        }
        catch (Neo4jException e) when (!IsFatal(e))
        {
            Drop(router);
            return (null, e);
        }
        finally
        {
            if (connection is not null) await ReleaseAsync(connection).ConfigureAwait(false);
        }
    }

    private static bool IsFatal(Neo4jException failure) =>
        ServerFailures.IsFatalForDiscovery(failure) || failure is UnsupportedFeatureException or SecurityException and not AuthorizationException;

    private void Keep(ConnectionRequest request, RoutingTable table)
    {
        _tables[table.Database ?? ""] = table;
        if (request.Database is null)
        {
            _tables[""] = table;
            if (table.Database is { } home) _homes.Remember(request, home);
        }

        foreach (var (name, old) in _tables)
            if (Config.Time.GetElapsedTime(old.CreatedAt) > old.TimeToLive + s_keepExpired) _tables.TryRemove(name, out _);

        var members = _tables.Values.SelectMany(t => t.All).ToHashSet();
        foreach (var pool in Pools)
            if (!members.Contains(pool.Address)) Forsake(pool.Address);
    }

    private void Drop(ServerAddress address)
    {
        ChangeTables(null, table => table.Without(address));
        Forsake(address);
    }

    /// <param name="database">Null: all.</param>
    private void ChangeTables(string? database, Func<RoutingTable, RoutingTable> change)
    {
        foreach (var name in _tables.Keys)
            while (_tables.TryGetValue(name, out var table) && (database is null || table.Database == database) && !_tables.TryUpdate(name, change(table), table))
            {
                // Another caller changed it in between: look again.
            }
    }

    /// <summary>The least busy server; among equals each in turn.</summary>
    private ServerAddress? Choose(ServerAddress[] servers)
    {
        if (servers.Length <= 1) return servers.FirstOrDefault();
        var start = (int)((uint)Volatile.Read(ref _turn) % (uint)servers.Length);
        ServerAddress? best = null;
        var least = int.MaxValue;
        for (var i = 0; i < servers.Length; i++)
        {
            var candidate = servers[(start + i) % servers.Length];
            var busy = PoolOf(candidate).InUse;
            if (busy >= least) continue;
            (best, least) = (candidate, busy);
        }

        return best;
    }
}
