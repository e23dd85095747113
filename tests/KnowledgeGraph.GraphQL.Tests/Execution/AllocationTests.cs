using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.GraphQL.Tests.Execution;

public class AllocationTests
{
    [Fact]
    public async Task Scalar_fields_allocate_nothing()
    {
        var services = new ServiceCollection();
        services.AddGraphQL().AddQueryType<Query>();
        await using var provider = services.BuildServiceProvider();
        var executor = provider.GetRequiredService<IRequestExecutor>();
        const string Fields = "text number long real flag id time day mood maybe";
        var few = Measure("{ few { " + Fields + " } }");
        var many = Measure("{ many { " + Fields + " } }");
        Assert.True(many - few < 64, $"{few} bytes for 100 objects, {many} for 400: {(many - few) / 3000.0} bytes a field");

        long Measure(string query)
        {
            var request = new GraphQLRequest { Query = query, Services = provider };
            long least = long.MaxValue;
            for (var i = 0; i < 200; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var running = executor.ExecuteAsync(request);
                Assert.True(running.IsCompletedSuccessfully);
                using var result = (OperationResult)running.Result;
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return least;
        }
    }

    public enum Mood
    {
        Calm,
        Angry,
    }

    public sealed class Query
    {
        public Row[] Few { get; } = [.. Enumerable.Range(0, 100).Select(Row.Make)];

        public Row[] Many { get; } = [.. Enumerable.Range(0, 400).Select(Row.Make)];
    }

    public sealed record Row(string Text, int Number, long Long, double Real, bool Flag, Guid Id, DateTimeOffset Time, DateOnly Day, Mood Mood, int? Maybe)
    {
        public static Row Make(int i) => new($"row {i}", i, i, i / 7.0, i % 2 == 0, Guid.Empty, DateTimeOffset.UnixEpoch, new(2025, 7, 1), (Mood)(i % 2), i % 3 == 0 ? null : i);
    }
}
