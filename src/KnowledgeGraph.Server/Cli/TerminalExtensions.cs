using Spectre.Console;

namespace KnowledgeGraph.Server.Cli;

internal static class TerminalExtensions
{
    /// <summary>A console over the verb's standard output: colours and width where it is a terminal, plain text elsewhere.</summary>
    public static IAnsiConsole Terminal(this CommandContext context)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Output) });
        if (Console.IsOutputRedirected) console.Profile.Width = 160;
        return console;
    }
}
