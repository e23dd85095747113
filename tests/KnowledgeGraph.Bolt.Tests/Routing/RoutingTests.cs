using KnowledgeGraph.Bolt.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests.Routing;

/// <summary>Clusters: who is asked for the table, who serves, and what happens when one fails.</summary>
public sealed class RoutingTests
{
    private const string Read = """
        C: RUN "Q" {} {"mode": "r", "db": "news"}
        C: PULL
        S: SUCCESS {"fields": ["n"]}
        S: RECORD [1]
        S: SUCCESS {}
        """;

    [Fact]
    public async Task Readers_and_writers_are_sent_to_their_servers()
    {
        await using var reader = new ScriptedServer($"LOGIN\n{Read}");
        await using var writer = new ScriptedServer("LOGIN\n" + """
            C: RUN "W" {} {"db": "news"}
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            """);
        await using var router = Router(Table([reader], [writer]));
        await using var driver = router.RoutingDriver();

        await RunAsync(driver, AccessMode.Read, "Q");
        await RunAsync(driver, AccessMode.Write, "W");

        Assert.Equal(1, router.Seen.Count(name => name == "ROUTE"));
        reader.AssertPlayed();
        writer.AssertPlayed();
    }

    [Fact]
    public async Task The_routing_context_and_the_bookmarks_go_to_the_router()
    {
        await using var reader = new ScriptedServer($"LOGIN\n{Read.Replace("\"mode\"", "\"bookmarks\": [\"b:1\"], \"mode\"")}");
        var own = ScriptedServer.FreePort();
        await using var real = new ScriptedServer(own, "5.4", [$$"""
            LOGIN
            C: ROUTE {"address": "127.0.0.1:{{own}}", "region": "eu west", "policy": "p"} ["b:1"] {"db": "news"}
            S: SUCCESS {{TableJson([reader], [reader], own)}}
            """]);
        await using var driver = real.RoutingDriver(context: "?region=eu%20west&policy=p");
        await using var session = driver.AsyncSession(s => s.WithDatabase("news").WithDefaultAccessMode(AccessMode.Read).WithBookmarks(Bookmarks.From("b:1")));

        await (await session.RunAsync("Q")).ConsumeAsync();

