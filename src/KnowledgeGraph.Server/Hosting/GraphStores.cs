using KnowledgeGraph.Server.Cli;
using KnowledgeGraph.Storage;
using KnowledgeGraph.Storage.Neo4j;
using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>From settings to an open store.</summary>
internal static class GraphStores
{
    /// <param name="create">Make the SQLite file where there is none; otherwise a missing one is an error. A Neo4j database is there already.</param>
    public static async Task<IGraphStore> OpenAsync(StoreSettings settings, bool create, CancellationToken cancellation)
    {
        if (settings.Kind == "neo4j") return await Neo4jGraphStore.OpenAsync(settings.Neo4jUri, settings.Neo4jUser, settings.Neo4jPassword, cancellation: cancellation);
        if (string.IsNullOrWhiteSpace(settings.DataFile)) throw new CommandException("--data: expected the name of a file, found none.");
        if (!create && !File.Exists(settings.DataFile))
            throw new CommandException($"there is no graph at '{settings.DataFile}'. 'kg ingest PATH...' makes one; --data FILE names another.");
        return await SqliteGraphStore.OpenAsync(settings.DataFile, cancellation: cancellation);
    }
}
