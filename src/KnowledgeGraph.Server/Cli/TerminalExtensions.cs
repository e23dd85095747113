using System.Globalization;
using Spectre.Console;

namespace KnowledgeGraph.Server.Cli;

/// <summary>Showing what articles say. Their text is never taken for markup, nor as commands by the terminal.</summary>
internal static class TerminalExtensions
{
    /// <summary>A console over the verb's standard output: colours and width where it is a terminal, plain text elsewhere.</summary>
    public static IAnsiConsole Terminal(this CommandContext context)
    {
        if (!Console.IsOutputRedirected) return AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Output) });
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(context.Output) });
        console.Profile.Width = 160;
        return console;
    }

    /// <summary>Writes a line of markup; the values put into it are shown as they are.</summary>
    public static void ShowLine(this IAnsiConsole console, FormattableString line)
    {
        var values = line.GetArguments().Select(value => (object)Cell(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
        console.MarkupLine(string.Format(CultureInfo.InvariantCulture, line.Format, [.. values]));
    }

    /// <summary>Text as markup that shows it, made <see cref="Plain"/>.</summary>
    public static string Cell(string text) => Markup.Escape(Plain(text));

    /// <summary>Control characters but line ends and tabs as the replacement character.</summary>
    public static string Plain(string text) => string.Concat(text.Select(unit => char.IsControl(unit) && unit is not ('\n' or '\r' or '\t') ? '\uFFFD' : unit));

    /// <summary>The beginning of a text that is longer than what a person reads.</summary>
    public static string Short(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
}
