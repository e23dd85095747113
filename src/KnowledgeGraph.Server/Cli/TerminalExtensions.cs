using System.Globalization;
using Spectre.Console;

namespace KnowledgeGraph.Server.Cli;

/// <summary>Showing what articles say. Their text is never taken for markup, nor as commands by the terminal.</summary>
internal static class TerminalExtensions
{
    /// <summary>A console over the verb's standard output: colours and width where it is a terminal, plain text elsewhere.</summary>
    public static IAnsiConsole Terminal(this CommandContext context)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Output) });
        if (Console.IsOutputRedirected) console.Profile.Width = 160;
        return console;
    }

    /// <summary>Writes a line of markup; the values put into it are shown as they are.</summary>
    public static void ShowLine(this IAnsiConsole console, FormattableString line)
    {
        var values = line.GetArguments().Select(value => (object)Cell(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        console.MarkupLine(string.Format(CultureInfo.InvariantCulture, line.Format, [.. values]));
    }

    /// <summary>Text as markup that shows it; control characters but line ends and tabs as the replacement character.</summary>
    public static string Cell(string text) =>
        Markup.Escape(string.Concat(text.Select(unit => char.IsControl(unit) && unit is not ('\n' or '\r' or '\t') ? '\uFFFD' : unit)));
}
