using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests.Server;

/// <summary>The truth: what a Neo4j 5.26 answers.</summary>
public sealed class RealServerTests
{
    [Neo4jFact]
    public async Task Connectivity_is_verified_and_the_newest_common_version_is_spoken()
    {
        await using var driver = RealServer.Driver();

        await driver.VerifyConnectivityAsync();
        var info = await driver.GetServerInfoAsync();

        Assert.Equal("5.8", info.ProtocolVersion);
        Assert.StartsWith("Neo4j/5.26", info.Agent);
    }

    [Neo4jFact]
    public async Task Every_kind_of_value_comes_back_as_it_was_sent()
    {
        await using var driver = RealServer.Driver();
        object?[] values =
        [
            null, true, false, 0L, -17L, 128L, 40_000L, -3_000_000_000L, long.MaxValue, long.MinValue, 0.1, double.PositiveInfinity,
            "", "plain", "Київ 'quoted' `ticked` \"double\" \\ {brace}", "\0 and on", new string('x', 70_000),
            new byte[] { 1, 2, 255 }, new LocalDate(2024, 2, 29), new LocalTime(23, 59, 59, 999_999_999),
            new OffsetTime(1, 2, 3, 4, -3600), new LocalDateTime(1969, 12, 31, 23, 59, 59, 1),
            new ZonedDateTime(2024, 7, 1, 12, 0, 0, Zone.Of("Europe/Kyiv")), new ZonedDateTime(2024, 7, 1, 12, 0, 0, 5, Zone.Of(7200)),
            new Duration(14, 3, -1, 999_999_999), new Point(4326, 30.5, 50.4), new Point(9157, 1, 2, 3),
        ];

        foreach (var value in values)
        {
            var result = await driver.ExecutableQuery("RETURN $value AS value").WithParameters(new { value }).ExecuteAsync();
            Assert.Equal(value, result.Result.Single()["value"]);
        }
    }

    [Neo4jFact]
    public async Task Text_that_looks_like_a_query_is_only_text()
    {
        await using var driver = RealServer.Driver();
        await using var session = driver.AsyncSession();
        await using var transaction = await session.BeginTransactionAsync();
        string[] texts =
        [
            "'}) DETACH DELETE n //", "\"}) RETURN 1; MATCH (n) DELETE n", "`) DELETE n", "$value", "{value}", "\\u0027 OR 1 = 1", "\\", "'", "\"", "`", "/* */",
            "\r\n\t", "\u2028\u202E", "👩‍👩‍👧", ";", "%00", "CALL db.labels()",
        ];

        foreach (var text in texts)
        {
            var back = await (await transaction.RunAsync(
                "CREATE (n:BoltText) SET n = $map, n.text = $text WITH n MATCH (m:BoltText {text: $text}) RETURN m.text AS text, m[$text] AS value, count(m) AS count",
                new Dictionary<string, object?> { ["text"] = text, ["map"] = new Dictionary<string, object?> { [text] = text } })).SingleAsync();

            Assert.Equal((text, text, 1), (back.Get<string>("text"), back.Get<string>("value"), back.Get<int>("count")));
        }

        Assert.Equal(texts.Length, (await (await transaction.RunAsync("MATCH (n:BoltText) RETURN count(n) AS count")).SingleAsync()).Get<int>("count"));
    }

    [Neo4jFact]
    public async Task Megabytes_of_text_come_back_and_leave_the_connection_as_it_was()
    {
        await using var driver = RealServer.Driver(c => c.WithMaxConnectionPoolSize(1));

        foreach (var size in new[] { 1 << 20, 3 << 20, 10 })
        {
            var text = string.Concat(Enumerable.Repeat("їжак 🦔 ", size / 7));
            var result = await driver.ExecutableQuery("RETURN $text AS text, size($text) AS size").WithParameters(new { text }).ExecuteAsync();

            Assert.True(text == result.Result.Single().Get<string>("text"), $"{size} characters");
        }
    }

    [Neo4jFact]
    public async Task Lists_and_maps_nest()
    {
        await using var driver = RealServer.Driver();
        var value = new Dictionary<string, object?> { ["list"] = new List<object?> { 1L, "two", new List<object?>() }, ["map"] = new Dictionary<string, object?>() };

        var result = await driver.ExecutableQuery("RETURN $value AS value").WithParameters(new { value }).ExecuteAsync();

        Assert.Equivalent(value, result.Result.Single()["value"], strict: true);
    }

    [Neo4jFact]
    public async Task Nodes_relationships_and_paths_arrive_with_their_properties()
    {
        await using var driver = RealServer.Driver();
        await using var session = driver.AsyncSession();
        await using var transaction = await session.BeginTransactionAsync();

        var cursor = await transaction.RunAsync("CREATE p = (a:Person:Test {name: 'Ada'})-[r:CALLED {at: date('2024-01-01')}]->(b:Person {name: 'Bob'}) RETURN p, a, r");
        var record = await cursor.SingleAsync();
        var (path, ada, call) = (record.Get<IPath>("p"), record.Get<INode>("a"), record.Get<IRelationship>("r"));

        Assert.Equal(["Person", "Test"], ada.Labels.Order());
        Assert.Equal("Ada", ada.Get<string>("name"));
        Assert.Equal("CALLED", call.Type);
        Assert.Equal(new DateOnly(2024, 1, 1), call.Get<DateOnly>("at"));
        Assert.Equal(ada.ElementId, call.StartNodeElementId);
        Assert.Equal(ada, path.Start);
        Assert.Equal("Bob", path.End["name"]);
        Assert.Equal(call, Assert.Single(path.Relationships));
    }

