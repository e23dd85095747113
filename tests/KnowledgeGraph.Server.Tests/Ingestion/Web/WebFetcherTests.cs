using System.IO.Compression;
using System.Net;
using System.Text;
using KnowledgeGraph.Server.Ingestion.Web;
using KnowledgeGraph.Server.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.Server.Tests.Ingestion.Web;

/// <summary>The web as it is at its worst, played by a site on this machine.</summary>
public sealed class WebFetcherTests : IAsyncLifetime
{
    private ScriptedSite _site = null!;

    public async Task InitializeAsync() => _site = await ScriptedSite.StartAsync();

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task An_answer_comes_with_its_type_and_validators()
    {
        _site.Page("/a", "hello", "text/html; charset=iso-8859-2", ("ETag", "\"v1\""), ("Last-Modified", "Sun, 01 Mar 2026 10:00:00 GMT"));

        var answer = Assert.IsType<Fetched>(await FetchAsync("/a"));

        Assert.Equal(("text/html", "iso-8859-2", "hello"), (answer.MediaType, answer.Charset, Encoding.UTF8.GetString(answer.Body)));
        Assert.Equal(("\"v1\"", new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero)), (answer.ETag, answer.LastModified));
    }

    [Fact]
    public async Task A_site_learns_who_asks_and_nothing_else()
    {
        _site.Page("/a", "hello");

        await using var web = new WebReading(o => o with { Contact = "https://newsroom.example/bot" });
        await web.FetchAsync(_site.Uri("/a"));

        var headers = _site.Requests.Last().Headers;
        Assert.Equal("KnowledgeGraph/1.0 (+https://newsroom.example/bot)", headers["User-Agent"]);
        Assert.Equal(["Accept", "Accept-Encoding", "Host", "User-Agent"], headers.Keys.Order());
    }

    [Theory]
    [InlineData("file:///etc/passwd", "expected an address that begins with http:// or https://")]
    [InlineData("ftp://news.example/a", "expected an address that begins with http:// or https://")]
    [InlineData("gopher://127.0.0.1/a", "expected an address that begins with http:// or https://")]
    [InlineData("http://user:word@news.example/a", "with a user name or password is not read")]
    public async Task Addresses_of_other_kinds_are_not_read(string address, string told) =>
        AssertFailed(await Read(new Uri(address)), FetchFailureKind.InvalidAddress, told);

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://localhost/")]
    public async Task Private_networks_are_not_read_however_they_are_written(string address)
    {
        await using var web = new WebReading(o => o with { AllowedNetworks = [] });

        AssertFailed(await web.FetchAsync(new Uri(address)), FetchFailureKind.AddressRefused, "leads into a private network");
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/", FetchFailureKind.AddressRefused)]
    [InlineData("http://10.0.0.1/admin", FetchFailureKind.AddressRefused)]
    [InlineData("file:///etc/passwd", FetchFailureKind.InvalidAddress)]
    [InlineData("http://user:word@127.0.0.1/", FetchFailureKind.InvalidAddress)]
    [InlineData("javascript:alert(1)", FetchFailureKind.InvalidAddress)]
    [InlineData("//169.254.169.254/x", FetchFailureKind.AddressRefused)]
    public async Task A_redirect_is_checked_like_the_first_address(string to, FetchFailureKind kind)
    {
        _site.Redirect("/a", to);

        Assert.Equal(kind, Assert.IsType<FetchFailed>(await FetchAsync("/a")).Kind);
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_a_moment_later_is_connected_to_as_it_was_checked()
    {
        _site.Page("/a", "inside");
        var port = _site.Uri("/").Port;
        var asked = 0;
        // The first answer is public, every later one is this machine: the trick called rebinding.
        await using var web = new WebReading(o => o with
        {
            AllowedNetworks = [],
            Tries = 1,
            AnswerTimeout = TimeSpan.FromSeconds(1),
            Resolve = (_, _) => Task.FromResult(new[] { Interlocked.Increment(ref asked) == 1 ? IPAddress.Parse("198.41.0.4") : IPAddress.Loopback }),
        });

        for (var i = 0; i < 3; i++)
            Assert.Contains(Assert.IsType<FetchFailed>(await web.FetchAsync(new Uri($"http://rebinding.example:{port}/a"))).Kind, new[] { FetchFailureKind.Unreachable, FetchFailureKind.TimedOut, FetchFailureKind.AddressRefused });
        Assert.Empty(_site.Requests);
    }

    [Fact]
    public async Task Of_several_addresses_only_public_ones_are_connected_to()
    {
        _site.Page("/a", "hello");
        var port = _site.Uri("/").Port;
        await using var web = new WebReading(o => o with { Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse("10.0.0.1"), IPAddress.Parse("::1"), IPAddress.Loopback }) });

        Assert.IsType<Fetched>(await web.FetchAsync(new Uri($"http://mixed.example:{port}/a")));
    }

    [Fact]
    public async Task Redirects_are_followed_and_the_last_address_is_told()
    {
        _site.Redirect("/a", "/b", 301).Redirect("/b", "c?x=1#part", 308).Page("/c?x=1", "here");

        Assert.Equal(_site.Uri("/c?x=1"), Assert.IsType<Fetched>(await FetchAsync("/a")).Address);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        _site.Redirect("/a", "/b").Redirect("/b", "/a");

        AssertFailed(await FetchAsync("/a"), FetchFailureKind.Redirects, "redirects in a circle");
    }

    [Fact]
    public async Task A_chain_of_redirects_without_end_ends()
    {
        for (var i = 0; i < 20; i++) _site.Redirect($"/{i}", $"/{i + 1}");

        AssertFailed(await FetchAsync("/0"), FetchFailureKind.Redirects, "redirects more than 5 times");
        Assert.Equal(0, _site.Asked("/7"));
    }

    [Fact]
    public async Task A_small_answer_that_unpacks_without_end_is_stopped()
    {
        _site.Bytes("/bomb", Zipped(64 << 20), "text/html", ("Content-Encoding", "gzip"));

        AssertFailed(await FetchAsync("/bomb"), FetchFailureKind.TooLarge, "is larger than 1 MB");
    }

    [Fact]
    public async Task Broken_compression_is_told()
    {
        _site.Bytes("/broken", [1, 2, 3, 4, 5], "text/html", ("Content-Encoding", "gzip"));

        AssertFailed(await FetchAsync("/broken"), FetchFailureKind.WrongType, "whose compression is broken");
    }

    [Fact]
    public async Task What_is_larger_than_the_limit_is_refused_with_and_without_a_length()
    {
        _site.On("/told", async context =>
        {
            context.Response.ContentLength = 3 << 20;
            await context.Response.Body.WriteAsync(new byte[3 << 20]);
        });
        _site.On("/untold", async context => await context.Response.Body.WriteAsync(new byte[3 << 20]));

        AssertFailed(await FetchAsync("/told"), FetchFailureKind.TooLarge, "is larger than 1 MB");
        AssertFailed(await FetchAsync("/untold"), FetchFailureKind.TooLarge, "is larger than 1 MB");
    }

    [Fact]
    public async Task What_may_be_cut_off_gives_its_beginning()
    {
        _site.On("/endless", async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(new byte[65536], context.RequestAborted);
        });

        await using var web = new WebReading();
        var answer = Assert.IsType<Fetched>(await web.FetchAsync(_site.Uri("/endless"), cutOff: true));

        Assert.Equal((1 << 20, true), (answer.Body.Length, answer.IsCutOff));
    }

    [Fact]
    public async Task An_answer_that_drips_is_not_waited_for_without_end()
    {
        _site.On("/drip", async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync("x");
                await context.Response.Body.FlushAsync();
                await Task.Delay(20);
            }
        });
        await using var web = new WebReading(o => o with { BodyTimeout = TimeSpan.FromMilliseconds(300), Tries = 1 });

        AssertFailed(await web.FetchAsync(_site.Uri("/drip")), FetchFailureKind.TimedOut, "took longer than");
        Assert.True(Assert.IsType<Fetched>(await web.FetchAsync(_site.Uri("/drip"), cutOff: true)).IsCutOff);
    }

    [Fact]
    public async Task A_site_that_does_not_answer_is_given_up()
    {
        _site.On("/silent", context => Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        await using var web = new WebReading(o => o with { AnswerTimeout = TimeSpan.FromMilliseconds(200), Tries = 1 });

        AssertFailed(await web.FetchAsync(_site.Uri("/silent")), FetchFailureKind.TimedOut, "took longer than");
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/pdf")]
    [InlineData("application/octet-stream")]
    public async Task What_is_of_another_type_is_refused_before_its_body_is_read(string type)
    {
        _site.Bytes("/a", new byte[100], type);

        await using var web = new WebReading();
        AssertFailed(await web.FetchAsync(_site.Uri("/a"), 10, false, "text/html", "text/plain"), FetchFailureKind.WrongType, $"sent {type}; expected text/html, text/plain");
    }

    [Theory]
    [InlineData(404, 1)]
    [InlineData(410, 1)]
    [InlineData(403, 1)]
    [InlineData(500, 3)]
    [InlineData(502, 3)]
    [InlineData(408, 3)]
    public async Task What_may_pass_is_tried_again_and_nothing_else(int status, int tries)
    {
        _site.On("/a", ScriptedSite.Status(status));

        var failed = Assert.IsType<FetchFailed>(await FetchAsync("/a"));

        Assert.Equal((FetchFailureKind.ErrorStatus, status, tries), (failed.Kind, failed.Status, _site.Asked("/a")));
    }

    [Fact]
    public async Task After_an_error_that_passed_all_is_well()
    {
        _site.InTurn("/a", ScriptedSite.Status(500), context => { context.Abort(); return Task.CompletedTask; }, ScriptedSite.Text("at last"));

        Assert.IsType<Fetched>(await FetchAsync("/a"));
        Assert.Equal(3, _site.Asked("/a"));
    }

    [Fact]
    public async Task A_site_that_asks_to_come_again_soon_is_asked_again_and_later_is_told()
    {
        _site.InTurn("/soon", ScriptedSite.Status(503, ("Retry-After", "0")), ScriptedSite.Text("now"));
        _site.On("/later", ScriptedSite.Status(429, ("Retry-After", "3600")));

        Assert.IsType<Fetched>(await FetchAsync("/soon"));
        var later = Assert.IsType<FetchFailed>(await FetchAsync("/later"));
        Assert.Equal((FetchFailureKind.RetryLater, TimeSpan.FromHours(1), 1), (later.Kind, later.RetryAfter, _site.Asked("/later")));
    }

    [Fact]
    public async Task Robots_txt_is_respected_on_every_hop_and_read_once()
    {
        _site.Page("/robots.txt", "User-agent: KnowledgeGraph\nDisallow: /private", "text/plain");
        _site.Page("/public", "yes").Page("/private/a", "no").Redirect("/way-in", "/private/a");
        await using var web = new WebReading();

        Assert.IsType<Fetched>(await web.FetchAsync(_site.Uri("/public")));
        AssertFailed(await web.FetchAsync(_site.Uri("/private/a")), FetchFailureKind.RobotsDisallow, "does not allow KnowledgeGraph to read");
        AssertFailed(await web.FetchAsync(_site.Uri("/way-in")), FetchFailureKind.RobotsDisallow, "does not allow");
        Assert.Equal((1, 0), (_site.Asked("/robots.txt"), _site.Asked("/private/a")));
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(401, true)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task Without_robots_txt_all_is_allowed_and_with_a_broken_one_nothing(int status, bool allowed)
    {
        _site.On("/robots.txt", ScriptedSite.Status(status)).Page("/a", "hello");

        var outcome = await FetchAsync("/a");

        if (allowed) Assert.IsType<Fetched>(outcome);
        else AssertFailed(outcome, FetchFailureKind.RobotsDisallow, "robots.txt of 127.0.0.1 cannot be read");
    }

    [Fact]
    public async Task Nothing_new_is_told_to_who_has_the_validators()
    {
        _site.On("/a", context =>
        {
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "\"v1\"" ? 304 : 200;
            return Task.CompletedTask;
        });
        await using var web = new WebReading();

        Assert.IsType<NotModified>(await web.Get<WebFetcher>().FetchAsync(new FetchRequest(_site.Uri("/a"), 100) { ETag = "\"v1\"" }));
    }

    [Fact]
    public async Task A_host_that_is_none_is_told()
    {
        await using var web = new WebReading(o => o with { Tries = 1, Resolve = (_, _) => Task.FromResult(Array.Empty<IPAddress>()) });

        AssertFailed(await web.FetchAsync(new Uri("http://nowhere.example/")), FetchFailureKind.Unreachable, "there is no host nowhere.example");
    }

    private Task<FetchOutcome> FetchAsync(string path) => Read(_site.Uri(path));

    private static async Task<FetchOutcome> Read(Uri address)
    {
        await using var web = new WebReading();
        return await web.FetchAsync(address);
    }

    private static void AssertFailed(FetchOutcome outcome, FetchFailureKind kind, string told)
    {
        var failed = Assert.IsType<FetchFailed>(outcome);
        Assert.Equal(kind, failed.Kind);
        Assert.Contains(told, failed.Message);
    }

    private static byte[] Zipped(int length)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize))
            for (var i = 0; i < length; i += 65536) zip.Write(new byte[65536]);
        return packed.ToArray();
    }
}
