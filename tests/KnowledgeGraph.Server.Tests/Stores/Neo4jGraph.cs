using KnowledgeGraph.Bolt;
using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Storage.Neo4j;

namespace KnowledgeGraph.Server.Tests.Stores;

/// <summary>The database that KG_NEO4J_URI names, emptied and filled from another graph.</summary>
internal static class Neo4jGraph
{
    public static async Task<ServedGraph> CopyAsync(ServedGraph graph)
    {
        string uri = Environment.GetEnvironmentVariable("KG_NEO4J_URI")!, user = Environment.GetEnvironmentVariable("KG_NEO4J_USER") ?? "neo4j", password = Environment.GetEnvironmentVariable("KG_NEO4J_PASSWORD") ?? "";
        await using (var driver = GraphDatabase.Driver(uri, AuthTokens.Basic(user, password)))
        {
            await using var session = driver.AsyncSession();
            await (await session.RunAsync("MATCH (n) WHERE NOT n:KnowledgeGraph CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")).ConsumeAsync();
            await (await session.RunAsync("MATCH (s:KnowledgeGraph) SET s.position = 0, s.turn = 0")).ConsumeAsync();
        }
        var store = await Neo4jGraphStore.OpenAsync(uri, user, password);
        using var between = new MemoryStream();
        await graph.Store.ExportAsync(between);
        between.Position = 0;
        await store.ImportAsync(between);
        return ServedGraph.Of(store);
    }
}
