using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// Our server (also with its traces listened to), bare Kestrel, and the npm servers of <c>graphql-peers/</c> side by side: each is started alone, answers are compared byte by
/// byte in value, <c>wrk -t1</c> loads it with 1, 16 and 128 connections, and the requests per second, the 99th percentile and the server's
/// processor time per request (which other load on the machine does not change much) are printed.
/// </summary>
public static partial class GraphQlBenchmark
{
    private static readonly int[] Connections = [1, 16, 128];

    private static readonly (string Name, string Query)[] Queries =
        [("hello", GraphQlSchema.Hello), ("list", GraphQlSchema.List), ("nested", GraphQlSchema.Nested)];

    /// <param name="args">Names of servers to measure (all when empty), and <c>--seconds N</c> per measurement (5).</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var secondsAt = Array.IndexOf(args, "--seconds");
        var seconds = secondsAt >= 0 ? int.Parse(args[secondsAt + 1], CultureInfo.InvariantCulture) : 5;
        var wanted = args.Where((_, i) => secondsAt < 0 || (i != secondsAt && i != secondsAt + 1)).ToHashSet();
        var port = 5290;
        Console.WriteLine($"{"server",-10} {"query",-7} {"connections",11} {"requests/s",12} {"p99 ms",9} {"cpu us",8}");
        foreach (var server in Servers().Where(server => wanted.Count == 0 || wanted.Contains(server.Name)))
            await MeasureAsync(server, port++, seconds);
        return 0;
    }

    private static IEnumerable<Server> Servers()
    {
        var self = Environment.ProcessPath!;
        var assembly = typeof(GraphQlBenchmark).Assembly.Location;
        string[] command = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [self, assembly] : [self];
        yield return new("ours", port => [.. command, "graphql-server", "--urls", $"http://127.0.0.1:{port}"], "/graphql");
        yield return new("traced", port => [.. command, "graphql-server", "--traced", "--urls", $"http://127.0.0.1:{port}"], "/graphql");
        yield return new("kestrel", port => [.. command, "graphql-server", "--bare", "--urls", $"http://127.0.0.1:{port}"], "/graphql");
        var peers = FindPeers();
        yield return new("mercurius", port => ["node", Path.Combine(peers, "mercurius.mjs"), $"{port}"], "/graphql");
        yield return new("yoga", port => ["node", Path.Combine(peers, "yoga.mjs"), $"{port}"], "/graphql");
        yield return new("apollo", port => ["node", Path.Combine(peers, "apollo.mjs"), $"{port}"], "/");
    }

    private static string FindPeers()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "graphql-peers", "node_modules")))
                return Path.Combine(folder.FullName, "graphql-peers");
        throw new DirectoryNotFoundException("Expected graphql-peers/node_modules beside the project; run \"npm ci\" in tests/KnowledgeGraph.Benchmarks/graphql-peers.");
    }

    private static async Task MeasureAsync(Server server, int port, int seconds)
    {
        using var process = Start(server.Command(port));
        try
        {
            var address = $"http://127.0.0.1:{port}{server.Path}";
            await WaitUntilUpAsync(address);
            foreach (var (name, query) in Queries)
            {
                await LoadAsync(address, query, 16, 2);
                foreach (var connections in Connections)
                {
                    var cpu = process.TotalProcessorTime;
                    var (rate, p99) = await LoadAsync(address, query, connections, seconds);
                    process.Refresh();
                    var cpuPerRequest = (process.TotalProcessorTime - cpu).TotalMicroseconds / (rate * seconds);
                    Console.WriteLine($"{server.Name,-10} {name,-7} {connections,11} {rate,12:N0} {p99,9:N1} {cpuPerRequest,8:N1}");
                }
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static async Task WaitUntilUpAsync(string address)
    {
        using var client = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var content = new ByteArrayContent(GraphQlServer.Body(GraphQlSchema.Hello));
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var response = await client.PostAsync(address, content);
                var answer = await response.Content.ReadAsStringAsync();
                if (answer.TrimEnd() != """{"data":{"hello":"world"}}""")
                    throw new InvalidDataException($"{address} answered {answer}");
                return;
            }
            catch (HttpRequestException) when (attempt < 300)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task<(double Rate, double P99)> LoadAsync(string address, string query, int connections, int seconds)
    {
        var script = Path.GetTempFileName();
        try
        {
            var body = Encoding.UTF8.GetString(GraphQlServer.Body(query)).Replace("\\", "\\\\", StringComparison.Ordinal);
            await File.WriteAllTextAsync(script, $"wrk.method = \"POST\"\nwrk.headers[\"Content-Type\"] = \"application/json\"\nwrk.body = '{body}'\n");
            using var wrk = Start(["wrk", "-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "-s", script, address]);
            var output = await wrk.StandardOutput.ReadToEndAsync();
            await wrk.WaitForExitAsync();
            if (output.Contains("Non-2xx", StringComparison.Ordinal))
                throw new InvalidDataException($"{address} refused requests:\n{output}");
            var rate = double.Parse(RatePattern().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
            var p99 = PercentilePattern().Match(output);
            var scale = p99.Groups[2].Value switch { "us" => 0.001, "s" => 1000, _ => 1 };
            return (rate, double.Parse(p99.Groups[1].Value, CultureInfo.InvariantCulture) * scale);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static Process Start(string[] command)
    {
        var info = new ProcessStartInfo(command[0]) { RedirectStandardOutput = command[0] == "wrk", UseShellExecute = false };
        foreach (var argument in command.Skip(1))
            info.ArgumentList.Add(argument);
        info.Environment["NODE_ENV"] = "production";
        try
        {
            return Process.Start(info) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"\"{command[0]}\" could not be started; the benchmark needs wrk and Node 20.", exception);
        }
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex RatePattern();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex PercentilePattern();

    private sealed record Server(string Name, Func<int, string[]> Command, string Path);
}
