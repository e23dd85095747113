using KnowledgeGraph.Storage.Tests.Contract;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>The class's store needs the server of <see cref="Neo4jFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsNeo4jAttribute : StoreNeedsAttribute
{
    public override string? SkipReason => new Neo4jFactAttribute().Skip;
}
