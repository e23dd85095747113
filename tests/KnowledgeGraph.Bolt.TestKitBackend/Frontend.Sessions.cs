using System.Text.Json;
using KnowledgeGraph.Bolt.Sessions;

namespace KnowledgeGraph.Bolt.TestKitBackend;

/// <summary>How the suite's transaction function ended; no failure: commit.</summary>
internal sealed record FunctionOutcome(Exception? Failure);

internal sealed class SessionState(IAsyncSession session)
{
    public IAsyncSession Session => session;

    public FunctionOutcome? Outcome { get; set; }
}

internal sealed partial class Frontend
{
    private Dictionary<string, object?> Parameters(JsonElement data, string property) => Present(data, property) is { } map
        ? map.EnumerateObject().ToDictionary(entry => entry.Name, entry => CypherJson.ToNative(entry.Value))
        : [];

    private Action<TransactionConfigBuilder> TransactionSettings(JsonElement data) => config =>
    {
        if (Milliseconds(data, "timeout") is { } timeout) config.WithTimeout(timeout);
        if (Present(data, "txMeta") is not null) config.WithMetadata(Parameters(data, "txMeta"));
    };

    private async Task NewSessionAsync(JsonElement data)
    {
        var session = Find<IDriver>(data, "driverId").AsyncSession(config =>
        {
            config.WithDefaultAccessMode(Text(data, "accessMode") == "r" ? AccessMode.Read : AccessMode.Write);
            if (Texts(data, "bookmarks") is { } bookmarks) config.WithBookmarks(Bookmarks.From(bookmarks));
            if (Text(data, "database") is { } database) config.WithDatabase(database);
            if (Number(data, "fetchSize") is { } fetch) config.WithFetchSize(fetch);
            if (Text(data, "impersonatedUser") is { } user) config.WithImpersonatedUser(user);
            if (Text(data, "bookmarkManagerId") is { } manager) config.WithBookmarkManager((IBookmarkManager)_objects[manager]);
            if (Present(data, "authorizationToken") is { } token) config.WithAuthToken(AuthJson.Read(token));
            ReadNotifications(data, () => config.WithNotificationsDisabled(), (severity, disabled) => config.WithNotifications(severity, disabled));
        });
        await RespondAsync("Session", new { id = Keep(new SessionState(session)) });
    }

    private async Task SessionCloseAsync(JsonElement data)
    {
        await Find<SessionState>(data, "sessionId").Session.CloseAsync();
        await RespondAsync("Session", new { id = Text(data, "sessionId") });
    }

    private async Task SessionRunAsync(JsonElement data)
    {
        var query = new Query(data.GetProperty("cypher").GetString()!, (IDictionary<string, object?>)Parameters(data, "params"));
        await RespondWithResultAsync(await Find<SessionState>(data, "sessionId").Session.RunAsync(query, TransactionSettings(data)));
    }

    private async Task SessionBeginTransactionAsync(JsonElement data)
    {
        var transaction = await Find<SessionState>(data, "sessionId").Session.BeginTransactionAsync(TransactionSettings(data));
        await RespondAsync("Transaction", new { id = Keep(transaction) });
    }

    private async Task TransactionFunctionAsync(JsonElement data, AccessMode mode)
    {
        var state = Find<SessionState>(data, "sessionId");
        async Task Work(IAsyncQueryRunner transaction)
        {
            state.Outcome = null;
            await RespondAsync("RetryableTry", new { id = Keep(transaction) });
            while (state.Outcome is null)
                if (!await ProcessOneAsync()) throw new IOException("The suite closed the connection inside a transaction function.");
            if (state.Outcome.Failure is { } failure) throw failure;
        }

        if (mode == AccessMode.Read) await state.Session.ExecuteReadAsync(Work, TransactionSettings(data));
        else await state.Session.ExecuteWriteAsync(Work, TransactionSettings(data));
        await RespondAsync("RetryableDone", new { });
    }

