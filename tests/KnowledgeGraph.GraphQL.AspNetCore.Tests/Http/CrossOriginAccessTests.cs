using System.Net;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class CrossOriginAccessTests
{
    private const string App = "https://app.example";

    [Theory]
    [InlineData(App, App)]
    [InlineData("https://evil.example", null)]
    public async Task Pages_of_allowed_origins_may_read_answers(string origin, string? allowed)
    {
        await using var server = await RunningServer.StartAsync(new() { AllowedOrigins = [App] });
        using var response = await server.GetAsync("?query={hello}", null, ("Origin", origin));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(allowed, Header(response, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_preflight_is_answered_for_allowed_origins_only()
    {
        await using var server = await RunningServer.StartAsync(new() { AllowedOrigins = [App] });
        using var allowed = await PreflightAsync(server, App);
        using var foreign = await PreflightAsync(server, "https://evil.example");

        Assert.Equal(HttpStatusCode.NoContent, allowed.StatusCode);
        Assert.Equal(App, Header(allowed, "Access-Control-Allow-Origin"));
        Assert.Contains("POST", Header(allowed, "Access-Control-Allow-Methods"));
        Assert.Equal("content-type", Header(allowed, "Access-Control-Allow-Headers"));
        Assert.Null(Header(foreign, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Any_origin_may_read_where_all_are_allowed_but_without_cookies()
    {
        await using var server = await RunningServer.StartAsync(new() { AllowedOrigins = ["*"] });
        using var response = await server.GetAsync("?query={hello}", null, ("Origin", App));

        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Null(Header(response, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task No_origin_is_named_unless_some_are_allowed()
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await PreflightAsync(server, App);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Null(Header(response, "Access-Control-Allow-Origin"));
    }

    private static Task<HttpResponseMessage> PreflightAsync(RunningServer server, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, server.Url);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        return server.Client.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
