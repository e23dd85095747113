using KnowledgeGraph.Bolt.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests.Sessions;

/// <summary>What client and server say to one another, message by message.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task A_query_takes_one_round_trip_and_names_no_default()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN "RETURN 1 AS n" {} {}
            C: PULL {"n": 1000}
            S: SUCCESS {"fields": ["n"], "t_first": 5}
            S: RECORD [1]
            S: SUCCESS {"type": "r", "t_last": 7, "db": "neo4j", "bookmark": "b:1"}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        var cursor = await session.RunAsync("RETURN 1 AS n");
        var record = await cursor.SingleAsync();
        var summary = await cursor.ConsumeAsync();

        Assert.Equal(1, record.Get<int>("n"));
        Assert.Equal(["n"], await cursor.KeysAsync());
        Assert.Equal((QueryType.ReadOnly, "neo4j", 5.0, 7.0), (summary.QueryType, summary.Database.Name, summary.ResultAvailableAfter.TotalMilliseconds, summary.ResultConsumedAfter.TotalMilliseconds));
        Assert.Equal(["b:1"], session.LastBookmarks.Values);
        server.AssertPlayed();
    }

    [Fact]
    public async Task Whatever_a_session_is_asked_for_is_in_its_message()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN "Q" {"x": 1} {"mode": "r", "db": "news", "imp_user": "ada", "bookmarks": ["b:0"], "tx_timeout": 1500, "tx_metadata": {"app": "kg"}, "notifications_minimum_severity": "WARNING", "notifications_disabled_categories": ["HINT", "GENERIC"]}
            C: PULL {"n": 10}
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession(s => s
            .WithDefaultAccessMode(AccessMode.Read).WithDatabase("news").WithImpersonatedUser("ada").WithBookmarks(Bookmarks.From("b:0"))
            .WithFetchSize(10).WithNotifications(Severity.Warning, [Category.Hint, Category.Generic]));

        var cursor = await session.RunAsync(
            "Q", new Dictionary<string, object?> { ["x"] = 1 },
            t => t.WithTimeout(TimeSpan.FromMilliseconds(1499.5)).WithMetadata(new Dictionary<string, object?> { ["app"] = "kg" }));
        await cursor.ConsumeAsync();

        server.AssertPlayed();
    }

    [Theory]
    [InlineData("4.4", "C: HELLO {\"user_agent\": \"test\", \"routing\": null, \"patch_bolt\": [\"utc\"], \"scheme\": \"basic\", \"principal\": \"neo4j\", \"credentials\": \"pass\"}")]
    [InlineData("5.0", "C: HELLO {\"user_agent\": \"test\", \"routing\": null, \"scheme\": \"basic\", \"principal\": \"neo4j\", \"credentials\": \"pass\"}")]
    [InlineData("5.1", "C: HELLO {\"user_agent\": \"test\", \"routing\": null}\nC: LOGON {\"scheme\": \"basic\", \"principal\": \"neo4j\", \"credentials\": \"pass\"}")]
    [InlineData("5.2", "C: HELLO {\"user_agent\": \"test\", \"routing\": null, \"notifications_minimum_severity\": \"OFF\"}\nC: LOGON")]
    public async Task Each_version_says_hello_in_its_own_way(string version, string hello)
    {
        var answers = string.Join('\n', hello.Split('\n').Select(_ => """S: SUCCESS {"server": "Neo4j/x", "connection_id": "c"}"""));
        await using var server = new ScriptedServer(version, [$"{hello}\n{answers}"]);
        await using var driver = server.Driver(c => c.WithUserAgent("test").WithNotificationsDisabled());

        var info = await driver.GetServerInfoAsync();

        Assert.Equal((version, "Neo4j/x"), (info.ProtocolVersion, info.Agent));
        server.AssertPlayed();
    }

    [Theory]
    [InlineData("5.4", "notifications_disabled_categories")]
    [InlineData("5.5", "notifications_disabled_classifications")]
    public async Task Bolt_5_5_calls_categories_classifications(string version, string key)
    {
        await using var server = new ScriptedServer(version, [$$"""
            LOGIN
            C: BEGIN {"{{key}}": ["SECURITY"]}
            S: SUCCESS {}
            C: ROLLBACK
            S: SUCCESS {}
            """]);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession(s => s.WithNotifications(null, [Classification.Security]));

        await (await session.BeginTransactionAsync()).RollbackAsync();

        server.AssertPlayed();
    }

    [Fact]
    public async Task Rows_are_asked_for_in_batches_and_the_next_only_when_the_last_is_read()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN "Q" {} {}
            C: PULL {"n": 2}
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            S: RECORD [2]
            S: SUCCESS {"has_more": true}
            C: PULL {"n": 2}
            S: RECORD [3]
            S: SUCCESS {"has_more": true}
            C: PULL {"n": 2}
            S: SUCCESS {}
            """);
        await using var driver = server.Driver(c => c.WithFetchSize(2));
        await using var session = driver.AsyncSession();

        var cursor = await session.RunAsync("Q");
        var numbers = await cursor.Select(r => r.Get<int>("n")).ToListAsync();

        Assert.Equal([1, 2, 3], numbers);
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_list_asks_for_all_that_its_first_batch_left()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN
            C: PULL {"n": 2}
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            S: RECORD [2]
            S: SUCCESS {"has_more": true}
            C: PULL {"n": -1}
            S: RECORD [3]
            S: RECORD [4]
            S: RECORD [5]
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession(s => s.WithFetchSize(2));
        var cursor = await session.RunAsync("Q");
        await cursor.FetchAsync();

        var rest = await cursor.ToListAsync(record => record.Get<int>("n"));

        Assert.Equal([2, 3, 4, 5], rest);
        server.AssertPlayed();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public async Task A_list_has_every_row_in_order(int rows)
    {
        var records = string.Join('\n', Enumerable.Range(0, rows).Select(i => $"S: RECORD [{i}]"));
        await using var server = new ScriptedServer($$"""
            LOGIN
            C: RUN
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            {{records}}
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        var list = await (await session.RunAsync("Q")).ToListAsync(record => record.Get<int>("n"));

        Assert.Equal(Enumerable.Range(0, rows), list);
    }

    [Fact]
    public async Task Of_large_batches_the_next_is_asked_for_while_one_is_read()
    {
        var batch = string.Concat(Enumerable.Repeat("0004B1719101" + "0000", 100));
        var more = Convert.ToHexString([0, 13, 0xB1, 0x70, 0xA1, 0x88, .. "has_more"u8, 0xC3, 0, 0]);
        await using var server = new ScriptedServer($$"""
            LOGIN
            C: RUN
            C: PULL {"n": 100}
            S: SUCCESS {"fields": ["n"]}
            S: <HEX> {{batch}}{{more}}
            C: PULL {"n": 100}
            S: <HEX> {{batch}}
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession(s => s.WithFetchSize(100));
        var cursor = await session.RunAsync("Q");
        await cursor.KeysAsync();
        await cursor.FetchAsync();

        while (server.Seen.Count(name => name == "PULL") < 2) await Task.Delay(1);

        Assert.Equal(199, await cursor.CountAsync());
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_stream_that_is_left_is_discarded_not_pulled()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN "Q" {} {}
            C: PULL {"n": 1}
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            S: SUCCESS {"has_more": true}
            C: DISCARD {"n": -1}
            S: SUCCESS {}
            """);
        await using var driver = server.Driver(c => c.WithFetchSize(1));
        await using (var session = driver.AsyncSession())
        {
            var cursor = await session.RunAsync("Q");
            Assert.True(await cursor.FetchAsync());
        }

        server.AssertPlayed();
    }

    [Fact]
    public async Task Only_a_result_that_is_not_the_last_is_named_by_its_number()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: BEGIN {}
            S: SUCCESS {}
            C: RUN "A" {} {}
            C: PULL {"n": 1}
            S: SUCCESS {"fields": ["n"], "qid": 0}
            S: RECORD [1]
            S: SUCCESS {"has_more": true}
            C: RUN "B" {} {}
            C: PULL {"n": 1}
            S: SUCCESS {"fields": ["n"], "qid": 1}
            S: RECORD [10]
            S: SUCCESS {"has_more": true}
            C: PULL {"n": 1, "qid": 0}
            S: RECORD [2]
            S: SUCCESS {}
            C: PULL {"n": 1}
            S: RECORD [20]
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {}
            """);
        await using var driver = server.Driver(c => c.WithFetchSize(1));
        await using var session = driver.AsyncSession();
        await using var transaction = await session.BeginTransactionAsync();

        var a = await transaction.RunAsync("A");
        Assert.True(await a.FetchAsync());
        var b = await transaction.RunAsync("B");
        Assert.True(await b.FetchAsync());
        Assert.Equal([2], await a.Select(r => r.Get<int>("n")).ToListAsync());
        Assert.Equal([20], await b.Select(r => r.Get<int>("n")).ToListAsync());
        await transaction.CommitAsync();

        server.AssertPlayed();
    }

    [Fact]
    public async Task An_executable_query_takes_two_round_trips_and_passes_its_bookmark_on()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: BEGIN {"mode": "r"}
            C: RUN "Q" {} {}
            C: PULL {"n": 1000}
            S: SUCCESS {}
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {"bookmark": "b:1"}
            C: BEGIN {"bookmarks": ["b:1"]}
            C: RUN "R" {} {}
            C: PULL {"n": 1000}
            S: SUCCESS {}
            S: SUCCESS {"fields": ["n"]}
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {"bookmark": "b:2"}
            """);
        await using var driver = server.Driver();

        var (rows, summary) = await driver.ExecutableQuery("Q").WithConfig(new QueryConfig(RoutingControl.Readers)).ExecuteAsync();
        var doubled = await driver.ExecutableQuery("R").WithMap(r => r.Get<int>("n") * 2).WithFilter(n => n > 2).ExecuteAsync();

        Assert.Equal(1, rows.Single()["n"].As<int>());
        Assert.Equal("Q", summary.Query.Text);
        Assert.Empty(doubled.Result);
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_failure_is_followed_by_one_reset_and_the_connection_is_kept()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN "BAD"
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Statement.SyntaxError", "message": "no"}
            S: IGNORED
            C: RESET
            S: SUCCESS {}
            C: RUN "GOOD"
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            """.Replace("\"BAD\"", "\"BAD\" {} {}").Replace("\"GOOD\"", "\"GOOD\" {} {}"));
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        var cursor = await session.RunAsync("BAD");
        var failure = await Assert.ThrowsAsync<ClientException>(() => cursor.FetchAsync());
        await (await session.RunAsync("GOOD")).ConsumeAsync();

        Assert.Equal("Neo.ClientError.Statement.SyntaxError", failure.Code);
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_failure_that_nobody_looked_for_is_told_when_the_session_closes()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Schema.ConstraintValidationFailed", "message": "twice"}
            S: IGNORED
            """);
        await using var driver = server.Driver();
        var session = driver.AsyncSession();

        await session.RunAsync("CREATE (:Person {id: 1})");

        await Assert.ThrowsAsync<ClientException>(() => session.CloseAsync());
    }

    [Fact]
    public async Task A_failed_transaction_is_not_rolled_back_but_reset()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Statement.TypeError", "message": "no"}
            S: IGNORED
            C: RESET
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var transaction = await session.BeginTransactionAsync();

        var cursor = await transaction.RunAsync("BAD");
        await Assert.ThrowsAsync<TypeException>(() => cursor.ConsumeAsync());
        await Assert.ThrowsAsync<TransactionTerminatedException>(() => transaction.RunAsync("MORE"));
        await Assert.ThrowsAsync<TransactionTerminatedException>(() => transaction.CommitAsync());
        await transaction.RollbackAsync();
        await Assert.ThrowsAsync<TransactionClosedException>(() => transaction.CommitAsync());

        server.AssertPlayed();
    }

    [Theory]
    [InlineData("S: FAILURE {\"code\": \"Neo.ClientError.Statement.TypeError\", \"message\": \"no\"}\nS: IGNORED\nC: RESET\nS: SUCCESS {}", "")]
    [InlineData("S: <EXIT>", "LOGIN")]
    public async Task A_transaction_that_a_failure_has_ended_does_not_have_to_be_rolled_back_before_the_next(string failure, string next)
    {
        var scripts = $$"""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL
            {{failure}}
            |{{next}}
            C: BEGIN
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {}
            """;
        await using var server = new ScriptedServer(next.Length == 0 ? [scripts.Replace("|", "")] : scripts.Split('|'));
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var failed = await session.BeginTransactionAsync();
        var cursor = await failed.RunAsync("BAD");
        await Assert.ThrowsAnyAsync<Neo4jException>(() => cursor.ConsumeAsync());

        var transaction = await session.BeginTransactionAsync();
        await transaction.CommitAsync();

        await Assert.ThrowsAsync<TransactionClosedException>(() => failed.RollbackAsync());
        server.AssertPlayed();
    }

    [Fact]
    public async Task Rows_cannot_be_read_after_their_transaction()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            S: RECORD [2]
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var transaction = await session.BeginTransactionAsync();
        var cursor = await transaction.RunAsync("Q");
        await cursor.FetchAsync();

        await transaction.CommitAsync();

        await Assert.ThrowsAsync<ResultConsumedException>(() => cursor.FetchAsync());
        await Assert.ThrowsAsync<ResultConsumedException>(() => cursor.PeekAsync());
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_session_has_one_transaction_at_a_time()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: ROLLBACK
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        await using var transaction = await session.BeginTransactionAsync();

        await Assert.ThrowsAsync<TransactionNestingException>(() => session.BeginTransactionAsync());
        await Assert.ThrowsAsync<TransactionNestingException>(() => session.RunAsync("Q"));
    }

    [Fact]
    public async Task Telemetry_is_sent_where_the_server_wants_it()
    {
        const string hello = """
            C: HELLO
            C: LOGON
            S: SUCCESS {"server": "Neo4j/5.4.0", "connection_id": "c", "hints": {"telemetry.enabled": true}}
            S: SUCCESS {}
            """;
        await using var server = new ScriptedServer(hello + """

            C: TELEMETRY 2
            C: RUN
            C: PULL
            S: SUCCESS {}
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            C: TELEMETRY 1
            C: BEGIN
            S: SUCCESS {}
            S: SUCCESS {}
            C: ROLLBACK
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        await (await session.RunAsync("Q")).ConsumeAsync();
        await (await session.BeginTransactionAsync()).RollbackAsync();

        server.AssertPlayed();
    }

    [Fact]
    public async Task Work_that_is_tried_again_is_reported_until_the_server_has_noted_it()
    {
        const string hello = """
            C: HELLO
            C: LOGON
            S: SUCCESS {"server": "Neo4j/5.4.0", "connection_id": "c", "hints": {"telemetry.enabled": true}}
            S: SUCCESS {}
            C: TELEMETRY 0
            C: BEGIN
            """;
        await using var server = new ScriptedServer(hello + "\nS: <EXIT>", hello + """

            S: SUCCESS {}
            S: SUCCESS {}
            C: COMMIT
            S: FAILURE {"code": "Neo.TransientError.Made.Up", "message": "later"}
            C: RESET
            S: SUCCESS {}
            C: BEGIN
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {}
            """);
        await using var driver = server.Driver(c => c.WithTimeProvider(new SteppingTime()));
        await using var session = driver.AsyncSession();

        await session.ExecuteWriteAsync(_ => Task.CompletedTask);

        server.AssertPlayed();
    }

    [Fact]
    public async Task A_session_of_another_user_logs_on_with_its_first_query_and_back_afterwards()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            C: LOGOFF
            C: LOGON {"scheme": "bearer", "credentials": "token"}
            C: RUN
            C: PULL
            S: SUCCESS {}
            S: SUCCESS {}
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            C: LOGOFF
            C: LOGON {"scheme": "basic", "principal": "neo4j", "credentials": "pass"}
            C: RUN
            C: PULL
            S: SUCCESS {}
            S: SUCCESS {}
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();

        await RunAsync(driver.AsyncSession());
        await RunAsync(driver.AsyncSession(s => s.WithAuthToken(AuthTokens.Bearer("token"))));
        await RunAsync(driver.AsyncSession());

        server.AssertPlayed();
    }

    [Fact]
    public async Task A_session_of_another_user_is_refused_before_bolt_5_1()
    {
        await using var server = new ScriptedServer("5.0", ["LOGIN"]);
        await using var driver = server.Driver();

        await Assert.ThrowsAsync<UnsupportedFeatureException>(() => RunAsync(driver.AsyncSession(s => s.WithAuthToken(AuthTokens.Bearer("token")))));
    }

    [Fact]
    public async Task A_token_is_verified_by_one_logon()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            C: LOGOFF
            C: LOGON {"scheme": "basic", "principal": "neo4j", "credentials": "pass"}
            S: SUCCESS {}
            S: SUCCESS {}
            C: LOGOFF
            C: LOGON {"scheme": "basic", "principal": "neo4j", "credentials": "wrong"}
            S: SUCCESS {}
            S: FAILURE {"code": "Neo.ClientError.Security.Unauthorized", "message": "no"}
            S: <EXIT>
            """);
        await using var driver = server.Driver();
        await RunAsync(driver.AsyncSession());

        Assert.True(await driver.VerifyAuthenticationAsync(AuthTokens.Basic("neo4j", "pass")));
        Assert.False(await driver.VerifyAuthenticationAsync(AuthTokens.Basic("neo4j", "wrong")));
        server.AssertPlayed();
    }

    [Fact]
    public async Task Bolt_5_7_failures_carry_their_status_and_cause()
    {
        await using var server = new ScriptedServer("5.7", ["""
            LOGIN
            C: RUN
            C: PULL
            S: FAILURE {"neo4j_code": "Neo.ClientError.Statement.SyntaxError", "message": "msg", "gql_status": "42001", "description": "error: syntax error", "diagnostic_record": {"_classification": "CLIENT_ERROR", "OPERATION": "X"}, "cause": {"message": "why", "gql_status": "42I06", "description": "error: invalid input"}}
            S: IGNORED
            """]);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        var cursor = await session.RunAsync("Q");
        var failure = await Assert.ThrowsAsync<ClientException>(() => cursor.FetchAsync());

        Assert.Equal(("42001", "error: syntax error", "CLIENT_ERROR"), (failure.GqlStatus, failure.GqlStatusDescription, failure.GqlClassification));
        Assert.Equal(("X", "0", "/"), (failure.GqlDiagnosticRecord["OPERATION"], failure.GqlDiagnosticRecord["OPERATION_CODE"], failure.GqlDiagnosticRecord["CURRENT_SCHEMA"]));
        Assert.Equal(("42I06", "why"), (failure.GqlCause!.GqlStatus, failure.GqlCause.Message));
    }

    [Fact]
    public async Task A_failure_without_a_status_gets_the_general_one()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Statement.SyntaxError", "message": "msg"}
            S: IGNORED
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        var failure = await Assert.ThrowsAsync<ClientException>(async () => await (await session.RunAsync("Q")).ConsumeAsync());

        Assert.Equal(("50N42", "error: general processing exception - unexpected error. msg"), (failure.GqlStatus, failure.GqlStatusDescription));
    }

    [Fact]
    public async Task A_failed_transaction_asks_for_no_more_rows_of_its_other_results()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL {"n": 1}
            S: SUCCESS {"fields": ["n"], "qid": 0}
            S: RECORD [1]
            S: SUCCESS {"has_more": true}
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Statement.SyntaxError", "message": "msg"}
            S: IGNORED
            C: RESET
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession(s => s.WithFetchSize(1));
        var transaction = await session.BeginTransactionAsync();
        var first = await transaction.RunAsync("Q");
        Assert.True(await first.FetchAsync());
        var second = await transaction.RunAsync("Q");

        await Assert.ThrowsAsync<ClientException>(() => second.FetchAsync());
        await Assert.ThrowsAnyAsync<Neo4jException>(() => first.ToListAsync());
        await Assert.ThrowsAnyAsync<Neo4jException>(() => first.ConsumeAsync());
        await transaction.RollbackAsync();

        server.AssertPlayed();
    }

    [Fact]
    public async Task A_row_without_a_meaning_fails_alone_and_the_next_can_be_read()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [{"$": ["?", 1]}]
            S: RECORD [2]
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        var cursor = await session.RunAsync("Q");

        Assert.Contains("3F", (await Assert.ThrowsAsync<ProtocolException>(() => cursor.FetchAsync())).Message);
        Assert.True(await cursor.FetchAsync());
        Assert.Equal(2, cursor.Current.Get<int>("n"));
    }

    [Fact]
    public async Task Every_cut_of_the_servers_bytes_gives_the_same_answer()
    {
        for (var size = 1; size <= 24; size++)
        {
            await using var server = new ScriptedServer(
                "5.4",
                ["""
                LOGIN
                C: RUN
                C: PULL
                S: SUCCESS {"fields": ["n", "text"]}
                S: RECORD [1, "one"]
                S: RECORD [200, "a somewhat longer text that fills a chunk"]
                S: SUCCESS {"db": "neo4j"}
                """],
                cutEvery: size);
            await using var driver = server.Driver();
            await using var session = driver.AsyncSession();

            var rows = await (await session.RunAsync("Q")).ToListAsync(r => r.Get<int>("n"));

            Assert.Equal([1, 200], rows);
        }
    }

    private static async Task RunAsync(IAsyncSession session)
    {
        await using (session) await (await session.RunAsync("Q")).ConsumeAsync();
    }
}
