using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Access;

namespace KnowledgeGraph.Server.Tests.Access;

/// <summary>Who is let in, over every transport.</summary>
public class AccessTests
{
    [Fact]
    public async Task Reading_is_open_on_this_machine_and_writing_is_not()
    {
        await using var kg = await RunningKg.StartAsync();
        Assert.Equal((HttpStatusCode.OK, null), await kg.AskAsync(RunningKg.Question));
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), await kg.AskAsync(RunningKg.Change));
    }

    [Theory]
    [InlineData(Role.Reader, HttpStatusCode.Forbidden)]
    [InlineData(Role.Writer, HttpStatusCode.OK)]
    [InlineData(Role.Curator, HttpStatusCode.OK)]
    public async Task A_key_may_do_what_its_role_says(Role role, HttpStatusCode status)
    {
        await using var kg = await RunningKg.StartAsync();
        Assert.Equal(status, (await kg.AskAsync(RunningKg.Change, await kg.AddKeyAsync("Ada", role))).Status);
    }

    [Theory]
    [InlineData("/graphql?query={__typename}", HttpStatusCode.Unauthorized)]
    [InlineData("/graphql?sdl", HttpStatusCode.Unauthorized)]
    [InlineData("/graphql/schema.graphql", HttpStatusCode.Unauthorized)]
    [InlineData("/metrics", HttpStatusCode.Unauthorized)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.OK)]
    public async Task Beyond_this_machine_a_key_is_needed_for_all_that_shows_the_graph(string path, HttpStatusCode status)
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        using var refused = await kg.Http.GetAsync(path);
        Assert.Equal(status, refused.StatusCode);
        kg.Http.DefaultRequestHeaders.Authorization = new("Bearer", await kg.AddKeyAsync("Ada", Role.Reader));
        using var allowed = await kg.Http.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    [Fact]
    public async Task Who_is_asked_for_a_key_is_told_how_to_send_it()
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        using var response = await kg.SendAsync(RunningKg.Question);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("""{"errors":[{"message":"This server answers callers with an API key or a token: send the header Authorization: Bearer ...","extensions":{"code":"UNAUTHENTICATED"}}]}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_document_that_is_not_valid_tells_nothing_of_the_schema_to_strangers()
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        using var response = await kg.SendAsync("{ articel }");
        Assert.DoesNotContain("article", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("none", HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    [InlineData("reader", HttpStatusCode.OK, HttpStatusCode.Unauthorized)]
    [InlineData("writer", HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task Anonymous_callers_may_do_what_the_setting_says(string anonymous, HttpStatusCode asking, HttpStatusCode changing)
    {
        await using var kg = await RunningKg.StartAsync(new() { Anonymous = Enum.Parse<AnonymousAccess>(anonymous, ignoreCase: true) }, beyond: true);
        Assert.Equal((asking, changing), ((await kg.AskAsync(RunningKg.Question)).Status, (await kg.AskAsync(RunningKg.Change)).Status));
    }

    [Fact]
    public async Task Behind_a_proxy_on_this_machine_nobody_is_local()
    {
        await using var kg = await RunningKg.StartAsync(new() { TrustedProxies = ["127.0.0.1"] });
        Assert.Equal(HttpStatusCode.Unauthorized, (await kg.AskAsync(RunningKg.Question)).Status);
    }

    [Fact]
    public async Task A_key_is_taken_as_bearer_or_in_its_own_header()
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        var key = await kg.AddKeyAsync("Ada", Role.Reader);
        Assert.Equal(HttpStatusCode.OK, (await kg.AskAsync(RunningKg.Question, key)).Status);
        Assert.Equal(HttpStatusCode.OK, (await kg.AskAsync(RunningKg.Question, change: request => request.Headers.Add("X-API-Key", key))).Status);
    }

    [Theory]
    [InlineData("Bearer kg_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "The API key is not valid.")]
    [InlineData("Bearer kg_", "The API key is not valid.")]
    [InlineData("Bearer kg_00000000_öäü", "The API key is not valid.")]
    [InlineData("Bearer", "Expected 'Bearer' and a key or a token in the header Authorization.")]
    [InlineData("Basic YTpi", "Expected 'Bearer' and a key or a token in the header Authorization.")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", "The token is not valid: this server takes API keys only.")]
    public async Task Who_says_something_that_does_not_hold_is_refused_even_where_nobody_needs_a_key(string authorization, string told)
    {
        await using var kg = await RunningKg.StartAsync();
        using var response = await kg.SendAsync(RunningKg.Question, change: request => request.Headers.TryAddWithoutValidation("Authorization", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(authorization))));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(told, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![0]!["message"]);
    }

    [Fact]
    public async Task A_key_of_the_right_id_and_another_secret_is_refused()
    {
        await using var kg = await RunningKg.StartAsync();
        var key = await kg.AddKeyAsync("Ada", Role.Curator);
        var last = key[^2] == 'A' ? 'B' : 'A';
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), await kg.AskAsync(RunningKg.Question, key[..^2] + last + key[^1]));
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        var key = await kg.AddKeyAsync("Ada", Role.Reader);
        Assert.Equal(HttpStatusCode.OK, (await kg.AskAsync(RunningKg.Question, key)).Status);
        await kg.Keys.ChangeAsync(keys => [.. keys.Select(one => one with { Revoked = kg.Time.GetUtcNow() })]);
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), await kg.AskAsync(RunningKg.Question, key));
    }

    [Fact]
    public async Task A_key_expires()
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        var key = await kg.AddKeyAsync("Ada", Role.Reader, kg.Time.GetUtcNow().AddDays(1));
        Assert.Equal(HttpStatusCode.OK, (await kg.AskAsync(RunningKg.Question, key)).Status);
        kg.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await kg.AskAsync(RunningKg.Question, key)).Status);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"keys":[{"id":"1"}]}""")]
    [InlineData("null")]
    public async Task A_broken_file_of_keys_lets_nobody_in(string content)
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        var key = await kg.AddKeyAsync("Ada", Role.Reader);
        await File.WriteAllTextAsync(kg.Keys.Path, content);
        Assert.Equal(HttpStatusCode.Unauthorized, (await kg.AskAsync(RunningKg.Question, key)).Status);
    }

    [Theory]
    [InlineData("api_key=kg_1")]
    [InlineData("access_token=eyJ")]
    [InlineData("x=kg_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("X-API-Key=1")]
    public async Task A_key_in_the_address_is_refused(string parameter)
    {
        await using var kg = await RunningKg.StartAsync();
        using var response = await kg.Http.GetAsync($"/graphql?query={{__typename}}&{parameter}");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("KEY_IN_ADDRESS", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Two_ways_at_once_are_one_too_many()
    {
        await using var kg = await RunningKg.StartAsync();
        var key = await kg.AddKeyAsync("Ada", Role.Reader);
        Assert.Equal(HttpStatusCode.Unauthorized, (await kg.AskAsync(RunningKg.Question, key, request => request.Headers.Add("X-API-Key", key))).Status);
    }

    [Fact]
    public async Task When_a_key_was_last_used_is_written_down()
    {
        await using var kg = await RunningKg.StartAsync();
        await kg.AskAsync(RunningKg.Question, await kg.AddKeyAsync("Ada", Role.Reader));
        var used = kg.Time.GetUtcNow();
        for (var i = 0; i < 3_000 && (await kg.Keys.ReadAsync())[0].LastUsed is null; i++)
        {
            kg.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(10);
        }
        Assert.Equal(used, (await kg.Keys.ReadAsync())[0].LastUsed);
    }

    [Fact]
    public async Task A_socket_says_who_it_is_when_it_opens()
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        using var socket = await kg.OpenSocketAsync($$"""{"Authorization":"Bearer {{await kg.AddKeyAsync("Ada", Role.Reader)}}"}""");
        Assert.Contains("connection_ack", await socket.ReceiveAsync());
        Assert.Contains("\"Query\"", await socket.AskAsync("1", RunningKg.Question));
        Assert.Contains("FORBIDDEN", await socket.AskAsync("2", RunningKg.Change));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"authorization":"Bearer kg_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"headers":{"x-api-key":"nothing"}}""")]
    [InlineData("""{"authorization":12}""")]
    public async Task A_socket_without_a_key_is_closed(string payload)
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        using var socket = await kg.OpenSocketAsync(payload);
        Assert.Equal("4403 Forbidden", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task An_open_socket_runs_nothing_more_for_a_revoked_key()
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        using var socket = await kg.OpenSocketAsync($$"""{"X-API-Key":"{{await kg.AddKeyAsync("Ada", Role.Reader)}}"}""");
        Assert.Contains("connection_ack", await socket.ReceiveAsync());
        await kg.Keys.ChangeAsync(keys => [.. keys.Select(one => one with { Revoked = kg.Time.GetUtcNow() })]);
        Assert.Contains("UNAUTHENTICATED", await socket.AskAsync("1", RunningKg.Question));
    }

    [Fact]
    public async Task A_subscription_ends_with_the_key_that_it_was_asked_for_with()
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        var writer = await kg.AddKeyAsync("Ben", Role.Writer);
        using var socket = await kg.OpenSocketAsync($$"""{"X-API-Key":"{{await kg.AddKeyAsync("Ada", Role.Reader)}}"}""");
        Assert.Contains("connection_ack", await socket.ReceiveAsync());
        await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"subscription { articleIngested { cursor } }"}}""");
        Assert.Contains("__typename", await socket.AskAsync("2", RunningKg.Question)); // The subscription stands by now.
        Assert.Equal((HttpStatusCode.OK, null), await kg.AskAsync("""mutation { ingestArticle(input: { text: "The ferry from Harlow was late on Monday." }) { article { id } } }""", writer));
        Assert.Contains("\"cursor\"", await socket.ReceiveAsync());
        await kg.Keys.ChangeAsync(keys => [.. keys.Select(one => one.Name == "Ada" ? one with { Revoked = kg.Time.GetUtcNow() } : one)]);
        Assert.Equal((HttpStatusCode.OK, null), await kg.AskAsync("""mutation { ingestArticle(input: { text: "The ferry from Harlow was early on Tuesday." }) { article { id } } }""", writer));
        Assert.Contains("UNAUTHENTICATED", await socket.ReceiveAsync());
        Assert.Contains("complete", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData("POST", "/graphql")]
    [InlineData("PUT", "/graphql/stream")]
    public async Task A_stream_of_events_needs_a_key_as_everything_else(string method, string path)
    {
        await using var kg = await RunningKg.StartAsync(beyond: true);
        using var request = new HttpRequestMessage(new(method), path) { Content = new StringContent("""{"query":"{ __typename }"}""", Encoding.UTF8, "application/json") };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await kg.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("localhost:1", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("graph.news.example", HttpStatusCode.OK)]
    public async Task A_request_for_another_host_is_refused(string host, HttpStatusCode status)
    {
        await using var kg = await RunningKg.StartAsync(new() { AllowedHosts = ["graph.news.example"] });
        Assert.Equal(status, (await kg.AskAsync(RunningKg.Question, change: request => request.Headers.Host = host)).Status);
    }

    [Fact]
    public async Task A_page_of_an_allowed_origin_may_ask_before_it_has_a_key()
    {
        await using var kg = await RunningKg.StartAsync(change: settings => settings with { AllowedOrigins = ["https://news.example"] }, beyond: true);
        using var request = new HttpRequestMessage(HttpMethod.Options, "/graphql");
        request.Headers.Add("Origin", "https://news.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        using var response = await kg.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.NoContent, "https://news.example"), (response.StatusCode, response.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Contains("authorization", response.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }

    [Fact]
    public async Task Without_introspection_the_schema_is_not_told()
    {
        await using var kg = await RunningKg.StartAsync(change: settings => settings with { Introspection = false, Ide = false });
        Assert.Equal("INTROSPECTION_DISABLED", (await kg.AskAsync("{ __schema { types { name } } }")).Code);
        using var text = await kg.Http.GetAsync("/graphql/schema.graphql");
        Assert.Equal(HttpStatusCode.NotFound, text.StatusCode);
        using var page = new HttpRequestMessage(HttpMethod.Get, "/graphql/") { Headers = { { "Accept", "text/html" } } };
        using var response = await kg.Http.SendAsync(page);
        Assert.DoesNotContain("<html", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/graphql/")]
    [InlineData("/health/live")]
    [InlineData("/nothing/here")]
    public async Task Every_answer_has_the_headers_that_browsers_obey(string path)
    {
        await using var kg = await RunningKg.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };
        using var response = await kg.Http.SendAsync(request);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.False(response.Headers.Contains("Server"));
    }
}
