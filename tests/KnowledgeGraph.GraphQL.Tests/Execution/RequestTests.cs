using System.Diagnostics;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Tests.Execution;

public class RequestTests
{
    private const string Sdl = """
        type Query { hello: String, forever: String, items: [Int] }
        type Mutation { change: String }
        type Subscription { events: Int, broken: Int, plain: Int }
        """;

    [Theory]
    [InlineData("{", "Syntax Error: Expected Name, found <EOF>.")]
    [InlineData("{ hallo }", "Cannot query field \"hallo\" on type \"Query\". Did you mean \"hello\"?")]
    [InlineData("query a { hello } query b { hello }", "Must provide operation name if query contains multiple operations.")]
    [InlineData("fragment f on Query { hello }", "Fragment \"f\" is never used.")]
    [InlineData("mutation { change }", "A mutation cannot be run by a request of this kind.")]
    public async Task Request_that_fails_before_execution_has_no_data(string query, string message)
    {
        await using var result = await Executor().ExecuteAsync(new() { Query = query, AllowedOperations = AllowedOperations.Query });
        var single = (OperationResult)result;
        Assert.False(single.HasData);
        Assert.Equal(message, Assert.Single(single.Errors).Message);
    }

    [Fact]
    public async Task Operation_that_takes_too_long_is_ended_and_its_resolvers_are_told()
    {
        var token = new TaskCompletionSource<CancellationToken>();
        var executor = Executor(new() { ExecutionTimeout = TimeSpan.FromSeconds(1) }, async context =>
        {
            token.SetResult(context.RequestAborted);
            await new TaskCompletionSource().Task;
            return null;
        });
        await using var result = await executor.ExecuteAsync(new() { Query = "{ forever }" });
        Assert.Equal("EXECUTION_TIMEOUT", Assert.Single(((OperationResult)result).Errors).Code);
        Assert.True((await token.Task).IsCancellationRequested);
    }

    [Fact]
    public async Task Cancelled_request_throws()
    {
        using var cancellation = new CancellationTokenSource();
        var executor = Executor(new(), async context =>
        {
            await cancellation.CancelAsync();
            await new TaskCompletionSource().Task;
            return null;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await executor.ExecuteAsync(new() { Query = "{ forever }" }, cancellation.Token));
    }

    [Fact]
    public async Task Fields_that_wait_wait_side_by_side()
    {
        var both = new Barrier();
        var executor = Executor(new(), async _ =>
        {
            await both.ArriveAsync();
            return "met";
        });
        await using var result = await executor.ExecuteAsync(new() { Query = "{ a: forever b: forever }" });
        Assert.Equal("""{"data":{"a":"met","b":"met"}}""", ((OperationResult)result).ToJson());
    }

    [Theory]
    [InlineData("subscription { broken }", "the stream cannot be opened")]
    [InlineData("subscription { plain }", "Subscription field must return Async Iterable. Received: undefined.")]
    public async Task Subscription_that_cannot_be_opened_is_a_response_of_errors(string query, string message)
    {
        await using var result = await Executor().ExecuteAsync(new() { Query = query });
        Assert.Equal(message, Assert.Single(Assert.IsType<OperationResult>(result).Errors).Message);
    }

    [Fact]
    public async Task Subscription_ends_when_its_stream_fails_and_the_failure_is_masked()
    {
        await using var result = await Executor().ExecuteAsync(new() { Query = "subscription { events }" });
        var responses = new List<string>();
        await foreach (var response in ((ResponseStream)result).ReadResponsesAsync())
            using (response)
                responses.Add(response.Errors is [{ Code: "INTERNAL_SERVER_ERROR" }] ? "masked" : response.ToJson());
        Assert.Equal(["""{"data":{"events":1}}""", "masked"], responses);
    }

    [Fact]
    public async Task Disposing_the_stream_ends_the_source()
    {
        var executor = Executor();
        var result = (ResponseStream)await executor.ExecuteAsync(new() { Query = "subscription { events }" });
        await using (var responses = result.ReadResponsesAsync().GetAsyncEnumerator())
            Assert.True(await responses.MoveNextAsync());
        await result.DisposeAsync();
        Assert.True(Ended.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Steps_are_traced()
    {
        var steps = new List<string>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GraphQLDiagnostics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceId == root.TraceId ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = activity => steps.Add(activity.OperationName),
        };
        ActivitySource.AddActivityListener(listener);
        await using var result = await Executor().ExecuteAsync(new() { Query = "{ hello }" });
        Assert.Equal(["GraphQL parsing", "GraphQL validation", "GraphQL execution", "GraphQL operation"], steps);
    }

    private static readonly TaskCompletionSource Ended = new();

    private static RequestExecutor Executor(RequestExecutorOptions? options = null, Func<ResolverContext, Task<object?>>? forever = null)
    {
        var schema = Schema.FromSdl(Sdl, new Dictionary<string, FieldResolver>
        {
            ["Query.forever"] = FieldResolver.FromAsync(forever ?? (_ => Task.FromResult<object?>(null))),
        });
        schema.SubscriptionType!.Fields["events"].Subscribe = _ => new(EventsAsync());
        schema.SubscriptionType.Fields["events"].Resolver = FieldResolver.From(context => context.Parent);
        schema.SubscriptionType.Fields["broken"].Subscribe = _ => throw new GraphQLException("the stream cannot be opened");
        return new(schema, options);
    }

    private static async IAsyncEnumerable<object?> EventsAsync()
    {
        try
        {
            await Task.Yield();
            yield return 1;
            throw new InvalidOperationException("secret");
        }
        finally
        {
            Ended.TrySetResult();
        }
    }

    /// <summary>Lets two go on when both are there.</summary>
    private sealed class Barrier
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _arrived;

        public Task ArriveAsync()
        {
            if (Interlocked.Increment(ref _arrived) == 2)
                _open.SetResult();
            return _open.Task;
        }
    }
}
