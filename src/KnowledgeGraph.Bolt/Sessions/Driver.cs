using KnowledgeGraph.Bolt.Connections;
using KnowledgeGraph.Bolt.Protocol;

namespace KnowledgeGraph.Bolt.Sessions;

internal sealed class Driver(Config config, ConnectionProvider provider, bool encrypted) : IDriver
{
    /// <summary>Every cluster has it, and every user may log in to it.</summary>
    private const string SystemDatabase = "system";

    private readonly RetryLoop _retries = new(config);
    private readonly IBookmarkManager _queryBookmarks = new BookmarkManager(new BookmarkManagerConfig());
    private int _closed;

    public Config Config => config;

    public bool Encrypted => encrypted;

    internal ConnectionProvider Provider => provider;

    /// <summary>The manager that <see cref="ExecutableQuery"/> uses where its configuration names none.</summary>
    internal IBookmarkManager QueryBookmarks => _queryBookmarks;

    public IAsyncSession AsyncSession() => new AsyncSession(config, Open(), _retries, SessionConfig.Default);

    public IAsyncSession AsyncSession(Action<SessionConfigBuilder> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var builder = new SessionConfigBuilder();
        action(builder);
        return new AsyncSession(config, Open(), _retries, builder.Build());
    }

    public IExecutableQuery<IRecord, IRecord> ExecutableQuery(string cypher) =>
        new ExecutableQuery<IRecord, IRecord>(new QueryPlan(this, new Query(cypher), new QueryConfig()), static record => (true, record));

    public Task VerifyConnectivityAsync(CancellationToken cancellationToken = default) => GetServerInfoAsync(cancellationToken);

    public async Task<bool> TryVerifyConnectivityAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await GetServerInfoAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Neo4jException)
        {
            return false;
        }
    }

    public async Task<IServerInfo> GetServerInfoAsync(CancellationToken cancellationToken = default)
    {
        var connection = await Open().AcquireAsync(AnyReader(null), cancellationToken).ConfigureAwait(false);
        try
        {
            // A connection that was idle has just been tested; a new one has said hello. A relogin that waits is tested here.
            await ExchangeAsync(connection, cancellationToken).ConfigureAwait(false);
            return new ServerInfo(connection.Address.ToString(), connection.Version.ToString(), connection.Agent);
        }
        finally
        {
            await provider.ReleaseAsync(connection).ConfigureAwait(false);
        }
    }

    public async Task<bool> VerifyAuthenticationAsync(IAuthToken authToken, CancellationToken cancellationToken = default)
    {
        var token = AuthToken.From(authToken);
        try
        {
            var connection = await Open().AcquireAsync(AnyReader(token) with { Database = SystemDatabase, LivenessThreshold = null }, cancellationToken).ConfigureAwait(false);
            try
            {
                if (connection.WasUsed && !connection.HasQueued) connection.EnqueueRelogin(token);
                await ExchangeAsync(connection, cancellationToken).ConfigureAwait(false);
                return true;
            }
            finally
            {
                await provider.ReleaseAsync(connection).ConfigureAwait(false);
            }
        }
        catch (SecurityException e) when (e.Code is
            "Neo.ClientError.Security.CredentialsExpired" or "Neo.ClientError.Security.Forbidden"
            or "Neo.ClientError.Security.TokenExpired" or "Neo.ClientError.Security.Unauthorized")
        {
            return false;
        }
    }

    public async Task<bool> SupportsMultiDbAsync() => await AskAsync(static _ => true).ConfigureAwait(false);

    public async Task<bool> SupportsSessionAuthAsync() => await AskAsync(static version => version.HasLogon).ConfigureAwait(false);

    public Task CloseAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0) await provider.DisposeAsync().ConfigureAwait(false);
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal AsyncSession SessionFor(QueryConfig query) => new(config, Open(), _retries, new SessionConfig
    {
        Database = query.Database,
        ImpersonatedUser = query.ImpersonatedUser,
        AuthToken = query.AuthToken,
        BookmarkManager = query.EnableBookmarkManager ? query.BookmarkManager ?? _queryBookmarks : null,
    });

    private static ConnectionRequest AnyReader(AuthToken? token) =>
        new(AccessMode.Read, null, null, static _ => new ValueTask<string[]>([]), token, TimeSpan.Zero);

    private static async ValueTask ExchangeAsync(BoltConnection connection, CancellationToken cancellationToken) =>
        await connection.InterruptibleAsync(
            async () =>
            {
                await connection.FinishQueuedAsync().ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    private async Task<bool> AskAsync(Func<BoltVersion, bool> question)
    {
        var connection = await Open().AcquireAsync(AnyReader(null) with { LivenessThreshold = null }, default).ConfigureAwait(false);
        var answer = question(connection.Version);
        await provider.ReleaseAsync(connection).ConfigureAwait(false);
        return answer;
    }

    private ConnectionProvider Open()
    {
        ObjectDisposedException.ThrowIf(_closed != 0, typeof(IDriver));
        return provider;
    }
}
