using System.Collections.Concurrent;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Storage.Neo4j;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>Each statement that the store sends while it records and is asked everything: the server's plan for it begins at an index.</summary>
[Collection(Neo4jServer.Collection)]
public sealed class PlanTests
{
    // What counts or lists a whole kind, and the nodes of which there is one or a handful.
    private static readonly string[] s_whole = ["(s:KnowledgeGraph)", "(j:Judgement)", "RETURN count(f)", "count(f) AS counted", "AS counted ORDER BY", "max(c.position)", "RETURN f.type AS key"];

    [Neo4jFact]
    public async Task No_statement_goes_through_all_nodes_of_a_label_that_it_was_not_asked_to_count()
    {
        await using (await Neo4jServer.OpenEmptyAsync()) { }
        var sent = new ConcurrentDictionary<string, bool>();
        await using var store = await Neo4jGraphStore.OpenAsync(Neo4jServer.Uri, Neo4jServer.User, Neo4jServer.Password, Neo4jPatience.Default(TimeProvider.System) with { Watch = text => sent.TryAdd(text, true) }, _ => { });
        await store.Recorder.RecordAsync([.. Enumerable.Range(0, 12).Select(number => Recording.GeneratedReports.Make(number, new Random(number))), .. Reports.All()]);
        var people = (await store.Reader.Entities.PageAsync(new EntityFilter(), 3)).Values.ToList();
        await store.Recorder.JudgeAsync([new Judgement("j1", JudgementKind.Different, people[0].Anchor, people[1].Anchor, null, "tester", DateTimeOffset.UnixEpoch, "test")]);
        await AskEverythingAsync(store.Reader, people[0].Id, people[1].Id);
        await store.Recorder.WithdrawAsync([Reports.All()[0].Article.Id]);

        await using var driver = GraphDatabase.Driver(Neo4jServer.Uri, AuthTokens.Basic(Neo4jServer.User, Neo4jServer.Password));
        var findings = new List<string>();
        foreach (var cypher in sent.Keys.Order(StringComparer.Ordinal))
        {
            await using var session = driver.AsyncSession(builder => builder.WithDatabase("neo4j"));
            var plan = (await (await session.RunAsync("EXPLAIN " + cypher)).ConsumeAsync()).Plan!;
            var operators = Operators(plan).ToList();
            if (operators.Exists(name => name.StartsWith("AllNodesScan", StringComparison.Ordinal) || name.Contains("RelationshipsScan", StringComparison.Ordinal))
                || (operators.Exists(name => name.Contains("LabelScan", StringComparison.Ordinal)) && !s_whole.Any(part => cypher.Contains(part, StringComparison.Ordinal))))
                findings.Add($"{cypher}\n    {string.Join(", ", operators)}");
        }
        Assert.True(sent.Count > 60, $"Only {sent.Count} statements were seen.");
        Assert.True(findings.Count == 0, $"{findings.Count} of {sent.Count} statements use no index:\n{string.Join('\n', findings)}");
    }

    [Neo4jFact]
    public async Task A_page_of_an_entitys_relations_by_time_is_a_stretch_of_an_index_however_many_it_has()
    {
        var sent = new ConcurrentQueue<string>();
        await using (await Neo4jServer.OpenEmptyAsync()) { }
        await using var store = await Neo4jGraphStore.OpenAsync(Neo4jServer.Uri, Neo4jServer.User, Neo4jServer.Password, Neo4jPatience.Default(TimeProvider.System) with { Watch = sent.Enqueue }, _ => { });
        await store.Recorder.RecordAsync([.. Enumerable.Range(0, 12).Select(number => Recording.GeneratedReports.Make(number, new Random(number)))]);
        var one = (await store.Reader.Entities.PageAsync(new EntityFilter(), 1)).Values.Single().Id;
        await using var driver = GraphDatabase.Driver(Neo4jServer.Uri, AuthTokens.Basic(Neo4jServer.User, Neo4jServer.Password));
        // What the server remembers of indexes is from before they were emptied, until it counts again.
        await Neo4jServer.RunAsync("CALL db.prepareForReplanning(60)");
        foreach (var (filter, seeks) in new (RelationFilter, string[])[] {
            (new() { Subjects = [one] }, ["(subject, day)"]), (new() { Objects = [one] }, ["(object, day)"]), (new() { Either = [one] }, ["(subject, day)", "(object, day)"]) })
            foreach (var order in new[] { FactOrder.Time, FactOrder.TimeDescending })
            {
                await store.Reader.Relations.PageAsync(filter, 5, null, order);
                await using var session = driver.AsyncSession(builder => builder.WithDatabase("neo4j"));
                var plan = All((await (await session.RunAsync("EXPLAIN " + sent.Last())).ConsumeAsync()).Plan!).Select(step => $"{step.OperatorType} {(step.Arguments.TryGetValue("Details", out var details) ? details : "")}").ToList();
                // The index gives the days' order; what is left to sort is one day.
                Assert.True(seeks.All(seek => plan.Exists(step => step.StartsWith("NodeIndexSeek", StringComparison.Ordinal) && step.Contains(seek, StringComparison.Ordinal)))
                    && plan.Count(step => step.StartsWith("PartialTop", StringComparison.Ordinal)) == seeks.Length, $"{sent.Last()}\n{string.Join('\n', plan)}");
            }
    }

