using System.Text;
using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using KnowledgeGraph.Storage.Neo4j;
using KnowledgeGraph.Storage.Tests.Contract;
using KnowledgeGraph.Storage.Tests.Recording;
using KnowledgeGraph.Storage.Tests.Sqlite;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>What holds for the Neo4j store beyond the contract.</summary>
[Collection(Neo4jServer.Collection)]
public sealed class Neo4jGraphStoreTests
{
    [Neo4jFact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await using (await Neo4jServer.OpenEmptyAsync()) { }
        await Neo4jServer.RunAsync("MATCH (s:KnowledgeGraph) SET s.schema = 99");
        try
        {
            var refused = await Assert.ThrowsAsync<GraphStoreException>(Neo4jServer.OpenAsync);
            Assert.Equal(StoreFailure.NewerVersion, refused.Failure);
            Assert.Contains("99", refused.Message, StringComparison.Ordinal);
        }
        finally { await Neo4jServer.RunAsync("MATCH (s:KnowledgeGraph) SET s.schema = $newest", new { newest = Neo4jMigrations.Newest }); }
    }

    [Neo4jFact]
    public async Task Reports_that_were_filed_under_older_keys_are_filed_anew()
    {
        static async Task<List<string>> FiledAsync() =>
            [.. (await Neo4jServer.RunAsync("MATCH (r:Report)-[:IN_BLOCK]->(b:Block) RETURN b.key + ' ' + r.id AS filed ORDER BY filed")).Select(row => row.Get<string>("filed"))];
        await using (var store = await Neo4jServer.OpenEmptyAsync()) await store.Recorder.RecordAsync(Reports.All());
        var before = await FiledAsync();
        await Neo4jServer.RunAsync("MATCH (b:Block)<-[:IN_BLOCK]-(:Report) WITH DISTINCT b SET b.key = 'older ' + b.key");
        await Neo4jServer.RunAsync("MATCH (s:KnowledgeGraph) SET s.schema = 7");

        await using (await Neo4jServer.OpenAsync()) { }

        Assert.NotEmpty(before);
        Assert.Equal(before, await FiledAsync());
        Assert.Empty(await Neo4jServer.RunAsync("MATCH (b:Block) WHERE b.key STARTS WITH 'older ' RETURN b.key"));
    }

    [Neo4jFact]
    public async Task Comparisons_that_were_kept_without_their_claims_get_them()
    {
        static async Task<List<string>> ComparedAsync() =>
            [.. (await Neo4jServer.RunAsync("MATCH (f:Comparison) WHERE f.claims IS NOT NULL RETURN f.id + ' ' + f.claims AS compared ORDER BY f.id")).Select(row => row.Get<string>("compared"))];
        await using (var store = await Neo4jServer.OpenEmptyAsync()) await store.Recorder.RecordAsync(Reports.All());
        var before = await ComparedAsync();
        await Neo4jServer.RunAsync("MATCH (f:Comparison) REMOVE f.claims");
        await Neo4jServer.RunAsync("MATCH (s:KnowledgeGraph) SET s.schema = 9");

        await using (await Neo4jServer.OpenAsync()) { }

        Assert.NotEmpty(before);
        Assert.Equal(before, await ComparedAsync());
    }

    [Neo4jFact]
    public async Task Profiles_that_were_kept_without_their_whole_articles_get_them()
    {
        static async Task<List<(string Id, EventProfile Profile)>> ProfilesAsync() =>
            [.. (await Neo4jServer.RunAsync("MATCH (r:Report) RETURN r.id AS id, r.profile AS profile ORDER BY id")).Select(row => (row.Get<string>("id"), JsonSerializer.Deserialize<EventProfile>(row.Get<string>("profile"), ContributionJson.Options)!))];
        await using (var store = await Neo4jServer.OpenEmptyAsync()) await store.Recorder.RecordAsync(Reports.All());
        var before = await ProfilesAsync();
        foreach (var (id, profile) in before)
            await Neo4jServer.RunAsync("MATCH (r:Report {id: $id}) SET r.profile = $profile", new { id, profile = JsonSerializer.Serialize(profile with { Body = [.. profile.Body.Take(4)], Figures = [] }, ContributionJson.Options) });
        await Neo4jServer.RunAsync("MATCH (s:KnowledgeGraph) SET s.schema = 10");

        await using (await Neo4jServer.OpenAsync()) { }

        Assert.Contains(before, report => report.Profile.Figures.Count > 0);
        static IEnumerable<(string, string, string)> Told(List<(string Id, EventProfile Profile)> reports) => reports.Select(report => (report.Id, string.Join(' ', report.Profile.Body), string.Join(' ', report.Profile.Figures)));
        Assert.Equal(Told(before), Told(await ProfilesAsync()));
    }

