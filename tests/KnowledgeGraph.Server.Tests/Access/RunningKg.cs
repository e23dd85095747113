using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Access;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Storage;
using KnowledgeGraph.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace KnowledgeGraph.Server.Tests.Access;

/// <summary>A server over an empty store at a port of its own, with a clock that stands still.</summary>
internal sealed class RunningKg : IAsyncDisposable
{
    public const string Question = "{ __typename }";
    public const string Change = """mutation { withdrawArticle(input: { articleId: "none" }) { articleId } }""";

    private readonly IGraphStore _store;
    private readonly KgServer _server;

    private RunningKg(string folder, IGraphStore store, KgServer server, FakeTimeProvider time)
    {
        Folder = folder;
        _store = store;
        _server = server;
        Time = time;
        Address = new Uri(server.Address.Replace("0.0.0.0", "127.0.0.1"));
        Http = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 }) { BaseAddress = Address };
    }

    public string Folder { get; }

    public FakeTimeProvider Time { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public ApiKeyFile Keys => new(Path.Combine(Folder, "keys.json"));

    public string AuditFile => Path.Combine(Folder, "audit.jsonl");

    /// <param name="beyond">Listen beyond this machine too.</param>
    public static async Task<RunningKg> StartAsync(AccessSettings? access = null, Func<ServerSettings, ServerSettings>? change = null, bool beyond = false)
    {
        var folder = Directory.CreateTempSubdirectory("kg-test-").FullName;
        var store = await SqliteGraphStore.OpenAsync(Path.Combine(folder, "graph.db"));
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var settings = new ServerSettings
        {
            Urls = beyond ? "http://0.0.0.0:0" : "http://127.0.0.1:0",
            Access = (access ?? new()) with { KeyFile = Path.Combine(folder, "keys.json"), AuditFile = Path.Combine(folder, "audit.jsonl") },
        };
        var server = await KgServer.StartAsync(change?.Invoke(settings) ?? settings, store, services => services.AddSingleton<TimeProvider>(time));
        return new(folder, store, server, time);
    }

    /// <summary>A new key, as text.</summary>
    public async Task<string> AddKeyAsync(string name, Role role, DateTimeOffset? expires = null)
    {
        var (text, key) = ApiKey.Create(name, role, expires, Time);
        await Keys.ChangeAsync(keys => [.. keys, key]);
        return text;
    }

    /// <summary>Sends a query and gives the status with the code of the first error.</summary>
    public async Task<(HttpStatusCode Status, string? Code)> AskAsync(string query, string? bearer = null, Action<HttpRequestMessage>? change = null)
    {
        using var response = await SendAsync(query, bearer, change);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, (string?)body?["errors"]?[0]?["extensions"]?["code"]);
    }

    public async Task<HttpResponseMessage> SendAsync(string query, string? bearer = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(new JsonObject { ["query"] = query }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        change?.Invoke(request);
        return await Http.SendAsync(request);
    }

    /// <summary>Opens a socket and sends <c>connection_init</c> with a payload.</summary>
    public async Task<Socket> OpenSocketAsync(string payload)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(Address) { Scheme = "ws", Path = "/graphql" }.Uri, CancellationToken.None);
        var opened = new Socket(socket);
        await opened.SendAsync($$"""{"type":"connection_init","payload":{{payload}}}""");
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _server.DisposeAsync();
        await _store.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The client's end of a socket.</summary>
    internal sealed class Socket(ClientWebSocket socket) : IDisposable
    {
        public Task SendAsync(string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, CancellationToken.None);

        /// <summary>The next message; where the server closes, the code and the reason.</summary>
        public async Task<string> ReceiveAsync()
        {
            var buffer = new byte[64 << 10];
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            var received = await socket.ReceiveAsync(buffer, patience.Token);
            return received.MessageType == WebSocketMessageType.Close ? $"{(int)socket.CloseStatus!} {socket.CloseStatusDescription}" : Encoding.UTF8.GetString(buffer, 0, received.Count);
        }

        /// <summary>Runs an operation and gives its first answer.</summary>
        public async Task<string> AskAsync(string id, string query)
        {
            await SendAsync(new JsonObject { ["id"] = id, ["type"] = "subscribe", ["payload"] = new JsonObject { ["query"] = query } }.ToJsonString());
            var answer = await ReceiveAsync();
            if (answer.Contains("\"next\"")) await ReceiveAsync();
            return answer;
        }

        public void Dispose() => socket.Dispose();
    }
}
