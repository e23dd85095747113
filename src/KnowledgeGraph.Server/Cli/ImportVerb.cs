using System.CommandLine;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg import [FILE]</c>: reads what <c>kg export</c> wrote.</summary>
internal sealed class ImportVerb : IVerb
{
    private readonly Argument<string?> _file = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "What to read; standard input where none, or -, is given." };

    public Command Describe(CommonOptions options) => new("import", "Read what 'kg export' wrote into the graph.") { _file };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        await using var input = context.Value(_file) is { } file and not "-" ? new FileStream(file, FileMode.Open, FileAccess.Read) : Console.OpenStandardInput();
        await using var store = await context.OpenStoreAsync(cancellation);
        var result = await store.ImportAsync(input, cancellation);
        await context.Output.WriteLineAsync($"{result.Added} new, {result.Replaced} replaced, {result.Unchanged} already there.");
        return ExitCode.Success;
    }
}
