using KnowledgeGraph.Bolt.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests.Connections;

/// <summary>Connections that are shared, aged, tested and counted.</summary>
public sealed class PoolTests
{
    private const string Query = """
        C: RUN
        C: PULL
        S: SUCCESS {"fields": []}
        S: SUCCESS {}
        """;

    [Fact]
    public async Task Sessions_one_after_the_other_share_a_connection()
    {
        await using var server = new ScriptedServer($"LOGIN\n{Query}\n{Query}\n{Query}");
        await using var driver = server.Driver();

        for (var i = 0; i < 3; i++) await RunAsync(driver);

        Assert.Equal(1, server.Connections);
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_session_holds_no_connection_once_its_result_is_read()
    {
        await using var server = new ScriptedServer($"LOGIN\n{Query}\n{Query}");
        await using var driver = server.Driver(c => c.WithMaxConnectionPoolSize(1));
        await using var first = driver.AsyncSession();
        await using var second = driver.AsyncSession();

        await (await first.RunAsync("Q")).ConsumeAsync();
        await (await second.RunAsync("Q")).ConsumeAsync();

        server.AssertPlayed();
    }

    [Fact]
    public async Task Who_finds_the_pool_empty_waits_for_the_next_connection_that_is_given_back()
    {
        await using var server = new ScriptedServer($$"""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: ROLLBACK
            S: SUCCESS {}
            {{Query}}
            """);
        await using var driver = server.Driver(c => c.WithMaxConnectionPoolSize(1));
        await using var first = driver.AsyncSession();
        var transaction = await first.BeginTransactionAsync();

        var waiting = RunAsync(driver);
        Assert.False(waiting.IsCompleted);
        await transaction.RollbackAsync();
        await waiting;

        server.AssertPlayed();
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_so_and_the_pool_stays_whole()
    {
        await using var server = new ScriptedServer($$"""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: ROLLBACK
            S: SUCCESS {}
            {{Query}}
            """);
        await using var driver = server.Driver(c => c.WithMaxConnectionPoolSize(1).WithConnectionAcquisitionTimeout(TimeSpan.FromSeconds(4)));
        await using var first = driver.AsyncSession();
        var transaction = await first.BeginTransactionAsync();

        var failure = await Assert.ThrowsAsync<ConnectionAcquisitionTimeoutException>(() => RunAsync(driver));
        await transaction.RollbackAsync();
        await RunAsync(driver);

        Assert.Contains("all 1 were in use", failure.Message);
        server.AssertPlayed();
    }

    [Fact]
    public async Task Cancelling_the_wait_for_a_connection_leaves_the_line()
    {
        await using var server = new ScriptedServer($$"""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: ROLLBACK
            S: SUCCESS {}
            {{Query}}
            """);
        await using var driver = server.Driver(c => c.WithMaxConnectionPoolSize(1));
        await using var first = driver.AsyncSession();
        var transaction = await first.BeginTransactionAsync();
        using var cancel = new CancellationTokenSource();

        await using var second = driver.AsyncSession();
        var waiting = second.RunAsync(new Query("Q"), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await transaction.RollbackAsync();
        await RunAsync(driver);

        server.AssertPlayed();
    }

    [Fact]
    public async Task A_connection_past_its_lifetime_is_replaced()
    {
        var time = new SteppingTime();
        await using var server = new ScriptedServer($"LOGIN\n{Query}\nC: GOODBYE", $"LOGIN\n{Query}");
        await using var driver = server.Driver(c => c.WithTimeProvider(time).WithMaxConnectionLifetime(TimeSpan.FromMinutes(10)));

        await RunAsync(driver);
        time.Advance(TimeSpan.FromMinutes(11));
        await RunAsync(driver);

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_was_idle_for_long_is_tested_first()
    {
        var time = new SteppingTime();
        await using var server = new ScriptedServer($"LOGIN\n{Query}\n{Query}\nC: RESET\nS: SUCCESS {{}}\n{Query}");
        await using var driver = server.Driver(c => c.WithTimeProvider(time).WithConnectionLivenessThreshold(TimeSpan.FromMinutes(2)));

        await RunAsync(driver);
        time.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(driver);
        time.Advance(TimeSpan.FromMinutes(3));
        await RunAsync(driver);

        server.AssertPlayed();
    }

    [Fact]
    public async Task A_connection_that_fails_its_test_is_replaced_without_the_caller_noticing()
    {
        var time = new SteppingTime();
        await using var server = new ScriptedServer($"LOGIN\n{Query}\nC: RESET\nS: <EXIT>", $"LOGIN\n{Query}");
        await using var driver = server.Driver(c => c.WithTimeProvider(time).WithConnectionLivenessThreshold(TimeSpan.FromMinutes(2)));

        await RunAsync(driver);
        time.Advance(TimeSpan.FromMinutes(3));
        await RunAsync(driver);

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_while_it_was_idle_is_replaced()
    {
        await using var server = new ScriptedServer($"LOGIN\n{Query}\nS: <EXIT>", $"LOGIN\n{Query}");
        await using var driver = server.Driver();

        await RunAsync(driver);
        await server.PlaysAsync();
        await RunAsync(driver);

        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_was_refused_for_security_is_closed_without_another_word()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Security.TokenExpired", "message": "again"}
            S: IGNORED
            """, $"LOGIN\n{Query}");
        await using var driver = server.Driver();

        await Assert.ThrowsAsync<TokenExpiredException>(() => RunAsync(driver));
        await RunAsync(driver);

        Assert.DoesNotContain("RESET", server.Seen);
        server.AssertPlayed();
    }

    [Theory]
    [InlineData("""FAILURE {"code": "Neo.DatabaseError.General.UnknownError", "message": "no"}""")]
    [InlineData("IGNORED")]
    [InlineData("RECORD [1]")]
    public async Task A_connection_that_the_server_refuses_to_reset_is_thrown_away(string answer)
    {
        await using var server = new ScriptedServer($$"""
            LOGIN
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Statement.SyntaxError", "message": "what?"}
            S: IGNORED
            C: RESET
            S: {{answer}}
            """, $"LOGIN\n{Query}");
        await using var driver = server.Driver();

        await Assert.ThrowsAnyAsync<ClientException>(() => RunAsync(driver));
        await RunAsync(driver);

        Assert.Equal(2, server.Connections);
        server.AssertPlayed();
    }

    [Fact]
    public async Task When_authorisation_expires_the_other_connections_log_on_again()
    {
        await using var server = new ScriptedServer(
            "LOGIN\n" + """
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.ClientError.Security.AuthorizationExpired", "message": "again"}
            S: IGNORED
            """,
            $$"""
            LOGIN
            {{Query}}
            C: LOGOFF
            C: LOGON
            C: RUN
            C: PULL
            S: SUCCESS {}
            S: SUCCESS {}
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var transaction = await session.BeginTransactionAsync();
        await RunAsync(driver);

        await Assert.ThrowsAsync<AuthorizationException>(async () => await (await transaction.RunAsync("Q")).ConsumeAsync());
        await RunAsync(driver);

        server.AssertPlayed();
    }

    [Fact]
    public async Task Before_bolt_5_1_another_user_needs_another_connection_and_its_token_is_asked_for_when_it_is_opened()
    {
        const string Hello = """C: HELLO {"user_agent": "test", "routing": null, "scheme": "basic", "principal": "USER", "credentials": "pass"}""" + "\nS: SUCCESS {}\n";
        await using var server = new ScriptedServer("5.0", [Hello.Replace("USER", "ann") + Query + "\n" + Query, Hello.Replace("USER", "bob") + Query + "\n" + Query]);
        var tokens = new CountingTokens();
        await using var driver = GraphDatabase.Driver(server.Uri, tokens, c => c.WithUserAgent("test"));

        foreach (var user in new[] { "ann", "ann", "bob", "bob" })
        {
            tokens.User = user;
            await RunAsync(driver);
        }

        // Once for each of the four queries, and once more for the connection that took the place of the first.
        Assert.Equal(5, tokens.Asked);
        server.AssertPlayed();
    }

    [Fact]
    public async Task Each_idle_connection_is_tested_until_one_is_alive()
    {
        var time = new SteppingTime();
        var gone = $"LOGIN\nC: BEGIN\nS: SUCCESS {{}}\nC: ROLLBACK\nS: SUCCESS {{}}\nC: RESET\nS: <EXIT>";
        var alive = $"LOGIN\nC: BEGIN\nS: SUCCESS {{}}\nC: ROLLBACK\nS: SUCCESS {{}}\nC: RESET\nS: SUCCESS {{}}\n{Query}";
        await using var server = new ScriptedServer(alive, gone, gone);
        await using var driver = server.Driver(c => c.WithTimeProvider(time).WithConnectionLivenessThreshold(TimeSpan.FromMinutes(2)));
        var sessions = Enumerable.Range(0, 3).Select(_ => driver.AsyncSession()).ToList();
        var transactions = new List<IAsyncTransaction>();
        foreach (var session in sessions) transactions.Add(await session.BeginTransactionAsync());
        foreach (var transaction in transactions) await transaction.RollbackAsync();

        time.Advance(TimeSpan.FromMinutes(3));
        await RunAsync(driver);

        Assert.Equal(3, server.Connections);
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_closed_driver_says_goodbye_and_gives_no_more_sessions()
    {
        await using var server = new ScriptedServer($"LOGIN\n{Query}\nC: GOODBYE\nS: <EXIT>");
        var driver = server.Driver();
        await RunAsync(driver);

        await driver.CloseAsync();

        Assert.Throws<ObjectDisposedException>(() => driver.AsyncSession());
        Assert.False(driver.Encrypted);
    }

    private static async Task RunAsync(IDriver driver)
    {
        await using var session = driver.AsyncSession();
        await (await session.RunAsync("Q")).ConsumeAsync();
    }

    private sealed class CountingTokens : IAuthTokenManager
    {
        public string User { get; set; } = "";

        public int Asked { get; private set; }

        public ValueTask<IAuthToken> GetTokenAsync(CancellationToken cancellationToken = default)
        {
            Asked++;
            return new ValueTask<IAuthToken>(AuthTokens.Basic(User, "pass"));
        }

        public ValueTask<bool> HandleSecurityExceptionAsync(IAuthToken token, SecurityException exception, CancellationToken cancellationToken = default) => new(false);
    }
}
