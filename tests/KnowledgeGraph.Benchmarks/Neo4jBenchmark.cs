using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Storage;
using KnowledgeGraph.Storage.Neo4j;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// <c>neo4j [--articles N] [--batch N] [--seed N] [--keep] [--no-reads] [--hub N] [--entity ID] [--server-pid N]</c>: records a generated archive in the database that KG_NEO4J_URI names, which has to be
/// empty or this benchmark's own, then measures the reads of an entity's page and of a hub with <c>--hub</c> relations (100,000). Times in milliseconds.
/// <c>--keep</c> goes on with what an earlier run left there; <c>--entity</c> measures the neighbourhood of one that is there; <c>--server-pid</c> (Linux) adds the processor time of a server on this machine.
/// </summary>
internal static class Neo4jBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (Environment.GetEnvironmentVariable("KG_NEO4J_URI") is not { Length: > 0 } uri)
        {
            Console.Error.WriteLine("Set KG_NEO4J_URI, KG_NEO4J_USER and KG_NEO4J_PASSWORD to a running Neo4j whose database may be emptied.");
            return 2;
        }
        var (user, password) = (Environment.GetEnvironmentVariable("KG_NEO4J_USER") ?? "neo4j", Environment.GetEnvironmentVariable("KG_NEO4J_PASSWORD") ?? "");
        var options = new BenchmarkOptions(args);
        var (articles, batch, seed, hub) = (options.Number("--articles", 100_000), options.Number("--batch", 500), options.Number("--seed", 1), options.Number("--hub", 100_000));
        if (!options.Has("--keep")) await EmptyAsync(uri, user, password);
        await using var store = await Neo4jGraphStore.OpenAsync(uri, user, password);
        var corpus = new StoreCorpus(seed);
        if (articles > 0) await RecordAsync(store, corpus, articles, batch, options.Number("--server-pid", 0));
        var statistics = await store.Reader.StatisticsAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"articles {statistics.Articles}, claims {statistics.Claims}, quotes {statistics.Quotes}, relations {statistics.Relations}, mentions {statistics.Mentions}, entities {statistics.Entities.Values.Sum()}, events {statistics.Events}"));
        if (!options.Has("--no-reads")) await ReadAsync(store);
        if (hub > 0) await HubAsync(store, hub);
        if (options.Text("--entity") is { } entity)
            await MeasureAsync($"neighbourhood of {entity}, first 100", async () => await store.Reader.NeighbourhoodAsync(new(entity, 1, 100)));
        return 0;
    }

    private static async Task RecordAsync(Neo4jGraphStore store, StoreCorpus corpus, int articles, int size, int server)
    {
        var first = (int)(await store.Reader.StatisticsAsync()).Articles;
        var rates = new List<double>();
        var batches = new List<double>();
        for (var tenth = 0; tenth < 10; tenth++)
        {
            var (from, to) = (first + (int)((long)articles * tenth / 10), first + (int)((long)articles * (tenth + 1) / 10));
            var (watch, count, own, theirs) = (new Stopwatch(), 0, TimeSpan.Zero, ServerTime(server));
            for (var at = from; at < to; at += size, count++)
            {
                var made = Enumerable.Range(at, Math.Min(size, to - at)).Select(corpus.Article).ToList();
                var before = Environment.CpuUsage.TotalTime;
                watch.Start();
                await store.Recorder.RecordAsync(made);
                watch.Stop();
                own += Environment.CpuUsage.TotalTime - before;
            }
            rates.Add((to - from) / watch.Elapsed.TotalSeconds);
            batches.Add(watch.Elapsed.TotalMilliseconds / Math.Max(1, count));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tenth {tenth + 1,2}: {rates[^1],6:0.0} articles/s, {batches[^1],8:0} ms a batch of {Math.Min(size, to - from)}; processor time an article: {own.TotalMilliseconds / (to - from):0.0} ms here")
                + (server > 0 ? string.Create(CultureInfo.InvariantCulture, $", {(ServerTime(server) - theirs).TotalMilliseconds / (to - from):0.0} ms in the server") : ""));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"recording: a batch took {batches[^1] / batches[0]:0.00} times as long in the last tenth as in the first"));
    }

    private static TimeSpan ServerTime(int process)
    {
        if (process == 0) return default;
        using var server = Process.GetProcessById(process);
        return server.TotalProcessorTime;
    }

    private static async Task ReadAsync(Neo4jGraphStore store)
    {
        var reader = store.Reader;
        async Task<List<Entity>> MostNamedAsync(EntityType type, int count) => [.. (await reader.Entities.PageAsync(new EntityFilter { Types = [type], Named = true }, count)).Values];
        var people = (await MostNamedAsync(EntityType.Person, 500)).Where(person => person.Name.Split(' ') is [_, { Length: >= 4 }, ..]).ToList();
        var organisations = await MostNamedAsync(EntityType.Organisation, 200);
        var random = new Random(1);
        Entity Some() => people[random.Next(people.Count)];
        Entity SomeOrganisation() => organisations[random.Next(organisations.Count)];
        // In this archive people speak and organisations give numbers, so that one page takes the quotes of one and the claims of the other.
        var (pages, quoted, claimed) = (0, 0, 0);
        await MeasureAsync("entity page: 20 quotes, 20 claims, their articles", async () =>
        {
            string person = Some().Id, organisation = SomeOrganisation().Id;
            await reader.Entities.FindAsync([person, organisation]);
            var quotes = await reader.Quotes.PageAsync(new QuoteFilter { Speakers = [person] }, 20);
            var claims = await reader.Claims.PageAsync(new ClaimFilter { AttributedTo = [organisation] }, 20);
            await reader.Articles.FindAsync([.. quotes.Values.Select(quote => quote.Evidence.Article).Concat(claims.Values.Select(claim => claim.Evidence.Article)).Distinct()]);
            (pages, quoted, claimed) = (pages + 1, quoted + quotes.Items.Count, claimed + claims.Items.Count);
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    ({(double)quoted / pages:0.0} quotes and {(double)claimed / pages:0.0} claims a page)"));
        await MeasureAsync("20 quotes about an organisation", async () => await reader.Quotes.PageAsync(new QuoteFilter { About = [SomeOrganisation().Id] }, 20));
        await MeasureAsync("neighbourhood of the most mentioned, first 100", async () => await reader.NeighbourhoodAsync(new(people[0].Id, 1, 100)));
        await MeasureAsync("first 100 relations of the most mentioned", async () => await reader.Relations.PageAsync(new RelationFilter { Either = [people[0].Id] }, 100));
        await MeasureAsync("search, one name", async () => await reader.SearchAsync(new(Some().Name.Split(' ')[1], [], 20)));
        await MeasureAsync("search, two words", async () => await reader.SearchAsync(new(Some().Name, [], 20)));
        await MeasureAsync("search, prefix", async () => await reader.SearchAsync(new(Some().Name.Split(' ')[1][..4], [], 20) { Prefix = true }));
        await MeasureAsync("timeline of an entity", async () => await reader.Events.PageAsync(new EventFilter { Participants = [Some().Id] }, 50, null, EventOrder.Date));
        await MeasureAsync("largest differences", async () => await reader.Comparisons.PageAsync(new ComparisonFilter(), 20));
        await MeasureAsync("page 1 of relations", async () => await reader.Relations.PageAsync(new RelationFilter(), 50));
        string? deep = null;
        for (var i = 0; i < 50 && (await reader.Relations.PageAsync(new RelationFilter(), 1000, deep)) is { HasNext: true } page; i++) deep = page.Items[^1].Cursor;
        await MeasureAsync("page 1,000 of relations", async () => await reader.Relations.PageAsync(new RelationFilter(), 50, deep));
    }

    // A person whom articles relate to a thousand others, a hundred times each article.
    private static async Task HubAsync(Neo4jGraphStore store, int relations)
    {
        const int Each = 100;
        var watch = Stopwatch.StartNew();
        foreach (var numbers in Enumerable.Range(0, relations / Each).Chunk(100))
            await store.Recorder.RecordAsync([.. numbers.Select(number => HubArticle.Make(number, Each))]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a hub with {relations} relations was made in {watch.Elapsed.TotalSeconds:0} s"));
        var hub = (await store.Reader.Entities.PageAsync(new EntityFilter { Names = [HubArticle.Hub] }, 1)).Values.First();
        await MeasureAsync($"neighbourhood of the hub, first 100", async () => await store.Reader.NeighbourhoodAsync(new(hub.Id, 1, 100)));
        await MeasureAsync($"first 100 relations of the hub", async () => await store.Reader.Relations.PageAsync(new RelationFilter { Either = [hub.Id] }, 100));
        await MeasureAsync($"first 100 relations with the hub as subject", async () => await store.Reader.Relations.PageAsync(new RelationFilter { Subjects = [hub.Id] }, 100));
    }

    private static async Task MeasureAsync(string name, Func<Task> read)
    {
        for (var i = 0; i < 10; i++) await read();
        var times = new List<double>();
        for (var i = 0; i < 100; i++)
        {
            var watch = Stopwatch.StartNew();
            await read();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-66} p50 {times[50],7:0.0}  p95 {times[95],7:0.0}"));
    }

    private static async Task EmptyAsync(string uri, string user, string password)
    {
        await using var driver = GraphDatabase.Driver(uri, AuthTokens.Basic(user, password));
        await using var session = driver.AsyncSession();
        var foreign = await (await session.RunAsync("MATCH (s:KnowledgeGraph) RETURN s LIMIT 1")).ToListAsync();
        var any = await (await session.RunAsync("MATCH (n) RETURN 1 LIMIT 1")).ToListAsync();
        if (foreign.Count == 0 && any.Count > 0) throw new InvalidOperationException("The database holds another program's data: it is not emptied.");
        await (await session.RunAsync("MATCH (n) WHERE NOT n:KnowledgeGraph CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")).ConsumeAsync();
        await (await session.RunAsync("MATCH (s:KnowledgeGraph) SET s.position = 0, s.turn = 0")).ConsumeAsync();
    }
}
