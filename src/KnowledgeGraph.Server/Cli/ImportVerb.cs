using System.CommandLine;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg import [FILE]</c>: reads what <c>kg export</c> wrote.</summary>
internal sealed class ImportVerb : IVerb
{
    private readonly Argument<string?> _file = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "What to read; standard input where none, or -, is given." };

    public Command Describe(CommonOptions options) => new("import", "Read what 'kg export' wrote into the graph.") { _file };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        await using var input = context.Value(_file) is { } file and not "-" ? new FileStream(file, FileMode.Open, FileAccess.Read) : await SpoolAsync(cancellation);
        await using var store = await context.OpenStoreAsync(cancellation);
        var result = await store.ImportAsync(input, cancellation);
        await context.Output.WriteLineAsync($"{result.Added} new, {result.Replaced} replaced, {result.Unchanged} already there.");
        return ExitCode.Success;
    }

    // Kept in a file, so that all of it can be looked at before anything is recorded.
    private static async Task<Stream> SpoolAsync(CancellationToken cancellation)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (var input = Console.OpenStandardInput()) await input.CopyToAsync(file, cancellation);
        file.Position = 0;
        return file;
    }
}