    private static async Task AskEverythingAsync(IGraphReader reader, string one, string other)
    {
        var events = (await reader.Events.PageAsync(new EventFilter(), 5)).Values.ToList();
        var happening = events[0].Id;
        var range = new DayRange(new(2020, 1, 1), new(2030, 1, 1));
        await reader.Articles.PageAsync([new(new(), 5) { Order = ArticleOrder.Title }, new(new() { Outlets = ["Post"] }, 5), new(new() { Mentioning = [one] }, 5), new(new() { Events = [happening] }, 5), new(new() { Published = range }, 5)]);
        await reader.Entities.PageAsync([new(new() { NamePrefix = "a" }, 5), new(new() { Names = ["x"] }, 5), new(new() { Types = [EntityType.Person], Named = true }, 5), new(new() { Countries = ["PT"] }, 5), new(new() { GazetteerIds = ["x"] }, 5),
            new(new() { Articles = ["x"] }, 5), new(new(), 5) { Order = EntityOrder.Name }, new(new(), 5) { Order = EntityOrder.FirstSeen }, new(new(), 5) { Order = EntityOrder.LastSeenDescending }]);
        await reader.Mentions.PageAsync([new(new() { Entities = [one] }, 5), new(new() { Articles = ["x"] }, 5)]);
        await reader.Events.PageAsync([new(new() { Kinds = ["flood"] }, 5), new(new() { Participants = [one] }, 5), new(new() { Places = [one] }, 5), new(new() { PartOf = [happening] }, 5), new(new() { When = range }, 5) { Order = EventOrder.Date }, new(new(), 5) { Order = EventOrder.ArticlesDescending }]);
        await reader.EventReports.PageAsync([new(new() { Events = [happening] }, 5), new(new() { Articles = ["x"] }, 5)]);
        await reader.Relations.PageAsync([new(new() { Subjects = [one] }, 5), new(new() { Objects = [one] }, 5), new(new() { Either = [one] }, 5), new(new() { Predicates = ["called"] }, 5), new(new() { Places = [one] }, 5), new(new() { AttributedTo = [one] }, 5), new(new() { Articles = ["x"] }, 5), new(new() { When = range }, 5), new(new(), 5) { Order = FactOrder.ConfidenceDescending }]);
        await reader.Quotes.PageAsync([new(new() { Speakers = [one] }, 5), new(new() { About = [one] }, 5), new(new() { Addressees = [one] }, 5), new(new() { Articles = ["x"] }, 5)]);
        await reader.Claims.PageAsync([new(new() { Events = [happening] }, 5), new(new() { Metrics = ["killed"] }, 5), new(new() { AttributedTo = [one] }, 5), new(new() { Scopes = [one] }, 5), new(new() { MinValue = 3 }, 5) { Order = ClaimOrder.Value }]);
        await reader.Roles.PageAsync([new(new() { Persons = [one] }, 5), new(new() { Of = [one] }, 5), new(new() { Titles = ["minister"] }, 5)]);
        await reader.Comparisons.PageAsync([new(new(), 20), new(new() { Events = [happening] }, 5), new(new(), 5) { Order = ComparisonOrder.EventAndMetric }]);
        await reader.Articles.FindAsync(["x"]);
        await reader.Events.FindAsync([happening, "x"]);
        await reader.Quotes.FindAsync(["x"]);
        await reader.SearchAsync(new("a", [], 5) { Prefix = true });
        await reader.NeighbourhoodAsync(new(one, 2, 50));
        await reader.PathsAsync(new(one, other, 3, 3));
        await reader.ChangesAsync(0, 5);
        await reader.ChangeLogAsync();
        await reader.ContributionsAsync(["x"]);
        await reader.StatisticsAsync();
    }

    private static IEnumerable<string> Operators(IPlan plan) => All(plan).Select(step => step.OperatorType);

    private static IEnumerable<IPlan> All(IPlan plan) => plan.Children.SelectMany(All).Prepend(plan);
}
