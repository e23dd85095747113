using KnowledgeGraph.GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.Tests.Execution;

public class OperationMiddlewareTests
{
    [Fact]
    public async Task Sees_the_root_fields_their_arguments_and_what_they_came_to()
    {
        var watcher = new Watcher();
        Assert.Equal("""{"data":{"one":1,"two":2}}""", await ExecuteAsync(watcher, "mutation { one: later(value: 1) two: now(value: 2) }"));
        Assert.Equal(["one later 1", "two now 2", "one = 1", "two = "], watcher.Seen);
    }

    [Fact]
    public async Task Answers_in_place_of_the_operation()
    {
        var watcher = new Watcher { Refusal = new("Not now.") { Code = "RATE_LIMITED" } };
        Assert.Equal("""{"errors":[{"message":"Not now.","extensions":{"code":"RATE_LIMITED"}}]}""", await ExecuteAsync(watcher, "mutation { now(value: 2) }"));
    }

    [Fact]
    public async Task Is_not_asked_about_what_is_not_valid()
    {
        var watcher = new Watcher();
        await ExecuteAsync(watcher, "mutation { never }");
        Assert.Empty(watcher.Seen);
    }

    private static async Task<string> ExecuteAsync(Watcher watcher, string query)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IOperationMiddleware>(watcher);
        services.AddGraphQL().AddQueryType<Query>().AddMutationType<Mutation>();
        await using var result = await services.BuildServiceProvider().GetRequiredService<IRequestExecutor>().ExecuteAsync(new() { Query = query });
        return ((OperationResult)result).ToJson();
    }

    public sealed class Query
    {
        public int Nothing => 0;
    }

    public sealed class Mutation
    {
        public int Now(int value) => value;

        public async Task<int> Later(int value)
        {
            await Task.Yield();
            return value;
        }
    }

    private sealed class Watcher : IOperationMiddleware
    {
        public List<string> Seen { get; } = [];

        public GraphQLError? Refusal { get; init; }

        public async ValueTask<ExecutionResult> RunAsync(OperationInfo operation, Func<OperationInfo, ValueTask<ExecutionResult>> next, CancellationToken cancellationToken)
        {
            if (Refusal is not null)
                return OperationResult.FromErrors(Refusal);
            Seen.AddRange(operation.RootFields().Select(field => $"{field.ResponseName} {field.Field.Name} {field.Arguments["value"]}"));
            var result = await next(operation);
            Seen.AddRange(operation.RootValues.Select(value => $"{value.Key} = {value.Value}"));
            return result;
        }
    }
}
