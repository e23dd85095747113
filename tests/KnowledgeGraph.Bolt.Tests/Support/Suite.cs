using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using KnowledgeGraph.Bolt.TestKitBackend;

namespace KnowledgeGraph.Bolt.Tests.Support;

/// <summary>Plays the conformance suite: one connection to the backend, requests out, responses in.</summary>
internal sealed class Suite : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly BackendServer _backend = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly TcpClient _client = new();
    private readonly Task _serving;
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    public Suite()
    {
        _serving = _backend.RunAsync(_stop.Token);
        _client.Connect(_backend.EndPoint);
        _reader = new StreamReader(_client.GetStream());
        _writer = new StreamWriter(_client.GetStream()) { NewLine = "\n", AutoFlush = true };
    }

    public async Task SendAsync(string name, object? data = null) => await _writer.WriteAsync(
        $"#request begin\n{JsonSerializer.Serialize(new { name, data = data ?? new { } })}\n#request end\n");

    public async Task<(string Name, JsonNode Data)> ReceiveAsync()
    {
        Assert.Equal("#response begin", await _reader.ReadLineAsync());
        var response = JsonNode.Parse((await _reader.ReadLineAsync())!)!;
        Assert.Equal("#response end", await _reader.ReadLineAsync());
        return (response["name"]!.GetValue<string>(), response["data"] ?? new JsonObject());
    }

    /// <summary>Sends a request and expects this kind of response.</summary>
    public async Task<JsonNode> AskAsync(string name, object? data, string expected)
    {
        await SendAsync(name, data);
        return await ExpectAsync(expected);
    }

    public async Task<JsonNode> ExpectAsync(string expected)
    {
        var (name, data) = await ReceiveAsync();
        Assert.True(name == expected, $"Expected {expected}, got {name} {data.ToJsonString()}");
        return data;
    }

    public async Task<string> DriverAsync(Uri uri, object? extra = null)
    {
        var data = new JsonObject
        {
            ["uri"] = uri.ToString(),
            ["authorizationToken"] = JsonSerializer.SerializeToNode(new { name = "AuthorizationToken", data = new { scheme = "basic", principal = "neo4j", credentials = "pass" } }),
            ["resolverRegistered"] = false,
            ["domainNameResolverRegistered"] = false,
        };
        foreach (var (key, value) in JsonSerializer.SerializeToNode(extra ?? new { })!.AsObject()) data[key] = value?.DeepClone();
        return Id(await AskAsync("NewDriver", data, "Driver"));
    }

    public async Task<string> SessionAsync(string driverId, string mode = "w", string? bookmarkManagerId = null) =>
        Id(await AskAsync("NewSession", bookmarkManagerId is null ? new { driverId, accessMode = mode } : (object)new { driverId, accessMode = mode, bookmarkManagerId }, "Session"));

    public static string Id(JsonNode data) => data["id"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _stop.CancelAsync();
        await _serving;
        await _backend.DisposeAsync();
    }
}