        real.AssertPlayed();
    }

    [Fact]
    public async Task A_home_database_is_asked_for_and_then_named()
    {
        await using var reader = new ScriptedServer($"LOGIN\n{Read.Replace("\"news\"", "\"home\", \"imp_user\": \"ada\"")}");
        var own = ScriptedServer.FreePort();
        await using var router = new ScriptedServer(own, "5.4", [$$"""
            LOGIN
            C: ROUTE {"address": "127.0.0.1:{{own}}"} [] {"imp_user": "ada"}
            S: SUCCESS {{TableJson([reader], [reader], own, database: "home")}}
            """]);
        await using var driver = router.RoutingDriver();
        await using var session = driver.AsyncSession(s => s.WithDefaultAccessMode(AccessMode.Read).WithImpersonatedUser("ada"));

        await (await session.RunAsync("Q")).ConsumeAsync();

        router.AssertPlayed();
        reader.AssertPlayed();
    }

    [Fact]
    public async Task Equal_readers_are_used_in_turn()
    {
        await using var one = new ScriptedServer($"LOGIN\n{Read}\n{Read}");
        await using var other = new ScriptedServer($"LOGIN\n{Read}\n{Read}");
        await using var router = Router(Table([one, other], [one]));
        await using var driver = router.RoutingDriver();

        for (var i = 0; i < 4; i++) await RunAsync(driver, AccessMode.Read, "Q");

        one.AssertPlayed();
        other.AssertPlayed();
    }

    [Fact]
    public async Task The_first_of_equal_readers_is_used_first()
    {
        await using var first = new ScriptedServer($"LOGIN\n{Read}");
        await using var second = new ScriptedServer();
        await using var router = Router(Table([first, second], [second]));
        await using var driver = router.RoutingDriver();

        await RunAsync(driver, AccessMode.Read, "Q");

        first.AssertPlayed();
    }

    [Fact]
    public async Task A_reader_that_is_gone_is_passed_over()
    {
        await using var reader = new ScriptedServer($"LOGIN\n{Read}");
        await using var router = Router(Table([reader], [reader], deadReaders: 3));
        await using var driver = router.RoutingDriver();

        await RunAsync(driver, AccessMode.Read, "Q");

        reader.AssertPlayed();
    }

    [Fact]
    public async Task When_no_reader_is_left_the_session_is_told_at_once()
    {
        await using var router = Router(Table([], [], deadReaders: 2));
        await using var driver = router.RoutingDriver();

        await Assert.ThrowsAsync<SessionExpiredException>(() => RunAsync(driver, AccessMode.Read, "Q"));

        Assert.Equal(1, router.Seen.Count(name => name == "ROUTE"));
    }

    [Fact]
    public async Task A_leader_that_steps_down_is_asked_for_anew_and_the_work_repeated()
    {
        await using var follower = new ScriptedServer("LOGIN\n" + """
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Cluster.NotALeader", "message": "not me"}
            S: IGNORED
            C: RESET
            S: SUCCESS {}
            """);
        await using var leader = new ScriptedServer("LOGIN\n" + """
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {}
            """);
        await using var router = Router(Table([follower], [follower]), Table([follower], [leader]));
        await using var driver = router.RoutingDriver(c => c.WithTimeProvider(new SteppingTime()));
        await using var session = driver.AsyncSession(s => s.WithDatabase("news"));

        await session.ExecuteWriteAsync(async tx => await (await tx.RunAsync("W")).ConsumeAsync());

        follower.AssertPlayed();
        leader.AssertPlayed();
    }

    [Fact]
    public async Task Writing_with_a_reading_session_is_the_callers_fault()
    {
        await using var reader = new ScriptedServer("LOGIN\n" + """
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Cluster.NotALeader", "message": "not me"}
            S: IGNORED
            """);
        await using var router = Router(Table([reader], [reader]));
        await using var driver = router.RoutingDriver();

        var failure = await Assert.ThrowsAsync<ClientException>(() => RunAsync(driver, AccessMode.Read, "CREATE (n)"));

        Assert.Contains("READ access mode", failure.Message);
        Assert.False(failure.IsRetriable);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_ends_the_search_for_a_router()
    {
        await using var router = new ScriptedServer("LOGIN\nC: ROUTE\nS: FAILURE {\"code\": \"Neo.ClientError.Database.DatabaseNotFound\", \"message\": \"no such database\"}");
        await using var driver = router.RoutingDriver();

        await Assert.ThrowsAsync<FatalDiscoveryException>(() => RunAsync(driver, AccessMode.Read, "Q"));
    }

    [Fact]
    public async Task A_table_is_used_until_it_expires()
    {
        var time = new SteppingTime();
        await using var reader = new ScriptedServer($"LOGIN\n{Read}\n{Read}\n{Read}");
        await using var router = Router(Table([reader], [reader]), Table([reader], [reader]));
        await using var driver = router.RoutingDriver(c => c.WithTimeProvider(time));

        await RunAsync(driver, AccessMode.Read, "Q");
        await RunAsync(driver, AccessMode.Read, "Q");
        Assert.Equal(1, router.Seen.Count(name => name == "ROUTE"));
        time.Advance(TimeSpan.FromSeconds(301));
        await RunAsync(driver, AccessMode.Read, "Q");

        Assert.Equal(2, router.Seen.Count(name => name == "ROUTE"));
    }

    [Fact]
    public async Task A_server_that_closes_a_distrusted_connection_stays_in_the_table()
    {
        await using var reader = new ScriptedServer("LOGIN\n" + """
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Security.AuthorizationExpired", "message": "again"}
            S: IGNORED
            S: <EXIT>
            """, $"LOGIN\n{Read}");
        await using var router = Router(Table([reader], [reader]));
        await using var driver = router.RoutingDriver();

        await Assert.ThrowsAsync<AuthorizationException>(() => RunAsync(driver, AccessMode.Read, "Q"));
        await RunAsync(driver, AccessMode.Read, "Q");

        Assert.Equal(1, router.Seen.Count(name => name == "ROUTE"));
        Assert.DoesNotContain("RESET", reader.Seen);
        reader.AssertPlayed();
    }

    [Fact]
    public async Task A_server_whose_idle_connection_died_stays_in_the_table()
    {
        var time = new SteppingTime();
        await using var reader = new ScriptedServer($"LOGIN\n{Read}\nC: RESET\nS: <EXIT>", $"LOGIN\n{Read}");
        await using var router = Router(Table([reader], [reader]));
        await using var driver = router.RoutingDriver(c => c.WithTimeProvider(time).WithConnectionLivenessThreshold(TimeSpan.FromMinutes(2)));

        await RunAsync(driver, AccessMode.Read, "Q");
        time.Advance(TimeSpan.FromMinutes(3));
        await RunAsync(driver, AccessMode.Read, "Q");

        Assert.Equal(1, router.Seen.Count(name => name == "ROUTE"));
        reader.AssertPlayed();
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"rt": {}}""")]
    [InlineData("""{"rt": {"ttl": -1, "servers": []}}""")]
    [InlineData("""{"rt": {"ttl": 9, "servers": [{"role": "ROUTE"}]}}""")]
    [InlineData("""{"rt": {"ttl": 9, "servers": [{"role": "ROUTE", "addresses": [7]}]}}""")]
    [InlineData("""{"rt": {"ttl": 9, "servers": [{"role": "ROUTE", "addresses": ["host:port"]}]}}""")]
    [InlineData("""{"rt": {"ttl": 9, "servers": [{"role": "ROUTE", "addresses": ["a:1"]}]}}""")]
    public async Task A_malformed_table_is_not_used(string table)
    {
        await using var router = new ScriptedServer($"LOGIN\nC: ROUTE\nS: SUCCESS {table}");
        await using var driver = router.RoutingDriver();

        await Assert.ThrowsAsync<ServiceUnavailableException>(() => RunAsync(driver, AccessMode.Read, "Q"));
    }

    [Theory]
    [InlineData("neo4j://host?policy=", "key=value")]
    [InlineData("neo4j://host?=x", "key=value")]
    [InlineData("neo4j://host?a=1&a=2", "twice")]
    [InlineData("neo4j://host?address=x", "address")]
    [InlineData("bolt://host?a=1", "routing context")]
    [InlineData("http://host", "expected bolt")]
    [InlineData("host:7687", "expected bolt")]
    public void An_address_that_contradicts_itself_is_refused(string uri, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => GraphDatabase.Driver(uri, AuthTokens.None)).Message);

    [Theory]
    [InlineData("host", "host", 7687)]
    [InlineData("host:1", "host", 1)]
    [InlineData("127.0.0.1:9000", "127.0.0.1", 9000)]
    [InlineData("[::1]:9000", "::1", 9000)]
    [InlineData("[::1]", "::1", 7687)]
    [InlineData("::1", "::1", 7687)]
    public void Server_addresses_have_many_forms(string text, string host, int port) => Assert.Equal(new ServerAddress(host, port), ServerAddress.Parse(text));

    private static async Task RunAsync(IDriver driver, AccessMode mode, string query)
    {
        await using var session = driver.AsyncSession(s => s.WithDatabase("news").WithDefaultAccessMode(mode));
        await (await session.RunAsync(query)).ConsumeAsync();
    }

    /// <summary>A router that gives these tables one after the other, each of which names it as the router.</summary>
    private static ScriptedServer Router(params Func<int, string>[] tables)
    {
        var own = ScriptedServer.FreePort();
        return new ScriptedServer(own, "5.4", ["LOGIN\n" + string.Join('\n', tables.Select(table => $"C: ROUTE\nS: SUCCESS {table(own)}"))]);
    }

    private static Func<int, string> Table(ScriptedServer[] readers, ScriptedServer[] writers, int deadReaders = 0) =>
        own => TableJson(readers, writers, own, deadReaders);

    private static string TableJson(ScriptedServer[] readers, ScriptedServer[] writers, int own, int deadReaders = 0, string database = "news")
    {
        var dead = Enumerable.Range(1, deadReaders).Select(port => $"127.0.0.1:{port}");
        var servers = new[]
        {
            new { role = "READ", addresses = dead.Concat(readers.Select(r => r.Address)).ToArray() },
            new { role = "WRITE", addresses = writers.Select(w => w.Address).ToArray() },
            new { role = "ROUTE", addresses = new[] { $"127.0.0.1:{own}" } },
        };
        return System.Text.Json.JsonSerializer.Serialize(new { rt = new { ttl = 300, db = database, servers } });
    }
}
