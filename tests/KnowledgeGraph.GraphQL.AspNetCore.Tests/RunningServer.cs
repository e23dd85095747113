using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests;

/// <summary>The test schema behind a real Kestrel on a free port, so that bytes on the wire are what is tested.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningServer(WebApplication app)
    {
        _app = app;
        Url = new Uri(app.Urls.Single() + "/graphql");
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Url };
    }

    public Uri Url { get; }

    public HttpClient Client { get; }

    public FloodCounter Flood => _app.Services.GetRequiredService<FloodCounter>();

    public static async Task<RunningServer> StartAsync(GraphQLServerOptions? options = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        if (time is not null)
            builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<FloodCounter>();
        builder.Services.AddTestSchema();
        var app = builder.Build();
        app.MapGraphQL().WithOptions(options ?? new GraphQLServerOptions());
        await app.StartAsync();
        return new RunningServer(app);
    }

    public Task<HttpResponseMessage> PostAsync(string query, object? variables = null, string? accept = "application/graphql-response+json") =>
        PostBodyAsync(JsonSerializer.Serialize(new { query, variables }), accept);

    public Task<HttpResponseMessage> PostBodyAsync(string body, string? accept = "application/graphql-response+json") =>
        PostBytesAsync(Encoding.UTF8.GetBytes(body), accept);

    public Task<HttpResponseMessage> PostBytesAsync(byte[] body, string? accept = "application/graphql-response+json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetAsync(string suffix, string? accept = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Url + suffix);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    public Task StopAsync() => _app.StopAsync();

    public async Task AssertStillAnswersAsync()
    {
        using var response = await PostAsync("{ hello }");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"data":{"hello":"world"}}""", await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

/// <summary>How far the endless subscription of the test schema was read, and whether it ended.</summary>
internal sealed class FloodCounter
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _events;

    public int Events => Volatile.Read(ref _events);

    public Task Ended => _ended.Task;

    public void Count() => Interlocked.Increment(ref _events);

    public void End() => _ended.TrySetResult();
}
