using KnowledgeGraph.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

/// <summary>A file in a folder of its own, removed afterwards.</summary>
internal sealed class SqliteFile
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kg-store-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "graph.db");

    public string Beside(string name) => System.IO.Path.Combine(_folder, name);

    public async Task<IGraphStore> OpenAsync() => await SqliteGraphStore.OpenAsync(Path);

    /// <summary>Runs statements on the file as another program would.</summary>
    public void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of what a statement gives, as another program would read it.</summary>
    public List<string> Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    public void Remove() => Directory.Delete(_folder, recursive: true);
}
