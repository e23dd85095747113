using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// The Bolt client against the official JavaScript driver, in one run against one server, turn about and after a round that warms all three: small reads at 1, 8 and 64 in flight,
/// reads and UNWIND writes of 10,000 rows; then the memory of a stream. Needs a server (KG_NEO4J_URI, KG_NEO4J_USER,
/// KG_NEO4J_PASSWORD) and node; `npm install` is run once in the folder beside the program. Beside the rates stands the processor time of
/// one piece of work in each client, and in the server if KG_NEO4J_PID names its process: what a workload is bound by. In the end both read
/// from and write to a server that only replays bytes, where nothing but the client counts.
/// </summary>
internal static class BoltBenchmark
{
    private const int Rows = 10_000;
    private const int Rounds = 3;

    private static readonly Workload[] s_workloads =
    [
        new("small reads, 1 in flight", "small", "MATCH (n:BoltBench {id: $id}) RETURN n.name AS name", 1),
        new("small reads, 8 in flight", "small", "MATCH (n:BoltBench {id: $id}) RETURN n.name AS name", 8),
        new("small reads, 64 in flight", "small", "MATCH (n:BoltBench {id: $id}) RETURN n.name AS name", 64),
        new("10,000 rows of 3 columns", "read", "UNWIND range(1, 10000) AS i RETURN i, 'name ' + i AS name, i * 0.5 AS score", 1),
        new("10,000 nodes", "read", "MATCH (n:BoltBench) RETURN n", 1),
        new("10,000-row UNWIND, read by the server", "write", "UNWIND $rows AS row WITH row WHERE row.id < 0 RETURN row.id", 1),
        new("10,000-row UNWIND, nodes created", "write", "UNWIND $rows AS row CREATE (n:BoltBenchWritten) SET n = row", 1),
    ];

    /// <summary>What a server that knows no Cypher can answer too.</summary>
    private static readonly Workload[] s_replayed = [.. s_workloads.Where(workload => !workload.Query.EndsWith("RETURN n", StringComparison.Ordinal))];

    public static int Run(string[] args)
    {
        if (args is ["--replay"]) return BoltReplay.RunAsync().GetAwaiter().GetResult();
        var uri = Environment.GetEnvironmentVariable("KG_NEO4J_URI");
        if (string.IsNullOrEmpty(uri))
        {
            Console.Error.WriteLine("Set KG_NEO4J_URI, KG_NEO4J_USER and KG_NEO4J_PASSWORD to a running Neo4j.");
            return 2;
        }

        var milliseconds = args is ["--ms", var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 2000;
        return RunAsync(uri, milliseconds).GetAwaiter().GetResult();
    }

    private static async Task<int> RunAsync(string uri, int milliseconds)
    {
        var user = Environment.GetEnvironmentVariable("KG_NEO4J_USER") ?? "neo4j";
        var password = Environment.GetEnvironmentVariable("KG_NEO4J_PASSWORD") ?? "";
        await using var driver = GraphDatabase.Driver(uri, AuthTokens.Basic(user, password));
        await PrepareAsync(driver);

        var folder = Path.Combine(AppContext.BaseDirectory, "bolt");
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) Start("npm", ["install", "--no-audit", "--no-fund"], folder).WaitForExit();

        bool reached;
        using (var server = int.TryParse(Environment.GetEnvironmentVariable("KG_NEO4J_PID"), CultureInfo.InvariantCulture, out var id) ? Process.GetProcessById(id) : null)
        using (var other = Start("node", ["side.mjs", uri, user, password], folder))
        {
            reached = await CompareAsync("against Neo4j", driver, other, s_workloads, milliseconds, server);
            other.StandardInput.Close();
        }

        foreach (var rows in new[] { 10_000, 100_000, 1_000_000 }) await StreamAsync(driver, rows);
        await DeleteAsync(driver, "BoltBench");

        using var replay = Start(Environment.ProcessPath!, [.. Environment.GetCommandLineArgs()[..1].Where(path => path.EndsWith(".dll", StringComparison.Ordinal)), "bolt", "--replay"], folder);
        var replayUri = $"bolt://127.0.0.1:{await replay.StandardOutput.ReadLineAsync()}";
        await using var replayed = GraphDatabase.Driver(replayUri, AuthTokens.Basic(user, password));
        using var otherReplayed = Start("node", ["side.mjs", replayUri, user, password], folder);
        await CompareAsync("against a server that replays bytes", replayed, otherReplayed, s_replayed, milliseconds, replay);
        otherReplayed.StandardInput.Close();
        replay.StandardInput.Close();
        return reached ? 0 : 1;
    }

