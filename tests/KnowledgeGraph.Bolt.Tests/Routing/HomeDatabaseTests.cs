using KnowledgeGraph.Bolt.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests.Routing;

/// <summary>Sessions without a database where servers pass requests on (Bolt 5.8): the cluster is asked once per user, not once per session.</summary>
public sealed class HomeDatabaseTests
{
    private const string Login = """
        C: HELLO
        C: LOGON
        S: SUCCESS {"server": "Neo4j/5.28.0", "connection_id": "c", "hints": {"ssr.enabled": true}}
        S: SUCCESS {}
        """;

    [Fact]
    public async Task The_server_is_guessed_and_names_the_database()
    {
        await using var server = new ScriptedServer("5.8", [Login + """

            C: RUN "Q" {} {"db": "home"}
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            C: RUN "Q" {} {}
            C: PULL
            S: SUCCESS {"fields": [], "db": "home"}
            S: SUCCESS {}
            C: RUN "Q" {} {"db": "home"}
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            """]);
        await using var router = Router(server, 1);
        await using var driver = router.RoutingDriver();
        await RunAsync(driver.AsyncSession());
        await using var session = driver.AsyncSession();

        await (await session.RunAsync("Q")).ConsumeAsync();
        await (await session.RunAsync("Q")).ConsumeAsync();

        Assert.Equal(1, router.Seen.Count(name => name == "ROUTE"));
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_transaction_learns_its_database_from_begin()
    {
        await using var server = new ScriptedServer("5.8", [Login + """

            C: BEGIN {"db": "home"}
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {}
            C: BEGIN {}
            S: SUCCESS {"db": "home"}
            C: COMMIT
            S: SUCCESS {}
            C: BEGIN {"db": "home"}
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {}
            """]);
        await using var router = Router(server, 1);
        await using var driver = router.RoutingDriver();
        await using var first = driver.AsyncSession();
        await (await first.BeginTransactionAsync()).CommitAsync();
        await using var session = driver.AsyncSession();

        await (await session.BeginTransactionAsync()).CommitAsync();
        await (await session.BeginTransactionAsync()).CommitAsync();

        Assert.Equal(1, router.Seen.Count(name => name == "ROUTE"));
        server.AssertPlayed();
    }

    [Fact]
    public async Task Where_a_server_passes_nothing_on_the_cluster_is_asked_each_time()
    {
        const string query = """
            C: RUN "Q" {} {"db": "home"}
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            """;
        await using var server = new ScriptedServer("5.8", [$"LOGIN\n{query}\n{query}"]);
        await using var router = Router(server, 2);
        await using var driver = router.RoutingDriver();

        await RunAsync(driver.AsyncSession());
        await RunAsync(driver.AsyncSession());

        Assert.Equal(2, router.Seen.Count(name => name == "ROUTE"));
        server.AssertPlayed();
    }

    [Fact]
    public async Task Each_user_has_a_home()
    {
        await using var server = new ScriptedServer("5.8", [Login + """

            C: RUN "Q" {} {"db": "home", "imp_user": "ada"}
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            C: RUN "Q" {} {"db": "home", "imp_user": "bob"}
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            C: RUN "Q" {} {"imp_user": "ada"}
            C: PULL
            S: SUCCESS {"fields": [], "db": "home"}
            S: SUCCESS {}
            """]);
        await using var router = Router(server, 2);
        await using var driver = router.RoutingDriver();

        await RunAsync(driver.AsyncSession(s => s.WithImpersonatedUser("ada")));
        await RunAsync(driver.AsyncSession(s => s.WithImpersonatedUser("bob")));
        await RunAsync(driver.AsyncSession(s => s.WithImpersonatedUser("ada")));

        Assert.Equal(2, router.Seen.Count(name => name == "ROUTE"));
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_guess_that_fails_spends_the_time_that_there_is_for_a_connection()
    {
        var time = new SteppingTime();
        var own = ScriptedServer.FreePort();
        await using var reader = new ScriptedServer("5.8", [Login + """

            C: RUN
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            """]);
        await using var guessed = new ScriptedServer("5.8", ["LOGIN"]);
        await using var right = new ScriptedServer("5.8", ["LOGIN"]);
        await using var router = new ScriptedServer(own, "5.8", [$"{Login}\nC: ROUTE\nS: SUCCESS {Table(guessed)}\nC: ROUTE\nS: SUCCESS {Table(right)}"]);
        await using var driver = router.RoutingDriver(c => c
            .WithTimeProvider(time)
            .WithConnectionAcquisitionTimeout(TimeSpan.FromSeconds(40))
            .WithHostLookup((_, _) =>
            {
                time.Advance(TimeSpan.FromSeconds(35));
                return Task.FromResult<System.Net.IPAddress[]>([System.Net.IPAddress.Loopback]);
            }));
        await RunAsync(driver.AsyncSession(s => s.WithDefaultAccessMode(AccessMode.Read)));

        await Assert.ThrowsAsync<ConnectionAcquisitionTimeoutException>(() => RunAsync(driver.AsyncSession()));

        Assert.Equal(1, guessed.Connections);
        router.AssertPlayed();

        string Table(ScriptedServer writer) =>
            $$$"""{"rt": {"ttl": 300, "db": "home", "servers": [{"role": "READ", "addresses": ["{{{reader.Address}}}"]}, {"role": "WRITE", "addresses": ["slow:{{{writer.Port}}}"]}, {"role": "ROUTE", "addresses": ["127.0.0.1:{{{own}}}"]}]}}""";
    }

    private static async Task RunAsync(IAsyncSession session)
    {
        await using var owned = session;
        await (await session.RunAsync("Q")).ConsumeAsync();
    }

    /// <summary>A router that says this many times that the database "home" is at this server.</summary>
    private static ScriptedServer Router(ScriptedServer server, int times)
    {
        var own = ScriptedServer.FreePort();
        var table = $$$"""{"rt": {"ttl": 300, "db": "home", "servers": [{"role": "READ", "addresses": ["{{{server.Address}}}"]}, {"role": "WRITE", "addresses": ["{{{server.Address}}}"]}, {"role": "ROUTE", "addresses": ["127.0.0.1:{{{own}}}"]}]}}""";
        return new ScriptedServer(own, "5.8", [Login + "\n" + string.Join('\n', Enumerable.Repeat($"C: ROUTE\nS: SUCCESS {table}", times))]);
    }
}
