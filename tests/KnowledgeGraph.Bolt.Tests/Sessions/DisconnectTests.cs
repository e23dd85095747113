using KnowledgeGraph.Bolt.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests.Sessions;

/// <summary>The server hangs up after each message in turn: which call tells, and that the driver goes on with a new connection.</summary>
public sealed class DisconnectTests
{
    [Theory]
    [InlineData("", "run")]
    [InlineData("LOGIN", "fetch 1")]
    [InlineData("LOGIN|C: RUN", "fetch 1")]
    [InlineData("LOGIN|C: RUN|C: PULL", "fetch 1")]
    [InlineData("LOGIN|C: RUN|C: PULL|S: SUCCESS {\"fields\": [\"n\"]}", "fetch 1")]
    [InlineData("LOGIN|C: RUN|C: PULL|S: SUCCESS {\"fields\": [\"n\"]}|S: RECORD [1]", "fetch 2")]
    public async Task In_an_auto_commit_query(string played, string tells)
    {
        await using var server = new ScriptedServer(Script(played), Works);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        Assert.Equal(tells, await StepAsync(async step =>
        {
            step("run");
            var cursor = await session.RunAsync("Q");
            step("fetch 1");
            await cursor.FetchAsync();
            step("fetch 2");
            await cursor.FetchAsync();
        }));
        Assert.Equal(1, (await (await session.RunAsync("Q")).SingleAsync()).Get<int>("n"));
    }

    [Theory]
    [InlineData("", "begin")]
    [InlineData("LOGIN", "begin")]
    [InlineData("LOGIN|C: BEGIN", "begin")]
    [InlineData("LOGIN|C: BEGIN|S: SUCCESS {}|C: RUN", "fetch 1")]
    [InlineData("LOGIN|C: BEGIN|S: SUCCESS {}|C: RUN|C: PULL|S: SUCCESS {\"fields\": [\"n\"]}|S: RECORD [1]", "fetch 2")]
    [InlineData("LOGIN|C: BEGIN|S: SUCCESS {}|C: RUN|C: PULL|S: SUCCESS {\"fields\": [\"n\"]}|S: RECORD [1]|S: SUCCESS {}|C: COMMIT", "commit")]
    public async Task In_a_transaction(string played, string tells)
    {
        await using var server = new ScriptedServer(Script(played), Works);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        Assert.Equal(tells, await StepAsync(async step =>
        {
            step("begin");
            await using var transaction = await session.BeginTransactionAsync();
            step("run");
            var cursor = await transaction.RunAsync("Q");
            step("fetch 1");
            await cursor.FetchAsync();
            step("fetch 2");
            await cursor.FetchAsync();
            step("commit");
            await transaction.CommitAsync();
        }));
        Assert.Equal(1, (await (await session.RunAsync("Q")).SingleAsync()).Get<int>("n"));
    }

    [Fact]
    public async Task A_transaction_function_is_not_called_where_begin_fails_and_goes_on_with_the_next_connection()
    {
        await using var server = new ScriptedServer("LOGIN\nC: BEGIN\nS: <EXIT>", """
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {}
            """);
        await using var driver = server.Driver(c => c.WithTimeProvider(new SteppingTime()));
        await using var session = driver.AsyncSession();
        var calls = 0;

        await session.ExecuteWriteAsync(async tx =>
        {
            calls++;
            await (await tx.RunAsync("Q")).ConsumeAsync();
        });

        Assert.Equal(1, calls);
        server.AssertPlayed();
    }

    [Theory]
    [InlineData("commit", "commit")]
    [InlineData("commit", "rollback")]
    [InlineData("commit", "run")]
    [InlineData("rollback", "commit")]
    [InlineData("rollback", "rollback")]
    [InlineData("rollback", "run")]
    public async Task A_transaction_ends_once(string first, string second)
    {
        await using var server = new ScriptedServer($"LOGIN\nC: BEGIN\nS: SUCCESS {{}}\nC: {first.ToUpperInvariant()}\nS: SUCCESS {{}}");
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();
        var transaction = await session.BeginTransactionAsync();
        await DoAsync(first);

        var failure = await Assert.ThrowsAsync<TransactionClosedException>(() => DoAsync(second));
        await transaction.DisposeAsync();

        Assert.Contains("transaction", failure.Message);
        server.AssertPlayed();

        Task DoAsync(string what) => what switch
        {
            "commit" => transaction.CommitAsync(),
            "rollback" => transaction.RollbackAsync(),
            _ => transaction.RunAsync("Q"),
        };
    }

