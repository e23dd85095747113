namespace KnowledgeGraph.Bolt.TestKitBackend;

/// <summary>What the client can do, in the suite's words. Whatever stands here is run by the suite and has to pass.</summary>
internal static class Features
{
    internal static readonly string[] All =
    [
        "Feature:API:BookmarkManager",
        "Feature:API:ConnectionAcquisitionTimeout",
        "Feature:API:Driver.ExecuteQuery",
        "Feature:API:Driver.ExecuteQuery:WithAuth",
        "Feature:API:Driver:GetServerInfo",
        "Feature:API:Driver.IsEncrypted",
        "Feature:API:Driver:MaxConnectionLifetime",
        "Feature:API:Driver:NotificationsConfig",
        "Feature:API:Driver.SupportsSessionAuth",
        "Feature:API:Driver.VerifyAuthentication",
        "Feature:API:Driver.VerifyConnectivity",
        "Feature:API:Liveness.Check",
        "Feature:API:Result.List",
        "Feature:API:Result.Peek",
        "Feature:API:Result.Single",
        "Feature:API:RetryableExceptions",
        "Feature:API:Session:AuthConfig",
        "Feature:API:Session:NotificationsConfig",
        "Feature:API:SSLClientCertificate",
        "Feature:API:SSLConfig",
        "Feature:API:SSLSchemes",
        "Feature:API:Summary:GqlStatusObjects",
        "Feature:API:Type.Spatial",
        "Feature:API:Type.Temporal",
        "Feature:Auth:Bearer",
        "Feature:Auth:Custom",
        "Feature:Auth:Kerberos",
        "Feature:Auth:Managed",
        "Feature:Bolt:4.4",
        "Feature:Bolt:5.0",
        "Feature:Bolt:5.1",
        "Feature:Bolt:5.2",
        "Feature:Bolt:5.3",
        "Feature:Bolt:5.4",
        "Feature:Bolt:5.5",
        "Feature:Bolt:5.6",
        "Feature:Bolt:5.7",
        "Feature:Bolt:5.8",
        "Feature:Bolt:HandshakeManifestV1",
        "Feature:Bolt:Patch:UTC",
        "Feature:Impersonation",
        "Feature:TLS:1.2",
        "Feature:TLS:1.3",
        "AuthorizationExpiredTreatment",
        "ConfHint:connection.recv_timeout_seconds",
        "Detail:ClosedDriverIsEncrypted",
        "Optimization:AuthPipelining",
        "Optimization:ConnectionReuse",
        "Optimization:EagerTransactionBegin",
        "Optimization:ExecuteQueryPipelining",
        "Optimization:HomeDatabaseCache",
        "Optimization:HomeDbCacheBasicPrincipalIsImpersonatedUser",
        "Optimization:MinimalBookmarksSet",
        "Optimization:MinimalResets",
        "Optimization:MinimalVerifyAuthentication",
        "Optimization:PullPipelining",
        "Optimization:ResultListFetchAll",
        "Backend:MockTime",
        "Backend:RTFetch",
        "Backend:RTForceUpdate",
    ];

    /// <summary>Tests that ask for what .NET cannot do at all.</summary>
    internal static string? SkipReason(string test) => test.EndsWith(".test_managed_tx_raises_tx_managed_exec", StringComparison.Ordinal)
        ? "The runner that managed work is given has no commit, rollback or close that could be called."
        : null;

    /// <summary>These run once per zone, of which each machine knows its own set.</summary>
    internal static bool HasZoneSubTests(string test) =>
        test.Contains("test_should_echo_all_timezone_ids", StringComparison.Ordinal)
        || test.Contains("test_date_time_cypher_created_tz_id", StringComparison.Ordinal);
}
