using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.ServerSentEvents;

public sealed class EventStreamTransportTests
{
    private const string Ticks = "subscription { ticks(count: 2, everyMilliseconds: 1) }";
    private const string TokenHeader = "X-GraphQL-Event-Stream-Token";

    [Theory]
    [InlineData("{ hello }", ":\n\nevent: next\ndata: {\"data\":{\"hello\":\"world\"}}\n\nevent: complete\ndata: \n\n")]
    [InlineData(Ticks, ":\n\nevent: next\ndata: {\"data\":{\"ticks\":1}}\n\nevent: next\ndata: {\"data\":{\"ticks\":2}}\n\nevent: complete\ndata: \n\n")]
    public async Task Distinct_connections_give_each_result_as_an_event(string query, string expected)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.PostAsync(query, accept: "text/event-stream");

        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(expected, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("?query=", "text/event-stream")]
    [InlineData("/stream?query=", "*/*")]
    public async Task Subscriptions_can_be_opened_by_GET(string suffix, string accept)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.GetAsync(suffix + Uri.EscapeDataString(Ticks), accept);

        Assert.EndsWith("data: {\"data\":{\"ticks\":2}}\n\nevent: complete\ndata: \n\n", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_mutation_by_GET_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.GetAsync("?query=mutation{count}", "text/event-stream");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_not_valid_is_told_of_in_the_stream()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.PostAsync("{ noSuchField }", accept: "text/event-stream");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith(":\n\nevent: next\ndata: {\"errors\":[", body);
        Assert.EndsWith("event: complete\ndata: \n\n", body);
    }