    [Theory]
    [InlineData("1 2|3 4|5 6", 6, "the last batch is full")]
    [InlineData("1 2|3 4|5", 5, "the last batch is half full")]
    [InlineData("1 2|3 4|", 4, "the last batch is empty")]
    public async Task Batches_end_in_every_way(string batches, int rows, string what)
    {
        var parts = batches.Split('|');
        var script = parts.Select((batch, i) =>
            "C: PULL {\"n\": 2}\n" + (i == 0 ? "S: SUCCESS {\"fields\": [\"n\"]}\n" : "")
            + string.Concat(batch.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => $"S: RECORD [{n}]\n"))
            + (i < parts.Length - 1 ? "S: SUCCESS {\"has_more\": true}" : "S: SUCCESS {}"));
        await using var server = new ScriptedServer("LOGIN\nC: RUN\n" + string.Join('\n', script));
        await using var driver = server.Driver(c => c.WithFetchSize(2));
        await using var session = driver.AsyncSession();

        var numbers = await (await session.RunAsync("Q")).Select(r => r.Get<int>("n")).ToListAsync();

        Assert.True(numbers.SequenceEqual(Enumerable.Range(1, rows)), what);
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_result_is_kept_while_the_session_runs_another_query()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN
            C: PULL {"n": 1}
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            S: SUCCESS {"has_more": true}
            C: PULL {"n": 1}
            S: RECORD [2]
            S: SUCCESS {}
            C: RUN
            C: PULL {"n": 1}
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [10]
            S: SUCCESS {}
            """);
        await using var driver = server.Driver(c => c.WithFetchSize(1));
        await using var session = driver.AsyncSession();

        var first = await session.RunAsync("A");
        Assert.True(await first.FetchAsync());
        var second = await session.RunAsync("B");

        Assert.Equal([10], await second.ToListAsync(r => r.Get<int>("n")));
        Assert.Equal([2], await first.ToListAsync(r => r.Get<int>("n")));
        server.AssertPlayed();
    }

    [Fact]
    public async Task Peeking_does_not_move()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: RUN
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        var cursor = await session.RunAsync("Q");

        Assert.Equal(1, (await cursor.PeekAsync())!.Get<int>("n"));
        Assert.Throws<InvalidOperationException>(() => cursor.Current);
        Assert.True(await cursor.FetchAsync());
        Assert.Equal(1, cursor.Current.Get<int>("n"));
        Assert.Null(await cursor.PeekAsync());
        Assert.False(await cursor.FetchAsync());
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("S: RECORD [1]|S: RECORD [2]", "more than one")]
    public async Task Exactly_one_row_means_one(string rows, string expected)
    {
        await using var server = new ScriptedServer($"LOGIN\nC: RUN\nC: PULL\nS: SUCCESS {{\"fields\": [\"n\"]}}\n{rows.Replace('|', '\n')}\nS: SUCCESS {{}}");
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        var cursor = await session.RunAsync("Q");

        Assert.Contains(expected, (await Assert.ThrowsAsync<InvalidOperationException>(() => cursor.SingleAsync())).Message);
    }

    private const string Works = """
        LOGIN
        C: RUN
        C: PULL
        S: SUCCESS {"fields": ["n"]}
        S: RECORD [1]
        S: SUCCESS {}
        """;

    private static string Script(string played) => $"{played.Replace('|', '\n')}\nS: <EXIT>";

    private static async Task<string> StepAsync(Func<Action<string>, Task> work)
    {
        var at = "";
        try
        {
            await work(step => at = step);
            return "nothing failed";
        }
        catch (ServiceUnavailableException)
        {
            return at;
        }
    }
}
