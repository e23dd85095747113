using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// Brings a database to the newest schema by the numbered scripts of <c>schema/neo4j</c>. Each of their statements may be run again, so that a
/// start that was cut short goes on at the next. The one node <c>:KnowledgeGraph</c> says how far the database has come.
/// </summary>
internal static class Neo4jMigrations
{
    private const string Folder = "neo4j/";

    public static IReadOnlyList<(int Number, string Name)> Scripts { get; } =
        [.. typeof(Neo4jMigrations).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name[Folder.Length..].Split('_')[0], CultureInfo.InvariantCulture), name))];

    public static int Newest => Scripts[^1].Number;

    public static async Task ApplyAsync(IAsyncSession session, string address, CancellationToken cancellation)
    {
        async Task<List<IRecord>> RunAsync(string cypher, object? parameters = null)
        {
            var cursor = await session.RunAsync(new Query(cypher, parameters), cancellation).ConfigureAwait(false);
            return await cursor.ToListAsync(cancellation).ConfigureAwait(false);
        }
        var marks = await RunAsync("MATCH (s:KnowledgeGraph) RETURN s.schema AS schema").ConfigureAwait(false);
        var version = marks.Count == 0 ? 0 : marks[0].Get<int>("schema");
        if (version > Newest)
            throw new GraphStoreException(StoreFailure.NewerVersion,
                $"The database at {address} was written by a newer version of this program (schema {version}; this one knows {Newest}): use that version, or export there and import here.");
        if (marks.Count == 0 && (await RunAsync("MATCH (n) RETURN 1 LIMIT 1").ConfigureAwait(false)).Count > 0)
            throw new GraphStoreException(StoreFailure.Foreign, $"The database at {address} holds the data of another program: name another server with --neo4j-uri.");
        foreach (var (number, name) in Scripts)
        {
            if (number <= version) continue;
            foreach (var statement in Statements(name)) await RunAsync(statement).ConfigureAwait(false);
            if (number == WholeArticles) await TellWholeArticlesAsync(new CypherSession(session, null, cancellation)).ConfigureAwait(false);
            if (number == ReportsFiledAgain) await FileReportsAsync(RunAsync).ConfigureAwait(false);
            if (number == ComparedClaims) await Neo4jComparisons.KeepClaimsAsync(new CypherSession(session, null, cancellation)).ConfigureAwait(false);
            await RunAsync("CALL db.awaitIndexes(300)").ConfigureAwait(false);
            await RunAsync("MERGE (s:KnowledgeGraph) ON CREATE SET s.position = 0, s.turn = 0 SET s.schema = $number", new { number }).ConfigureAwait(false);
        }
    }

    // The last script that takes away what reports were filed under.
    private const int ReportsFiledAgain = 12;

    // The script after which profiles tell of their whole articles.
    private const int WholeArticles = 11;

    // The script after which comparisons name their claims.
    private const int ComparedClaims = 10;

    private static async Task TellWholeArticlesAsync(CypherSession session)
    {
        for (var last = ""; ;)
        {
            var reports = (await session.QueryAsync("MATCH (r:Report) WHERE r.id > $last AND r.profile CONTAINS '\"prominence\":\"main\"' RETURN r.id AS id, r.article AS article, r.profile AS profile ORDER BY r.id LIMIT 200", ("last", last)).ConfigureAwait(false))
                .Select(row => (Id: row.Get<string>("id"), Article: row.Get<string>("article"), Profile: JsonSerializer.Deserialize<EventProfile>(row.Get<string>("profile"), ContributionJson.Options)!)).ToList();
            if (reports.Count == 0) break;
            last = reports[^1].Id;
            var articles = (await Neo4jArticles.ContributionsAsync(session, reports.Select(report => report.Article)).ConfigureAwait(false)).ToDictionary(contribution => contribution.Article.Id);
            await session.SendAsync("UNWIND $rows AS row MATCH (r:Report {id: row.id}) SET r.profile = row.profile", ("rows", reports.Select(report => new Dictionary<string, object?>
            {
                ["id"] = report.Id,
                ["profile"] = JsonSerializer.Serialize(report.Profile.WithArticle(articles[report.Article]), ContributionJson.Options),
            }).ToList())).ConfigureAwait(false);
        }
    }

    private static async Task FileReportsAsync(Func<string, object?, Task<List<IRecord>>> runAsync)
    {
        for (var last = ""; ;)
        {
            var reports = await runAsync("MATCH (r:Report) WHERE r.id > $last RETURN r.id AS id, r.profile AS profile ORDER BY r.id LIMIT 1000", new { last }).ConfigureAwait(false);
            if (reports.Count == 0) break;
            last = reports[^1].Get<string>("id");
            var rows = reports.Select(row => new Dictionary<string, object?>
            {
                ["id"] = row.Get<string>("id"),
                ["blocks"] = EventKeys.Filed(JsonSerializer.Deserialize<EventProfile>(row.Get<string>("profile"), ContributionJson.Options)!).Distinct().ToList(),
            }).ToList();
            await runAsync("UNWIND $rows AS row MATCH (r:Report {id: row.id}) UNWIND row.blocks AS key MERGE (b:Block {key: key}) MERGE (r)-[:IN_BLOCK]->(b)", new { rows }).ConfigureAwait(false);
        }
        await runAsync("MATCH (b:Block) WHERE NOT EXISTS { (b)<-[:IN_BLOCK]-() } CALL (b) { DELETE b } IN TRANSACTIONS OF 10000 ROWS", null).ConfigureAwait(false);
    }

    /// <summary>The statements of a script, without its comments.</summary>
    public static IEnumerable<string> Statements(string name)
    {
        using var stream = typeof(Neo4jMigrations).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith("//", StringComparison.Ordinal));
        return [.. string.Join('\n', lines).Split(";\n").Select(statement => statement.Trim()).Where(statement => statement.Length > 0)];
    }
}
