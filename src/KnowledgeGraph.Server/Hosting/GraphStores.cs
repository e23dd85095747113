using KnowledgeGraph.Server.Cli;
using KnowledgeGraph.Storage;
using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Server.Hosting;

/// <summary>From settings to an open store.</summary>
internal static class GraphStores
{
    /// <param name="create">Make the store where there is none; otherwise a missing one is an error.</param>
    public static async Task<IGraphStore> OpenAsync(StoreSettings settings, bool create, CancellationToken cancellation)
    {
        if (settings.Kind == "neo4j") throw new CommandException("the Neo4j store is not part of this version; use --store sqlite.");
        if (!create && !File.Exists(settings.DataFile))
            throw new CommandException($"there is no graph at '{settings.DataFile}'. 'kg ingest PATH...' makes one; --data FILE names another.");
        return await SqliteGraphStore.OpenAsync(settings.DataFile, cancellation: cancellation);
    }
}
