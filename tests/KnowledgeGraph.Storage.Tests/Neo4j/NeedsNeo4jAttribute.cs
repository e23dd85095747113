using KnowledgeGraph.Storage.Tests.Contract;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>The class's store needs the server of <see cref="Neo4jFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsNeo4jAttribute : StoreNeedsAttribute
{
    public override string? SkipReason => new Neo4jFactAttribute().Skip;
}

/// <summary><see cref="Neo4jFactAttribute"/> for tests with a table of cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class Neo4jTheoryAttribute : TheoryAttribute
{
    public Neo4jTheoryAttribute() => Skip = new Neo4jFactAttribute().Skip;
}
