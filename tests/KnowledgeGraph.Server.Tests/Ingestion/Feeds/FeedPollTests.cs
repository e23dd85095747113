using KnowledgeGraph.Server.Ingestion.Feeds;
using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Storage;
using KnowledgeGraph.Storage.Sqlite;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace KnowledgeGraph.Server.Tests.Ingestion.Feeds;

/// <summary>Feeds as they are at their worst, played by a site on this machine.</summary>
public sealed class FeedPollTests(LoadedIngestor loaded) : IClassFixture<LoadedIngestor>, IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("kg-test-").FullName;
    private readonly FakeTimeProvider _time = new(Noon);
    private readonly FeedOptions _options = new() { Interval = TimeSpan.FromMinutes(15), Jitter = 0, WholeArticleWords = 20 };
    private ScriptedSite _site = null!;
    private IGraphStore _store = null!;
    private WebReading _web = null!;

    public async Task InitializeAsync()
    {
        _site = await ScriptedSite.StartAsync();
        _store = await SqliteGraphStore.OpenAsync(Path.Combine(_folder, "graph.db"));
        _web = new WebReading(o => o with { Tries = 1, MostFeedBytes = 200_000, MostPageBytes = 200_000 }, _store, _options, _time, loaded.Ingestor);
    }

    public async Task DisposeAsync()
    {
        await _web.DisposeAsync();
        await _store.DisposeAsync();
        await _site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task New_entries_are_read_from_their_pages_and_old_ones_not_again()
    {
        _site.Page("/feed", Feed(Item(1), Item(2)), "application/rss+xml").Page("/1", Page("Ann Lee met Bob Ray in Paris.")).Page("/2", Page("Cleo Day met Dan Eck in Oslo."));

        var first = await PollAsync(State());
        _site.Page("/feed", Feed(Item(3), Item(1), Item(2)), "application/rss+xml").Page("/3", Page("Eva Fox met Gil Hay in Rome."));
        var second = await PollAsync(first);

        Assert.Equal(("The Courier", 2L, 3L, null), (first.Title, first.Articles, second.Articles, second.LastError));
        Assert.Equal((1, 1, 1), (_site.Asked("/1"), _site.Asked("/2"), _site.Asked("/3")));
        Assert.Equal(3, (await _store.Reader.StatisticsAsync()).Articles);
        Assert.Equal((Noon, Noon + TimeSpan.FromMinutes(15)), (second.LastPoll, second.NextPoll));
    }

    [Fact]
    public async Task What_the_feed_knows_of_an_article_is_kept_with_it()
    {
        _site.Page("/feed", Feed(Item(1, "<title>Talks</title><pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate><dc:creator>Ann Writer</dc:creator>")), "application/rss+xml");
        _site.Page("/1", "<p>Ann Lee met Bob Ray in Paris, officials of both sides said on Monday.</p>");

        await PollAsync(State());

        var article = (await _store.Reader.Articles.PageAsync(new(), 10)).Values.Single().Article;
        Assert.Equal(("Talks", "The Courier", "2026-03-01", "Ann Writer", _site.Root + "/1"), (article.Title, article.Outlet, article.Published!.ToString(), article.Authors.Single(), article.Address));
    }

    [Fact]
    public async Task An_article_that_the_feed_carries_whole_is_not_fetched_and_a_teaser_is_no_article()
    {
        var whole = "&lt;p&gt;Ann Lee met Bob Ray in Paris on Monday, and both of them said afterwards that the talks about the harbour would go on for another week.&lt;/p&gt;";
        _site.Page("/feed", Feed(Item(1, $"<content:encoded>{whole}</content:encoded>"), Item(2, "<content:encoded>Read more</content:encoded>")), "application/rss+xml");
        _site.Page("/2", Page("Cleo Day met Dan Eck in Oslo."));

        var state = await PollAsync(State());

        Assert.Equal((2L, 0, 1), (state.Articles, _site.Asked("/1"), _site.Asked("/2")));
    }

    [Fact]
    public async Task A_feed_is_asked_whether_anything_is_new()
    {
        _site.On("/feed", async context =>
        {
            var isOld = context.Request.Headers.IfNoneMatch == "\"v1\"" && context.Request.Headers.IfModifiedSince == "Sun, 01 Mar 2026 10:00:00 GMT";
            context.Response.StatusCode = isOld ? 304 : 200;
            if (isOld) return;
            (context.Response.Headers.ETag, context.Response.Headers.LastModified, context.Response.ContentType) = ("\"v1\"", "Sun, 01 Mar 2026 10:00:00 GMT", "application/rss+xml");
            await context.Response.WriteAsync(Feed(Item(1)));
        });
        _site.Page("/1", Page("Ann Lee met Bob Ray in Paris."));

        var first = await PollAsync(State());
        var second = await PollAsync(first);

        Assert.Equal(("\"v1\"", "\"v1\"", null, 1L), (first.ETag, second.ETag, second.LastError, second.Articles));
        Assert.Equal(first.Seen, second.Seen);
    }

    [Fact]
    public async Task An_entry_that_fails_is_tried_at_the_next_polls_and_left_after_the_third()
    {
        _site.Page("/feed", Feed(Item(1), Item(2)), "application/rss+xml", ("ETag", "\"v1\"")).Page("/1", Page("Ann Lee met Bob Ray in Paris.")).On("/2", ScriptedSite.Status(500));

        var states = new List<FeedState> { await PollAsync(State()) };
        for (var i = 0; i < 3; i++) states.Add(await PollAsync(states[^1]));

        Assert.Equal((1, 3), (_site.Asked("/1"), _site.Asked("/2")));
        Assert.Contains("/2: 127.0.0.1 answered with 500", states[0].LastError);
        Assert.Equal([null, null, "\"v1\"", "\"v1\""], states.Select(s => s.ETag));
        Assert.Null(states[3].LastError);
    }

    [Fact]
    public async Task An_entry_that_fails_once_comes_in_later()
    {
        _site.Page("/feed", Feed(Item(1)), "application/rss+xml").InTurn("/1", ScriptedSite.Status(503), ScriptedSite.Text(Page("Ann Lee met Bob Ray in Paris.")));

        var first = await PollAsync(State());
        var second = await PollAsync(first);

        Assert.Equal((0L, 1L), (first.Articles, second.Articles));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", "leads into a private network")]
    [InlineData("file:///etc/passwd", "expected an address that begins with http:// or https://")]
    public async Task A_feed_that_redirects_to_where_it_must_not_is_told(string to, string told)
    {
        _site.Redirect("/feed", to);

        Assert.Contains(told, (await PollAsync(State())).LastError);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", "leads into a private network")]
    [InlineData("http://10.0.0.1/", "leads into a private network")]
    public async Task An_entry_that_leads_to_where_it_must_not_is_told(string to, string told)
    {
        _site.Page("/feed", $"<rss><channel><item><guid isPermaLink='false'>1</guid><link>{to}</link></item></channel></rss>", "application/rss+xml");

        Assert.Contains(told, (await PollAsync(State())).LastError);
    }

    [Fact]
    public async Task Of_a_feed_that_never_ends_what_came_is_read()
    {
        _site.Page("/1", Page("Ann Lee met Bob Ray in Paris.")).On("/feed", async context =>
        {
            context.Response.ContentType = "application/rss+xml";
            await context.Response.WriteAsync("<rss><channel><title>Endless</title>" + Item(1));
            for (var i = 0; !context.RequestAborted.IsCancellationRequested; i++)
                await context.Response.WriteAsync($"<item><guid isPermaLink='false'>x{i % 3}</guid><description>{new string('x', 5_000)}</description></item>", context.RequestAborted);
        });

        var state = await PollAsync(State());

        Assert.Equal(("Endless", 1L), (state.Title, state.Articles));
    }

    [Theory]
    [InlineData("<rss><channel><item></wrong>", "application/rss+xml", "is malformed at line 1")]
    [InlineData("<html><body>Sign in</body></html>", "text/html", "is no feed: expected RSS or Atom, found <html>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><item><guid>&x;</guid></item></channel></rss>", "text/xml", "has a document type declaration")]
    [InlineData("%PDF-1.7", "application/pdf", "sent application/pdf; expected application/rss+xml")]
    public async Task What_is_no_feed_is_told(string body, string type, string told)
    {
        _site.Page("/feed", body, type);

        var state = await PollAsync(State());

        Assert.Contains(told, state.LastError);
        Assert.Equal(1, state.Failures);
    }

    [Fact]
    public async Task What_fails_is_asked_more_and_more_rarely_and_at_once_as_before_when_it_is_well()
    {
        _site.On("/feed", ScriptedSite.Status(404));
        var waits = new List<double>();
        var state = State();
        for (var i = 0; i < 12; i++)
        {
            state = await PollAsync(state);
            waits.Add((state.NextPoll!.Value - _time.GetUtcNow()).TotalMinutes);
        }
        _site.Page("/feed", Feed(), "application/rss+xml");
        state = await PollAsync(state);

        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440, 1440, 1440], waits);
        Assert.Equal((0, null, TimeSpan.FromMinutes(15)), (state.Failures, state.LastError, state.NextPoll - _time.GetUtcNow()));
    }

    [Fact]
    public async Task A_feed_that_asks_for_time_is_given_it()
    {
        _site.On("/feed", ScriptedSite.Status(429, ("Retry-After", "7200")));
        Assert.Equal(TimeSpan.FromHours(2), (await PollAsync(State())).NextPoll - Noon);

        _site.Page("/feed", "<rss><channel><ttl>180</ttl></channel></rss>", "application/rss+xml");
        Assert.Equal(TimeSpan.FromHours(3), (await PollAsync(State())).NextPoll - Noon);
    }

    [Fact]
    public async Task A_hostile_page_is_an_article_of_its_words_alone()
    {
        _site.Page("/feed", Feed(Item(1)), "application/rss+xml");
        _site.Page("/1", $"""
            <html><head><title>Talks</title><script>document.write('<p>Injected sentence about Evil Corp that met Bob Ray.</p>')</script><link rel="canonical" href="https://other.example/stolen"></head>
            <body>{string.Concat(Enumerable.Repeat("<div>", 900))}<p onclick="alert(1)">Ann Lee met Bob Ray in Paris on Monday, officials of both sides said.<img src=x onerror=alert(2)></p><svg><script>alert(3)</script></svg>
            """);

        var state = await PollAsync(State());

        var article = (await _store.Reader.Articles.PageAsync(new(), 10)).Values.Single().Article;
        Assert.Null(state.LastError);
        Assert.Contains("Ann Lee met Bob Ray in Paris", article.Text);
        Assert.DoesNotContain("alert", article.Text);
        Assert.DoesNotContain("Injected", article.Text);
        Assert.Equal(_site.Root + "/1", article.Address);
    }

    [Fact]
    public async Task A_page_that_nests_without_end_is_told()
    {
        _site.Page("/feed", Feed(Item(1)), "application/rss+xml").Page("/1", string.Concat(Enumerable.Repeat("<div>", 30_000)) + "<p>Ann Lee met Bob Ray.</p>");

        Assert.Contains("/1: nests more than 1000 elements in one another", (await PollAsync(State())).LastError);
    }

    private Task<FeedState> PollAsync(FeedState state) => _web.Get<FeedPoll>().RunAsync(state, CancellationToken.None);

    private FeedState State() => new(_site.Root + "/feed");

    private static string Feed(params string[] items) =>
        "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>The Courier</title>" + string.Concat(items) + "</channel></rss>";

    private string Item(int number, string more = "") => $"<item><guid isPermaLink='false'>{number}</guid><link>{_site.Root}/{number}</link>{more}</item>";

    private static string Page(string text) => $"<html><body><article><h1>A headline</h1><p>{text} Officials of both sides said so on Monday.</p></article></body></html>";
}
