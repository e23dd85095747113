using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Tests.Support;

namespace KnowledgeGraph.Server.Tests;

/// <summary>A frontend on another port may ask where it is allowed to, and only then.</summary>
public sealed class AllowedOriginTests(SampleGraph samples) : IClassFixture<SampleGraph>
{
    [Theory]
    [InlineData("http://localhost:3000", "http://localhost:3000")]
    [InlineData("http://evil.example", null)]
    public async Task Only_pages_of_an_allowed_origin_may_read_answers(string origin, string? allowed)
    {
        await using var server = await KgServer.StartAsync("http://127.0.0.1:0", samples.Graph.Store, ["http://localhost:3000"]);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, server.Address + "/graphql");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");

        using var response = await client.SendAsync(request);

        Assert.Equal(allowed, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null);
    }
}
