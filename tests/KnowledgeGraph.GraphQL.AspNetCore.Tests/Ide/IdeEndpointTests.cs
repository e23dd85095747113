using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using KnowledgeGraph.GraphQL.AspNetCore.Ide;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.Ide;

public sealed partial class IdeEndpointTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Fact]
    public async Task A_browser_is_sent_to_the_address_with_a_slash_and_gets_the_page()
    {
        await using var server = await RunningServer.StartAsync();
        using var redirect = await server.GetAsync("", Browser);
        using var page = await server.GetAsync("/", Browser);

        Assert.Equal(HttpStatusCode.Redirect, redirect.StatusCode);
        Assert.Equal("graphql/", redirect.Headers.Location?.ToString());
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        Assert.Contains("Banana Cake Pop", await page.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_query_of_a_browser_is_answered()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.GetAsync("?query={hello}", Browser);

        Assert.Equal("""{"data":{"hello":"world"}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Every_file_that_the_page_names_is_there_and_nothing_comes_from_elsewhere()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.GetAsync("/", Browser);
        var names = Reference().Matches(await response.Content.ReadAsStringAsync()).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(names);
        foreach (var name in names)
        {
            Assert.DoesNotContain("//", name);
            using var file = await server.GetAsync("/" + name.TrimStart('.', '/'));
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }
    }

    [Fact]
    public async Task Every_embedded_file_is_served_whole()
    {
        var files = IdeFiles.Embedded();
        await using var server = await RunningServer.StartAsync();

        Assert.True(files.Any, "The test project must be built with the page.");
        foreach (var name in files.Names)
        {
            using var expected = new MemoryStream();
            await using (var plain = files.Find(name)!.OpenPlain())
                await plain.CopyToAsync(expected);
            var actual = await server.Client.GetByteArrayAsync($"{server.Url}/{name}");
            Assert.Equal(expected.ToArray(), actual);
        }
    }

    [Fact]
    public async Task The_licence_and_the_notices_are_served_with_the_page()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Contains("ChilliCream License", await server.Client.GetStringAsync($"{server.Url}/LICENSE"));
        Assert.Contains(IdeFiles.Embedded().Names, name => name.EndsWith(".LICENSE.txt", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "licenses", "banana-cake-pop.txt")));
    }

    [Fact]
    public async Task The_page_is_told_its_endpoint_and_example_and_to_send_no_telemetry()
    {
        await using var server = await RunningServer.StartAsync(new()
        {
            Ide = new() { Title = "News", ExampleDocument = "{ hello }", ExampleVariables = JsonElement.Parse("""{"n":1}""") },
        });
        var configuration = JsonElement.Parse(await server.Client.GetStringAsync($"{server.Url}/bcp-config.json"));

        Assert.Equal("News", configuration.GetProperty("title").GetString());
        Assert.True(configuration.GetProperty("disableTelemetry").GetBoolean());
        Assert.True(configuration.GetProperty("useBrowserUrlAsEndpoint").GetBoolean());
        Assert.Equal("{ hello }", configuration.GetProperty("graphQLDocument").GetString());
        Assert.Equal("""{"n":1}""", configuration.GetProperty("variables").GetRawText());
    }

    [Fact]
    public async Task The_page_may_reach_nothing_but_its_server()
    {
        await using var server = await RunningServer.StartAsync();
        using var page = await server.GetAsync("/", Browser);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("connect-src 'self'", policy);
        Assert.DoesNotContain("http", policy);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task An_unchanged_file_is_not_sent_again()
    {
        await using var server = await RunningServer.StartAsync();
        using var first = await server.GetAsync("/favicon.svg");
        using var second = await server.GetAsync("/favicon.svg", null, ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/../appsettings.json")]
    [InlineData("/static/../../secret")]
    [InlineData("/%2e%2e/secret")]
    [InlineData("/static%2f..%2findex.html")]
    [InlineData("/no-such-file.js")]
    public async Task What_is_no_file_of_the_page_is_not_found(string suffix)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.GetAsync(suffix, "*/*");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Without_the_page_browsers_are_clients_like_others()
    {
        await using var server = await RunningServer.StartAsync(new() { Ide = new() { Enabled = false } });
        using var root = await server.GetAsync("/", Browser);
        using var file = await server.GetAsync("/favicon.svg");

        Assert.Equal(HttpStatusCode.BadRequest, root.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, file.StatusCode);
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Reference();
}
