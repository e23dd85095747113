using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Server.Ingestion.Web;
using KnowledgeGraph.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.Server.Tests.Ingestion;

public sealed class IngestUrlTests(ReadingGraph reading) : IClassFixture<ReadingGraph>
{
    private const string Ingest = """
        mutation($url: String!) { ingestUrl(input: { url: $url }) {
          ingestion { name status failure { reason } }
          article { title outlet authors published address text }
          errors { __typename message ... on InvalidInputError { field } ... on IngestionFailedError { reason retryAfterSeconds } } } }
        """;

    private ScriptedSite Site => reading.Site;

    [Fact]
    public async Task A_page_is_read_with_title_byline_date_and_outlet()
    {
        Site.Page("/story", """
            <html lang="en"><head><title>Harbour talks - The Courier</title>
            <script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour talks","datePublished":"2026-03-01T10:00:00Z","author":{"@type":"Person","name":"Ann Writer"},"publisher":{"name":"The Courier"}}</script></head>
            <body><nav>Home Sport</nav><article><h1>Harbour talks</h1><p>Ann Lee met Bob Ray in Paris on Monday, officials of both sides said.</p></article><footer>Copyright</footer></body></html>
            """);

        var article = (await IngestAsync("/story?utm_source=x&id=7"))["article"];
        Assert.Null(article);
        Site.Page("/story?utm_source=x&id=7", "<h1>Harbour talks</h1><p>Ann Lee met Bob Ray in Paris on Monday, officials of both sides said.</p>");
        article = (await IngestAsync("/story"))["article"];
        var marked = (await IngestAsync("/story?utm_source=x&id=7"))["article"];

        Assert.Equal(("Harbour talks", "The Courier", "2026-03-01", Site.Root + "/story"), (article.At("title"), article.At("outlet"), article.At("published"), article.At("address")));
        Assert.Equal("Ann Writer", Assert.Single(article!["authors"]!.AsArray())!.ToString());
        Assert.Equal(Site.Root + "/story?id=7", marked.At("address"));
        Assert.DoesNotContain("Copyright", article.At("text"));
    }

    [Fact]
    public async Task A_page_in_another_charset_is_read()
    {
        Site.Bytes("/1252", [.. "<p>Ann Lee met Bob Ray in Z"u8, 0xFC, .. "rich on Monday, officials of both sides said, "u8, 0x93, .. "at last"u8, 0x94, .. ".</p>"u8], "text/html; charset=iso-8859-1");

        Assert.Contains("Zürich on Monday, officials of both sides said, “at last”.", (await IngestAsync("/1252")).At("article.text"));
    }

    [Theory]
    [InlineData("news.example", "InvalidInputError", "is no web address")]
    [InlineData("file:///etc/passwd", "InvalidInputError", "is no web address; expected one such as https://news.example/story.")]
    [InlineData("https://user:word@news.example/", "InvalidInputError", "carries a user name or a password")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "IngestionFailedError", "leads into a private network.")]
    [InlineData("http://[::1]/", "IngestionFailedError", "leads into a private network.")]
    public async Task An_address_that_is_not_read_is_told(string url, string type, string told)
    {
        var answer = await IngestAddressAsync(url);

        var error = Assert.Single(answer["errors"]!.AsArray());
        Assert.Equal(type, error.At("__typename"));
        Assert.Contains(told, error.At("message"));
        Assert.Null(answer["article"]);
    }

    [Fact]
    public async Task What_goes_wrong_on_the_way_is_told_with_its_step()
    {
        Site.On("/gone", ScriptedSite.Status(410)).Bytes("/picture", [1, 2, 3], "image/png").Page("/empty", "<html><body></body></html>");
        Site.On("/later", ScriptedSite.Status(503, ("Retry-After", "120"))).Page("/feed", "<rss><channel></channel></rss>", "application/rss+xml");

        foreach (var (path, reason, told) in new[]
        {
            ("/gone", "NOT_FETCHED", "127.0.0.1 answered with 410."), ("/picture", "NOT_FETCHED", "sent image/png; expected text/html"), ("/later", "NOT_FETCHED", "asks to come again later"),
            ("/empty", "NOT_READ", "is empty; expected an article's text."), ("/feed", "NOT_READ", "is a feed; expected the page of an article."),
        })
        {
            var answer = await IngestAsync(path);
            var error = Assert.Single(answer["errors"]!.AsArray());
            Assert.Equal((reason, "FAILED", path == "/later" ? "120" : null), (error.At("reason"), answer.At("ingestion.status"), error.At("retryAfterSeconds")));
            Assert.Contains(told, error.At("message"));
        }
    }

    [Fact]
    public async Task Feeds_are_listed_and_there_are_none() => Assert.Empty((await reading.Graph.AskAsync("{ feeds { url title lastPoll lastError nextPoll articles } }"))["feeds"]!.AsArray());

    private Task<JsonObject> IngestAsync(string path) => IngestAddressAsync(Site.Root + path);

    private async Task<JsonObject> IngestAddressAsync(string url) => (await reading.Graph.AskAsync(Ingest, new() { ["url"] = url }))["ingestUrl"]!.AsObject();
}

/// <summary>An empty graph that may read a site on this machine.</summary>
public sealed class ReadingGraph : IAsyncLifetime
{
    public ScriptedSite Site { get; private set; } = null!;

    public ServedGraph Graph { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Site = await ScriptedSite.StartAsync();
        var web = new WebOptions { AllowedNetworks = ScriptedSite.ThisMachine, RetryDelay = TimeSpan.FromMilliseconds(5) };
        Graph = await ServedGraph.OfAsync(new IngestionSettings { Web = web });
    }

    public async Task DisposeAsync()
    {
        await Graph.DisposeAsync();
        await Site.DisposeAsync();
    }
}
