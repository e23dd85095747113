using KnowledgeGraph.Bolt;
using KnowledgeGraph.Storage.Neo4j;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>The server that KG_NEO4J_URI names. Its database is emptied for each test, so these classes run one after the other.</summary>
internal static class Neo4jServer
{
    public const string Collection = "neo4j";

    public static string Uri => Environment.GetEnvironmentVariable("KG_NEO4J_URI") ?? "";

    public static string User => Environment.GetEnvironmentVariable("KG_NEO4J_USER") ?? "neo4j";

    public static string Password => Environment.GetEnvironmentVariable("KG_NEO4J_PASSWORD") ?? "";

    public static async Task<IGraphStore> OpenAsync() => await Neo4jGraphStore.OpenAsync(Uri, User, Password);

    public static async Task<IGraphStore> OpenEmptyAsync()
    {
        await RunAsync("MATCH (n) WHERE NOT n:KnowledgeGraph CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS");
        await RunAsync("MATCH (s:KnowledgeGraph) SET s.position = 0, s.turn = 0");
        return await OpenAsync();
    }

    public static async Task<List<IRecord>> RunAsync(string cypher, object? parameters = null)
    {
        await using var driver = GraphDatabase.Driver(Uri, AuthTokens.Basic(User, Password));
        await using var session = driver.AsyncSession(builder => builder.WithDatabase("neo4j"));
        var cursor = await session.RunAsync(cypher, parameters);
        return await cursor.ToListAsync();
    }
}

/// <summary>One test class of the server at a time.</summary>
[CollectionDefinition(Neo4jServer.Collection, DisableParallelization = true)]
public sealed class Neo4jCollection;