    private static async Task<bool> CompareAsync(string where, IDriver driver, Process other, Workload[] workloads, int milliseconds, Process? server)
    {
        foreach (var workload in workloads)
        {
            await OursAsync(driver, workload, milliseconds, server: null);
            await TheirsAsync(other, workload, milliseconds);
            await DeleteAsync(driver, "BoltBenchWritten");
        }

        var reached = true;
        Console.WriteLine($"{where,-40}{"ours/s",10}{"official/s",12}{"ratio",8}   CPU ms each: {"ours",8}{"official",10}{"server",9}");
        foreach (var workload in workloads)
        {
            var (ours, theirs) = (new List<Rate>(), new List<Rate>());
            for (var round = 0; round < Rounds; round++)
            {
                ours.Add(await OursAsync(driver, workload, milliseconds, server));
                theirs.Add(await TheirsAsync(other, workload, milliseconds));
            }

            var (o, t) = (Median(ours), Median(theirs));
            reached &= o.PerSecond >= 1.5 * t.PerSecond;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{workload.Name,-40}{o.PerSecond,10:F1}{t.PerSecond,12:F1}{o.PerSecond / t.PerSecond,8:F2}                {o.Cpu,8:F3}{t.Cpu,10:F3}{o.ServerCpu,9:F3}"));
            await DeleteAsync(driver, "BoltBenchWritten");
        }

        return reached;
    }

    private static async Task PrepareAsync(IDriver driver)
    {
        await driver.ExecutableQuery("CREATE INDEX bolt_bench IF NOT EXISTS FOR (n:BoltBench) ON (n.id)").ExecuteAsync();
        await driver.ExecutableQuery("CALL db.awaitIndexes()").ExecuteAsync();
        await driver.ExecutableQuery("MATCH (n:BoltBench) DETACH DELETE n").ExecuteAsync();
        await driver.ExecutableQuery("UNWIND range(0, 9999) AS i CREATE (:BoltBench {id: i, name: 'name ' + i, score: i * 0.5 + 0.25})").ExecuteAsync();
    }

    private static async Task DeleteAsync(IDriver driver, string label)
    {
        await using var session = driver.AsyncSession();
        await (await session.RunAsync($"MATCH (n:{label}) CALL {{ WITH n DELETE n }} IN TRANSACTIONS OF 50000 ROWS")).ConsumeAsync();
    }

    private static async Task<Rate> OursAsync(IDriver driver, Workload workload, int milliseconds, Process? server)
    {
        var done = 0;
        var (cpu, serverCpu) = (Environment.CpuUsage.TotalTime, CpuOf(server));
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, workload.InFlight).Select(_ => Task.Run(async () =>
        {
            while (watch.ElapsedMilliseconds < milliseconds)
            {
                await OnceAsync(driver, workload, Volatile.Read(ref done));
                Interlocked.Increment(ref done);
            }
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        return new Rate(
            done / seconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / done, (CpuOf(server) - serverCpu).TotalMilliseconds / done);
    }

    private static TimeSpan CpuOf(Process? process)
    {
        process?.Refresh();
        return process?.TotalProcessorTime ?? TimeSpan.Zero;
    }

    private static async Task OnceAsync(IDriver driver, Workload workload, int number)
    {
        await using var session = driver.AsyncSession();
        IDictionary<string, object?> parameters = workload.Kind switch
        {
            "small" => new Dictionary<string, object?> { ["id"] = number % 1000 },
            "write" => new Dictionary<string, object?> { ["rows"] = s_rows },
            _ => new Dictionary<string, object?>(),
        };
        var cursor = await session.RunAsync(workload.Query, parameters);
        var records = await cursor.ToListAsync();
        if (workload.Kind == "read" && records.Count != Rows) throw new InvalidOperationException($"Expected {Rows} rows, got {records.Count}.");
    }

    private static async Task<Rate> TheirsAsync(Process other, Workload workload, int milliseconds)
    {
        await other.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { kind = workload.Kind, query = workload.Query, milliseconds, inFlight = workload.InFlight }));
        var answer = await other.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The JavaScript side stopped: " + await other.StandardError.ReadToEndAsync());
        using var json = JsonDocument.Parse(answer);
        return new Rate(json.RootElement.GetProperty("rate").GetDouble(), json.RootElement.GetProperty("cpu").GetDouble(), 0);
    }

    /// <summary>The heap while rows are read and dropped; it must not grow with their number.</summary>
    private static async Task StreamAsync(IDriver driver, int rows)
    {
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        await using var session = driver.AsyncSession();
        var cursor = await session.RunAsync("UNWIND range(1, $rows) AS i RETURN i, 'name ' + i AS name", new { rows });
        for (var i = 0; await cursor.FetchAsync(); i++)
            if (i % 5000 == 0) peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: i % 50_000 == 0) - before);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"streaming {rows,9:N0} rows: heap at most {peak / 1024.0 / 1024.0:F1} MB above the start"));
    }

    private static Process Start(string program, string[] arguments, string folder)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(info) ?? throw new InvalidOperationException($"{program} does not start.");
    }

    private static Rate Median(List<Rate> rates) => rates.OrderBy(rate => rate.PerSecond).ElementAt(rates.Count / 2);

    private static readonly List<object?> s_rows =
    [
        .. Enumerable.Range(0, Rows).Select(i => (object?)new Dictionary<string, object?>
        {
            ["id"] = i, ["name"] = $"name {i}", ["score"] = i * 0.5 + 0.25, ["at"] = $"2024-01-01T00:00:{i % 60}",
        }),
    ];

    /// <summary>Processor time in milliseconds per piece of work.</summary>
    private readonly record struct Rate(double PerSecond, double Cpu, double ServerCpu);

    private sealed record Workload(string Name, string Kind, string Query, int InFlight);
}
