using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

/// <summary>A file in a folder of its own, removed afterwards.</summary>
internal sealed class SqliteFile
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kg-store-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "graph.db");

    public string Beside(string name) => System.IO.Path.Combine(_folder, name);

    public async Task<IGraphStore> OpenAsync() => await SqliteGraphStore.OpenAsync(Path);

    public void Remove() => Directory.Delete(_folder, recursive: true);
}