    [Fact]
    public async Task A_fault_of_the_source_ends_the_stream_and_shows_nothing_of_itself()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.PostAsync("subscription { broken }", accept: "text/event-stream");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Contains("INTERNAL_SERVER_ERROR", body);
        Assert.DoesNotContain("password", body);
        Assert.EndsWith("event: complete\ndata: \n\n", body);
    }

    [Fact]
    public async Task A_stream_whose_client_never_reads_is_read_no_further_and_dropped()
    {
        await using var server = await RunningServer.StartAsync(new() { EventStreams = new() { SendTimeout = TimeSpan.FromMilliseconds(500) } });
        var request = new HttpRequestMessage(HttpMethod.Get, server.Url + "?query=subscription{flood}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        await server.Flood.Ended.WaitAsync(TimeSpan.FromSeconds(30));

        // What the two sockets' buffers hold, at most; each event has 100,000 bytes.
        Assert.InRange(server.Flood.Events, 1, 200);
        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_client_that_leaves_ends_its_subscription()
    {
        await using var server = await RunningServer.StartAsync();
        using (var response = await OpenAsync(server, "?query=subscription{flood}"))
        {
            var buffer = new byte[1];
            await (await response.Content.ReadAsStreamAsync()).ReadExactlyAsync(buffer);
        }

        await server.Flood.Ended.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_single_connection_carries_the_results_of_many_requests()
    {
        await using var server = await RunningServer.StartAsync();
        var token = await ReserveAsync(server);
        using var early = await BeginAsync(server, token, "early", "{ hello }");
        using var stream = await OpenAsync(server, $"?token={token}");
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync());

        Assert.Equal(HttpStatusCode.Accepted, early.StatusCode);
        Assert.Equal("event: next\ndata: {\"id\":\"early\",\"payload\":{\"data\":{\"hello\":\"world\"}}}", await ReadEventAsync(reader));
        Assert.Equal("event: complete\ndata: {\"id\":\"early\"}", await ReadEventAsync(reader));

        using var late = await BeginAsync(server, token, "late", Ticks);
        Assert.Equal(HttpStatusCode.Accepted, late.StatusCode);
        Assert.Equal("event: next\ndata: {\"id\":\"late\",\"payload\":{\"data\":{\"ticks\":1}}}", await ReadEventAsync(reader));
        Assert.Equal("event: next\ndata: {\"id\":\"late\",\"payload\":{\"data\":{\"ticks\":2}}}", await ReadEventAsync(reader));
        Assert.Equal("event: complete\ndata: {\"id\":\"late\"}", await ReadEventAsync(reader));
    }

    [Fact]
    public async Task An_operation_of_a_single_connection_is_stopped_by_its_id()
    {
        await using var server = await RunningServer.StartAsync();
        var token = await ReserveAsync(server);
        using var begun = await BeginAsync(server, token, "1", "subscription { flood }");
        using var twice = await BeginAsync(server, token, "1", "{ hello }");
        using var stopped = await server.Client.SendAsync(Request(HttpMethod.Delete, server.Url + "?operationId=1", token));
        using var again = await BeginAsync(server, token, "1", "{ hello }");

        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
    }

    [Fact]
    public async Task The_end_of_a_single_connection_ends_its_operations_and_its_token()
    {
        await using var server = await RunningServer.StartAsync();
        var token = await ReserveAsync(server);
        using (await OpenAsync(server, $"?token={token}"))
        {
            using var begun = await BeginAsync(server, token, "1", "subscription { flood }");
        }

        await server.Flood.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        using var late = await BeginAsync(server, token, "2", "{ hello }");
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Theory]
    [InlineData("""{"query":"{ hello }"}""", 400)]
    [InlineData("""{"query":"{ hello }","extensions":{"operationId":7}}""", 400)]
    [InlineData("""{"query":"{ noSuchField }","extensions":{"operationId":"1"}}""", 400)]
    [InlineData("""{"extensions":{"operationId":"1"}}""", 400)]
    public async Task What_cannot_be_executed_is_answered_where_it_was_asked(string body, int status)
    {
        await using var server = await RunningServer.StartAsync();
        var request = Request(HttpMethod.Post, server.Url.ToString(), await ReserveAsync(server));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var response = await server.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains("\"errors\":[", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Limits_of_streams_and_operations_hold()
    {
        await using var server = await RunningServer.StartAsync(new() { EventStreams = new() { MaxStreams = 1, MaxOperations = 1 } });
        var token = await ReserveAsync(server);
        using var second = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Put, server.Url));
        using var first = await BeginAsync(server, token, "1", "subscription { flood }");
        using var tooMany = await BeginAsync(server, token, "2", "{ hello }");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_stops_ends_its_streams_without_completing_them(bool single)
    {
        await using var server = await RunningServer.StartAsync();
        var suffix = single ? $"?token={await ReserveAsync(server)}" : "?query=" + Uri.EscapeDataString("subscription { ticks(count: 9, everyMilliseconds: 60000) }");
        using var stream = await OpenAsync(server, suffix);
        var stopping = server.StopAsync();

        Assert.Equal(":\n\n", await stream.Content.ReadAsStringAsync());
        await stopping;
    }

    [Fact]
    public async Task A_reservation_that_nobody_takes_up_is_forgotten_with_its_operations()
    {
        var time = new FakeTimeProvider();
        await using var server = await RunningServer.StartAsync(new() { EventStreams = new() { MaxStreams = 1 } }, time);
        var token = await ReserveAsync(server);
        using var begun = await BeginAsync(server, token, "1", "subscription { flood }");

        time.Advance(TimeSpan.FromSeconds(31));

        using var late = await server.GetAsync($"?token={token}", "text/event-stream");
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.NotEqual(token, await ReserveAsync(server));
    }

    [Fact]
    public async Task A_silent_stream_is_kept_alive_with_comments()
    {
        var time = new FakeTimeProvider();
        await using var server = await RunningServer.StartAsync(time: time);
        using var stream = await OpenAsync(server, $"?token={await ReserveAsync(server)}");
        var body = await stream.Content.ReadAsStreamAsync();
        var buffer = new byte[3];
        await body.ReadExactlyAsync(buffer);

        var next = body.ReadExactlyAsync(buffer).AsTask();
        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(12));
            await Task.WhenAny(next, Task.Delay(20));
        }

        await next;
        Assert.Equal(":\n\n", Encoding.ASCII.GetString(buffer));
    }

    private static async Task<string> ReserveAsync(RunningServer server)
    {
        using var response = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Put, server.Url));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> BeginAsync(RunningServer server, string token, string operationId, string query)
    {
        var request = Request(HttpMethod.Post, server.Url.ToString(), token);
        request.Content = new StringContent(JsonSerializer.Serialize(new { query, extensions = new { operationId } }), Encoding.UTF8, "application/json");
        return server.Client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> OpenAsync(RunningServer server, string suffix)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, server.Url + suffix);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse("text/event-stream"));
        var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    private static HttpRequestMessage Request(HttpMethod method, string url, string token)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Add(TokenHeader, token);
        return request;
    }

    /// <summary>The lines of the next event; comments are passed over.</summary>
    private static async Task<string> ReadEventAsync(StreamReader reader)
    {
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length == 0 && lines.Count > 0)
                break;
            if (line.Length > 0 && line[0] != ':')
                lines.Add(line);
        }

        return string.Join('\n', lines);
    }
}
