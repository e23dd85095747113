using KnowledgeGraph.Storage.Tests.Contract;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

[NeedsNeo4j]
[Collection(Neo4jServer.Collection)]
public sealed class Neo4jRecordTests() : GraphRecordContract(new Neo4jContractStore());

[NeedsNeo4j]
[Collection(Neo4jServer.Collection)]
public sealed class Neo4jReadTests() : GraphReadContract(new Neo4jContractStore());

[NeedsNeo4j]
[Collection(Neo4jServer.Collection)]
public sealed class Neo4jOpenTests() : GraphOpenContract(new Neo4jContractStore());

internal sealed class Neo4jContractStore : IContractStore
{
    public Task<IGraphStore> OpenEmptyAsync() => Neo4jServer.OpenEmptyAsync();

    public Task<IGraphStore> ReopenAsync() => Neo4jServer.OpenAsync();

    public Task RemoveAsync() => Task.CompletedTask;
}
