using KnowledgeGraph.GraphQL.DataLoading;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.Tests.DataLoading;

public class DataLoaderTests
{
    [Theory]
    [InlineData("{ a: value(key: 1) b: value(key: 2) c: value(key: 1) }", """{"data":{"a":"v1","b":"v2","c":"v1"}}""", "values 1 2")]
    [InlineData("{ a: chain(key: 1) b: chain(key: 2) c: chain(key: 3) }", """{"data":{"a":"v10","b":"v20","c":"v30"}}""", "numbers 1 2 3; values 10 20 30")]
    [InlineData("{ a: slowChain(key: 1) b: slowChain(key: 2) }", """{"data":{"a":"v10","b":"v20"}}""", "numbers 1 2; values 10 20")]
    [InlineData("{ a: value(key: 1) b: chain(key: 1) c: value(key: 10) }", """{"data":{"a":"v1","b":"v10","c":"v10"}}""", "values 1 10; numbers 1")]
    [InlineData("{ a: group(key: 2) b: group(key: 0) c: group(key: 3) }", """{"data":{"a":[0,1],"b":[],"c":[0,1,2]}}""", "group 2 0 3")]
    [InlineData("{ many(keys: [3, 1, 3]) }", """{"data":{"many":["v3","v1","v3"]}}""", "values 3 1")]
    [InlineData("{ a: value(key: -1) b: value(key: 5) }", """{"data":{"a":null,"b":"v5"}}""", "values -1 5")]
    public async Task Keys_of_one_level_are_fetched_together(string query, string expected, string trips)
    {
        var (json, log) = await ExecuteAsync(query);
        Assert.Equal(expected, json);
        Assert.Equal(trips, log);
    }

    [Theory]
    // The one loader answers at once, the other later: what is asked for after either is one batch.
    [InlineData("{ a: chain(key: 1) b: lateChain(key: 2) c: chain(key: 3) d: lateChain(key: 4) }", """{"data":{"a":"v10","b":"v20","c":"v30","d":"v40"}}""", "numbers 1 3; late 2 4; values 10 30 20 40")]
    public async Task A_level_waits_for_all_batches_of_the_level_before(string query, string expected, string trips)
    {
        var (json, log) = await ExecuteAsync(query);
        Assert.Equal(expected, json);
        Assert.Equal(trips, log);
    }

    [Fact]
    public async Task A_batch_may_ask_another_loader()
    {
        var (json, log) = await ExecuteAsync("{ a: nested(key: 1) b: nested(key: 2) c: value(key: 3) }");
        Assert.Equal("""{"data":{"a":"v10!","b":"v20!","c":"v3"}}""", json);
        Assert.Equal("nested 1 2; values 3 10 20", log);
    }

    [Fact]
    public async Task What_is_cleared_is_loaded_anew()
    {
        var log = new Log();
        var loader = new Values(new BatchScheduler(), log);
        await loader.LoadAsync(1);
        loader.Clear();
        await loader.LoadAsync(1);
        Assert.Equal(["values 1", "values 1"], log.Trips);
    }

    [Fact]
    public async Task Batch_that_fails_fails_every_field_that_asked()
    {
        var (json, _) = await ExecuteAsync("{ a: value(key: 666) b: value(key: 1) hello }");
        Assert.Equal(
            """{"errors":[{"message":"the store is down","locations":[{"line":1,"column":3}],"path":["a"]},{"message":"the store is down","locations":[{"line":1,"column":22}],"path":["b"]}],"data":{"a":null,"b":null,"hello":"hi"}}""",
            json);
    }

    [Fact]
    public async Task Batches_have_at_most_so_many_keys()
    {
        var (_, log) = await ExecuteAsync("{ small(keys: [1, 2, 3, 4, 5]) }");
        Assert.Equal("small 1 2; small 3 4; small 5", log);
    }

    [Fact]
    public async Task Loader_works_without_an_executor()
    {
        var log = new Log();
        var loader = new Values(new BatchScheduler(), log);
        loader.Prime(7, "primed");
        var values = await Task.WhenAll(loader.LoadAsync(1), loader.LoadAsync(2), loader.LoadAsync(7));
        Assert.Equal<string?>(["v1", "v2", "primed"], values.AsEnumerable());
        loader.Remove(1);
        Assert.Equal("v1", await loader.LoadAsync(1));
        Assert.DoesNotContain(log.Trips, trip => trip.Contains('7'));
        Assert.Equal("values 1", log.Trips[^1]);
    }

