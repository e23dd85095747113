using KnowledgeGraph.Storage.Tests.Contract;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

[NeedsNeo4j]
[Collection(Neo4jServer.Collection)]
public sealed class Neo4jRecordTests : GraphRecordContract
{
    protected override Task<IGraphStore> OpenEmptyAsync() => Neo4jServer.OpenEmptyAsync();

    protected override Task<IGraphStore> ReopenAsync() => Neo4jServer.OpenAsync();

    protected override Task RemoveAsync() => Task.CompletedTask;
}

[NeedsNeo4j]
[Collection(Neo4jServer.Collection)]
public sealed class Neo4jReadTests : GraphReadContract
{
    protected override Task<IGraphStore> OpenEmptyAsync() => Neo4jServer.OpenEmptyAsync();

    protected override Task<IGraphStore> ReopenAsync() => Neo4jServer.OpenAsync();

    protected override Task RemoveAsync() => Task.CompletedTask;
}

[NeedsNeo4j]
[Collection(Neo4jServer.Collection)]
public sealed class Neo4jOpenTests : GraphOpenContract
{
    protected override Task<IGraphStore> OpenEmptyAsync() => Neo4jServer.OpenEmptyAsync();

    protected override Task<IGraphStore> ReopenAsync() => Neo4jServer.OpenAsync();

    protected override Task RemoveAsync() => Task.CompletedTask;
}
