using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Access;

namespace KnowledgeGraph.Server.Tests.Access;

/// <summary>How much one caller may ask, and how large a request may be.</summary>
public class LimitTests
{
    [Fact]
    public async Task Too_many_operations_are_answered_with_when_to_ask_again()
    {
        await using var kg = await RunningKg.StartAsync(new() { RateLimit = 1, RateBurst = 2 });
        Assert.Equal(HttpStatusCode.OK, (await kg.AskAsync(RunningKg.Question)).Status);
        Assert.Equal(HttpStatusCode.OK, (await kg.AskAsync(RunningKg.Question)).Status);

        using var refused = await kg.SendAsync(RunningKg.Question);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal("""{"errors":[{"message":"Too many operations in a short time; ask again in 1 s.","extensions":{"code":"RATE_LIMITED","retryAfter":1}}]}""", await refused.Content.ReadAsStringAsync());

        kg.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await kg.AskAsync(RunningKg.Question)).Status);
    }

    [Fact]
    public async Task Documents_that_are_not_valid_count_too()
    {
        await using var kg = await RunningKg.StartAsync(new() { RateLimit = 1, RateBurst = 1 });
        Assert.NotEqual("RATE_LIMITED", (await kg.AskAsync("{ nonsense")).Code);
        Assert.Equal("RATE_LIMITED", (await kg.AskAsync("{ nonsense")).Code);
    }

    [Fact]
    public async Task Each_key_has_its_own_limit()
    {
        await using var kg = await RunningKg.StartAsync(new() { RateLimit = 1, RateBurst = 1 });
        var (ada, ben) = (await kg.AddKeyAsync("Ada", Role.Reader), await kg.AddKeyAsync("Ben", Role.Reader));
        Assert.Equal(HttpStatusCode.OK, (await kg.AskAsync(RunningKg.Question, ada)).Status);
        Assert.Equal(HttpStatusCode.OK, (await kg.AskAsync(RunningKg.Question, ben)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await kg.AskAsync(RunningKg.Question, ada)).Status);
    }

    [Fact]
    public async Task Guessing_keys_is_limited_too()
    {
        await using var kg = await RunningKg.StartAsync(new() { RateLimit = 1, RateBurst = 1 });
        Assert.Equal(HttpStatusCode.Unauthorized, (await kg.AskAsync(RunningKg.Question, "kg_wrong")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await kg.AskAsync(RunningKg.Question, "kg_wrong")).Status);
    }

    [Fact]
    public async Task Each_operation_of_a_socket_counts()
    {
        await using var kg = await RunningKg.StartAsync(new() { RateLimit = 1, RateBurst = 2 });
        using var socket = await kg.OpenSocketAsync("{}");
        await socket.ReceiveAsync();
        Assert.Contains("\"Query\"", await socket.AskAsync("1", RunningKg.Question));
        Assert.Contains("\"Query\"", await socket.AskAsync("2", RunningKg.Question));
        Assert.Contains("RATE_LIMITED", await socket.AskAsync("3", RunningKg.Question));
    }

    [Theory]
    [InlineData(4_000, null)]
    [InlineData(14_000, null)] // takes two more, which are there
    [InlineData(34_000, 3)] // takes six more
    [InlineData(1_000_000, 6)] // more than the whole bucket: the bucket
    public void A_dear_operation_takes_more(double cost, int? wait)
    {
        var limits = new RateLimits(new() { RateLimit = 1, RateBurst = 9 }, new Microsoft.Extensions.Time.Testing.FakeTimeProvider());
        var caller = new Caller("Ada", Role.Reader, CallerKind.ApiKey);
        for (var i = 0; i < 6; i++) Assert.Null(limits.Take(caller, null));
        Assert.Equal(wait, limits.TakeMore(caller, null, cost));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Addresses_of_one_customer_share_a_limit(string first, string second, bool shared)
    {
        var limits = new RateLimits(new() { RateLimit = 1, RateBurst = 1 }, new Microsoft.Extensions.Time.Testing.FakeTimeProvider());
        Assert.Null(limits.Take(Caller.Nobody, IPAddress.Parse(first)));
        Assert.Equal(shared ? 1 : null, limits.Take(Caller.Nobody, IPAddress.Parse(second)));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var kg = await RunningKg.StartAsync(change: settings => settings with { MaxBodyBytes = 2_000 });
        Assert.Equal(HttpStatusCode.OK, (await kg.AskAsync(RunningKg.Question)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await kg.AskAsync($"# {new string('x', 2_000)}\n{{ __typename }}")).Status);
    }

    [Fact]
    public async Task Too_many_headers_are_refused()
    {
        await using var kg = await RunningKg.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        for (var i = 0; i < 200; i++) request.Headers.Add($"X-{i}", "1");
        using var response = await kg.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_list_of_requests_is_refused()
    {
        await using var kg = await RunningKg.StartAsync();
        using var response = await kg.Http.PostAsync("/graphql", new StringContent("""[{"query":"{ __typename }"}]""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Every_mutation_is_written_down_with_who_what_and_the_outcome()
    {
        await using var kg = await RunningKg.StartAsync();
        var key = await kg.AddKeyAsync("Ada", Role.Curator);
        var text = new string('x', 5_000);
        await kg.AskAsync($$"""mutation Tidy { withdrawArticle(input: { articleId: "none" }) { articleId } again: withdrawArticle(input: { articleId: "{{text}}" }) { articleId } }""", key);
        await kg.AskAsync(RunningKg.Question, key);

        var line = Assert.Single(await File.ReadAllLinesAsync(kg.AuditFile));
        Assert.DoesNotContain(key, line);
        Assert.True(line.Length < 1_500);
        var entry = JsonNode.Parse(line)!;
        Assert.Equal(("Ada", "key", "curator", "Tidy", "127.0.0.1"), ((string?)entry["caller"], (string?)entry["as"], (string?)entry["role"], (string?)entry["operation"], (string?)entry["address"]));
        Assert.Equal(kg.Time.GetUtcNow(), (DateTimeOffset)entry["time"]!);
        Assert.Equal(["withdrawArticle", "withdrawArticle"], entry["fields"]!.AsArray().Select(field => (string)field!["field"]!));
        Assert.Equal(["refused", "refused"], entry["fields"]!.AsArray().Select(field => (string)field!["outcome"]!));
        Assert.Equal("""{"input":{"articleId":"none"}}""", entry["fields"]![0]!["arguments"]!.ToJsonString());
    }
}
