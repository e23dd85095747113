using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

/// <summary>No read of the contract walks a whole table but where it counts all of it (https://www.sqlite.org/eqp.html).</summary>
public sealed class SqlitePlanTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Remove();

    private static readonly DayRange March = new(new(2025, 3, 1), new(2025, 3, 31));

    private static readonly (string Name, Func<IGraphReader, string, string, string, Task> Read)[] Reads =
    [
        ("articles, newest", (reader, _, _, _) => reader.Articles.PageAsync(new ArticleFilter(), 10)),
        ("articles of an outlet", (reader, _, _, _) => reader.Articles.PageAsync(new ArticleFilter { Outlets = ["Morning Post"] }, 10)),
        ("articles by title", (reader, _, _, _) => reader.Articles.PageAsync(new ArticleFilter(), 10, null, ArticleOrder.Title)),
        ("articles that mention someone", (reader, entity, _, _) => reader.Articles.PageAsync(new ArticleFilter { Mentioning = [entity] }, 10)),
        ("articles of an event", (reader, _, happening, _) => reader.Articles.PageAsync(new ArticleFilter { Events = [happening] }, 10)),
        ("entities by id", (reader, entity, _, _) => reader.Entities.FindAsync([entity])),
        ("entities, most mentioned", (reader, _, _, _) => reader.Entities.PageAsync(new EntityFilter(), 10)),
        ("people, most mentioned", (reader, _, _, _) => reader.Entities.PageAsync(new EntityFilter { Types = [EntityType.Person], Named = true }, 10)),
        ("entities by name", (reader, _, _, _) => reader.Entities.PageAsync(new EntityFilter(), 10, null, EntityOrder.Name)),
        ("entities whose name begins so", (reader, _, _, _) => reader.Entities.PageAsync(new EntityFilter { NamePrefix = "ol" }, 10)),
        ("entities called so", (reader, _, _, _) => reader.Entities.PageAsync(new EntityFilter { Names = ["Olga Marin"] }, 10)),
        ("entities of an article", (reader, _, _, article) => reader.Entities.PageAsync(new EntityFilter { Articles = [article] }, 10)),
        ("mentions of an entity", (reader, entity, _, _) => reader.Mentions.PageAsync(new MentionFilter { Entities = [entity] }, 10)),
        ("mentions of an article", (reader, _, _, article) => reader.Mentions.PageAsync(new MentionFilter { Articles = [article] }, 10)),
        ("events by id", (reader, _, happening, _) => reader.Events.FindAsync([happening])),
        ("events, newest", (reader, _, _, _) => reader.Events.PageAsync(new EventFilter(), 10)),
        ("events of a kind", (reader, _, _, _) => reader.Events.PageAsync(new EventFilter { Kinds = ["disaster"] }, 10)),
        ("events in a place", (reader, entity, _, _) => reader.Events.PageAsync(new EventFilter { Places = [entity] }, 10)),
        ("timeline", (reader, entity, _, _) => reader.Events.PageAsync(new EventFilter { Participants = [entity] }, 10, null, EventOrder.Date)),
        ("parts of an event", (reader, _, happening, _) => reader.Events.PageAsync(new EventFilter { PartOf = [happening] }, 10)),
        ("reports of an event", (reader, _, happening, _) => reader.EventReports.PageAsync(new EventReportFilter { Events = [happening] }, 10)),
        ("relations, newest", (reader, _, _, _) => reader.Relations.PageAsync(new RelationFilter(), 10)),
        ("relations of a subject", (reader, entity, _, _) => reader.Relations.PageAsync(new RelationFilter { Subjects = [entity] }, 10)),
        ("relations of either side", (reader, entity, _, _) => reader.Relations.PageAsync(new RelationFilter { Either = [entity] }, 10)),
        ("relations of a predicate", (reader, _, _, _) => reader.Relations.PageAsync(new RelationFilter { Predicates = ["called"] }, 10)),
        ("relations of an article", (reader, _, _, article) => reader.Relations.PageAsync(new RelationFilter { Articles = [article] }, 10)),
        ("relations in a place", (reader, entity, _, _) => reader.Relations.PageAsync(new RelationFilter { Places = [entity] }, 10)),
        ("relations of a month", (reader, _, _, _) => reader.Relations.PageAsync(new RelationFilter { When = March }, 10)),
        ("relations of an entity, counted", (reader, entity, _, _) => reader.Relations.CountAsync(new RelationFilter { Either = [entity] })),
        ("quotes of a speaker", (reader, entity, _, _) => reader.Quotes.PageAsync(new QuoteFilter { Speakers = [entity] }, 10)),
        ("quotes about someone", (reader, entity, _, _) => reader.Quotes.PageAsync(new QuoteFilter { About = [entity] }, 10)),
        ("claims on an event", (reader, _, happening, _) => reader.Claims.PageAsync(new ClaimFilter { Events = [happening] }, 10)),
        ("claims of a metric", (reader, _, _, _) => reader.Claims.PageAsync(new ClaimFilter { Metrics = ["killed"] }, 10)),
        ("claims of a metric, largest", (reader, _, _, _) => reader.Claims.PageAsync(new ClaimFilter { Metrics = ["killed"] }, 10, null, ClaimOrder.ValueDescending)),
        ("claims, largest", (reader, _, _, _) => reader.Claims.PageAsync(new ClaimFilter(), 10, null, ClaimOrder.ValueDescending)),
        ("claims of a metric, counted", (reader, _, _, _) => reader.Claims.CountAsync(new ClaimFilter { Metrics = ["killed"] })),
        ("claims of a source", (reader, entity, _, _) => reader.Claims.PageAsync(new ClaimFilter { AttributedTo = [entity] }, 10)),
        ("roles of a person", (reader, entity, _, _) => reader.Roles.PageAsync(new RoleFilter { Persons = [entity] }, 10)),
        ("roles of a title", (reader, _, _, _) => reader.Roles.PageAsync(new RoleFilter { Titles = ["Prime Minister"] }, 10)),
        ("comparisons of an event", (reader, _, happening, _) => reader.Comparisons.PageAsync(new ComparisonFilter { Events = [happening] }, 10)),
        ("comparisons, largest difference", (reader, _, _, _) => reader.Comparisons.PageAsync(new ComparisonFilter(), 10)),
        ("comparisons of a kind", (reader, _, _, _) => reader.Comparisons.PageAsync(new ComparisonFilter { Kinds = [DifferenceKind.Conflict] }, 10)),
        ("comparisons of a metric", (reader, _, _, _) => reader.Comparisons.PageAsync(new ComparisonFilter { Metrics = ["killed"] }, 10)),
        ("comparisons as known on a day", (reader, _, happening, _) => reader.Comparisons.PageAsync(new ComparisonFilter { Events = [happening], AsKnownAt = new(2025, 3, 5) }, 10)),
        ("search", (reader, _, _, _) => reader.SearchAsync(new("olga mar", [], 10) { Prefix = true })),
        ("search in a month", (reader, _, _, _) => reader.SearchAsync(new("flood", [], 10) { When = March })),
        ("neighbourhood", (reader, entity, _, _) => reader.NeighbourhoodAsync(new(entity, 2, 10))),
        ("neighbourhood by a predicate", (reader, entity, _, _) => reader.NeighbourhoodAsync(new(entity, 1, 10) { Predicates = ["called"] })),
        ("neighbourhood of a month", (reader, entity, _, _) => reader.NeighbourhoodAsync(new(entity, 1, 10) { When = March })),
        ("relations of an entity by predicate", (reader, entity, _, _) => reader.CountsAsync(new(CountedKind.Relations, CountFacet.Predicate, 10) { Entities = [entity] })),
        ("articles of an entity by day", (reader, entity, _, _) => reader.CountsAsync(new(CountedKind.Articles, CountFacet.Day, 10) { Entities = [entity] })),
        ("claims of an event by metric", (reader, _, happening, _) => reader.CountsAsync(new(CountedKind.Claims, CountFacet.Metric, 10) { Events = [happening] })),
        ("changes", (reader, _, _, _) => reader.ChangesAsync(3, 10)),
        ("contributions", (reader, _, _, article) => reader.ContributionsAsync([article])),
    ];

    [Fact]
    public async Task Every_read_finds_its_rows_by_an_index()
    {
        await using var store = await _file.OpenAsync();
        await store.Recorder.RecordAsync(Reports.All());
        var entity = (await store.Reader.Entities.PageAsync(new EntityFilter { Names = ["Olga Marin"] }, 1)).Items[0].Value.Id;
        var happening = (await store.Reader.Events.PageAsync(new EventFilter { MinArticles = 2 }, 1)).Items[0].Value.Id;
        var article = Reports.Flood().Article.Id;
        var walks = new List<string>();
        foreach (var (name, read) in Reads)
        {
            using var session = new SqliteConnections(_file.Path).OpenReader();
            await read(new SqliteReader(new OneSession(session)), entity, happening, article);
            Assert.NotEmpty(session.Statements);
            foreach (var statement in session.Statements.Where(statement => !statement.Contains("sqlite_schema", StringComparison.Ordinal)).ToList())
                walks.AddRange(session.Query("EXPLAIN QUERY PLAN " + statement, row => row.GetString(3)).Where(IsWalk).Select(step => $"{name}: {step} in {statement}"));
        }
        Assert.Empty(walks);
    }

    // Lists that come with the question, and what was made of them, are walked; tables are not, unless by an index that has them in order.
    private static bool IsWalk(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal) && !step.Contains("USING", StringComparison.Ordinal) && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
        && step is not ("SCAN c" or "SCAN chosen" or "SCAN x" or "SCAN q" or "SCAN w" or "SCAN part" or "SCAN CONSTANT ROW") && !step.Contains("SUBQUERY", StringComparison.Ordinal) && !step.Contains("CTE", StringComparison.Ordinal);

    private sealed class OneSession(SqlSession session) : SqliteAccess
    {
        public override Task<T> RunAsync<T>(Func<SqlSession, T> read, CancellationToken cancellation) => Task.FromResult(read(session));
    }
}
