using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Storage.Neo4j;
using KnowledgeGraph.Storage.Tests.Sqlite;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>Neighbourhoods of a graph in which some have few links and some many: what SQLite answers, Neo4j answers.</summary>
[Collection(Neo4jServer.Collection)]
public sealed class Neo4jNeighbourhoodTests
{
    private static readonly string[] s_people =
        ["Ana Carvalho", "Boris Petkov", "Clara Winter", "Dmitri Orlov", "Elena Rossi", "Farid Haddad", "Grace Mbeki", "Hugo Lindqvist", "Ines Moreau", "Jonas Keller", "Kofi Asante", "Lucia Serrano"];

    [Neo4jFact]
    public async Task Every_neighbourhood_is_the_one_that_SQLite_gives()
    {
        var file = new SqliteFile();
        await using (var sqlite = await file.OpenAsync())
        await using (var neo4j = await Neo4jServer.OpenEmptyAsync())
        {
            var random = new Random(7);
            var reports = Enumerable.Range(0, 40).Select(_ => Make(random)).ToList();
            foreach (var store in new[] { sqlite, neo4j })
            {
                await store.Recorder.RecordAsync(reports);
                await store.Recorder.WithdrawAsync([.. reports.Take(8).Select(report => report.Article.Id)]);
            }
            Assert.Empty(await neo4j.CheckAsync());
            var links = await CompareAsync(sqlite, neo4j);
            Assert.True(links > 500, $"Only {links} links were compared.");
        }
        file.Remove();
    }

    [Neo4jFact]
    public async Task A_database_from_before_there_were_pairs_gets_them_when_it_is_opened()
    {
        var file = new SqliteFile();
        await using (var sqlite = await file.OpenAsync())
        {
            var random = new Random(8);
            var reports = Enumerable.Range(0, 20).Select(_ => Make(random)).ToList();
            await sqlite.Recorder.RecordAsync(reports);
            await using (var before = await Neo4jServer.OpenEmptyAsync()) await before.Recorder.RecordAsync(reports);
            await Neo4jServer.RunAsync("MATCH (p:Pair) DELETE p");
            await Neo4jServer.RunAsync("MATCH (s:KnowledgeGraph) SET s.schema = 4");
            await using var neo4j = await Neo4jServer.OpenAsync();
            Assert.Equal((long)Neo4jMigrations.Newest, (await Neo4jServer.RunAsync("MATCH (s:KnowledgeGraph) RETURN s.schema"))[0][0]);
            Assert.Empty(await neo4j.CheckAsync());
            await CompareAsync(sqlite, neo4j);
        }
        file.Remove();
    }

    private static async Task<int> CompareAsync(IGraphStore sqlite, IGraphStore neo4j)
    {
        var links = 0;
        foreach (var person in (await sqlite.Reader.Entities.PageAsync(new EntityFilter(), 100)).Values)
            foreach (var (depth, limit) in new[] { (1, 1), (1, 2), (1, 4), (1, 50), (2, 1), (2, 3), (2, 8), (3, 50) })
                foreach (var request in new NeighbourhoodRequest[]
                {
                    new(person.Id, depth, limit),
                    new(person.Id, depth, limit) { Predicates = ["met"] },
                    new(person.Id, depth, limit) { Types = [EntityType.Person], LinkLimit = 4 },
                    new(person.Id, depth, limit) { Types = [EntityType.Organisation], Predicates = ["met", "called"] },
                })
                {
                    var expected = await sqlite.Reader.NeighbourhoodAsync(request);
                    Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(await neo4j.Reader.NeighbourhoodAsync(request)));
                    links += expected.Links.Count;
                }
        return links;
    }

    // The first names of the list take part more often than the last.
    private static Contribution Make(Random random)
    {
        string Someone() => s_people[random.Next(random.Next(1, s_people.Length + 1))];
        var (one, other) = (Someone(), Someone());
        while (other == one) other = s_people[random.Next(s_people.Length)];
        var verb = random.Next(3) switch { 0 => "met", 1 => "called", _ => "praised" };
        return new ReportBuilder($"{one} {verb} {other} on day {random.Next(1_000_000)}.", "Post", "2025-03-04", "Talks", $"https://example.org/{random.Next()}")
            .Person(one).Person(other).Relation(one, verb, other, verb).Build();
    }
}