    [Neo4jFact]
    public async Task A_path_walked_against_its_direction_keeps_the_stored_direction()
    {
        await using var driver = RealServer.Driver();
        await using var session = driver.AsyncSession();
        await using var transaction = await session.BeginTransactionAsync();

        var cursor = await transaction.RunAsync("CREATE (a:Test)-[:T]->(b:Test) WITH a, b MATCH p = (b)<-[:T]-(a) RETURN p, a, b");
        var record = await cursor.SingleAsync();
        var relationship = record.Get<IPath>("p").Relationships[0];

        Assert.Equal(record.Get<INode>("b"), record.Get<IPath>("p").Start);
        Assert.Equal(record.Get<INode>("a").ElementId, relationship.StartNodeElementId);
        Assert.Equal(record.Get<INode>("b").ElementId, relationship.EndNodeElementId);
    }

    [Neo4jFact]
    public async Task A_summary_counts_what_changed()
    {
        await using var driver = RealServer.Driver();
        await using var session = driver.AsyncSession();
        await using var transaction = await session.BeginTransactionAsync();

        var cursor = await transaction.RunAsync("CREATE (:CounterTest {a: 1, b: 2})-[:T]->(:CounterTest)");
        var summary = await cursor.ConsumeAsync();

        Assert.Equal(
            (2, 1, 2, 2, true),
            (summary.Counters.NodesCreated, summary.Counters.RelationshipsCreated, summary.Counters.PropertiesSet, summary.Counters.LabelsAdded, summary.Counters.ContainsUpdates));
        Assert.Equal(QueryType.WriteOnly, summary.QueryType);
        Assert.Equal("neo4j", summary.Database.Name);
    }

    [Neo4jFact]
    public async Task A_plan_and_a_notification_come_with_the_summary()
    {
        await using var driver = RealServer.Driver();
        await using var session = driver.AsyncSession();

        var profiled = await (await session.RunAsync("PROFILE UNWIND range(1, 3) AS x RETURN x")).ConsumeAsync();
        var warned = await (await session.RunAsync("MATCH (n:NoSuchLabelAnywhere) RETURN n.nothing")).ConsumeAsync();

        Assert.StartsWith("ProduceResults", profiled.Profile!.OperatorType);
        Assert.Equal(3, profiled.Profile.Records);
        Assert.Contains(warned.Notifications, n => n.Code == "Neo.ClientNotification.Statement.UnknownLabelWarning" && n.Category == NotificationCategory.Unrecognized);
        Assert.Contains(warned.GqlStatusObjects, s => s.GqlStatus.StartsWith("01N", StringComparison.Ordinal));
    }

    [Neo4jFact]
    public async Task A_wrong_query_is_the_callers_fault_and_leaves_the_session_usable()
    {
        await using var driver = RealServer.Driver();
        await using var session = driver.AsyncSession();

        var wrong = await session.RunAsync("RETURN 1 AS");
        var failure = await Assert.ThrowsAsync<ClientException>(() => wrong.FetchAsync());
        var one = await (await session.RunAsync("RETURN 1 AS one")).SingleAsync();

        Assert.Equal("Neo.ClientError.Statement.SyntaxError", failure.Code);
        Assert.Equal(5, failure.GqlStatus.Length);
        Assert.Equal(1, one.Get<int>("one"));
    }

    [Neo4jFact]
    public async Task A_wrong_password_is_an_authentication_failure()
    {
        await using var driver = GraphDatabase.Driver(RealServer.Uri, AuthTokens.Basic("neo4j", "not the password"));

        var failure = await Assert.ThrowsAsync<AuthenticationException>(() => driver.VerifyConnectivityAsync());

        Assert.Equal("Neo.ClientError.Security.Unauthorized", failure.Code);
    }

