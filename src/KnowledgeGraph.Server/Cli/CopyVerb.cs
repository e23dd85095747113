using System.CommandLine;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Cli;

/// <summary>
/// <c>kg copy --from STORE --to STORE</c>: both logs of one store into another, of either kind. What is computed from them is computed again, so
/// that equal logs give the same graph. A store is <c>sqlite</c> or <c>neo4j</c> as the common options name it, or the path of a SQLite file.
/// </summary>
internal sealed class CopyVerb : IVerb
{
    private readonly Option<string> _from = new("--from") { HelpName = "STORE", Required = true, Description = "What to copy: sqlite, neo4j, or the path of a SQLite file." };
    private readonly Option<string> _to = new("--to") { HelpName = "STORE", Required = true, Description = "Where to: sqlite, neo4j, or the path of a SQLite file; what is there stays." };

    public Command Describe(CommonOptions options) => new("copy", "Copy a graph from one store to another, from SQLite to Neo4j or back.") { _from, _to };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        StoreSettings from = Named(context, context.Value(_from)), to = Named(context, context.Value(_to));
        if ((from.Kind, from.Kind == "sqlite" ? Path.GetFullPath(from.DataFile) : "") == (to.Kind, to.Kind == "sqlite" ? Path.GetFullPath(to.DataFile) : ""))
            throw new CommandException("--from and --to name the same store.");
        await using var source = await GraphStores.OpenAsync(from, create: false, cancellation);
        await using var target = await GraphStores.OpenAsync(to, create: true, cancellation);
        var result = await CopyAsync(source, target, cancellation);
        await context.Output.WriteLineAsync($"{result.Added} new, {result.Replaced} replaced, {result.Unchanged} already there.");
        return ExitCode.Success;
    }

    // By way of a file, which grows with the graph as memory must not.
    private static async Task<RecordResult> CopyAsync(IGraphStore source, IGraphStore target, CancellationToken cancellation)
    {
        await using var export = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await source.ExportAsync(export, cancellation);
        export.Position = 0;
        return await target.ImportAsync(export, cancellation);
    }

    private static StoreSettings Named(CommandContext context, string store) => store is "sqlite" or "neo4j"
        ? context.StoreSettings with { Kind = store }
        : context.StoreSettings with { Kind = "sqlite", DataFile = store };
}
