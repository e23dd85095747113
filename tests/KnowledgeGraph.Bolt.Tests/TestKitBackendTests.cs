using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KnowledgeGraph.Bolt.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests;

/// <summary>The backend, asked as the conformance suite asks it.</summary>
public sealed class TestKitBackendTests
{
    private const string Query = """
        C: RUN
        C: PULL
        S: SUCCESS {"fields": ["n"]}
        S: RECORD [1]
        S: SUCCESS {"type": "r", "bookmark": "b:1"}
        """;

    private const string Transaction = """
        C: BEGIN
        S: SUCCESS {}
        C: RUN
        C: PULL
        S: SUCCESS {"fields": ["n"]}
        S: RECORD [1]
        S: SUCCESS {}
        C: COMMIT
        S: SUCCESS {"bookmark": "b:2"}
        """;

    [Fact]
    public async Task It_says_what_it_can_do_and_lets_tests_run()
    {
        await using var suite = new Suite();

        var features = await suite.AskAsync("GetFeatures", null, "FeatureList");
        await suite.AskAsync("StartTest", new { testName = "stub.basic_query.test_basic_query" }, "RunTest");
        await suite.AskAsync("StartTest", new { testName = "neo4j.datatypes.test_temporal_types.TestDataTypes.test_should_echo_all_timezone_ids" }, "RunSubTests");

        var names = features["features"]!.AsArray().Select(f => f!.GetValue<string>()).ToArray();
        Assert.Contains("Feature:Bolt:5.8", names);

        // HELLO says "routing": null where there is none, as the suite wants it of this driver; a default is sent, so this is not true of it.
        Assert.DoesNotContain("Optimization:ImplicitDefaultArguments", names);
    }

    [Fact]
    public async Task A_query_of_a_session_gives_its_rows_and_summary()
    {
        await using var server = new ScriptedServer($"LOGIN\n{Query}");
        await using var suite = new Suite();
        var driver = await suite.DriverAsync(server.Uri);
        var session = await suite.SessionAsync(driver);

        var result = await suite.AskAsync("SessionRun", new { sessionId = session, cypher = "Q", @params = new { x = new { name = "CypherInt", data = new { value = 7 } } } }, "Result");
        var record = await suite.AskAsync("ResultNext", new { resultId = Suite.Id(result) }, "Record");
        await suite.AskAsync("ResultNext", new { resultId = Suite.Id(result) }, "NullRecord");
        var summary = await suite.AskAsync("ResultConsume", new { resultId = Suite.Id(result) }, "Summary");
        var bookmarks = await suite.AskAsync("SessionLastBookmarks", new { sessionId = session }, "Bookmarks");
        await suite.AskAsync("SessionClose", new { sessionId = session }, "Session");
        await suite.AskAsync("DriverClose", new { driverId = driver }, "Driver");

        Assert.Equal("""[{"name":"CypherInt","data":{"value":1}}]""", record["values"]!.ToJsonString());
        Assert.Equal("r", summary["queryType"]!.GetValue<string>());
        Assert.Equal("""{"x":{"name":"CypherInt","data":{"value":7}}}""", summary["query"]!["parameters"]!.ToJsonString());
        Assert.Equal("""["b:1"]""", bookmarks["bookmarks"]!.ToJsonString());
        server.AssertPlayed();
    }

