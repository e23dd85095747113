namespace KnowledgeGraph.Tests.Support;

/// <summary>A test that needs a running Neo4j, named by KG_NEO4J_URI, KG_NEO4J_USER and KG_NEO4J_PASSWORD.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class Neo4jFactAttribute : FactAttribute
{
    public Neo4jFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KG_NEO4J_URI")))
            Skip = "Needs a Neo4j server: start one (../shared/neo4j/neo4j-server start /tmp/kg-neo4j --bolt 7687 --http 7474) "
                 + "and set KG_NEO4J_URI=bolt://127.0.0.1:7687 KG_NEO4J_USER=neo4j KG_NEO4J_PASSWORD=...";
    }
}
