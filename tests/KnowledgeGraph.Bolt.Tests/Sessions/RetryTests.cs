using KnowledgeGraph.Bolt.Sessions;
using KnowledgeGraph.Bolt.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests.Sessions;

/// <summary>Work that is tried again, and work that is not.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task Waits_double_from_one_second_and_vary_by_a_fifth()
    {
        var time = new SteppingTime();
        var chances = new Queue<double>([0.0, 0.5, 1 - 1e-12]);
        var loop = new RetryLoop(ConfigOf(c => c.WithTimeProvider(time).WithJitter(chances.Dequeue)));
        var attempts = 0;

        var result = await loop.RunAsync(_ => ++attempts < 4 ? throw new TransientException("Neo.TransientError.X.Y", "again") : Task.FromResult(attempts), default);

        Assert.Equal(4, result);
        Assert.Equal([800, 2000, 4800], time.Waits.Select(wait => (int)Math.Round(wait.TotalMilliseconds)));
    }

    [Fact]
    public async Task Work_is_given_up_when_the_retry_time_is_over()
    {
        var time = new SteppingTime();
        var loop = new RetryLoop(ConfigOf(c => c.WithTimeProvider(time).WithJitter(() => 0.5)));
        var attempts = 0;

        await Assert.ThrowsAsync<ServiceUnavailableException>(() => loop.RunAsync<int>(
            _ =>
            {
                attempts++;
                throw new ServiceUnavailableException("down");
            },
            default));

        Assert.Equal([1, 2, 4, 8, 16], time.Waits.Select(wait => (int)wait.TotalSeconds));
        Assert.Equal(6, attempts);
    }

    [Theory]
    [InlineData("Neo.TransientError.Transaction.DeadlockDetected", true)]
    [InlineData("Neo.TransientError.Transaction.Terminated", false)]
    [InlineData("Neo.TransientError.Transaction.LockClientStopped", false)]
    [InlineData("Neo.ClientError.Cluster.NotALeader", true)]
    [InlineData("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", true)]
    [InlineData("Neo.ClientError.Security.AuthorizationExpired", true)]
    [InlineData("Neo.ClientError.Security.Unauthorized", false)]
    [InlineData("Neo.ClientError.Security.TokenExpired", false)]
    [InlineData("Neo.ClientError.Statement.SyntaxError", false)]
    [InlineData("Neo.DatabaseError.General.UnknownError", false)]
    public void A_failure_is_worth_a_retry_by_its_code(string code, bool retriable) =>
        Assert.Equal(retriable, Bolt.Protocol.ServerFailures.Read(new Dictionary<string, object?> { ["code"] = code, ["message"] = "" }).IsRetriable);

    [Fact]
    public async Task A_deadlocked_transaction_runs_again_from_its_start()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL
            S: FAILURE {"code": "Neo.TransientError.Transaction.DeadlockDetected", "message": "wait"}
            S: IGNORED
            C: RESET
            S: SUCCESS {}
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
        var attempts = 0;

        var n = await session.ExecuteWriteAsync(async tx =>
        {
            attempts++;
            return (await (await tx.RunAsync("Q")).SingleAsync()).Get<int>("n");
        });

        Assert.Equal((1, 2), (n, attempts));
        server.AssertPlayed();
    }

    [Theory]
    [InlineData("Neo.TransientError.General.DatabaseUnavailable", 2)]
    [InlineData("Neo.TransientError.Transaction.Terminated", 1)]
    public async Task A_result_that_fails_behind_what_was_read_of_it_fails_the_commit_with_its_own_failure(string code, int expected)
    {
        const string begin = """
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            """;
        await using var server = new ScriptedServer($$"""
            LOGIN
            {{begin}}
            S: FAILURE {"code": "{{code}}", "message": "too late"}
            C: RESET
            S: SUCCESS {}
            {{begin}}
            S: SUCCESS {}
            C: COMMIT
            S: SUCCESS {}
            """);
        await using var driver = server.Driver(c => c.WithTimeProvider(new SteppingTime()));
        await using var session = driver.AsyncSession();
        var attempts = 0;

        var work = session.ExecuteWriteAsync(async tx =>
        {
            attempts++;
            Assert.True(await (await tx.RunAsync("Q")).FetchAsync());
        });

        if (expected > 1) await work;
        else Assert.Equal("Neo.ClientError.Transaction.Terminated", (await Assert.ThrowsAnyAsync<ClientException>(() => work)).Code);
        Assert.Equal(expected, attempts);
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_not_tried_again()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            C: COMMIT
            S: <EXIT>
            """);
        await using var driver = server.Driver(c => c.WithTimeProvider(new SteppingTime()));
        await using var session = driver.AsyncSession();
        var attempts = 0;

        var failure = await Assert.ThrowsAsync<ServiceUnavailableException>(() => session.ExecuteWriteAsync(async tx =>
        {
            attempts++;
            await (await tx.RunAsync("Q")).ConsumeAsync();
        }));

        Assert.Equal(1, attempts);
        Assert.Contains("whether it was, is not known", failure.Message);
    }

    private static Config ConfigOf(Action<ConfigBuilder> action)
    {
        var builder = new ConfigBuilder();
        action(builder);
        return builder.Build();
    }
}
