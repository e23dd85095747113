using KnowledgeGraph.Server.Ingestion;
using Microsoft.Extensions.Time.Testing;

namespace KnowledgeGraph.Server.Tests.Ingestion;

public sealed class IngestionLogTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_oldest_that_are_over_are_forgotten_first_and_none_that_is_not()
    {
        var log = new IngestionLog(_time, mostKept: 2);
        var (open, over, next) = (log.Open("open", IngestionLane.Bulk), log.Open("over", IngestionLane.Bulk), (IngestionState?)null);
        log.Change(over, s => s with { Status = IngestionStatus.Recorded });
        next = log.Open("next", IngestionLane.Bulk);

        Assert.Equal(["next", "open"], log.Page(10).Select(s => s.Name));
        Assert.Null(log.Find(over.Id));
        Assert.NotNull(log.Find(open.Id));
    }

    [Fact]
    public void Pages_are_newest_first_and_continue_where_the_last_ended()
    {
        var log = new IngestionLog(_time);
        for (var i = 1; i <= 5; i++) log.Open($"{i}", IngestionLane.Bulk);

        var first = log.Page(2);
        log.Open("6", IngestionLane.Bulk);
        var second = log.Page(2, before: first[^1].Number);

        Assert.Equal(["5", "4"], first.Select(s => s.Name));
        Assert.Equal(["3", "2"], second.Select(s => s.Name));
    }

    [Fact]
    public void Pages_can_be_of_one_status()
    {
        var log = new IngestionLog(_time);
        log.Change(log.Open("bad", IngestionLane.Bulk), s => s with { Status = IngestionStatus.Failed, Failure = new(IngestionFailureKind.NotRead, "is empty") });
        log.Open("waiting", IngestionLane.Bulk);

        Assert.Equal(["bad"], log.Page(10, statuses: [IngestionStatus.Failed]).Select(s => s.Name));
        Assert.Equal(1, log.Count([IngestionStatus.Queued]));
    }

    [Fact]
    public async Task A_watcher_sees_the_state_as_it_is_each_change_and_the_end()
    {
        var log = new IngestionLog(_time);
        var state = log.Open("a", IngestionLane.Interactive);
        await using var watcher = log.WatchAsync(state.Id).GetAsyncEnumerator();

        await watcher.MoveNextAsync();
        Assert.Equal(IngestionStatus.Queued, watcher.Current.Status);
        var next = watcher.MoveNextAsync();
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(3));
        log.Change(state, s => s with { Status = IngestionStatus.Extracting });
        Assert.True(await next);
        Assert.Equal((IngestionStatus.Extracting, TimeSpan.FromSeconds(3)), (watcher.Current.Status, watcher.Current.Changed - watcher.Current.Submitted));
        log.Change(state, s => s with { Status = IngestionStatus.Extracted });
        log.Change(state, s => s with { Status = IngestionStatus.Recorded });
        Assert.True(await watcher.MoveNextAsync());
        Assert.Equal(IngestionStatus.Recorded, watcher.Current.Status);
        Assert.False(await watcher.MoveNextAsync());
    }

    [Fact]
    public async Task Nobody_is_watched_under_an_unknown_id()
    {
        await using var watcher = new IngestionLog(_time).WatchAsync("nobody").GetAsyncEnumerator();

        Assert.False(await watcher.MoveNextAsync());
    }

    [Fact]
    public async Task Patience_ends_with_the_state_as_it_is()
    {
        var log = new IngestionLog(_time);
        var state = log.Open("a", IngestionLane.Interactive);

        var waiting = log.EndAsync(state, TimeSpan.FromSeconds(20));
        _time.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(IngestionStatus.Queued, (await waiting).Status);
    }
}
