using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace KnowledgeGraph.Server.Tests.Cli;

/// <summary><c>kg ingest URL</c> and <c>kg serve --feed URL</c> against a site on this machine.</summary>
public sealed class IngestAddressTests : IAsyncLifetime
{
    private readonly CommandLine _kg = new();
    private ScriptedSite _site = null!;

    public async Task InitializeAsync()
    {
        _site = await ScriptedSite.StartAsync();
        _site.Page("/1", "<h1>Talks in Paris</h1><p>Ann Lee met Bob Ray in Paris on Monday, officials of both sides said.</p>");
        _site.Page("/2", "<h1>Talks in Oslo</h1><p>Cleo Day met Dan Eck in Oslo on Monday, officials of both sides said.</p>");
        _site.Page("/feed", $"<rss><channel><title>The Courier</title><item><link>{_site.Root}/1</link></item><item><link>{_site.Root}/2</link></item><item><link>{_site.Root}/gone</link></item></channel></rss>", "application/rss+xml");
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        _kg.Dispose();
    }

    [Fact]
    public async Task A_page_is_read_once_and_again_unchanged()
    {
        var first = await IngestAsync(_site.Root + "/1");
        var second = await IngestAsync(_site.Root + "/1#comments");

        Assert.Equal((0, "1 articles: 1 new, 0 replaced, 0 already there; 0 refused."), (first.Code, first.Output.Trim()));
        Assert.Equal((0, "1 articles: 0 new, 0 replaced, 1 already there; 0 refused."), (second.Code, second.Output.Trim()));
    }

    [Fact]
    public async Task A_feed_brings_all_its_entries_and_names_those_that_cannot_be_had()
    {
        var outcome = await IngestAsync(_site.Root + "/feed");

        Assert.Equal((1, "2 articles: 2 new, 0 replaced, 0 already there; 1 refused."), (outcome.Code, outcome.Output.Trim()));
        Assert.Equal($"kg: {_site.Root}/gone: 127.0.0.1 answered with 404.", outcome.Error.Trim());
    }

    [Fact]
    public async Task Files_and_addresses_go_together()
    {
        var outcome = await IngestAsync(_site.Root + "/1", _kg.Write("report.txt", "Eva Fox met Gil Hay in Rome on Monday, officials of both sides said."));

        Assert.StartsWith("2 articles: 2 new", outcome.Output);
    }

    [Theory]
    [InlineData("http://localhost:1/a", "localhost is not read: it leads into a private network.")]
    [InlineData("http://169.254.169.254/latest", "169.254.169.254 is not read: it leads into a private network.")]
    [InlineData("http://user:word@news.example/", "with a user name or password is not read.")]
    public async Task Where_it_must_not_read_it_says_so(string address, string told)
    {
        var outcome = await _kg.RunAsync(["ingest", address]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains(told, outcome.Error);
    }

    [Theory]
    [InlineData("--allow-network: expected a network such as 10.20.0.0/16, found 'everything'.", "ingest", "https://news.example/", "--allow-network", "everything")]
    [InlineData("--feed: expected an address such as https://news.example/feed.xml, found 'news'.", "serve", "--feed", "news")]
    [InlineData("--contact: expected an address or a page", "ingest", "https://news.example/", "--contact", "a (b)")]
    public async Task Values_that_cannot_be_are_told(string told, params string[] args)
    {
        var outcome = await _kg.RunAsync(args);

        Assert.Equal(1, outcome.Code);
        Assert.Contains(told, outcome.Error);
    }

    [Fact]
    public async Task A_served_graph_follows_its_feeds_and_lists_them()
    {
        await using var store = await SqliteGraphStore.OpenAsync(_kg.PathOf("graph.db"));
        var settings = new IngestionSettings
        {
            Web = new() { AllowedNetworks = ScriptedSite.ThisMachine, Tries = 1 },
            Feeds = new() { Addresses = [_site.Uri("/feed")], StateFile = _kg.PathOf("feeds.json") },
        };
        await using (var server = await KgServer.StartAsync(new ServerSettings { Urls = "http://127.0.0.1:0" }, store, services => services.AddSingleton(settings)))
        {
            using var client = new HttpClient();
            string answer;
            do answer = await client.GetStringAsync(server.Address + "/graphql?query=%7Bfeeds%7Burl%20title%20articles%20lastError%20lastPoll%7D%7D"); while (answer.Contains("\"lastPoll\":null"));

            Assert.Contains($"\"url\":\"{_site.Root}/feed\",\"title\":\"The Courier\",\"articles\":2,\"lastError\":\"{_site.Root}/gone: 127.0.0.1 answered with 404\"", answer.Replace("\\/", "/"));
        }
        Assert.Equal(2, (await store.Reader.StatisticsAsync()).Articles);
    }

    private Task<Outcome> IngestAsync(params string[] what) => _kg.RunAsync(["ingest", .. what, "--allow-network", "127.0.0.0/8"]);
}
