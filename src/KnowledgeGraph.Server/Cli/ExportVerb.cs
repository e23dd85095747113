using System.CommandLine;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg export [FILE]</c>: the whole graph with its evidence as JSON lines.</summary>
internal sealed class ExportVerb : IVerb
{
    private readonly Argument<string?> _file = new("FILE") { Arity = ArgumentArity.ZeroOrOne, Description = "Where to write; standard output where none, or -, is given." };

    public Command Describe(CommonOptions options) => new("export", "Write the whole graph with its evidence as JSON lines: equal graphs give equal bytes.") { _file };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        await using var store = await context.OpenExistingStoreAsync(cancellation);
        await using var output = context.Value(_file) is { } file and not "-" ? new FileStream(file, FileMode.CreateNew, FileAccess.Write) : Console.OpenStandardOutput();
        await store.ExportAsync(output, cancellation);
        return ExitCode.Success;
    }
}
