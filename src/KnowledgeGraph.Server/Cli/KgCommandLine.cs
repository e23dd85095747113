using System.CommandLine;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Cli;

/// <summary>
/// The command line <c>kg</c>: one verb a file in this folder. Results go to standard output, everything else to standard
/// error. Exit code 0: done; 1: done, but something was wrong and was reported; 2: wrong usage.
/// </summary>
public static class KgCommandLine
{
    /// <param name="folder">Where <c>kg.json</c> may be; null: the working folder.</param>
    public static async Task<int> RunAsync(
        string[] args, TextReader input, TextWriter output, TextWriter error, string? folder = null, CancellationToken cancellation = default)
    {
        Settings settings;
        try
        {
            settings = Settings.Read(args, folder ?? Directory.GetCurrentDirectory());
        }
        catch (CommandException unreadable)
        {
            await error.WriteLineAsync($"kg: {unreadable.Message}");
            return ExitCode.Usage;
        }
        var options = new CommonOptions(settings);
        var root = new RootCommand(
            "A knowledge graph of the news: articles in; people, organisations, places, events and who said what, out over GraphQL. "
            + "Each option can also come from the environment (--log-level as KG_LOG_LEVEL) and from kg.json in the working folder "
            + "(as \"log-level\"); the command line wins, then the environment.");
        foreach (var verb in Verbs(options, input, output, error)) root.Subcommands.Add(verb);
        // @FILE is an argument of 'query', not a file of more arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        IEnumerable<string> mistakes = [.. options.Mistakes, .. parsed.Errors.Select(mistake => mistake.Message)];
        if (mistakes.Any())
        {
            foreach (var mistake in mistakes) await error.WriteLineAsync($"kg: {mistake}");
            await error.WriteLineAsync("Run 'kg --help', or 'kg VERB --help', for what there is.");
            return ExitCode.Usage;
        }
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellation);
        if (code is ExitCode.Interrupted or ExitCode.Terminated) await error.WriteLineAsync(Stopped);
        return code;
    }

    private const string Stopped = "kg: stopped; what was recorded before is kept.";

    private static IEnumerable<Command> Verbs(CommonOptions options, TextReader input, TextWriter output, TextWriter error)
    {
        IVerb[] verbs =
        [
            new ServeVerb(), new IngestVerb(), new WithdrawVerb(), new QueryVerb(), new EntityVerb(), new CompareVerb(), new StatsVerb(),
            new AnnotateVerb(), new ExtractVerb(), new ExportVerb(), new ImportVerb(), new CopyVerb(), new BackupVerb(), new CheckVerb(), new KeyVerb(),
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
            await context.Error.WriteLineAsync(Stopped);
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
        catch (Exception e)
        {
            await context.Error.WriteLineAsync($"kg: this should not have happened ({e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}).");
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
