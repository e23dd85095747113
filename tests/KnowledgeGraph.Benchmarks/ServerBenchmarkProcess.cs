using System.Diagnostics;
using System.Globalization;

namespace KnowledgeGraph.Benchmarks;

/// <summary>A server in a process of its own, as people run it.</summary>
internal sealed class ServerBenchmarkProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerBenchmarkProcess(Process process, HttpClient client, TimeSpan toFirstAnswer, TimeSpan processorToFirstAnswer)
    {
        _process = process;
        Client = client;
        ToFirstAnswer = toFirstAnswer;
        ProcessorToFirstAnswer = processorToFirstAnswer;
    }

    public HttpClient Client { get; }

    /// <summary>From the start of the process to the end of the answer to a first query.</summary>
    public TimeSpan ToFirstAnswer { get; }

    /// <summary>Time of all processors until then, which other programs disturb little.</summary>
    public TimeSpan ProcessorToFirstAnswer { get; }

    /// <summary>Time of all processors that the server has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public double ResidentMegabytes => Megabytes("VmRSS:");

    public double PeakMegabytes => Megabytes("VmHWM:");

    /// <summary>Of the resident memory, what belongs to the process and not to files that the system could let go.</summary>
    public double AnonymousMegabytes => Megabytes("RssAnon:");

    /// <param name="paths">Articles to read first.</param>
    public static async Task<ServerBenchmarkProcess> StartAsync(string data, string[] paths, string[] options)
    {
        var watch = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo("dotnet", [Program(), "serve", .. paths, "--data", data, "--urls", "http://127.0.0.1:0", "--rate-limit", "0", .. options])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(data))!,
        })!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(60) };
        using var answer = await client.PostAsync("/graphql", ServerBenchmarkQueries.Body("{ people(first: 5) { nodes { name quotes(first: 2) { nodes { text evidence { quote article { title } } } } } } }", []));
        var text = await answer.Content.ReadAsStringAsync();
        var elapsed = watch.Elapsed;
        if (text.Contains("\"errors\"", StringComparison.Ordinal)) throw new InvalidOperationException(text);
        return new(process, client, elapsed, process.TotalProcessorTime);
    }

    /// <summary>Runs <c>kg</c> and gives what it wrote.</summary>
    public static async Task<string> RunAsync(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program(), .. args]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim();
    }

    /// <summary>Waits until the server has read what it was started with.</summary>
    public async Task WaitUntilReadyAsync()
    {
        while (true)
        {
            using var health = await Client.GetAsync("/health/ready");
            if (health.IsSuccessStatusCode) return;
            await Task.Delay(200);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            using var told = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await told.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private static string Program() => Path.Combine(AppContext.BaseDirectory, "kg.dll");

    private double Megabytes(string field)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
