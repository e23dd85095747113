using KnowledgeGraph.Storage.Tests.Contract;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

public sealed class SqliteRecordTests : GraphRecordContract
{
    private readonly SqliteFile _file = new();

    protected override Task<IGraphStore> OpenEmptyAsync() => _file.OpenAsync();

    protected override Task<IGraphStore> ReopenAsync() => _file.OpenAsync();

    protected override Task RemoveAsync()
    {
        _file.Remove();
        return Task.CompletedTask;
    }
}

public sealed class SqliteReadTests : GraphReadContract
{
    private readonly SqliteFile _file = new();

    protected override Task<IGraphStore> OpenEmptyAsync() => _file.OpenAsync();

    protected override Task<IGraphStore> ReopenAsync() => _file.OpenAsync();

    protected override Task RemoveAsync()
    {
        _file.Remove();
        return Task.CompletedTask;
    }
}

public sealed class SqliteOpenTests : GraphOpenContract
{
    private readonly SqliteFile _file = new();

    protected override Task<IGraphStore> OpenEmptyAsync() => _file.OpenAsync();

    protected override Task<IGraphStore> ReopenAsync() => _file.OpenAsync();

    protected override Task RemoveAsync()
    {
        _file.Remove();
        return Task.CompletedTask;
    }
}
