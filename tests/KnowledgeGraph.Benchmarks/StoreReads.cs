using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Benchmarks;

/// <summary>Every read of the contract, timed with one and with eight readers while a writer records five articles ten times a second at most.</summary>
internal sealed class StoreReads
{
    private const int Rounds = 200, LeastRounds = 20, LeastWarmUps = 3;

    // The compiler works a method over once it has run for a while, and a reader's pages are its own.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    // Counts over all of a large archive take seconds each.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Random _random = new(1);
    private List<Entity> _people = [], _organisations = [], _places = [];
    private List<StoredEvent> _events = [];
    private List<StoredArticle> _articles = [];
    private List<string> _relations = [], _quotes = [], _claims = [];
    private Entity _hub = null!;
    private string? _deep;
    private long _position;

    public static async Task RunAsync(IGraphStore store, StoreCorpus corpus, string? only)
    {
        var reads = new StoreReads();
        await reads.SampleAsync(store.Reader);
        foreach (var readers in new[] { 1, 8 }) await reads.MeasureAsync(store, corpus, 10_000_000 * readers, readers, only);
    }

    private IEnumerable<(string Name, Func<IGraphReader, Task> Read)> Table() =>
    [
        ("entity with 20 claims and 20 quotes", async reader =>
        {
            var entity = Some(_organisations);
            await reader.Entities.FindAsync([entity.Id]);
            await reader.Quotes.PageAsync(new QuoteFilter { Speakers = [entity.Id] }, 20);
            await reader.Claims.PageAsync(new ClaimFilter { AttributedTo = [entity.Id] }, 20);
        }),
        ("hub with 20 relations and 20 quotes", async reader =>
        {
            await reader.Entities.FindAsync([_hub.Id]);
            await reader.Relations.PageAsync(new RelationFilter { Either = [_hub.Id] }, 20);
            await reader.Quotes.PageAsync(new QuoteFilter { Speakers = [_hub.Id] }, 20);
        }),
        ("50 entities, 5 relations each", reader => reader.Relations.PageAsync([.. _people.Take(50).Select(person => new PageQuery<RelationFilter, FactOrder>(new RelationFilter { Subjects = [person.Id] }, 5))])),
        ("search, one name", reader => reader.SearchAsync(new(Word(1), [], 20))),
        ("search, two words", reader => reader.SearchAsync(new(Some(_people).Name, [], 20))),
        ("search, a phrase", reader => reader.SearchAsync(new($"\"{Some(_people).Name}\"", [], 20))),
        ("search, prefix of 2 letters", reader => reader.SearchAsync(new(Beginning(2), [], 20) { Prefix = true })),
        ("search, prefix of 4 letters", reader => reader.SearchAsync(new(Beginning(4), [], 20) { Prefix = true })),
        ("search, names by prefix of 3 letters", reader => reader.SearchAsync(new(Beginning(3), [SearchScope.Entities], 20) { Prefix = true })),
        ("search, a word of every article", reader => reader.SearchAsync(new("was", [], 20))),
        ("search, prefix of 2 letters counted", reader => reader.SearchCountAsync(new(Beginning(2), [], 20) { Prefix = true })),
        ("search, a name in one outlet and year", reader => reader.SearchAsync(new(Word(1), [], 20) { Outlets = ["Outlet 03"], When = new(new(2023, 1, 1), new(2023, 12, 31)) })),
        ("neighbourhood of a hub, 50", reader => reader.NeighbourhoodAsync(new(_hub.Id, 1, 50))),
        ("neighbourhood of a hub, 500", reader => reader.NeighbourhoodAsync(new(_hub.Id, 1, 500))),
        ("neighbourhood of a hub, depth 2, 100", reader => reader.NeighbourhoodAsync(new(_hub.Id, 2, 100))),
        ("neighbourhood of a hub, one predicate", reader => reader.NeighbourhoodAsync(new(_hub.Id, 1, 50) { Predicates = ["met"] })),
        ("neighbourhood of a hub, one month", reader => reader.NeighbourhoodAsync(new(_hub.Id, 1, 50) { When = new(new(2022, 6, 1), new(2022, 6, 30)) })),
        ("neighbourhood, depth 2, 100", reader => reader.NeighbourhoodAsync(new(Some(_people).Id, 2, 100))),
        ("shortest paths, 4 hops", reader => reader.PathsAsync(new(Some(_people).Id, Some(_people).Id, 4, 3))),
        ("page 1 of relations", reader => reader.Relations.PageAsync(new RelationFilter(), 50)),
        ("page 1,000 of relations", reader => reader.Relations.PageAsync(new RelationFilter(), 50, _deep)),
        ("relations of one predicate", reader => reader.Relations.PageAsync(new RelationFilter { Predicates = ["met"] }, 50)),
        ("relations of a hub, least confident last", reader => reader.Relations.PageAsync(new RelationFilter { Subjects = [_hub.Id] }, 50, null, FactOrder.ConfidenceDescending)),
        ("relations of an outlet in a month", reader => reader.Relations.PageAsync(new RelationFilter { Outlets = ["Outlet 03"], When = new(new(2022, 3, 1), new(2022, 3, 31)) }, 50)),
        ("relations of a hub, counted", reader => reader.Relations.CountAsync(new RelationFilter { Either = [_hub.Id] })),
        ("50 relations by id", reader => reader.Relations.FindAsync(_relations)),
        ("50 entities by id", reader => reader.Entities.FindAsync([.. _people.Skip(50).Take(50).Select(person => person.Id)])),
        ("entities, most mentioned", reader => reader.Entities.PageAsync(new EntityFilter { Types = [EntityType.Person], Named = true }, 50)),
        ("entities by the beginning of a name", reader => reader.Entities.PageAsync(new EntityFilter { NamePrefix = Some(_people).Name[..3] }, 50)),
        ("entities of an article", reader => reader.Entities.PageAsync(new EntityFilter { Articles = [Some(_articles).Id] }, 50)),
        ("entities of a country, by name", reader => reader.Entities.PageAsync(new EntityFilter { Countries = ["KE"] }, 50, null, EntityOrder.Name)),
        ("mentions of a hub", reader => reader.Mentions.PageAsync(new MentionFilter { Entities = [_hub.Id] }, 50)),
        ("mentions of an article", reader => reader.Mentions.PageAsync(new MentionFilter { Articles = [Some(_articles).Id] }, 100)),
        ("20 articles by id", reader => reader.Articles.FindAsync([.. _articles.Take(20).Select(article => article.Id)])),
        ("articles, newest of an outlet", reader => reader.Articles.PageAsync(new ArticleFilter { Outlets = ["Outlet 05"] }, 20)),
        ("articles that mention a hub", reader => reader.Articles.PageAsync(new ArticleFilter { Mentioning = [_hub.Id] }, 20)),
        ("articles that mention two people", reader => reader.Articles.PageAsync(new ArticleFilter { Mentioning = [_hub.Id, Some(_people).Id] }, 20)),
        ("50 events by id", reader => reader.Events.FindAsync([.. _events.Take(50).Select(happening => happening.Id)])),
        ("events, newest of a kind", reader => reader.Events.PageAsync(new EventFilter { Kinds = ["disaster"] }, 50)),
        ("events in a place", reader => reader.Events.PageAsync(new EventFilter { Places = [Some(_places).Id] }, 50)),
        ("events of a country that differ", reader => reader.Events.PageAsync(new EventFilter { Countries = ["KE"], Differing = true }, 50)),
        ("timeline of an entity", reader => reader.Events.PageAsync(new EventFilter { Participants = [Some(_organisations).Id] }, 50, null, EventOrder.Date)),
        ("reports of a big event", reader => reader.EventReports.PageAsync(new EventReportFilter { Events = [Some(_events).Id] }, 50)),
        ("50 quotes by id", reader => reader.Quotes.FindAsync(_quotes)),
        ("quotes about a hub", reader => reader.Quotes.PageAsync(new QuoteFilter { About = [_hub.Id] }, 20)),
        ("50 claims by id", reader => reader.Claims.FindAsync(_claims)),
        ("claims on an event", reader => reader.Claims.PageAsync(new ClaimFilter { Events = [Some(_events).Id] }, 50)),
        ("claims of a metric, largest", reader => reader.Claims.PageAsync(new ClaimFilter { Metrics = ["killed"] }, 50, null, ClaimOrder.ValueDescending)),
        ("claims of a metric, counted", reader => reader.Claims.CountAsync(new ClaimFilter { Metrics = ["killed"] })),
        ("roles of a person", reader => reader.Roles.PageAsync(new RoleFilter { Persons = [_hub.Id] }, 20)),
        ("roles of a title", reader => reader.Roles.PageAsync(new RoleFilter { Titles = ["mayor"] }, 20)),
        ("comparisons of a big event", reader => reader.Comparisons.PageAsync(new ComparisonFilter { Events = [Some(_events).Id] }, 20)),
        ("comparisons as known on a day", reader => reader.Comparisons.PageAsync(new ComparisonFilter { Events = [Some(_events).Id], AsKnownAt = new(2023, 6, 1) }, 20)),
        ("largest differences", reader => reader.Comparisons.PageAsync(new ComparisonFilter(), 20)),
        ("largest conflicts over a metric", reader => reader.Comparisons.PageAsync(new ComparisonFilter { Kinds = [DifferenceKind.Conflict], Metrics = ["killed"] }, 20)),
        ("counts of a hub's relations by predicate", reader => reader.CountsAsync(new(CountedKind.Relations, CountFacet.Predicate, 20) { Entities = [_hub.Id] })),
        ("counts of a hub's quotes by outlet", reader => reader.CountsAsync(new(CountedKind.Quotes, CountFacet.Outlet, 20) { Entities = [_hub.Id] })),
        ("counts of a hub's articles by day", reader => reader.CountsAsync(new(CountedKind.Articles, CountFacet.Day, 1000) { Entities = [_hub.Id] })),
        ("counts of all entities by type", reader => reader.CountsAsync(new(CountedKind.Entities, CountFacet.Type, 20))),
        ("counts of all claims by metric", reader => reader.CountsAsync(new(CountedKind.Claims, CountFacet.Metric, 20))),
        ("counts of all events by kind", reader => reader.CountsAsync(new(CountedKind.Events, CountFacet.Kind, 20))),
        ("counts of a month's articles by outlet", reader => reader.CountsAsync(new(CountedKind.Articles, CountFacet.Outlet, 20) { When = new(new(2022, 3, 1), new(2022, 3, 31)) })),
        ("100 changes", reader => reader.ChangesAsync(Math.Max(0, _position - 100_000), 100)),
        ("judgements", reader => reader.JudgementsAsync()),
        ("20 contributions", reader => reader.ContributionsAsync([.. _articles.Skip(20).Take(20).Select(article => article.Id)])),
        ("statistics", reader => reader.StatisticsAsync()),
    ];

