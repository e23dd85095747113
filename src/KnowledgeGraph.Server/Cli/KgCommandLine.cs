using System.CommandLine;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Cli;

/// <summary>
/// The command line <c>kg</c>: one verb a file in this folder. Results go to standard output, everything else to standard
/// error. Exit code 0: done; 1: done, but something was wrong and was reported; 2: wrong usage.
/// </summary>
public static class KgCommandLine
{
    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter error, CancellationToken cancellation = default)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(Directory.GetCurrentDirectory())
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables("KG_")
            .Build();
        var options = new CommonOptions(configuration);
        var root = new RootCommand("A knowledge graph of the news: articles in; people, organisations, places, events and who said what, out over GraphQL.");
        foreach (var verb in Verbs(options, input, output, error)) root.Subcommands.Add(verb);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var mistake in parsed.Errors) await error.WriteLineAsync($"kg: {mistake.Message}");
            await error.WriteLineAsync("Run 'kg --help', or 'kg VERB --help', for what there is.");
            return ExitCode.Usage;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellation);
    }

    private static IEnumerable<Command> Verbs(CommonOptions options, TextReader input, TextWriter output, TextWriter error)
    {
        IVerb[] verbs =
        [
            new ServeVerb(), new IngestVerb(), new WithdrawVerb(), new QueryVerb(), new EntityVerb(), new CompareVerb(), new StatsVerb(),
            new AnnotateVerb(), new ExtractVerb(), new ExportVerb(), new ImportVerb(), new CopyVerb(), new BackupVerb(),
        ];
        foreach (var verb in verbs)
        {
            var command = verb.Describe(options);
            options.AddTo(command);
            command.SetAction((parsed, stop) => RunAsync(verb, new CommandContext(parsed, options, input, output, error), stop));
            yield return command;
        }
    }

    // Expected failures end with one line; an unexpected one names itself without a stack.
    private static async Task<int> RunAsync(IVerb verb, CommandContext context, CancellationToken cancellation)
    {
        try
        {
            return await verb.RunAsync(context, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync("kg: stopped; what was recorded before is kept.");
            return ExitCode.Reported;
        }
        catch (Exception e) when (e is GraphStoreException or GraphRequestException or CommandException)
        {
            await context.Error.WriteLineAsync($"kg: {e.Message}");
            return ExitCode.Reported;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"kg: {e.Message}");
            return ExitCode.Reported;
        }
    }
}

/// <summary>One verb of the command line.</summary>
internal interface IVerb
{
    /// <summary>Its name, arguments and help; the common options are added by the caller.</summary>
    Command Describe(CommonOptions options);

    /// <summary>Does the work and gives the exit code.</summary>
    Task<int> RunAsync(CommandContext context, CancellationToken cancellation);
}

/// <summary>A failure that a person can act on; the message is shown as it is.</summary>
internal sealed class CommandException(string message) : Exception(message);