    private Task RetryableNegative(JsonElement data)
    {
        var failure = Text(data, "errorId") is { Length: > 0 } id ? (Exception)_objects[id] : new FrontendException("The suite's code failed.");
        Find<SessionState>(data, "sessionId").Outcome = new FunctionOutcome(failure);
        return Task.CompletedTask;
    }

    private async Task TransactionRunAsync(JsonElement data)
    {
        var query = new Query(data.GetProperty("cypher").GetString()!, (IDictionary<string, object?>)Parameters(data, "params"));
        await RespondWithResultAsync(await Find<IAsyncQueryRunner>(data, "txId").RunAsync(query));
    }

    /// <summary>
    /// The suite expects that what a server says against a query, its silence and the loss of a cluster's member show at once; of this driver,
    /// that a direct connection that breaks shows when the result is read.
    /// </summary>
    private async Task RespondWithResultAsync(IResultCursor cursor)
    {
        var failure = await ((ResultCursor)cursor).AcceptedAsync();
        var keys = failure is null or ConnectionReadTimeoutException or SessionExpiredException or Neo4jException { Code: not null } ? await cursor.KeysAsync() : null;
        await RespondAsync("Result", new { id = Keep(cursor), keys });
    }

    private async Task OnTransactionAsync(JsonElement data, Func<IAsyncTransaction, Task> action)
    {
        await action(Find<IAsyncTransaction>(data, "txId"));
        await RespondAsync("Transaction", new { id = Text(data, "txId") });
    }

    private async Task ResultNextAsync(JsonElement data)
    {
        var cursor = Find<IResultCursor>(data, "resultId");
        if (await cursor.FetchAsync()) await RespondAsync("Record", CypherJson.Record(cursor.Current));
        else await RespondAsync("NullRecord");
    }

    private async Task ResultPeekAsync(JsonElement data)
    {
        if (await Find<IResultCursor>(data, "resultId").PeekAsync() is { } record) await RespondAsync("Record", CypherJson.Record(record));
        else await RespondAsync("NullRecord");
    }

    private async Task ResultSingleAsync(JsonElement data) =>
        await RespondAsync("Record", CypherJson.Record(await Find<IResultCursor>(data, "resultId").SingleAsync()));

    private async Task ResultListAsync(JsonElement data)
    {
        var records = await Find<IResultCursor>(data, "resultId").ToListAsync();
        await RespondAsync("RecordList", new { records = records.Select(CypherJson.Record) });
    }

    private async Task ResultConsumeAsync(JsonElement data) =>
        await RespondAsync("Summary", SummaryJson.Describe(await Find<IResultCursor>(data, "resultId").ConsumeAsync()));

    private async Task CypherTypeFieldAsync(JsonElement data)
    {
        var cursor = Find<IResultCursor>(data, "resultId");
        await cursor.FetchAsync();
        var value = cursor.Current[Text(data, "recordKey")!];
        await RespondAsync("Field", new { value = CypherJson.FromNative(CypherJson.Member(value, Text(data, "field")!)) });
    }

    private async Task NewBookmarkManagerAsync(JsonElement data)
    {
        var managerId = NextId();
        var manager = GraphDatabase.BookmarkManagerFactory.NewBookmarkManager(new BookmarkManagerConfig(
            Texts(data, "initialBookmarks"),
            Flag(data, "bookmarksSupplierRegistered") ? SupplyAsync : null,
            Flag(data, "bookmarksConsumerRegistered") ? ConsumeAsync : null));
        _objects[managerId] = manager;
        await RespondAsync("BookmarkManager", new { id = managerId });

        async Task<string[]> SupplyAsync(CancellationToken _) =>
            Texts(await AskAsync("BookmarksSupplierRequest", id => new { id, bookmarkManagerId = managerId }), "bookmarks") ?? [];

        Task ConsumeAsync(string[] bookmarks, CancellationToken _) =>
            AskAsync("BookmarksConsumerRequest", id => new { id, bookmarkManagerId = managerId, bookmarks });
    }
}
