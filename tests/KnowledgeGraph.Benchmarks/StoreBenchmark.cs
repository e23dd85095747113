using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Model;
using KnowledgeGraph.Storage;
using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// <c>store [--articles N=100000] [--seed S=1] [--keep FILE]</c> records a generated archive and then measures every read of the contract, with one
/// and with eight readers while a writer works. <c>store --read FILE [--only TEXT]</c> measures the reads again in a file that was kept.
/// </summary>
internal static class StoreBenchmark
{
    private const int Batch = 100, JudgeEvery = 5_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new BenchmarkOptions(args);
        var corpus = new StoreCorpus(options.Number("--seed", 1));
        if (options.Text("--read") is { } kept)
        {
            await using var store = await SqliteGraphStore.OpenAsync(kept);
            await StoreReads.RunAsync(store, corpus, options.Text("--only"));
            return 0;
        }
        var folder = options.Text("--keep") is null ? Directory.CreateTempSubdirectory("kg-benchmark-").FullName : null;
        try
        {
            var path = options.Text("--keep") ?? Path.Combine(folder!, "graph.db");
            await using var store = await SqliteGraphStore.OpenAsync(path);
            await RecordAsync(store, corpus, options.Number("--articles", 100_000), path);
            await StoreReads.RunAsync(store, corpus, options.Text("--only"));
            return 0;
        }
        finally { if (folder is not null) Directory.Delete(folder, recursive: true); }
    }

    private static async Task RecordAsync(IGraphStore store, StoreCorpus corpus, int articles, string path)
    {
        var tenths = new List<double>();
        var processor = new List<double>();
        // A kept file that is not complete is gone on with.
        var done = (int)await store.Reader.Articles.CountAsync(new ArticleFilter()) / Batch * Batch;
        for (var tenth = 0; tenth < 10; tenth++)
        {
            var (from, to) = (Math.Max(done, (int)((long)articles * tenth / 10)), (int)((long)articles * (tenth + 1) / 10));
            if (from >= to) continue;
            var watch = new Stopwatch();
            var used = TimeSpan.Zero;
            double slowest = 0;
            for (var at = from; at < to; at += Batch)
            {
                var batch = Enumerable.Range(at, Math.Min(Batch, to - at)).Select(corpus.Article).ToList();
                var (before, began) = (Environment.CpuUsage.TotalTime, watch.Elapsed);
                watch.Start();
                await store.Recorder.RecordAsync(batch);
                if (at % JudgeEvery == 0 && at > 0) await JudgeAsync(store, at);
                watch.Stop();
                used += Environment.CpuUsage.TotalTime - before;
                slowest = Math.Max(slowest, (watch.Elapsed - began).TotalSeconds);
            }
            tenths.Add((to - from) / watch.Elapsed.TotalSeconds);
            processor.Add(used.TotalMilliseconds / Math.Max(1, to - from));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"tenth {tenth + 1,2}: {tenths[^1],4:0} articles/s, {processor[^1]:0.0} ms of processor time an article, slowest batch of {Batch} {slowest:0.0} s, {Environment.WorkingSet >> 20} MB resident"));
        }
        var statistics = await store.Reader.StatisticsAsync();
        var size = new FileInfo(path).Length + (File.Exists(path + "-wal") ? new FileInfo(path + "-wal").Length : 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"articles {statistics.Articles}, claims {statistics.Claims}, quotes {statistics.Quotes}, relations {statistics.Relations}, mentions {statistics.Mentions}, entities {statistics.Entities.Values.Sum()}, events {statistics.Events}, comparisons {statistics.Comparisons}, judgements {statistics.Judgements}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"recording: {tenths[0]:0} articles/s in the first tenth, {tenths[^1]:0} in the last ({tenths[0] / tenths[^1]:0.00} times slower); in processor time {processor[0]:0.0} and {processor[^1]:0.0} ms an article; {size / (double)articles / 1024:0.0} KiB an article"));
    }

    // Now and then an editor joins, parts, renames and retypes people of the first pages.
    private static async Task JudgeAsync(IGraphStore store, int at)
    {
        var people = (await store.Reader.Entities.PageAsync(new EntityFilter { Types = [EntityType.Person], Named = true }, 200)).Values.ToList();
        var relation = (await store.Reader.Relations.PageAsync(new RelationFilter(), 1)).Items[0].Value;
        var pick = new Random(at);
        string Anchor() => people[100 + pick.Next(100)].Anchor;
        Judgement Made(int index, JudgementKind kind, string subject, string? other, string? value) => new($"j{at:D7}-{index}", kind, subject, other, value, "editor", DateTimeOffset.UnixEpoch.AddMinutes(at), "benchmark");
        await store.Recorder.JudgeAsync([
            Made(0, JudgementKind.Same, Anchor(), Anchor(), null), Made(1, JudgementKind.Different, Anchor(), Anchor(), null), Made(2, JudgementKind.PreferredName, Anchor(), null, $"Preferred {at}"),
            Made(3, JudgementKind.Type, Anchor(), null, nameof(EntityType.Organisation)), Made(4, JudgementKind.RejectRelation, (await FactAnchor.FindAsync(store.Reader, relation.Evidence.Article, relation.Id))!, null, null)]);
    }
}