    private async Task SampleAsync(IGraphReader reader)
    {
        _people = [.. (await reader.Entities.PageAsync(new EntityFilter { Types = [EntityType.Person], Named = true }, 500)).Values.Where(person => person.Name.Contains(' ', StringComparison.Ordinal))];
        _organisations = [.. (await reader.Entities.PageAsync(new EntityFilter { Types = [EntityType.Organisation], Named = true }, 200)).Values];
        _places = [.. (await reader.Entities.PageAsync(new EntityFilter { Types = [EntityType.Place], Named = true }, 100)).Values];
        _events = [.. (await reader.Events.PageAsync(new EventFilter(), 200, null, EventOrder.ArticlesDescending)).Values];
        _articles = [.. (await reader.Articles.PageAsync(new ArticleFilter(), 100)).Values];
        _relations = [.. (await reader.Relations.PageAsync(new RelationFilter(), 50, null, FactOrder.ConfidenceDescending)).Values.Select(relation => relation.Id)];
        _quotes = [.. (await reader.Quotes.PageAsync(new QuoteFilter(), 50, null, FactOrder.Time)).Values.Select(quote => quote.Id)];
        _claims = [.. (await reader.Claims.PageAsync(new ClaimFilter(), 50, null, ClaimOrder.ValueDescending)).Values.Select(claim => claim.Id)];
        _hub = _people[0];
        _position = (await reader.StatisticsAsync()).Position;
        for (var i = 0; i < 50; i++)
        {
            var page = await reader.Relations.PageAsync(new RelationFilter(), 1000, _deep);
            if (page.HasNext) _deep = page.Items[^1].Cursor;
        }
    }

