using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Server.Ingestion;

namespace KnowledgeGraph.Server.Tests.Ingestion;

public sealed class IngestionQueueTests
{
    private static readonly IngestionLog Log = new(TimeProvider.System);

    [Fact]
    public void Who_waits_goes_before_the_pile_but_every_fifth_is_of_the_pile()
    {
        var queue = new IngestionQueue(capacity: 10, mostCharacters: 1000, bulkWorkers: 4);
        foreach (var name in new[] { "pile 1", "pile 2" }) Assert.True(queue.TryAdd(Job(name, IngestionLane.Bulk)));
        for (var i = 1; i <= 6; i++) Assert.True(queue.TryAdd(Job($"client {i}", IngestionLane.Interactive)));

        Assert.Equal(
            ["client 1", "client 2", "client 3", "client 4", "pile 1", "client 5", "client 6", "pile 2"],
            Enumerable.Range(0, 8).Select(_ => queue.Take()!.State.Name));
    }

    [Fact]
    public void One_worker_more_than_the_pile_may_have_is_left_for_who_waits()
    {
        var queue = new IngestionQueue(capacity: 10, mostCharacters: 1000, bulkWorkers: 1);
        queue.TryAdd(Job("pile 1", IngestionLane.Bulk));
        queue.TryAdd(Job("pile 2", IngestionLane.Bulk));
        var first = queue.Take()!;
        queue.TryAdd(Job("client", IngestionLane.Interactive));

        Assert.Equal("client", queue.Take()!.State.Name);
        queue.Done(first);
        Assert.Equal("pile 2", queue.Take()!.State.Name);
    }

    [Fact]
    public void A_lane_is_full_by_number()
    {
        var queue = new IngestionQueue(capacity: 2, mostCharacters: 1000, bulkWorkers: 1);

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(i => queue.TryAdd(Job($"{i}", IngestionLane.Interactive))));
        Assert.True(queue.TryAdd(Job("pile", IngestionLane.Bulk)));
    }

    [Fact]
    public void A_lane_is_full_by_length_but_a_single_long_article_is_taken()
    {
        var queue = new IngestionQueue(capacity: 10, mostCharacters: 5, bulkWorkers: 1);

        Assert.True(queue.TryAdd(Job("a", IngestionLane.Interactive, "far longer than five")));
        Assert.False(queue.TryAdd(Job("b", IngestionLane.Interactive, "x")));
        queue.Take();
        Assert.True(queue.TryAdd(Job("b", IngestionLane.Interactive, "x")));
    }

    [Fact]
    public async Task The_pile_waits_for_room_in_its_order()
    {
        var queue = new IngestionQueue(capacity: 1, mostCharacters: 1000, bulkWorkers: 9);
        Assert.True(await queue.AddAsync(Job("1", IngestionLane.Bulk), default));
        var second = queue.AddAsync(Job("2", IngestionLane.Bulk), default);
        var third = queue.AddAsync(Job("3", IngestionLane.Bulk), default);
        Assert.False(second.IsCompleted);

        Assert.Equal("1", queue.Take()!.State.Name);
        Assert.True(await second);
        Assert.Equal("2", queue.Take()!.State.Name);
        Assert.True(await third);
        Assert.Equal("3", queue.Take()!.State.Name);
    }

    [Fact]
    public async Task Who_gives_up_waiting_for_room_is_passed_over()
    {
        var queue = new IngestionQueue(capacity: 1, mostCharacters: 1000, bulkWorkers: 9);
        await queue.AddAsync(Job("1", IngestionLane.Bulk), default);
        using var patience = new CancellationTokenSource();
        var second = queue.AddAsync(Job("2", IngestionLane.Bulk), patience.Token);
        var third = queue.AddAsync(Job("3", IngestionLane.Bulk), default);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        queue.Take();
        Assert.True(await third);
        Assert.Equal("3", queue.Take()!.State.Name);
    }

    [Fact]
    public async Task A_closed_queue_gives_what_it_held_and_takes_nothing()
    {
        var queue = new IngestionQueue(capacity: 1, mostCharacters: 1000, bulkWorkers: 1);
        queue.TryAdd(Job("pile", IngestionLane.Bulk));
        queue.TryAdd(Job("client", IngestionLane.Interactive));
        var waiting = queue.AddAsync(Job("outside", IngestionLane.Bulk), default);

        Assert.Equal(["pile"], queue.Close(IngestionLane.Bulk).Select(job => job.State.Name));

        Assert.False(await waiting);
        Assert.False(queue.TryAdd(Job("late", IngestionLane.Interactive)));
        Assert.Equal("client", queue.Take()!.State.Name);
        Assert.Null(queue.Take());
    }

    private static IngestionJob Job(string name, IngestionLane lane, string text = "x") => new(Log.Open(name, lane), ArticleReader.FromText(text));
}
