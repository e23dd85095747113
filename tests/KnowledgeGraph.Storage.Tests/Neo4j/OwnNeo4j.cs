using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>A server of the test's own, from <c>../shared/neo4j</c> on ports of its own, that it may stop, hold and kill.</summary>
public sealed class OwnNeo4j : IAsyncDisposable
{
    public const string Password = "kg-test-password";
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "kg-neo4j-own-" + Path.GetRandomFileName());
    private readonly int _bolt = FreePort();
    private readonly int _http = FreePort();

    public string Uri => string.Create(CultureInfo.InvariantCulture, $"bolt://127.0.0.1:{_bolt}");

    public int ProcessId => int.Parse(File.ReadAllText(Path.Combine(_folder, "run", "neo4j.pid")), CultureInfo.InvariantCulture);

    public static async Task<OwnNeo4j> StartAsync()
    {
        var server = new OwnNeo4j();
        await server.RestartAsync();
        return server;
    }

    public async Task RestartAsync()
    {
        var code = await RunAsync(Repository.SharedPath("neo4j", "neo4j-server"),
            "start", _folder, "--bolt", _bolt.ToString(CultureInfo.InvariantCulture), "--http", _http.ToString(CultureInfo.InvariantCulture), "--password", Password, "--heap", "512m");
        Assert.Equal(0, code);
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public void Kill()
    {
        using var process = Process.GetProcessById(ProcessId);
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Stops the process where it stands; connections stay open and nobody answers.</summary>
    public Task HoldAsync() => RunAsync("/bin/kill", "-STOP", ProcessId.ToString(CultureInfo.InvariantCulture));

    public Task ReleaseAsync() => RunAsync("/bin/kill", "-CONT", ProcessId.ToString(CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Path.Combine(_folder, "run"))) await RunAsync(Repository.SharedPath("neo4j", "neo4j-server"), "stop", _folder);
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}

/// <summary>A test that starts a Neo4j of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnNeo4jFactAttribute : FactAttribute
{
    public OwnNeo4jFactAttribute()
    {
        var java = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "java")));
        if (Repository.Shared is null || !File.Exists(Repository.SharedPath("neo4j", "neo4j-server")) || !java)
            Skip = "Starts a Neo4j of its own: needs ../shared/neo4j beside the checkout, and java.";
    }
}
