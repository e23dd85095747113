using System.CommandLine;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg withdraw ARTICLE...</c>: takes articles out, as if they had never been read.</summary>
internal sealed class WithdrawVerb : IVerb
{
    private readonly Argument<string[]> _articles = new("ARTICLE") { Arity = ArgumentArity.OneOrMore, Description = "Ids of articles." };

    public Command Describe(CommonOptions options) => new("withdraw", "Take articles out of the graph, as if they had never been read.") { _articles };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var ids = context.Value(_articles);
        await using var store = await context.OpenExistingStoreAsync(cancellation);
        var known = await store.Reader.Articles.FindAsync(ids, cancellation);
        var unknown = ids.Where((_, i) => known[i] is null).ToList();
        var result = await store.Recorder.WithdrawAsync(ids, cancellation);
        await context.Output.WriteLineAsync($"{result.Withdrawn} articles withdrawn.");
        foreach (var id in unknown) await context.Error.WriteLineAsync($"kg: there is no article '{id}'.");
        return unknown.Count == 0 ? ExitCode.Success : ExitCode.Reported;
    }
}
