using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Model;
using KnowledgeGraph.Storage;
using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// <c>store [articles=100000] [seed=1]</c>: records a generated archive, then measures each read of the contract with one and with eight readers
/// while a writer works. Prints one table; times in milliseconds.
/// </summary>
internal static class StoreBenchmark
{
    private const int Batch = 50;

    public static async Task<int> RunAsync(string[] args)
    {
        var articles = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var folder = Directory.CreateTempSubdirectory("kg-benchmark-").FullName;
        try
        {
            var path = Path.Combine(folder, "graph.db");
            await using var store = await SqliteGraphStore.OpenAsync(path);
            var corpus = new StoreCorpus(seed);
            await RecordAsync(store, corpus, articles, path);
            foreach (var readers in new[] { 1, 8 }) await ReadAsync(store, corpus, articles + readers * 100_000, readers);
            return 0;
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private static async Task RecordAsync(IGraphStore store, StoreCorpus corpus, int articles, string path)
    {
        var tenths = new List<double>();
        var watch = new Stopwatch();
        var processor = new List<double>();
        double generating = 0;
        for (var tenth = 0; tenth < 10; tenth++)
        {
            var (from, to) = (articles * tenth / 10, articles * (tenth + 1) / 10);
            watch.Reset();
            var used = TimeSpan.Zero;
            for (var at = from; at < to; at += Batch)
            {
                var made = Stopwatch.StartNew();
                var batch = Enumerable.Range(at, Math.Min(Batch, to - at)).Select(corpus.Article).ToList();
                generating += made.Elapsed.TotalSeconds;
                var before = Environment.CpuUsage.TotalTime;
                watch.Start();
                await store.Recorder.RecordAsync(batch);
                watch.Stop();
                used += Environment.CpuUsage.TotalTime - before;
            }
            tenths.Add((to - from) / watch.Elapsed.TotalSeconds);
            processor.Add(used.TotalMilliseconds / Math.Max(1, to - from));
            Console.Error.WriteLine($"tenth {tenth + 1}: {tenths[^1]:0} articles/s, {processor[^1]:0.0} ms of processor time an article");
        }
        var statistics = await store.Reader.StatisticsAsync();
        var size = new FileInfo(path).Length + (File.Exists(path + "-wal") ? new FileInfo(path + "-wal").Length : 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"articles {statistics.Articles}, claims {statistics.Claims}, quotes {statistics.Quotes}, relations {statistics.Relations}, mentions {statistics.Mentions}, entities {statistics.Entities.Values.Sum()}, events {statistics.Events}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recording: {tenths[0]:0} articles/s in the first tenth, {tenths[^1]:0} in the last ({tenths[0] / tenths[^1]:0.00} times slower); {size / articles / 1024.0:0.0} KiB an article; generating took {generating:0} s beside"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recording in processor time, which other programs disturb little: {processor[0]:0.0} ms an article in the first tenth, {processor[^1]:0.0} in the last"));
    }

    private static async Task ReadAsync(IGraphStore store, StoreCorpus corpus, int from, int readers)
    {
        var hub = (await store.Reader.Entities.PageAsync(new EntityFilter { Types = [EntityType.Person], Named = true }, 1)).Items[0].Value;
        var people = (await store.Reader.Entities.PageAsync(new EntityFilter { Types = [EntityType.Person], Named = true }, 500)).Values.ToList();
        var events = (await store.Reader.Events.PageAsync(new EventFilter(), 200, null, EventOrder.ArticlesDescending)).Values.ToList();
        var deep = await DeepCursorAsync(store.Reader);
        var random = new Random(1);
        Entity Some() { lock (random) return people[random.Next(people.Count)]; }
        StoredEvent SomeEvent() { lock (random) return events[random.Next(events.Count)]; }
        string Word(int at) => Some().Name.Split(' ')[at];
        var reads = new (string Name, Func<IGraphReader, Task> Read)[]
        {
            ("entity with 20 claims and 20 quotes", async reader =>
            {
                var entity = Some();
                await reader.Entities.FindAsync([entity.Id]);
                await reader.Quotes.PageAsync(new QuoteFilter { Speakers = [entity.Id] }, 20);
                await reader.Claims.PageAsync(new ClaimFilter { AttributedTo = [entity.Id] }, 20);
            }),
            ("hub with 20 relations and 20 quotes", async reader =>
            {
                await reader.Relations.PageAsync(new RelationFilter { Subjects = [hub.Id] }, 20);
                await reader.Quotes.PageAsync(new QuoteFilter { Speakers = [hub.Id] }, 20);
            }),
            ("search, one name", reader => reader.SearchAsync(new(Word(1), [], 20))),
            ("search, prefix", reader => reader.SearchAsync(new(Word(1)[..4], [], 20) { Prefix = true })),
            ("search, two words", reader => reader.SearchAsync(new($"{Word(0)} {Word(1)}", [], 20))),
            ("neighbourhood of a hub, 50", reader => reader.NeighbourhoodAsync(new(hub.Id, 1, 50))),
            ("neighbourhood, depth 2, 100", reader => reader.NeighbourhoodAsync(new(Some().Id, 2, 100))),
            ("shortest paths, 4 hops", reader => reader.PathsAsync(new(Some().Id, Some().Id, 4, 3))),
            ("page 1 of relations", reader => reader.Relations.PageAsync(new RelationFilter(), 50)),
            ("page 1,000 of relations", reader => reader.Relations.PageAsync(new RelationFilter(), 50, deep)),
            ("timeline of an entity", reader => reader.Events.PageAsync(new EventFilter { Participants = [Some().Id] }, 50, null, EventOrder.Date)),
            ("comparisons of an event", reader => reader.Comparisons.PageAsync(new ComparisonFilter { Events = [SomeEvent().Id] }, 20)),
            ("largest differences", reader => reader.Comparisons.PageAsync(new ComparisonFilter(), 20)),
            ("counts by predicate of an entity", reader => reader.CountsAsync(new(CountedKind.Relations, CountFacet.Predicate, 20) { Entities = [Some().Id] })),
            ("50 entities, 5 relations each", reader => reader.Relations.PageAsync([.. people.Take(50).Select(person => new PageQuery<RelationFilter, FactOrder>(new RelationFilter { Subjects = [person.Id] }, 5))])),
        };
        using var stop = new CancellationTokenSource();
        var writer = WriteAsync(store, corpus, from, stop.Token);
        Console.WriteLine($"{readers} reader{(readers == 1 ? "" : "s")} beside a writer{"",18} {"p50 ms",8} {"p95 ms",8}");
        foreach (var (name, read) in reads)
        {
            var times = await Task.WhenAll(Enumerable.Range(0, readers).Select(_ => Task.Run(async () =>
            {
                var own = new List<double>();
                for (var i = 0; i < 200 / readers + 5; i++)
                {
                    var watch = Stopwatch.StartNew();
                    await read(store.Reader);
                    own.Add(watch.Elapsed.TotalMilliseconds);
                }
                return own.Skip(3);
            })));
            var all = times.SelectMany(own => own).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-40} {all[all.Count / 2],8:0.0} {all[(int)(all.Count * 0.95)],8:0.0}"));
        }
        await stop.CancelAsync();
        await writer;
    }

    private static async Task<string?> DeepCursorAsync(IGraphReader reader)
    {
        string? after = null;
        for (var i = 0; i < 50; i++)
        {
            var page = await reader.Relations.PageAsync(new RelationFilter(), 1000, after);
            if (!page.HasNext) return after;
            after = page.Items[^1].Cursor;
        }
        return after;
    }

    private static async Task WriteAsync(IGraphStore store, StoreCorpus corpus, int from, CancellationToken cancellation)
    {
        for (var at = from; !cancellation.IsCancellationRequested; at += 5)
        {
            await store.Recorder.RecordAsync([.. Enumerable.Range(at, 5).Select(corpus.Article)], CancellationToken.None);
            await Task.Delay(100, CancellationToken.None);
        }
    }
}
