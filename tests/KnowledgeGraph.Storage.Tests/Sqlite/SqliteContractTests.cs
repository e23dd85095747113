using KnowledgeGraph.Storage.Tests.Contract;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

public sealed class SqliteRecordTests() : GraphRecordContract(new SqliteContractStore());

public sealed class SqliteReadTests() : GraphReadContract(new SqliteContractStore());

public sealed class SqliteOpenTests() : GraphOpenContract(new SqliteContractStore());

internal sealed class SqliteContractStore : IContractStore
{
    private readonly SqliteFile _file = new();

    public Task<IGraphStore> OpenEmptyAsync() => _file.OpenAsync();

    public Task<IGraphStore> ReopenAsync() => _file.OpenAsync();

    public Task RemoveAsync()
    {
        _file.Remove();
        return Task.CompletedTask;
    }
}
