using KnowledgeGraph.Server.Tests.Support;

namespace KnowledgeGraph.Server.Tests.Live;

/// <summary>What measures the process's memory runs alone: others in the same process take memory too.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryTests
{
    public const string Name = "memory";
}

/// <summary>Subscribers that never read cost nothing that grows; when they read at last, they have missed nothing.</summary>
[Collection(MemoryTests.Name)]
public sealed class ManySubscribersTests(SampleGraph samples) : IClassFixture<SampleGraph>
{
    private const int Subscribers = 300;
    private const int Rounds = 40;

    [Theory]
    [InlineData("subscription { articleIngested { cursor articleId } }")]
    [InlineData("subscription { factAdded { cursor fact { id } } }")]
    public async Task Subscribers_that_never_read_do_not_grow_memory(string subscription)
    {
        await using var graph = await ServedGraph.EmptyAsync();
        var reports = await samples.Graph.ContributionsAsync();
        var subscribers = new List<EventReader>();
        for (var i = 0; i < Subscribers; i++) subscribers.Add(await graph.SubscribeAsync(subscription));
        // Each takes one event and then reads no more.
        await graph.Recorder.RecordAsync([reports[0]]);
        foreach (var subscriber in subscribers) await subscriber.NextAsync();
        await RecordAsync(graph, reports, rounds: 2);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await RecordAsync(graph, reports, Rounds);

        // Rounds * 7 articles for each of 300 subscribers would be 84,000 events; at 200 bytes and more each, 17 MB and more.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8 << 20);
        foreach (var subscriber in subscribers.Take(5))
        {
            var more = await subscriber.TakeAsync(50);
            Assert.Equal(50, more.Select(item => item.At("cursor")).Distinct().Count());
        }
        foreach (var subscriber in subscribers) await subscriber.DisposeAsync();
    }

    private static async Task RecordAsync(ServedGraph graph, IReadOnlyList<KnowledgeGraph.Model.Contribution> reports, int rounds)
    {
        for (var round = 0; round < rounds; round++)
            await graph.Recorder.RecordAsync([.. reports.Select(report => report with { Extractor = $"test/{Guid.NewGuid():N}" })]);
    }
}