    [Fact]
    public async Task Metadata_come_as_values_or_as_plain_json()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN "Q" {} {"tx_metadata": {"typed": "a", "plain": "b", "number": 1}}
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            S: SUCCESS {"type": "r"}
            """);
        await using var suite = new Suite();
        var session = await suite.SessionAsync(await suite.DriverAsync(server.Uri));

        var result = await suite.AskAsync(
            "SessionRun",
            new { sessionId = session, cypher = "Q", txMeta = new { typed = new { name = "CypherString", data = new { value = "a" } }, plain = "b", number = 1 } },
            "Result");
        await suite.AskAsync("ResultConsume", new { resultId = Suite.Id(result) }, "Summary");

        server.AssertPlayed();
    }

    [Fact]
    public async Task A_transaction_function_is_run_by_the_suite_and_again_after_a_transient_failure()
    {
        await using var server = new ScriptedServer($$"""
            LOGIN
            C: BEGIN
            S: FAILURE {"code": "Neo.TransientError.Made.Up", "message": "again"}
            C: RESET
            S: SUCCESS {}
            {{Transaction}}
            """);
        await using var suite = new Suite();
        var session = await suite.SessionAsync(await suite.DriverAsync(server.Uri));

        var first = await suite.AskAsync("SessionWriteTransaction", new { sessionId = session }, "RetryableTry");
        var result = await suite.AskAsync("TransactionRun", new { txId = Suite.Id(first), cypher = "Q", @params = new { } }, "Result");
        await suite.AskAsync("ResultSingle", new { resultId = Suite.Id(result) }, "Record");
        await suite.AskAsync("RetryablePositive", new { sessionId = session }, "RetryableDone");

        server.AssertPlayed();
    }

    [Fact]
    public async Task The_suites_own_failure_ends_a_transaction_function()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: ROLLBACK
            S: SUCCESS {}
            """);
        await using var suite = new Suite();
        var session = await suite.SessionAsync(await suite.DriverAsync(server.Uri));

        await suite.AskAsync("SessionReadTransaction", new { sessionId = session }, "RetryableTry");
        await suite.AskAsync("RetryableNegative", new { sessionId = session, errorId = "" }, "FrontendError");

        server.AssertPlayed();
    }

    [Theory]
    [InlineData("Neo.ClientError.Statement.SyntaxError", "ClientError", false)]
    [InlineData("Neo.ClientError.Security.Unauthorized", "AuthenticationError", false)]
    [InlineData("Neo.ClientError.Security.AuthorizationExpired", "AuthorizationExpired", true)]
    [InlineData("Neo.ClientError.Security.TokenExpired", "ClientError", false)]
    [InlineData("Neo.ClientError.Security.MadeUp", "OtherSecurityException", false)]
    [InlineData("Neo.ClientError.Database.DatabaseNotFound", "FatalDiscoveryError", false)]
    [InlineData("Neo.ClientError.Transaction.InvalidBookmark", "InvalidBookmarkError", false)]
    [InlineData("Neo.TransientError.Made.Up", "DriverError", true)]
    [InlineData("Neo.DatabaseError.Made.Up", "DatabaseError", false)]
    public async Task A_failure_has_the_name_that_the_suite_expects(string code, string type, bool retryable)
    {
        await using var server = new ScriptedServer($$"""
            LOGIN
            C: RUN
            C: PULL
            S: FAILURE {"code": "{{code}}", "message": "message"}
            S: IGNORED
            """);
        await using var suite = new Suite();
        var session = await suite.SessionAsync(await suite.DriverAsync(server.Uri));

        var error = await suite.AskAsync("SessionRun", new { sessionId = session, cypher = "Q", @params = new { } }, "DriverError");

        Assert.Equal((code, type, retryable, "message"), (error["code"]!.GetValue<string>(), error["errorType"]!.GetValue<string>(), error["retryable"]!.GetValue<bool>(), error["msg"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_a_query_meets_when_its_connection_breaks_is_told_where_its_rows_are_read()
    {
        await using var server = new ScriptedServer("LOGIN\nC: RUN\nC: PULL\nS: <EXIT>");
        await using var suite = new Suite();
        var session = await suite.SessionAsync(await suite.DriverAsync(server.Uri));

        var result = await suite.AskAsync("SessionRun", new { sessionId = session, cypher = "Q", @params = new { } }, "Result");
        var error = await suite.AskAsync("ResultNext", new { resultId = Suite.Id(result) }, "DriverError");

        Assert.Equal("ServiceUnavailableError", error["errorType"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_a_cluster_it_is_told_at_once()
    {
        var own = ScriptedServer.FreePort();
        await using var member = new ScriptedServer("LOGIN\nC: BEGIN\nS: SUCCESS {}\nC: RUN\nC: PULL\nS: <EXIT>");
        var table = $$$"""{"rt": {"ttl": 300, "db": "news", "servers": [{"role": "READ", "addresses": ["{{{member.Address}}}"]}, {"role": "WRITE", "addresses": ["{{{member.Address}}}"]}, {"role": "ROUTE", "addresses": ["127.0.0.1:{{{own}}}"]}]}}""";
        await using var router = new ScriptedServer(own, "5.4", [$"LOGIN\nC: ROUTE\nS: SUCCESS {table}"]);
        await using var suite = new Suite();
        var driver = await suite.DriverAsync(new Uri($"neo4j://{router.Address}"));
        var session = await suite.SessionAsync(driver);
        var transaction = Suite.Id(await suite.AskAsync("SessionBeginTransaction", new { sessionId = session }, "Transaction"));

        var error = await suite.AskAsync("TransactionRun", new { txId = transaction, cypher = "Q", @params = new { } }, "DriverError");
        var left = await suite.AskAsync("GetRoutingTable", new { driverId = driver, database = "news" }, "RoutingTable");

        Assert.Equal("SessionExpiredError", error["errorType"]!.GetValue<string>());
        Assert.Equal("[]", left["writers"]!.ToJsonString());
    }

    [Theory]
    [InlineData("", "null")]
    [InlineData(""", "notifications": []""", "[]")]
    public async Task No_notifications_is_one_thing_and_an_empty_list_another(string sent, string told)
    {
        await using var server = new ScriptedServer("LOGIN\nC: RUN\nC: PULL\nS: SUCCESS {\"fields\": [\"n\"]}\nS: SUCCESS {\"type\": \"r\"" + sent + "}");
        await using var suite = new Suite();
        var session = await suite.SessionAsync(await suite.DriverAsync(server.Uri));

        var result = await suite.AskAsync("SessionRun", new { sessionId = session, cypher = "Q", @params = new { } }, "Result");
        var summary = await suite.AskAsync("ResultConsume", new { resultId = Suite.Id(result) }, "Summary");

        Assert.Equal("""["n"]""", result["keys"]!.ToJsonString());
        Assert.Equal(told, summary["notifications"]?.ToJsonString() ?? "null");
    }

    [Fact]
    public async Task A_certificate_of_the_client_is_asked_for_with_each_connection()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var folder = Directory.CreateTempSubdirectory("kg-bolt-");
        try
        {
            var (file, keyFile) = (Path.Combine(folder.FullName, "certificate.pem"), Path.Combine(folder.FullName, "key.pem"));
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(
                keyFile, key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
            await using var server = new ScriptedServer(0, "5.4", ["LOGIN"], certificate: certificate);
            await using var suite = new Suite();
            var provider = Suite.Id(await suite.AskAsync("NewClientCertificateProvider", null, "ClientCertificateProvider"));
            var driver = await suite.DriverAsync(new Uri($"bolt+ssc://{server.Address}"), new { clientCertificateProviderId = provider });

            var wanted = await suite.AskAsync("VerifyConnectivity", new { driverId = driver }, "ClientCertificateProviderRequest");
            await suite.AskAsync(
                "ClientCertificateProviderCompleted",
                new { requestId = Suite.Id(wanted), hasUpdate = true, clientCertificate = new { name = "ClientCertificate", data = new { certfile = file, keyfile = keyFile, password = "secret" } } },
                "Driver");

            Assert.Equal(provider, wanted["clientCertificateProviderId"]!.GetValue<string>());
            Assert.Equal([certificate.GetCertHashString()], server.ClientCertificates);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_database_that_was_never_asked_for_has_an_empty_routing_table()
    {
        await using var suite = new Suite();
        var driver = await suite.DriverAsync(new Uri("neo4j://127.0.0.1:1"));

        var table = await suite.AskAsync("GetRoutingTable", new { driverId = driver, database = "news" }, "RoutingTable");

        Assert.Equal(("news", "[]", "[]", "[]"), (table["database"]!.GetValue<string>(), table["routers"]!.ToJsonString(), table["readers"]!.ToJsonString(), table["writers"]!.ToJsonString()));
    }

    [Fact]
    public async Task What_the_interfaces_rule_out_is_skipped_with_a_reason()
    {
        await using var suite = new Suite();

        var skipped = await suite.AskAsync("StartTest", new { testName = "stub.tx_run.test_tx_run.TestTxRun.test_managed_tx_raises_tx_managed_exec" }, "SkipTest");

        Assert.Contains("no commit", skipped["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_bookmark_manager_asks_the_suite_and_tells_it()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: BEGIN {"bookmarks": ["b:0", "b:s"]}
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {"bookmark": "b:1"}
            """);
        await using var suite = new Suite();
        var driver = await suite.DriverAsync(server.Uri);
        var manager = Suite.Id(await suite.AskAsync(
            "NewBookmarkManager", new { initialBookmarks = new[] { "b:0" }, bookmarksSupplierRegistered = true, bookmarksConsumerRegistered = true }, "BookmarkManager"));
        var session = await suite.SessionAsync(driver, bookmarkManagerId: manager);

        var wanted = await suite.AskAsync("SessionBeginTransaction", new { sessionId = session }, "BookmarksSupplierRequest");
        var transaction = await suite.AskAsync("BookmarksSupplierCompleted", new { requestId = Suite.Id(wanted), bookmarks = new[] { "b:s" } }, "Transaction");
        var told = await suite.AskAsync("TransactionCommit", new { txId = Suite.Id(transaction) }, "BookmarksConsumerRequest");
        await suite.AskAsync("BookmarksConsumerCompleted", new { requestId = Suite.Id(told) }, "Transaction");

        Assert.Equal("""["b:1"]""", told["bookmarks"]!.ToJsonString());
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_token_manager_asks_the_suite_and_may_ask_for_a_retry()
    {
        await using var server = new ScriptedServer(
            """
            C: HELLO
            C: LOGON {"scheme": "basic", "principal": "neo4j", "credentials": "old"}
            S: SUCCESS {"server": "Neo4j/5.4.0", "connection_id": "c"}
            S: FAILURE {"code": "Neo.ClientError.Security.Unauthorized", "message": "old"}
            S: <EXIT>
            """,
            $$"""
            C: HELLO
            C: LOGON {"scheme": "basic", "principal": "neo4j", "credentials": "new"}
            S: SUCCESS {"server": "Neo4j/5.4.0", "connection_id": "c"}
            S: SUCCESS {}
            {{Query}}
            """);
        await using var suite = new Suite();
        var manager = Suite.Id(await suite.AskAsync("NewAuthTokenManager", null, "AuthTokenManager"));
        var driver = Suite.Id(await suite.AskAsync("NewDriver", new { uri = server.Uri, authTokenManagerId = manager }, "Driver"));
        var session = await suite.SessionAsync(driver);

        var asked = await suite.AskAsync("SessionRun", new { sessionId = session, cypher = "Q", @params = new { } }, "AuthTokenManagerGetAuthRequest");
        var refused = await suite.AskAsync("AuthTokenManagerGetAuthCompleted", new { requestId = Suite.Id(asked), auth = Token("old") }, "AuthTokenManagerHandleSecurityExceptionRequest");
        var error = await suite.AskAsync("AuthTokenManagerHandleSecurityExceptionCompleted", new { requestId = Suite.Id(refused), handled = true }, "DriverError");
        asked = await suite.AskAsync("SessionRun", new { sessionId = session, cypher = "Q", @params = new { } }, "AuthTokenManagerGetAuthRequest");
        await suite.AskAsync("AuthTokenManagerGetAuthCompleted", new { requestId = Suite.Id(asked), auth = Token("new") }, "Result");

        Assert.Equal("Neo.ClientError.Security.Unauthorized", refused["errorCode"]!.GetValue<string>());
        Assert.True(error["retryable"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_resolver_of_the_suite_gives_the_routers()
    {
        await using var server = new ScriptedServer("LOGIN\nC: ROUTE\nS: FAILURE {\"code\": \"Neo.ClientError.Made.Up\", \"message\": \"no\"}");
        await using var suite = new Suite();
        var driver = await suite.DriverAsync(new Uri("neo4j://nowhere.invalid:9999"), new { resolverRegistered = true });

        var asked = await suite.AskAsync("VerifyConnectivity", new { driverId = driver }, "ResolverResolutionRequired");
        var error = await suite.AskAsync("ResolverResolutionCompleted", new { requestId = Suite.Id(asked), addresses = new[] { server.Address } }, "DriverError");

        Assert.Equal("nowhere.invalid:9999", asked["address"]!.GetValue<string>());
        Assert.Equal("ServiceUnavailableError", error["errorType"]!.GetValue<string>());
        Assert.Contains("ROUTE", server.Seen);
    }

    [Fact]
    public async Task Frozen_time_moves_when_the_suite_says_so()
    {
        await using var server = new ScriptedServer($"LOGIN\n{Query}\nC: RESET\nS: SUCCESS {{}}\n{Query}");
        await using var suite = new Suite();
        await suite.AskAsync("FakeTimeInstall", null, "FakeTimeAck");
        var driver = await suite.DriverAsync(server.Uri, new { livenessCheckTimeoutMs = 2000 });

        await RunAsync();
        await suite.AskAsync("FakeTimeTick", new { incrementMs = 2001 }, "FakeTimeAck");
        await RunAsync();
        await suite.AskAsync("FakeTimeUninstall", null, "FakeTimeAck");

        server.AssertPlayed();

        async Task RunAsync()
        {
            var session = await suite.SessionAsync(driver);
            var result = await suite.AskAsync("SessionRun", new { sessionId = session, cypher = "Q", @params = new { } }, "Result");
            await suite.AskAsync("ResultList", new { resultId = Suite.Id(result) }, "RecordList");
            await suite.AskAsync("SessionClose", new { sessionId = session }, "Session");
        }
    }

    [Fact]
    public async Task An_unknown_request_is_the_backends_failure()
    {
        await using var suite = new Suite();

        var error = await suite.AskAsync("NoSuchRequest", null, "BackendError");

        Assert.Contains("NoSuchRequest", error["msg"]!.GetValue<string>());
    }

    private static object Token(string credentials) => new { name = "AuthorizationToken", data = new { scheme = "basic", principal = "neo4j", credentials } };
}