    private static async Task<(string Json, string Log)> ExecuteAsync(string query)
    {
        var services = new ServiceCollection();
        services.AddScoped<Log>();
        services.AddGraphQL().AddQueryType<Query>()
            .AddDataLoader<Values>().AddDataLoader<Numbers>().AddDataLoader<Group>().AddDataLoader<Small>().AddDataLoader<Late>().AddDataLoader<Nested>()
            .ModifyRequestOptions(options => options.IncludeErrorCodes = false);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        // As in a server, without the synchronization context of the test runner, which would put continuations off.
        await using var result = await Task.Run(async () => await provider.GetRequiredService<IRequestExecutor>().ExecuteAsync(new() { Query = query, Services = scope.ServiceProvider }));
        return (((OperationResult)result).ToJson(), string.Join("; ", scope.ServiceProvider.GetRequiredService<Log>().Trips));
    }

    public sealed class Log
    {
        public List<string> Trips { get; } = [];

        public void Add(string name, IEnumerable<int> keys) => Trips.Add($"{name} {string.Join(' ', keys)}");
    }

    public sealed class Query
    {
        public string Hello => "hi";

        public Task<string?> Value(int key, Values values) => values.LoadAsync(key);

        public async Task<string?> Chain(int key, Numbers numbers, Values values) => await values.LoadAsync(await numbers.LoadAsync(key));

        public async Task<string?> LateChain(int key, Late late, Values values) => await values.LoadAsync(await late.LoadAsync(key));

        public Task<string?> Nested(int key, Nested nested) => nested.LoadAsync(key);

        public async Task<string?> SlowChain(int key, Numbers numbers, Values values)
        {
            var number = await numbers.LoadAsync(key).ConfigureAwait(false);
            return await values.LoadAsync(number).ConfigureAwait(false);
        }

        public Task<int[]?> Group(int key, Group group) => group.LoadAsync(key);

        public Task<IReadOnlyList<string?>> Many(int[] keys, Values values) => values.LoadAsync(keys);

        public Task<IReadOnlyList<string?>> Small(int[] keys, Small small) => small.LoadAsync(keys);
    }

    public class Values(IBatchScheduler scheduler, Log log) : BatchDataLoader<int, string>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<int, string>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            log.Add("values", keys);
            await Task.Yield();
            if (keys.Contains(666))
                throw new GraphQLException("the store is down");
            return keys.Where(key => key >= 0).ToDictionary(key => key, key => $"v{key}");
        }
    }

    public sealed class Numbers(IBatchScheduler scheduler, Log log) : BatchDataLoader<int, int>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<int, int>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            log.Add("numbers", keys);
            await Task.Yield();
            return keys.ToDictionary(key => key, key => key * 10);
        }
    }

    public sealed class Late(IBatchScheduler scheduler, Log log) : BatchDataLoader<int, int>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<int, int>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            log.Add("late", keys);
            for (var i = 0; i < 100; i++)
                await Task.Yield();
            return keys.ToDictionary(key => key, key => key * 10);
        }
    }

    public sealed class Nested(IBatchScheduler scheduler, Log log, Values values) : BatchDataLoader<int, string>(scheduler)
    {
        protected override async Task<IReadOnlyDictionary<int, string>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            log.Add("nested", keys);
            var found = await values.LoadAsync(keys.Select(key => key * 10).ToArray(), cancellationToken);
            return keys.Zip(found).ToDictionary(pair => pair.First, pair => pair.Second + "!");
        }
    }

    public sealed class Group(IBatchScheduler scheduler, Log log) : GroupedDataLoader<int, int>(scheduler)
    {
        protected override Task<ILookup<int, int>> LoadGroupedBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            log.Add("group", keys);
            return Task.FromResult(keys.SelectMany(key => Enumerable.Range(0, key).Select(item => (key, item))).ToLookup(pair => pair.key, pair => pair.item));
        }
    }

    public sealed class Small(IBatchScheduler scheduler, Log log) : BatchDataLoader<int, string>(scheduler, new() { MaxBatchSize = 2 })
    {
        protected override Task<IReadOnlyDictionary<int, string>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            log.Add("small", keys);
            return Task.FromResult<IReadOnlyDictionary<int, string>>(keys.ToDictionary(key => key, key => $"s{key}"));
        }
    }
}
