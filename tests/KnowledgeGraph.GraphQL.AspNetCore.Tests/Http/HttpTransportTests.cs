using System.IO.Compression;
using System.Net;
using System.Text;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class HttpTransportTests
{
    private const string Json = "application/json";
    private const string GraphQLResponse = "application/graphql-response+json";

    [Theory]
    [InlineData(GraphQLResponse, "{ hello }", 200, """{"data":{"hello":"world"}}""")]
    [InlineData(Json, "{ hello }", 200, """{"data":{"hello":"world"}}""")]
    [InlineData(null, "{ hello }", 200, """{"data":{"hello":"world"}}""")]
    [InlineData(GraphQLResponse, "mutation { count }", 200, """{"data":{"count":1}}""")]
    public async Task An_operation_is_answered_with_its_data(string? accept, string query, int status, string body)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.PostAsync(query, accept: accept);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
        Assert.Equal($"{accept ?? Json}; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(Encoding.UTF8.GetByteCount(body), response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("{", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{ noSuchField }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query ($n: Int!) { articles(first: $n) { edges { cursor } } }", "BAD_USER_INPUT")]
    [InlineData("query A { hello } query B { hello }", "OPERATION_RESOLUTION_FAILURE")]
    public async Task What_cannot_be_executed_is_400_in_the_new_format_and_200_in_the_old(string query, string code)
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var (accept, status) in new[] { (GraphQLResponse, 400), (Json, 200) })
        {
            using var response = await server.PostAsync(query, accept: accept);
            var body = await response.Content.ReadAsStringAsync();

            Assert.Equal(status, (int)response.StatusCode);
            Assert.Contains($"\"code\":\"{code}\"", body);
            Assert.DoesNotContain("\"data\"", body);
        }
    }

    [Fact]
    public async Task A_fault_of_the_server_shows_nothing_of_itself()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.PostAsync("{ fault }");
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("INTERNAL_SERVER_ERROR", body);
        Assert.DoesNotContain("password", body);
    }

    [Fact]
    public async Task Variables_and_operation_name_reach_the_engine()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.PostBodyAsync(
            """{"query":"query A { hello } query B($v: String) { echo(value: $v) }","operationName":"B","variables":{"v":"Żółć \"🜁\""}}""");

        Assert.Equal("""{"data":{"echo":"Żółć \"🜁\""}}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_query_by_GET_is_answered()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.GetAsync("?query=query+A($v:String){echo(value:$v)}&variables=%7B%22v%22%3A%22x%22%7D");

        Assert.Equal("""{"data":{"echo":"x"}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(GraphQLResponse)]
    [InlineData(Json)]
    public async Task A_mutation_by_GET_is_refused_and_not_executed(string accept)
    {
        await using var server = await RunningServer.StartAsync();
        using var refused = await server.GetAsync("?query=mutation{count}", accept);
        using var counted = await server.PostAsync("mutation { count }");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
        Assert.Equal(["POST"], refused.Content.Headers.Allow);
        Assert.Equal("""{"data":{"count":1}}""", await counted.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_subscription_needs_a_format_that_streams()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.PostAsync("subscription { ticks(count: 1, everyMilliseconds: 1) }");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task A_subscription_of_a_client_that_takes_both_is_answered_with_events_and_a_query_with_json()
    {
        const string Both = "application/graphql-response+json, application/json, text/event-stream";
        await using var server = await RunningServer.StartAsync();
        using var subscription = await server.PostAsync("subscription { ticks(count: 1, everyMilliseconds: 1) }", accept: Both);
        using var query = await server.PostAsync("{ hello }", accept: Both);

        Assert.Equal("text/event-stream", subscription.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith("data: {\"data\":{\"ticks\":1}}\n\nevent: complete\ndata: \n\n", await subscription.Content.ReadAsStringAsync());
        Assert.Equal(GraphQLResponse, query.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task GET_can_be_switched_off()
    {
        await using var server = await RunningServer.StartAsync(new() { AllowGet = false });
        using var response = await server.GetAsync("?query={hello}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("PATCH")]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_refused(string method)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), server.Url));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task What_forms_of_other_sites_can_send_is_refused_and_not_executed(string contentType)
    {
        await using var server = await RunningServer.StartAsync();
        using var content = new StringContent("""{"query":"mutation { count }"}""");
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(contentType);
        using var refused = await server.Client.PostAsync(server.Url, content);
        using var counted = await server.PostAsync("mutation { count }");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        Assert.Equal("""{"data":{"count":1}}""", await counted.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_the_client_does_not_accept_is_406()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.PostAsync("{ hello }", accept: "application/xml");

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }

    [Fact]
    public async Task A_batch_is_refused_unless_allowed()
    {
        const string Batch = """[{"query":"mutation { count }"},{"query":"{ noSuchField }"},{"query":"mutation { count }"}]""";
        await using var closed = await RunningServer.StartAsync();
        await using var open = await RunningServer.StartAsync(new() { MaxBatchSize = 3 });
        using var refused = await closed.PostBodyAsync(Batch);
        using var answered = await open.PostBodyAsync(Batch);
        var body = await answered.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.StartsWith("""[{"data":{"count":1}},{"errors":[""", body);
        Assert.EndsWith(""",{"data":{"count":2}}]""", body);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br, gzip", "br")]
    [InlineData("identity", null)]
    public async Task Large_answers_are_compressed_for_clients_that_ask(string acceptEncoding, string? coding)
    {
        await using var server = await RunningServer.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Get, server.Url + "?query={text(length:50000)}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", acceptEncoding);
        using var response = await server.Client.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal($$$"""{"data":{"text":"{{{new string('x', 50000)}}}"}}""", Encoding.UTF8.GetString(Decompress(body, coding)));
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
    }

    [Theory]
    [InlineData("?sdl")]
    [InlineData("/?sdl")]
    [InlineData("/schema.graphql")]
    public async Task The_schema_is_served_as_text(string suffix)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.GetAsync(suffix, "text/html,*/*;q=0.8");
        var schema = await response.Content.ReadAsStringAsync();

        Assert.Equal("application/graphql; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("type Article implements Node {", schema);
        Assert.DoesNotContain("__Schema", schema);
    }

    [Fact]
    public async Task The_schema_can_be_kept_private()
    {
        await using var server = await RunningServer.StartAsync(new() { ServeSchema = false });
        using var byParameter = await server.GetAsync("?sdl");
        using var byName = await server.GetAsync("/schema.graphql");

        Assert.Equal(HttpStatusCode.BadRequest, byParameter.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, byName.StatusCode);
    }

    private static byte[] Decompress(byte[] body, string? coding)
    {
        using Stream stream = coding switch
        {
            "gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
            "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
            _ => new MemoryStream(body),
        };
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }
}
