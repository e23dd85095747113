using System.Net.Http.Json;
using System.Text;
using KnowledgeGraph.GraphQL.Execution.Documents;
using KnowledgeGraph.GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests;

/// <summary>A server as its users write it.</summary>
public sealed class GraphQLServerTests
{
    public sealed class Query
    {
        public string Hello(string? name) => $"Hello {name ?? "world"}";

        public string? Agent([GlobalState(nameof(HttpContext))] HttpContext context) => context.Request.Headers.UserAgent;
    }

    public sealed class Broken
    {
        public object Anything() => new();
    }

    [Fact]
    public async Task Two_calls_make_a_server()
    {
        await using var app = Build(services => services.AddGraphQLServer().AddQueryType<Query>(), app => app.MapGraphQL());
        await app.StartAsync();

        Assert.Equal("""{"data":{"hello":"Hello Ada"}}""", await AskAsync(app, "/graphql", """{ hello(name: "Ada") }"""));
    }

    [Fact]
    public async Task Resolvers_see_the_request_that_they_answer()
    {
        await using var app = Build(services => services.AddGraphQLServer().AddQueryType<Query>(), app => app.MapGraphQL());
        await app.StartAsync();

        Assert.Equal("""{"data":{"agent":"test"}}""", await AskAsync(app, "/graphql", "{ agent }"));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/api/news", "/api/news")]
    [InlineData("/api/news/", "/api/news")]
    public async Task The_endpoint_can_be_anywhere(string path, string address)
    {
        await using var app = Build(services => services.AddGraphQLServer().AddQueryType<Query>(), app => app.MapGraphQL(path));
        await app.StartAsync();
        using var client = new HttpClient();

        Assert.Equal("""{"data":{"hello":"Hello world"}}""", await AskAsync(app, address, "{ hello }"));
        Assert.Contains("type Query", await client.GetStringAsync($"{app.Urls.Single()}{address.TrimEnd('/')}/schema.graphql"));
    }

    [Fact]
    public async Task The_endpoint_can_be_in_a_group()
    {
        await using var app = Build(services => services.AddGraphQLServer().AddQueryType<Query>(), app => app.MapGroup("/api").MapGraphQL());
        await app.StartAsync();
        using var client = new HttpClient();

        Assert.Equal("""{"data":{"hello":"Hello world"}}""", await AskAsync(app, "/api/graphql", "{ hello }"));
        Assert.Contains("type Query", await client.GetStringAsync($"{app.Urls.Single()}/api/graphql/schema.graphql"));
    }

    [Theory]
    [InlineData("""{"documentId":"HASH"}""")]
    [InlineData("""{"id":"HASH"}""")]
    [InlineData("""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"HASH"}}}""")]
    [InlineData("""{"query":"{ hello }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"HASH"}}}""")]
    [InlineData("""{"query":"{ hello }"}""")]
    public async Task Where_only_trusted_documents_run_they_are_named_or_sent(string body)
    {
        await using var app = BuildTrusted();
        await app.StartAsync();

        Assert.Equal("""{"data":{"hello":"Hello world"}}""", await PostAsync(app, body.Replace("HASH", TrustedDocumentFolder.Hash("{ hello }"u8))));
    }

    [Theory]
    [InlineData("""{"query":"{ agent }"}""", "UNTRUSTED_DOCUMENT")]
    [InlineData("""{"documentId":"abc"}""", "PERSISTED_QUERY_NOT_FOUND")]
    public async Task Where_only_trusted_documents_run_others_do_not(string body, string code)
    {
        await using var app = BuildTrusted();
        await app.StartAsync();

        Assert.Contains($"\"code\":\"{code}\"", await PostAsync(app, body));
    }

    [Theory]
    [InlineData("report", true, true)]
    [InlineData("validate", false, true)]
    [InlineData("", true, false)]
    public async Task The_cost_of_an_operation_is_told_on_request(string header, bool executed, bool told)
    {
        await using var app = Build(services => services.AddGraphQLServer().AddQueryType<Query>(), app => app.MapGraphQL());
        await app.StartAsync();
        var answer = await PostAsync(app, """{"query":"{ hello }"}""", ("GraphQL-Cost", header));

        Assert.Equal(executed, answer.Contains("Hello world", StringComparison.Ordinal));
        Assert.Equal(told, answer.Contains("\"operationCost\":", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_schema_that_breaks_a_rule_stops_the_start()
    {
        await using var app = Build(services => services.AddGraphQLServer().AddQueryType<Broken>(), app => app.MapGraphQL());

        await Assert.ThrowsAsync<SchemaException>(() => app.StartAsync());
    }

    private static WebApplication Build(Action<IServiceCollection> addServices, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        addServices(builder.Services);
        var app = builder.Build();
        map(app);
        return app;
    }

    private static WebApplication BuildTrusted() => Build(
        services => services.AddGraphQLServer().AddQueryType<Query>().AddTrustedDocuments(_ => new OneDocument(), only: true),
        app => app.MapGraphQL());

    private static async Task<string> PostAsync(WebApplication app, string body, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        foreach (var (name, value) in headers)
            client.DefaultRequestHeaders.Add(name, value);
        using var response = await client.PostAsync(app.Urls.Single() + "/graphql", new StringContent(body, Encoding.UTF8, "application/json"));
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<string> AskAsync(WebApplication app, string path, string query)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("test");
        using var response = await client.PostAsJsonAsync(app.Urls.Single() + path, new { query });
        return await response.Content.ReadAsStringAsync();
    }

    private sealed class OneDocument : ITrustedDocuments
    {
        private static readonly byte[] Document = "{ hello }"u8.ToArray();

        public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string sha256, CancellationToken cancellationToken) =>
            new(sha256 == TrustedDocumentFolder.Hash(Document) ? Document : (ReadOnlyMemory<byte>?)null);
    }
}
