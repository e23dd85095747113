using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KnowledgeGraph.Bolt.Tests.Support;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests.Server;

/// <summary>A real server that goes away and comes back.</summary>
public sealed class OutageTests
{
    [Neo4jFact]
    public async Task Two_hundred_requests_survive_an_outage_of_ten_seconds()
    {
        var target = new Uri(RealServer.Uri);
        await using var proxy = new TcpProxy(target.Host, target.Port);
        await using var driver = GraphDatabase.Driver($"bolt://{proxy.Address}", RealServer.Token, c => c.WithMaxConnectionPoolSize(100));
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => EchoAsync(driver, i)));

        proxy.Break();
        var during = Enumerable.Range(0, 200).Select(i => EchoAsync(driver, i)).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(10));
        proxy.Repair();
        var answers = await Task.WhenAll(during);
        var after = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => EchoAsync(driver, i)));

        Assert.Equal(Enumerable.Range(0, 200), answers);
        Assert.Equal(Enumerable.Range(0, 200), after);
    }

    [ServerFault]
    public async Task Killing_the_server_in_mid_transaction_loses_nothing_acknowledged_and_shows_nothing_half_written()
    {
        await using var server = await OwnServer.StartAsync();
        await using var driver = GraphDatabase.Driver(server.Uri, AuthTokens.Basic("neo4j", OwnServer.Password));
        await driver.ExecutableQuery("CREATE (:Kept {n: 1})").ExecuteAsync();

        var session = driver.AsyncSession();
        var transaction = await session.BeginTransactionAsync();
        await (await transaction.RunAsync("UNWIND range(1, 1000) AS n CREATE (:Lost {n: n})")).ConsumeAsync();
        server.Kill();
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => transaction.CommitAsync());
        await session.CloseAsync();

        var waiting = driver.ExecutableQuery("MATCH (n) RETURN sum(CASE WHEN n:Kept THEN 1 ELSE 0 END) AS kept, sum(CASE WHEN n:Lost THEN 1 ELSE 0 END) AS lost").ExecuteAsync();
        await server.RestartAsync();
        var counts = (await waiting).Result.Single();

        Assert.Equal((1, 0), (counts.Get<int>("kept"), counts.Get<int>("lost")));
    }

    private static Task<int> EchoAsync(IDriver driver, int value) => Task.Run(async () =>
    {
        await using var session = driver.AsyncSession();
        return await session.ExecuteReadAsync(async tx => (await (await tx.RunAsync("RETURN $value AS value", new { value })).SingleAsync()).Get<int>("value"));
    });

    /// <summary>A server of the test's own, from <c>../shared/neo4j</c>, that it may kill.</summary>
    private sealed class OwnServer : IAsyncDisposable
    {
        internal const string Password = "kg-test-password";
        private readonly string _folder = Path.Combine(Path.GetTempPath(), "kg-neo4j-fault-" + Path.GetRandomFileName());
        private readonly int _bolt = ScriptedServer.FreePort();
        private readonly int _http = ScriptedServer.FreePort();

        public string Uri => $"bolt://127.0.0.1:{_bolt}";

        public static async Task<OwnServer> StartAsync()
        {
            var server = new OwnServer();
            await server.RestartAsync();
            return server;
        }

        public Task RestartAsync() => RunAsync(
            "start", "--bolt", _bolt.ToString(System.Globalization.CultureInfo.InvariantCulture), "--http", _http.ToString(System.Globalization.CultureInfo.InvariantCulture), "--heap", "512m");

        public void Kill()
        {
            using var process = Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(_folder, "run", "neo4j.pid")), System.Globalization.CultureInfo.InvariantCulture));
            process.Kill();
            process.WaitForExit();
        }

        public async ValueTask DisposeAsync()
        {
            await RunAsync("stop");
            Directory.Delete(_folder, recursive: true);
        }

        private async Task RunAsync(string command, params string[] arguments)
        {
            using var process = Process.Start(Repository.SharedPath("neo4j", "neo4j-server"), [command, _folder, .. arguments]);
            await process.WaitForExitAsync();
        }
    }
}

/// <summary>A test that starts and kills a server of its own; asked for by KG_NEO4J_FAULTS=1, because it takes half a minute and a gigabyte.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerFaultAttribute : FactAttribute
{
    public ServerFaultAttribute()
    {
        if (Repository.Shared is null || Environment.GetEnvironmentVariable("KG_NEO4J_FAULTS") != "1")
            Skip = "Starts and kills a Neo4j of its own: needs ../shared/neo4j, and KG_NEO4J_FAULTS=1.";
    }
}
