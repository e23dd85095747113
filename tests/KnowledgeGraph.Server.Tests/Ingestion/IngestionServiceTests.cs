using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KnowledgeGraph.Server.Tests.Ingestion;

/// <summary>The service over a recorder that a test holds in its hand.</summary>
public sealed class IngestionServiceTests(LoadedIngestor loaded) : IClassFixture<LoadedIngestor>
{
    [Fact]
    public async Task An_article_is_recorded_and_comes_again_unchanged()
    {
        var store = new ScriptedRecorder();
        await using var service = Service(store);

        var first = await EndAsync(service, "Ann Lee met Bob Ray in Paris.");
        var second = await EndAsync(service, "Ann Lee met Bob Ray in Paris.");

        Assert.Equal((IngestionStatus.Recorded, IngestionStatus.Unchanged), (first.Status, second.Status));
        Assert.Equal(first.ArticleId, Assert.Single(store.Recorded.Keys));
    }

    [Fact]
    public async Task A_full_queue_says_when_to_come_again_and_leaves_no_trace()
    {
        var store = new ScriptedRecorder { Gate = new() };
        await using var service = Service(store, new() { Threads = 1, Capacity = 1, LargestBatch = 1 });
        var accepted = new List<Acceptance>();
        do accepted.Add(service.Submit(Article($"Article number {accepted.Count} of many."), "a")); while (accepted[^1].Accepted is not null);

        Assert.True(accepted[^1].RetryAfter >= TimeSpan.FromSeconds(1));
        Assert.Equal(accepted.Count - 1, service.Log.Count());
        store.Gate.SetResult();
        foreach (var one in accepted[..^1]) Assert.Equal(IngestionStatus.Recorded, (await service.Log.EndAsync(one.Accepted!, TimeSpan.FromMinutes(1))).Status);
    }

    [Fact]
    public async Task Of_two_versions_handed_in_at_once_the_later_stays_whatever_is_faster()
    {
        var store = new ScriptedRecorder { Gate = new() };
        await using var service = Service(store);
        var blocker = service.Submit(Article("Something else first."), "blocker").Accepted!;
        var old = service.Submit(Article("The old version.", "https://news.example/1"), "old").Accepted!;
        var fresh = service.Submit(Article("The new version.", "https://news.example/1"), "new").Accepted!;
        store.Gate.SetResult();

        var (first, second) = (await service.Log.EndAsync(old, TimeSpan.FromMinutes(1)), await service.Log.EndAsync(fresh, TimeSpan.FromMinutes(1)));

        Assert.Equal(IngestionStatus.Recorded, second.Status);
        Assert.True(first.Status == IngestionStatus.Recorded || first.Failure?.Kind == IngestionFailureKind.Superseded);
        Assert.Equal("The new version.", store.Recorded[second.ArticleId!].Article.Text);
        Assert.Equal(IngestionStatus.Recorded, (await service.Log.EndAsync(blocker, TimeSpan.FromMinutes(1))).Status);
    }

    [Fact]
    public async Task One_article_that_the_store_refuses_does_not_spoil_the_batch()
    {
        var store = new ScriptedRecorder { Gate = new(), Refuses = article => article.Text.Contains("poison") };
        await using var service = Service(store, new() { Threads = 1, BatchTime = TimeSpan.FromHours(1) });
        var states = new[] { "First good one.", "This one is poison.", "Second good one." }.Select(text => service.Submit(Article(text), text).Accepted!).ToList();
        store.Gate.SetResult();

        var ends = new List<IngestionState>();
        foreach (var state in states) ends.Add(await service.Log.EndAsync(state, TimeSpan.FromMinutes(1)));

        Assert.Equal([IngestionStatus.Recorded, IngestionStatus.Failed, IngestionStatus.Recorded], ends.Select(s => s.Status));
        Assert.Equal(new IngestionFailure(IngestionFailureKind.NotRecorded, "the article is poison"), ends[1].Failure);
    }

    [Theory]
    [InlineData(StoreFailure.Full, "the store is full")]
    [InlineData(StoreFailure.TooMuch, "the store has too little memory for it")]
    [InlineData(StoreFailure.ReadOnly, "the store may not be written to")]
    [InlineData(StoreFailure.Other, "the store failed")]
    public async Task A_client_is_told_that_the_store_failed_but_not_where_it_is(StoreFailure failure, string told)
    {
        var store = new ScriptedRecorder { Failure = new GraphStoreException(failure, "/secret/place/graph.db is broken") };
        await using var service = Service(store);

        var end = await EndAsync(service, "Ann Lee met Bob Ray.");

        Assert.Equal(new IngestionFailure(IngestionFailureKind.NotRecorded, told), end.Failure);
    }

    [Fact]
    public async Task Stopped_it_finishes_what_clients_wait_for_and_names_what_it_abandons_of_the_pile()
    {
        var store = new ScriptedRecorder { Gate = new() };
        await using var service = Service(store, new() { Threads = 1, LargestBatch = 1, Grace = TimeSpan.FromMinutes(1) });
        var waits = service.Submit(Article("A client waits for this."), "waits").Accepted!;
        var pile = new List<IngestionState>();
        for (var i = 0; i < 20; i++) pile.Add(await service.SubmitAsync(Article($"Pile {i}."), $"pile {i}", null, null));

        var stopping = service.StopAsync();
        Assert.Null(service.Submit(Article("Too late."), "late").Accepted);
        store.Gate.SetResult();
        var report = await stopping;

        Assert.Equal(IngestionStatus.Recorded, service.Log.Find(waits.Id)!.Status);
        Assert.NotEmpty(report.Abandoned);
        Assert.Equal(21, store.Recorded.Count + report.Abandoned.Count);
        foreach (var state in pile)
        {
            var end = service.Log.Find(state.Id)!;
            Assert.Equal(report.Abandoned.Contains(end.Name), end.Failure?.Kind == IngestionFailureKind.Abandoned);
            Assert.Equal(store.Recorded.ContainsKey(end.ArticleId!), end.Status == IngestionStatus.Recorded);
        }
    }

    [Fact]
    public async Task A_service_that_was_never_used_stops_without_loading_anything()
    {
        var never = new Lazy<Ingestor>(() => throw new InvalidOperationException("loaded"));
        await using var service = new IngestionService(never, new ScriptedRecorder(), new(TimeProvider.System), new(), TimeProvider.System, NullLogger<IngestionService>.Instance);

        var report = await service.StopAsync();

        Assert.Equal(0, report.Finished);
        Assert.Empty(report.Abandoned);
    }

    private IngestionService Service(IGraphRecorder store, IngestionOptions? options = null) =>
        new(loaded.Ingestor, store, new(TimeProvider.System), options ?? new() { Threads = 2 }, TimeProvider.System, NullLogger<IngestionService>.Instance);

    private static async Task<IngestionState> EndAsync(IngestionService service, string text) =>
        await service.Log.EndAsync(service.Submit(Article(text), "a").Accepted!, TimeSpan.FromMinutes(1));

    private static Article Article(string text, string? address = null) => ArticleReader.FromText(text, address);
}
