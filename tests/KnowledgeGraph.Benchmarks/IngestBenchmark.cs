using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using KnowledgeGraph.Extraction;
using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// <c>ingest [articles=400] [threads=1] [backlog=1000]</c>: generated reports from files into a SQLite store, as <c>kg ingest</c> does it; the share of each
/// stage; and how long a client's article takes from accepted to recorded and readable while a backlog is worked off. Where other programs use the machine,
/// go by the articles for each second of processor time.
/// </summary>
internal static class IngestBenchmark
{
    private const int Seed = 1, WarmUp = 200;

    public static async Task<int> RunAsync(string[] args)
    {
        var articles = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 400;
        var threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var backlog = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1_000;
        var folder = Directory.CreateTempSubdirectory("kg-benchmark-").FullName;
        try
        {
            var corpus = new IngestCorpus(Seed);
            var files = new List<string>();
            for (var i = 0; i < articles; i++)
            {
                files.Add(Path.Combine(folder, $"{i:000000}.txt"));
                await File.WriteAllTextAsync(files[^1], corpus.Article(i));
            }
            var words = files.Take(100).Average(file => File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
            var language = LanguageModel.LoadDefault();
            var extractor = new ArticleExtractor(ExtractionResources.Load(language.Vectors));
            var ingestor = new Ingestor(language, extractor);
            // What is compiled and cached on the first articles is no part of a rate: a fifth of the time of the first 400.
            await WholeAsync(ingestor, [.. files.Take(WarmUp)], threads, Path.Combine(folder, "warm.db"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{articles} articles of {words:0} words, {threads} threads, {Environment.ProcessorCount} processors"));
            var (wall, cpu, report) = await WholeAsync(ingestor, files, threads, Path.Combine(folder, "graph.db"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"files to graph: {articles / wall:0.0} articles/s, {articles / cpu:0.0} for each second of processor time ({report.Added} new, {report.Refusals.Count} refused)"));
            await StagesAsync(language, extractor, [.. files.Take(200)], Path.Combine(folder, "stages.db"));
            if (backlog > 0) await LatencyAsync(ingestor, corpus, threads, backlog, Path.Combine(folder, "latency.db"));
            return 0;
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private static async Task<(double Wall, double Cpu, IngestReport Report)> WholeAsync(Ingestor ingestor, IReadOnlyList<string> files, int threads, string path)
    {
        await using var store = await SqliteGraphStore.OpenAsync(path);
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var report = await ingestor.IngestFilesAsync(files, store.Recorder, threads);
        return (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, report);
    }

    private static async Task StagesAsync(LanguageModel language, ArticleExtractor extractor, IReadOnlyList<string> files, string path)
    {
        await using var store = await SqliteGraphStore.OpenAsync(path);
        var cost = new double[4];
        for (var at = 0; at < files.Count; at += 20)
        {
            var batch = new List<Contribution>();
            foreach (var file in files.Skip(at).Take(20))
            {
                var bytes = await File.ReadAllBytesAsync(file);
                var article = Timed(0, () => ArticleReader.Read(file, bytes)[0].Article!);
                var annotated = Timed(1, () => language.Annotate(article.Text));
                batch.Add(Timed(2, () => extractor.Extract(article, annotated)));
            }
            var before = Environment.CpuUsage.TotalTime;
            await store.Recorder.RecordAsync(batch);
            cost[3] += (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        }
        string[] names = ["read", "annotate", "extract", "resolve and record"];
        for (var stage = 0; stage < cost.Length; stage++)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{names[stage],-20} {cost[stage] / files.Count,7:0.0} ms of processor time an article, {100 * cost[stage] / cost.Sum(),3:0} %"));

        T Timed<T>(int stage, Func<T> work)
        {
            var before = Environment.CpuUsage.TotalTime;
            var result = work();
            cost[stage] += (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
            return result;
        }
    }

    // One client hands in an article, waits until it can be read, and comes again half a second later; the pile is worked off meanwhile.
    private static async Task LatencyAsync(Ingestor ingestor, IngestCorpus corpus, int threads, int backlog, string path)
    {
        await using var store = await SqliteGraphStore.OpenAsync(path);
        var time = TimeProvider.System;
        await using var service = new IngestionService(
            new(ingestor), store.Recorder, new(time), new() { Threads = threads }, time, NullLogger<IngestionService>.Instance);
        var ends = new ConcurrentBag<IngestionState>();
        var pile = Task.Run(async () =>
        {
            for (var i = 0; i < backlog; i++)
                await service.SubmitAsync(ArticleReader.FromText(corpus.Article(1_000_000 + i)), $"pile {i}", null, (state, _) => ends.Add(state));
        });
        var took = new List<double>();
        var watch = Stopwatch.StartNew();
        for (var i = 0; ends.Count < backlog; i++)
        {
            // As long as the average report.
            var article = ArticleReader.FromText(corpus.Article(5_000_003 + i * 5));
            var started = Stopwatch.GetTimestamp();
            var end = await service.Log.EndAsync(service.Submit(article, "client").Accepted!, TimeSpan.FromMinutes(5));
            if (end.Status != IngestionStatus.Recorded || (await store.Reader.Articles.FindAsync([article.Id]))[0] is null) throw new InvalidOperationException($"article {i}: {end}");
            took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(500);
        }
        await pile;
        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"accepted to readable while {backlog} articles were worked off in {watch.Elapsed.TotalSeconds:0} s: {took.Count} articles, p50 {took[took.Count / 2]:0} ms, p95 {took[(int)(took.Count * 0.95)]:0} ms, most {took[^1]:0} ms"));
    }
}