    [Neo4jFact]
    public async Task A_database_with_other_data_is_refused()
    {
        await Neo4jServer.RunAsync("MATCH (n) DETACH DELETE n");
        await Neo4jServer.RunAsync("CREATE (:Movie {title: 'Metropolis'})");
        try { Assert.Equal(StoreFailure.Foreign, (await Assert.ThrowsAsync<GraphStoreException>(Neo4jServer.OpenAsync)).Failure); }
        finally { await Neo4jServer.RunAsync("MATCH (n:Movie) DELETE n"); }
    }

    [Neo4jFact]
    public async Task A_wrong_password_is_named_and_is_not_in_the_message()
    {
        var refused = await Assert.ThrowsAsync<GraphStoreException>(() => Neo4jGraphStore.OpenAsync(Neo4jServer.Uri, Neo4jServer.User, "not-this-one"));
        Assert.Equal(StoreFailure.Unreachable, refused.Failure);
        Assert.Contains("--neo4j-password", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-this-one", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_where_nothing_listens_is_named()
    {
        var refused = await Assert.ThrowsAsync<GraphStoreException>(() => Neo4jGraphStore.OpenAsync("bolt://127.0.0.1:1", "neo4j", "neo4j"));
        Assert.Equal(StoreFailure.Unreachable, refused.Failure);
        Assert.Contains("bolt://127.0.0.1:1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused()
    {
        var refused = await Assert.ThrowsAsync<GraphStoreException>(() => Neo4jGraphStore.OpenAsync("localhost", "neo4j", "neo4j"));
        Assert.Contains("--neo4j-uri", refused.Message, StringComparison.Ordinal);
    }

    [Neo4jFact]
    public async Task What_SQLite_exports_Neo4j_exports_byte_for_byte_whatever_came_and_went()
    {
        for (var seed = 0; seed < 3; seed++)
        {
            var random = new Random(seed);
            var file = new SqliteFile();
            await using (var sqlite = await file.OpenAsync())
            await using (var neo4j = await Neo4jServer.OpenEmptyAsync())
            {
                for (var step = 0; step < 6; step++)
                {
                    var reports = Enumerable.Range(0, 4).Select(_ => GeneratedReports.Make(random.Next(12), random)).DistinctBy(report => report.Article.Id).ToList();
                    foreach (var store in new[] { sqlite, neo4j })
                        if (step % 3 == 2) await store.Recorder.WithdrawAsync([.. reports.Take(2).Select(report => report.Article.Id)]);
                        else await store.Recorder.RecordAsync(reports);
                    Assert.Empty(await neo4j.CheckAsync());
                }
                Assert.Equal(await sqlite.ExportTextAsync(), await neo4j.ExportTextAsync());
            }
            file.Remove();
        }
    }

    [Neo4jFact]
    public async Task A_graph_goes_to_Neo4j_and_back_without_loss()
    {
        SqliteFile before = new(), after = new();
        await using (var first = await before.OpenAsync())
        await using (var second = await after.OpenAsync())
        await using (var neo4j = await Neo4jServer.OpenEmptyAsync())
        {
            await first.Recorder.RecordAsync(Reports.All());
            await CopyAsync(first, neo4j);
            await CopyAsync(neo4j, second);
            Assert.Equal(await first.ExportTextAsync(), await second.ExportTextAsync());
        }
        before.Remove();
        after.Remove();
    }

    [Neo4jTheory]
    [InlineData("O`Brien}) DETACH DELETE n //")]
    [InlineData("Ann\"; MATCH (n) DETACH DELETE n; \"")]
    [InlineData("Back\\slash `tick` $p0 {id: 1} :Label")]
    public async Task Names_that_look_like_Cypher_are_names(string name)
    {
        await using var store = await Neo4jServer.OpenEmptyAsync();
        await store.Recorder.RecordAsync([new ReportBuilder($"{name} met Ana Carvalho.").Person(name).Person("Ana Carvalho").Relation(name, "x`]->() DETACH DELETE n //", "Ana Carvalho", "met").Build()]);
        var entity = Assert.Single((await store.Reader.Entities.PageAsync(new EntityFilter { Names = [name] }, 10)).Values);
        Assert.Equal(name, entity.Name);
        Assert.Single((await store.Reader.Relations.PageAsync(new RelationFilter { Subjects = [entity.Id] }, 10)).Values);
        Assert.NotEmpty((await store.Reader.SearchAsync(new(name, [], 10))).Items);
        Assert.Equal("RELATED", (await Neo4jServer.RunAsync("MATCH (:Entity)-[e]->(:Entity) RETURN type(e)"))[0][0]);
        Assert.Empty(await store.CheckAsync());
    }

    [Neo4jFact]
    public async Task A_search_of_a_megabyte_is_refused_and_a_filter_of_one_finds_nothing()
    {
        await using var store = await Neo4jServer.OpenEmptyAsync();
        var endless = new string('x', 1 << 20);
        await Assert.ThrowsAsync<GraphRequestException>(() => store.Reader.SearchAsync(new(endless, [], 10)));
        Assert.Empty((await store.Reader.Entities.PageAsync(new EntityFilter { NamePrefix = endless }, 10)).Values);
    }

    [Neo4jFact]
    public async Task People_see_the_predicate_as_a_relationship_that_leads_to_its_sentence()
    {
        await using var store = await Neo4jServer.OpenEmptyAsync();
        await store.Recorder.RecordAsync(Reports.All());
        var row = Assert.Single(await Neo4jServer.RunAsync(
            "MATCH (a:Person)-[c:CALLED]->(b:Person) MATCH (r:Relation {id: c.relation})-[:FROM]->(article:Article) RETURN a.name, b.name, r.sentence, article.outlet"));
        Assert.Equal(["Rui Tavares", "Olga Marin", "Prime Minister Rui Tavares called President Olga Marin.", "Morning Post"], Enumerable.Range(0, 4).Select(index => row[index]));
    }

    [Neo4jTheory]
    [InlineData("MATCH (f:Entity) WHERE f.id IN $ids RETURN f")]
    [InlineData("MATCH (f:Relation) WHERE f.subject IN $ids RETURN f")]
    [InlineData("MATCH (f:Relation) WHERE f.object IN $ids RETURN f")]
    [InlineData("MATCH (f:Quote) WHERE f.speaker IN $ids RETURN f")]
    [InlineData("MATCH (f:Claim) WHERE f.event IN $ids RETURN f")]
    [InlineData("MATCH (f:Mention) WHERE f.entity IN $ids RETURN f")]
    [InlineData("MATCH (f:Appearance) WHERE f.entity IN $ids RETURN f")]
    [InlineData("MATCH (f:EventReport) WHERE f.event IN $ids RETURN f")]
    [InlineData("MATCH (f:Comparison) WHERE f.event IN $ids RETURN f")]
    [InlineData("MATCH (f:Role) WHERE f.person IN $ids RETURN f")]
    [InlineData("MATCH (n:Name) WHERE n.folded STARTS WITH $ids[0] RETURN n")]
    [InlineData("MATCH (p:Profile) WHERE p.cluster IN $ids RETURN p")]
    [InlineData("MATCH (f:Article) WHERE f.day IS NOT NULL RETURN f ORDER BY f.day DESC, f.id LIMIT 11")]
    [InlineData("MATCH (f:Entity) WHERE f.rank IS NOT NULL RETURN f ORDER BY f.rank, f.id LIMIT 11")]
    [InlineData("MATCH (f:Event) WHERE f.day IS NOT NULL RETURN f ORDER BY f.day DESC, f.id LIMIT 11")]
    [InlineData("MATCH (f:Relation) WHERE f.day IS NOT NULL AND f.day <= 700000 AND (f.day < 700000 OR f.id > $ids[0]) RETURN f ORDER BY f.day DESC, f.id LIMIT 11")]
    public async Task Looking_up_and_paging_use_an_index(string cypher)
    {
        await using var store = await Neo4jServer.OpenEmptyAsync();
        await store.Recorder.RecordAsync(Reports.All());
        await using var driver = Bolt.GraphDatabase.Driver(Neo4jServer.Uri, Bolt.AuthTokens.Basic(Neo4jServer.User, Neo4jServer.Password));
        await using var session = driver.AsyncSession(builder => builder.WithDatabase("neo4j"));
        var plan = (await (await session.RunAsync("EXPLAIN " + cypher, new { ids = new[] { "x" } })).ConsumeAsync()).Plan;
        var operators = new List<string>();
        for (var at = plan; at is not null; at = at.Children.FirstOrDefault()) operators.Add(at.OperatorType);
        Assert.Contains(operators, name => name.Contains("IndexSeek", StringComparison.Ordinal) || name.Contains("IndexScan", StringComparison.Ordinal));
    }

    private static async Task CopyAsync(IGraphStore from, IGraphStore to)
    {
        using var between = new MemoryStream(Encoding.UTF8.GetBytes(await from.ExportTextAsync()));
        await to.ImportAsync(between);
    }
}
