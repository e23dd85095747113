using System.CommandLine;
using System.Text.Json;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg check</c>: looks for damage, in the file and between what is kept in it.</summary>
internal sealed class CheckVerb : IVerb
{
    public Command Describe(CommonOptions options) => new("check", "Look for damage in the store: ends with 1 and a line for each finding where there is any.");

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        await using var store = await context.OpenExistingStoreAsync(cancellation);
        context.Say("Checking; of a large graph this takes minutes.");
        var findings = await store.CheckAsync(cancellation);
        if (context.Value(context.Options.Json)) await context.Output.WriteLineAsync(JsonSerializer.Serialize(findings, ContributionJson.Options));
        else
            foreach (var finding in findings) await context.Output.WriteLineAsync(finding);
        if (findings.Count > 0)
        {
            context.Say("The graph is damaged: restore a backup, or import an export into a new store.");
            return ExitCode.Reported;
        }
        context.Say("No damage found.");
        return ExitCode.Success;
    }
}