    private async Task MeasureAsync(IGraphStore store, StoreCorpus corpus, int from, int readers, string? only)
    {
        using var stop = new CancellationTokenSource();
        var writer = WriteAsync(store, corpus, from, stop.Token);
        Console.WriteLine($"{(readers == 1 ? "1 reader" : $"{readers} readers")} beside a writer{"",22} {"p50 ms",8} {"p95 ms",8}");
        foreach (var (name, read) in Table().Where(row => only is null || row.Name.Contains(only, StringComparison.Ordinal)))
        {
            var times = await Task.WhenAll(Enumerable.Range(0, readers).Select(_ => Task.Run(async () =>
            {
                var began = Stopwatch.GetTimestamp();
                for (var i = 0; i < LeastWarmUps || Stopwatch.GetElapsedTime(began) < WarmUp; i++) await read(store.Reader);
                var own = new List<double>();
                began = Stopwatch.GetTimestamp();
                for (var i = 0; i < Math.Max(LeastRounds, Rounds / readers) && (i < LeastRounds || Stopwatch.GetElapsedTime(began) < Longest); i++)
                {
                    var watch = Stopwatch.StartNew();
                    await read(store.Reader);
                    own.Add(watch.Elapsed.TotalMilliseconds);
                }
                return own;
            })));
            var all = times.SelectMany(own => own).Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-40} {all[all.Count / 2],8:0.0} {all[(int)(all.Count * 0.95)],8:0.0}"));
        }
        await stop.CancelAsync();
        await writer;
    }

    // What it wrote it takes out again, so that a kept file stays the archive that it was.
    private static async Task WriteAsync(IGraphStore store, StoreCorpus corpus, int from, CancellationToken cancellation)
    {
        var written = new List<string>();
        for (var at = from; !cancellation.IsCancellationRequested; at += 5)
        {
            List<Contribution> batch = [.. Enumerable.Range(at, 5).Select(corpus.Article)];
            await store.Recorder.RecordAsync(batch, CancellationToken.None);
            written.AddRange(batch.Select(contribution => contribution.Article.Id));
            await Task.Delay(100, CancellationToken.None);
        }
        foreach (var ids in written.Chunk(50)) await store.Recorder.WithdrawAsync(ids, CancellationToken.None);
    }

    private T Some<T>(List<T> from)
    {
        lock (_random) return from[_random.Next(from.Count)];
    }

    private string Beginning(int letters) => Enumerable.Repeat(0, 100).Select(_ => Word(1)).First(word => word.Length >= letters)[..letters];

    private string Word(int at) => Some(_people).Name.Split(' ') is var words ? words[Math.Min(at, words.Length - 1)] : "";
}
