using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// <c>server [--store FILE] [--articles 2000] [--ingest PATH] [--clients 1,16,128] [--seconds 10] [--starts 5] [--writers 0]</c>: how soon a server
/// answers, how much memory it keeps, and how many mixed questions of researchers it answers; times suffer from what else the machine does, processor times hardly. A given store is copied, never changed;
/// without one a generated archive is recorded. Exit code 1 where a request failed. Linux only: memory is read from /proc.
/// </summary>
internal static class ServerBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = new BenchmarkOptions(args);
        var folder = Directory.CreateTempSubdirectory("kg-benchmark-").FullName;
        try
        {
            var data = Path.Combine(folder, "graph.db");
            if (options.Text("--store") is { } given) await CopyAsync(given, data);
            else if (options.Text("--ingest") is null) await RecordAsync(data, options.Number("--articles", 2_000));
            if (options.Text("--ingest") is { } articles) await IngestAsync(data, articles);
            await MeasureStartAsync(data, options.Number("--starts", 5));
            var failed = await MeasureMemoryAsync(data, "on a store that is there");
            await using var server = await ServerBenchmarkProcess.StartAsync(data, [], ["--quiet", "--keys", Path.Combine(folder, "keys.json")]);
            foreach (var clients in (options.Text("--clients") ?? "1,16,128").Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)))
            {
                failed += await MeasureLoadAsync(server, clients, options.Number("--seconds", 10), null, 0);
                if (options.Number("--writers", 0) is > 0 and var writers)
                {
                    var key = await ServerBenchmarkProcess.RunAsync("key", "add", $"benchmark {clients}", "--role", "writer", "--quiet", "--keys", Path.Combine(folder, "keys.json"));
                    failed += await MeasureLoadAsync(server, clients, options.Number("--seconds", 10), key, writers);
                }
            }
            return failed == 0 ? 0 : 1;
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    // Its file alone lacks what stands in the log beside it.
    private static async Task CopyAsync(string from, string to)
    {
        await using var store = await SqliteGraphStore.OpenAsync(from);
        await store.BackupAsync(to);
    }

    private static async Task RecordAsync(string data, int articles)
    {
        await using var store = await SqliteGraphStore.OpenAsync(data);
        var corpus = new StoreCorpus(1);
        for (var at = 0; at < articles; at += 50) await store.Recorder.RecordAsync([.. Enumerable.Range(at, Math.Min(50, articles - at)).Select(corpus.Article)]);
        Print($"a generated archive of {articles} articles");
    }

    // The peak comes from the models; what stays is measured when they had time to go.
    private static async Task IngestAsync(string data, string articles)
    {
        await using var server = await ServerBenchmarkProcess.StartAsync(data, [articles], ["--quiet"]);
        await server.WaitUntilReadyAsync();
        Print($"after reading {articles}: {server.ResidentMegabytes:0} MB resident ({server.AnonymousMegabytes:0} of its own), {server.PeakMegabytes:0} at most");
        var failed = await AskAsync(server, await ServerBenchmarkQueries.ReadAsync(server.Client), 1_000);
        Print($"after 1,000 mixed questions more: {server.ResidentMegabytes:0} MB resident ({server.AnonymousMegabytes:0} of its own), {failed} failed");
        await Task.Delay(TimeSpan.FromSeconds(90));
        Print($"after 90 idle seconds more: {server.ResidentMegabytes:0} MB resident ({server.AnonymousMegabytes:0} of its own)");
    }

    private static async Task MeasureStartAsync(string data, int starts)
    {
        var times = new List<(double Seconds, double Processor)>();
        for (var i = 0; i < starts; i++)
        {
            await using var server = await ServerBenchmarkProcess.StartAsync(data, [], ["--quiet"]);
            times.Add((server.ToFirstAnswer.TotalSeconds, server.ProcessorToFirstAnswer.TotalSeconds));
        }
        var sorted = times.Select(time => time.Seconds).Order().ToList();
        Print($"start to first answer, {starts} starts: {sorted[0]:0.00} to {sorted[^1]:0.00} s, median {sorted[sorted.Count / 2]:0.00} s (processor time {times.Select(time => time.Processor).Order().ElementAt(times.Count / 2):0.00} s)");
    }

    private static async Task<int> MeasureMemoryAsync(string data, string where)
    {
        await using var server = await ServerBenchmarkProcess.StartAsync(data, [], ["--quiet"]);
        var started = server.ResidentMegabytes;
        var failed = await AskAsync(server, await ServerBenchmarkQueries.ReadAsync(server.Client), 1_000);
        Print($"memory {where}: {started:0} MB resident at the first answer, {server.ResidentMegabytes:0} MB after 1,000 mixed questions ({server.AnonymousMegabytes:0} of its own, {server.PeakMegabytes:0} at most), {failed} failed");
        return failed;
    }

    private static async Task<int> AskAsync(ServerBenchmarkProcess server, ServerBenchmarkQueries queries, int count)
    {
        var random = new Random(1);
        var failed = 0;
        for (var i = 0; i < count; i++)
        {
            var (kind, body) = queries.Next(random);
            if (await FailureAsync(server.Client, body, null) is { } failure)
            {
                if (failed++ < 5) Console.Error.WriteLine($"{ServerBenchmarkQueries.Names[kind]}: {failure}");
            }
        }
        return failed;
    }

    private static async Task<int> MeasureLoadAsync(ServerBenchmarkProcess server, int clients, int seconds, string? key, int writers)
    {
        var queries = await ServerBenchmarkQueries.ReadAsync(server.Client);
        await AskAsync(server, queries, 200);
        var failures = new List<string>();
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var watch = Stopwatch.StartNew();
        var used = server.ProcessorTime;
        var written = 0;
        var writing = Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; !over.IsCancellationRequested; i++)
            {
                var failure = await FailureAsync(server.Client, queries.NewArticle(Environment.TickCount % 1_000_000 * 10 + writer), key);
                if (failure is null) Interlocked.Increment(ref written);
                else lock (failures) failures.Add($"writing: {failure}");
            }
        })).ToList();
        var reading = Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var random = new Random(client + 100);
            var own = new List<(int Kind, double Milliseconds)>();
            while (!over.IsCancellationRequested)
            {
                var (kind, body) = queries.Next(random);
                var started = Stopwatch.GetTimestamp();
                if (await FailureAsync(server.Client, body, null) is { } failure) lock (failures) failures.Add($"{ServerBenchmarkQueries.Names[kind]}: {failure}");
                own.Add((kind, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
            }
            return own;
        })).ToList();
        var answers = (await Task.WhenAll(reading)).SelectMany(own => own).ToList();
        var elapsed = watch.Elapsed.TotalSeconds;
        var processor = (server.ProcessorTime - used).TotalMilliseconds / Math.Max(1, answers.Count);
        await Task.WhenAll(writing);
        var beside = writers == 0 ? "" : $" beside {writers} writer{(writers == 1 ? "" : "s")} ({written / elapsed:0.0} articles/s)";
        Print($"{clients} client{(clients == 1 ? "" : "s")}{beside}: {answers.Count / elapsed:0} requests/s, p50 {At(answers, .5):0.0} ms, p99 {At(answers, .99):0.0} ms, {processor:0.0} ms of processor time a request, {failures.Count} failed, {server.ResidentMegabytes:0} MB resident");
        foreach (var kind in answers.GroupBy(answer => answer.Kind).OrderByDescending(group => At([.. group], .5)))
            Print($"    {ServerBenchmarkQueries.Names[kind.Key],-32} p50 {At([.. kind], .5),8:0.0} ms  p99 {At([.. kind], .99),8:0.0} ms  {kind.Count(),6} times");
        foreach (var failure in failures.GroupBy(text => text).OrderByDescending(group => group.Count()).Take(5)) Console.Error.WriteLine($"{failure.Count()} times: {failure.Key}");
        return failures.Count;
    }

    private static async Task<string?> FailureAsync(HttpClient client, HttpContent body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = body };
        if (key is not null) request.Headers.Authorization = new("Bearer", key);
        try
        {
            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            var isWhole = !text.StartsWith("{\"errors\"", StringComparison.Ordinal) && !text.Contains("\"errors\":[{", StringComparison.Ordinal);
            return response.IsSuccessStatusCode && isWhole ? null : $"{(int)response.StatusCode} {(text.Length > 300 ? text[..300] : text)}";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return e.GetType().Name;
        }
    }

    private static double At(List<(int Kind, double Milliseconds)> answers, double share) =>
        answers.Count == 0 ? 0 : answers.Select(answer => answer.Milliseconds).Order().ElementAt(Math.Min(answers.Count - 1, (int)(answers.Count * share)));

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
