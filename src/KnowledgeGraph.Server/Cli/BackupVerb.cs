using System.CommandLine;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg backup FILE</c>: a complete copy of the store while it is in use.</summary>
internal sealed class BackupVerb : IVerb
{
    private readonly Argument<string> _file = new("FILE") { Description = "The copy; it must not exist yet." };

    public Command Describe(CommonOptions options) => new("backup", "Write a complete copy of the store while it is in use.") { _file };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(context.Value(_file)));
        if (!Directory.Exists(folder)) throw new CommandException($"'{context.Value(_file)}' cannot be written: its folder is not there.");
        await using var store = await context.OpenExistingStoreAsync(cancellation);
        await store.BackupAsync(context.Value(_file), cancellation);
        context.Say($"Copied to {context.Value(_file)}.");
        return ExitCode.Success;
    }
}
