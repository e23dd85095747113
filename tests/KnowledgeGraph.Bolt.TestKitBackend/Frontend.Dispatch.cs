using System.Text.Json;

namespace KnowledgeGraph.Bolt.TestKitBackend;

internal sealed partial class Frontend
{
    private Task DispatchAsync(string name, JsonElement data)
    {
        switch (name)
        {
            case "StartTest": return StartTestAsync(data);
            case "StartSubTest": return StartSubTestAsync(data);
            case "GetFeatures": return RespondAsync("FeatureList", new { features = Features.All });

            case "NewDriver": return NewDriverAsync(data);
            case "DriverClose": return OnDriverAsync(data, driver => driver.CloseAsync());
            case "VerifyConnectivity": return OnDriverAsync(data, driver => driver.VerifyConnectivityAsync());
            case "GetServerInfo": return GetServerInfoAsync(data);
            case "CheckMultiDBSupport": return CheckAsync(data, "MultiDBSupport", driver => driver.SupportsMultiDbAsync());
            case "CheckSessionAuthSupport": return CheckAsync(data, "SessionAuthSupport", driver => driver.SupportsSessionAuthAsync());
            case "CheckDriverIsEncrypted": return RespondAsync("DriverIsEncrypted", new { encrypted = Find<IDriver>(data, "driverId").Encrypted });
            case "VerifyAuthentication": return VerifyAuthenticationAsync(data);
            case "ExecuteQuery": return ExecuteQueryAsync(data);
            case "GetRoutingTable": return GetRoutingTableAsync(data);
            case "ForcedRoutingTableUpdate": return ForceRoutingTableUpdateAsync(data);
            case "GetConnectionPoolMetrics": return GetConnectionPoolMetricsAsync(data);

            case "NewSession": return NewSessionAsync(data);
            case "SessionClose": return SessionCloseAsync(data);
            case "SessionRun": return SessionRunAsync(data);
            case "SessionBeginTransaction": return SessionBeginTransactionAsync(data);
            case "SessionReadTransaction": return TransactionFunctionAsync(data, AccessMode.Read);
            case "SessionWriteTransaction": return TransactionFunctionAsync(data, AccessMode.Write);
            case "SessionLastBookmarks":
                return RespondAsync("Bookmarks", new { bookmarks = Find<SessionState>(data, "sessionId").Session.LastBookmarks.Values });
            case "RetryablePositive":
                Find<SessionState>(data, "sessionId").Outcome = new FunctionOutcome(null);
                return Task.CompletedTask;
            case "RetryableNegative": return RetryableNegative(data);

            case "TransactionRun": return TransactionRunAsync(data);
            case "TransactionCommit": return OnTransactionAsync(data, transaction => transaction.CommitAsync());
            case "TransactionRollback": return OnTransactionAsync(data, transaction => transaction.RollbackAsync());
            case "TransactionClose": return OnTransactionAsync(data, transaction => transaction.DisposeAsync().AsTask());

            case "ResultNext": return ResultNextAsync(data);
            case "ResultPeek": return ResultPeekAsync(data);
            case "ResultSingle": return ResultSingleAsync(data);
            case "ResultList": return ResultListAsync(data);
            case "ResultConsume": return ResultConsumeAsync(data);
            case "CypherTypeField": return CypherTypeFieldAsync(data);

            case "NewBookmarkManager": return NewBookmarkManagerAsync(data);
            case "BookmarkManagerClose": return ForgetAsync(data, "BookmarkManager");
            case "NewAuthTokenManager": return NewAuthTokenManagerAsync();
            case "NewBasicAuthTokenManager": return NewBasicAuthTokenManagerAsync();
            case "NewBearerAuthTokenManager": return NewBearerAuthTokenManagerAsync();
            case "AuthTokenManagerClose": return ForgetAsync(data, "AuthTokenManager");
            case "NewClientCertificateProvider": return NewClientCertificateProviderAsync();
            case "ClientCertificateProviderClose": return ForgetAsync(data, "ClientCertificateProvider");

            case "ResolverResolutionCompleted" or "DomainNameResolutionCompleted"
                or "BookmarksSupplierCompleted" or "BookmarksConsumerCompleted"
                or "AuthTokenManagerGetAuthCompleted" or "AuthTokenManagerHandleSecurityExceptionCompleted"
                or "BasicAuthTokenProviderCompleted" or "BearerAuthTokenProviderCompleted" or "ClientCertificateProviderCompleted":
                _answers[data.GetProperty("requestId").GetString()!] = data;
                return Task.CompletedTask;

            case "FakeTimeInstall":
                _time.Freeze();
                return RespondAsync("FakeTimeAck");
            case "FakeTimeTick":
                _time.Advance(TimeSpan.FromMilliseconds(data.GetProperty("incrementMs").GetInt64()));
                return RespondAsync("FakeTimeAck");
            case "FakeTimeUninstall":
                _time.Thaw();
                return RespondAsync("FakeTimeAck");

            default: throw new NotImplementedException($"The request {name} is not known.");
        }
    }

    private Task StartTestAsync(JsonElement data)
    {
        var name = data.GetProperty("testName").GetString()!;
        if (Features.SkipReason(name) is { } reason) return RespondAsync("SkipTest", new { reason });
        return RespondAsync(Features.HasZoneSubTests(name) ? "RunSubTests" : "RunTest");
    }

    /// <summary>Zones that this machine's database lacks, or knows with another offset, are left out one by one.</summary>
    private Task StartSubTestAsync(JsonElement data)
    {
        if (!data.GetProperty("subtestArguments").TryGetProperty("dt", out var time)) return RespondAsync("RunTest");
        var fields = time.GetProperty("data");
        try
        {
            var zoned = (ZonedDateTime)CypherJson.ToNative(time)!;
            var offset = fields.GetProperty("utc_offset_s").GetInt32();
            return zoned.OffsetSeconds == offset
                ? RespondAsync("RunTest")
                : RespondAsync("SkipTest", new { reason = $"This machine's zone database gives offset {zoned.OffsetSeconds} instead of {offset} at {zoned}." });
        }
        catch (TimeZoneNotFoundException e)
        {
            return RespondAsync("SkipTest", new { reason = e.Message });
        }
    }

    private Task ForgetAsync(JsonElement data, string name)
    {
        var id = data.GetProperty("id").GetString()!;
        _objects.Remove(id);
        return RespondAsync(name, new { id });
    }
}
