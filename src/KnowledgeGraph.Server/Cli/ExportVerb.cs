using System.CommandLine;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg export [FILE]</c>: the whole graph with its evidence as JSON lines.</summary>
internal sealed class ExportVerb : IVerb
{
    private readonly Argument<string?> _file = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "Where to write; standard output where none, or -, is given." };

    public Command Describe(CommonOptions options) => new("export", "Write the whole graph with its evidence as JSON lines: equal graphs give equal bytes.") { _file };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        await using var store = await context.OpenExistingStoreAsync(cancellation);
        if (context.Value(_file) is { } file and not "-")
        {
            await WriteAsync(store, file, cancellation);
            return ExitCode.Success;
        }
        await using var output = Console.OpenStandardOutput();
        await store.ExportAsync(output, cancellation);
        return ExitCode.Success;
    }

    // What could not be finished is taken away: half an export must not be taken for a whole one.
    private static async Task WriteAsync(IGraphStore store, string file, CancellationToken cancellation)
    {
        var output = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        try
        {
            await store.ExportAsync(output, cancellation);
            await output.DisposeAsync();
        }
        catch
        {
            try { await output.DisposeAsync(); }
            catch (IOException) { } // The disk is full for what was still to be written, too.
            File.Delete(file);
            throw;
        }
    }
}