    [Neo4jFact]
    public async Task A_cancelled_query_stops_and_its_connection_serves_the_next()
    {
        await using var driver = RealServer.Driver(c => c.WithMaxConnectionPoolSize(1));
        await using var session = driver.AsyncSession();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var cursor = await session.RunAsync(new Query("UNWIND range(1, 1000000000) AS x WITH x WHERE x < 0 RETURN x"), cancel.Token);
            await cursor.FetchAsync(cancel.Token);
        });
        var one = await (await session.RunAsync("RETURN 1 AS one")).SingleAsync();
        var running = await driver.ExecutableQuery("SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS '1000000000' AND NOT currentQuery CONTAINS 'SHOW' RETURN currentQuery").ExecuteAsync();

        Assert.Equal(1, one.Get<int>("one"));
        Assert.Empty(running.Result);
    }

    [Neo4jFact]
    public async Task Cancelling_at_any_moment_never_mixes_up_answers()
    {
        await using var driver = RealServer.Driver(c => c.WithMaxConnectionPoolSize(4).WithFetchSize(7));
        var cancelled = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 40; i++)
            {
                using var cancel = i % 3 == 0 ? new CancellationTokenSource() : new CancellationTokenSource(TimeSpan.FromMicroseconds(random.Next(0, 60_000)));
                var tag = worker * 1000 + i;
                try
                {
                    await using var session = driver.AsyncSession();
                    var ballast = new string('x', i % 4 == 0 ? 400_000 : 0);
                    var cursor = await session.RunAsync(new Query("UNWIND range(1, 200) AS n RETURN n, $tag AS tag, size($ballast) AS size", new { tag, ballast }), cancel.Token);
                    var expected = 0;
                    while (await cursor.FetchAsync(cancel.Token)) Assert.Equal((++expected, tag), (cursor.Current.Get<int>("n"), cursor.Current.Get<int>("tag")));
                    Assert.Equal(200, expected);
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref cancelled);
                }
            }
        }));

        Assert.InRange(cancelled, 1, 8 * 27);
        Assert.Equal(1, (await driver.ExecutableQuery("RETURN 1 AS one").ExecuteAsync()).Result.Single().Get<int>("one"));
    }

    [Neo4jFact]
    public async Task A_stream_can_be_left_in_the_middle()
    {
        await using var driver = RealServer.Driver(c => c.WithMaxConnectionPoolSize(1).WithFetchSize(10));
        await using var session = driver.AsyncSession();

        var cursor = await session.RunAsync("UNWIND range(1, 100000) AS x RETURN x");
        for (var i = 1; i <= 25; i++)
        {
            Assert.True(await cursor.FetchAsync());
            Assert.Equal(i, cursor.Current.Get<int>("x"));
        }

        await cursor.ConsumeAsync();
        Assert.Equal(1, (await (await session.RunAsync("RETURN 1 AS one")).SingleAsync()).Get<int>("one"));
    }

    [Neo4jFact]
    public async Task Two_results_of_one_transaction_are_read_side_by_side()
    {
        await using var driver = RealServer.Driver(c => c.WithFetchSize(2));
        await using var session = driver.AsyncSession();
        await using var transaction = await session.BeginTransactionAsync();

        var letters = await transaction.RunAsync("UNWIND ['a', 'b', 'c', 'd', 'e'] AS l RETURN l");
        var numbers = await transaction.RunAsync("UNWIND range(1, 5) AS n RETURN n");
        var pairs = new List<string>();
        while (await letters.FetchAsync() && await numbers.FetchAsync()) pairs.Add(letters.Current.Get<string>("l") + numbers.Current.Get<int>("n"));

        Assert.Equal(["a1", "b2", "c3", "d4", "e5"], pairs);
    }

    [Neo4jFact]
    public async Task A_routed_driver_finds_the_home_database()
    {
        var uri = new UriBuilder(RealServer.Uri) { Scheme = "neo4j" }.Uri;
        await using var driver = GraphDatabase.Driver(uri, RealServer.Token);

        var result = await driver.ExecutableQuery("CALL db.info() YIELD name RETURN name").WithConfig(new QueryConfig(RoutingControl.Readers)).ExecuteAsync();

        Assert.Equal("neo4j", result.Result.Single().Get<string>("name"));
        Assert.Equal("neo4j", result.Summary.Database.Name);
    }

    [Neo4jFact]
    public async Task A_session_sees_what_the_one_before_wrote_by_its_bookmark()
    {
        await using var driver = RealServer.Driver();
        Bookmarks bookmarks;
        await using (var session = driver.AsyncSession())
        {
            await session.ExecuteWriteAsync(async tx => await (await tx.RunAsync("MERGE (:BookmarkTest)")).ConsumeAsync());
            bookmarks = session.LastBookmarks;
        }

        await using var second = driver.AsyncSession(s => s.WithBookmarks(bookmarks));
        var count = await second.ExecuteReadAsync(async tx => (await (await tx.RunAsync("MATCH (n:BookmarkTest) RETURN count(n) AS n")).SingleAsync()).Get<int>("n"));

        Assert.NotEmpty(bookmarks.Values);
        Assert.True(count > 0);
    }

    [Neo4jFact]
    public async Task A_transaction_that_its_work_fails_is_rolled_back()
    {
        await using var driver = RealServer.Driver();
        await using var session = driver.AsyncSession();

        await Assert.ThrowsAsync<FormatException>(() => session.ExecuteWriteAsync<int>(async tx =>
        {
            await (await tx.RunAsync("CREATE (:RolledBackTest)")).ConsumeAsync();
            throw new FormatException("the work's own failure");
        }));
        var left = await driver.ExecutableQuery("MATCH (n:RolledBackTest) RETURN n").ExecuteAsync();

        Assert.Empty(left.Result);
    }
}
