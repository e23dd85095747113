namespace KnowledgeGraph.Bolt.Tests.Server;

/// <summary>The server that the environment names; used from tests marked [Neo4jFact] only.</summary>
internal static class RealServer
{
    public static string Uri => Environment.GetEnvironmentVariable("KG_NEO4J_URI")!;

    public static IAuthToken Token => AuthTokens.Basic(
        Environment.GetEnvironmentVariable("KG_NEO4J_USER") ?? "neo4j",
        Environment.GetEnvironmentVariable("KG_NEO4J_PASSWORD") ?? "kg-test-password");

    public static IDriver Driver(Action<ConfigBuilder>? action = null) => GraphDatabase.Driver(Uri, Token, action ?? (_ => { }));
}
