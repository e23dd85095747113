using KnowledgeGraph.Server.Ingestion.Feeds;
using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Storage;
using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Server.Tests.Ingestion.Feeds;

public sealed class FeedPollerTests(LoadedIngestor loaded) : IClassFixture<LoadedIngestor>, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kg-test-").FullName;
    private ScriptedSite _site = null!;
    private IGraphStore _store = null!;

    public async Task InitializeAsync()
    {
        _site = await ScriptedSite.StartAsync();
        _store = await SqliteGraphStore.OpenAsync(Path.Combine(_folder, "graph.db"));
        _site.Page("/feed", $"<rss><channel><title>The Courier</title><item><link>{_site.Root}/1</link></item></channel></rss>", "application/rss+xml");
        _site.Page("/1", "<p>Ann Lee met Bob Ray in Paris on Monday, officials of both sides said.</p>");
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task After_a_restart_a_feed_is_not_read_again_before_its_time()
    {
        var first = await RunAsync(feed => feed.LastPoll is not null);
        var asked = _site.Asked("/feed");
        var second = await RunAsync(feed => feed.LastPoll is not null);

        Assert.Equal((1L, "The Courier", null), (first.Articles, first.Title, first.LastError));
        Assert.Equal((1, 1, first.NextPoll), (asked, _site.Asked("/feed"), second.NextPoll));
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_is_put_aside_and_the_feed_read_anew()
    {
        await File.WriteAllTextAsync(StateFile, "{ broken");

        var state = await RunAsync(feed => feed.LastPoll is not null);

        Assert.Equal(1, state.Articles);
        Assert.Equal("{ broken", await File.ReadAllTextAsync(StateFile + ".unreadable"));
    }

    [Fact]
    public async Task The_state_is_kept_whole_or_not_at_all()
    {
        var file = new FeedStateFile(StateFile);
        await file.WriteAsync([new("https://b.example/") { Articles = 2, Seen = ["x"] }, new("https://a.example/") { ETag = "\"v\"" }]);
        await file.WriteAsync([new("https://b.example/") { Articles = 3, Seen = ["x", "y"] }]);

        var (feeds, problem) = await new FeedStateFile(StateFile).ReadAsync();

        Assert.Null(problem);
        Assert.Equal((3L, 2), (feeds.Single().Value.Articles, feeds.Single().Value.Seen.Count));
        Assert.Equal([StateFile], Directory.GetFiles(_folder, "*feeds*"));
    }

    private string StateFile => Path.Combine(_folder, "graph.feeds.json");

    // Runs the poller until its feed is as expected.
    private async Task<FeedState> RunAsync(Func<FeedState, bool> until)
    {
        await using var web = new WebReading(o => o with { Tries = 1 }, _store, new() { Addresses = [_site.Uri("/feed")], StateFile = StateFile }, null, loaded.Ingestor);
        var poller = web.Get<FeedPoller>();
        await poller.StartAsync(CancellationToken.None);
        while (!until(poller.Feeds.Single()) || !File.Exists(StateFile) || !(await File.ReadAllTextAsync(StateFile)).Contains("lastPoll\": \"2")) await Task.Delay(20);
        await poller.StopAsync(CancellationToken.None);
        return poller.Feeds.Single();
    }
}
