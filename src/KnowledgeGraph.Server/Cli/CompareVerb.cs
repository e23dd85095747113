using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Storage;
using Spectre.Console;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg compare [EVENT]</c>: what the reports of one event say, side by side.</summary>
internal sealed class CompareVerb : IVerb
{
    private readonly Argument<string?> _event = new("EVENT") { Arity = ArgumentArity.ZeroOrOne, Description = "Id of an event; without it those with the most reports are listed, parts of others left out." };

    public Command Describe(CommonOptions options) => new("compare", "Show where the reports of an event agree and differ.") { _event };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        await using var store = await context.OpenExistingStoreAsync(cancellation);
        await using var snapshot = await store.OpenSnapshotAsync(cancellation);
        var terminal = context.Terminal();
        if (context.Value(_event) is not { } id)
        {
            var page = await snapshot.Events.PageAsync(new EventFilter { MinArticles = 2, TopOnly = true }, 30, order: EventOrder.ArticlesDescending, cancellation: cancellation);
            if (context.Value(context.Options.Json))
            {
                await context.Output.WriteLineAsync(JsonSerializer.Serialize(page.Values, ContributionJson.Options));
                return ExitCode.Success;
            }
            var list = new Table().Border(TableBorder.Rounded).AddColumns("Event", "Kind", "What", "When", "Reports");
            foreach (var happening in page.Values)
                list.AddRow(TerminalExtensions.Cell(happening.Id), happening.Kind, TerminalExtensions.Cell(happening.Label), happening.Date?.ToString() ?? "", happening.Articles.ToString(CultureInfo.InvariantCulture));
            terminal.Write(list);
            return ExitCode.Success;
        }
        if (await snapshot.Events.FindAsync(id, cancellation) is not { } found) throw new CommandException($"there is no event '{id}'. 'kg compare' lists them.");
        var comparisons = await snapshot.Comparisons.PageAsync(new ComparisonFilter { Events = [found.Id] }, 100, cancellation: cancellation);
        if (context.Value(context.Options.Json))
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(comparisons.Values, ContributionJson.Options));
            return ExitCode.Success;
        }
        terminal.ShowLine($"[bold]{found.Label}[/] · {found.Kind} · {found.Date?.ToString() ?? "no date"} · {found.Articles} reports · {found.Id}");
        if (found.PartOf is { } whole && await snapshot.Events.FindAsync(whole, cancellation) is { } above) terminal.ShowLine($"part of [bold]{above.Label}[/] · {above.Kind} · {above.Id}, with whose reports its numbers are compared");
        foreach (var comparison in comparisons.Values) await ShowAsync(snapshot, terminal, comparison, cancellation);
        return ExitCode.Success;
    }

    private static async Task ShowAsync(IGraphReader reader, IAnsiConsole terminal, Comparison comparison, CancellationToken cancellation)
    {
        terminal.WriteLine();
        terminal.ShowLine($"[bold]{comparison.Metric ?? comparison.Aspect}[/]: {comparison.Kind} [grey]{string.Join("; ", comparison.Reasons)}[/]");
        var sources = comparison.Claims.Select(c => c.Claim.AttributedTo).Concat(comparison.Statements.Select(s => s.AttributedTo)).OfType<string>().Select(id => new GraphNode(GraphNodeKind.Entity, id));
        var names = await NodeNames.FindAsync(reader, sources, cancellation);
        string Source(string? id) => id is null ? "the report itself" : names[new(GraphNodeKind.Entity, id)];
        var table = new Table().Border(TableBorder.Simple).AddColumns("Value", "Source", "Report", "Words");
        foreach (var (claim, outlet, published, repeats, further) in comparison.Claims)
            table.AddRow(
                TerminalExtensions.Cell(Value(claim)), TerminalExtensions.Cell(Source(claim.AttributedTo) + (repeats is null ? "" : " (repeated)")),
                TerminalExtensions.Cell($"{outlet ?? claim.Evidence.Article} {published:yyyy-MM-dd}"), TerminalExtensions.Cell(Words([claim, .. further])));
        foreach (var (evidence, outlet, published, source, position) in comparison.Statements)
            table.AddRow(TerminalExtensions.Cell(position), TerminalExtensions.Cell(Source(source)), TerminalExtensions.Cell($"{outlet ?? evidence.Article} {published:yyyy-MM-dd}"), TerminalExtensions.Cell(evidence.Quote.ReplaceLineEndings(" ")));
        terminal.Write(table);
    }

    // A claim's words at each of its places in one article; equal words once.
    private static string Words(IReadOnlyList<StoredClaim> places) =>
        string.Join(" · ", places.Select(place => place.Evidence.Quote.ReplaceLineEndings(" ")).Distinct()) + (places.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({places.Count} places)") : "");

    private static string Value(StoredClaim claim) =>
        (claim.Qualifier is Qualifier.Exact ? "" : claim.Qualifier switch { Qualifier.AtLeast => "at least ", Qualifier.MoreThan => "more than ", Qualifier.UpTo => "up to ", Qualifier.LessThan => "less than ", Qualifier.Record => "record ", _ => "about " })
        + (claim.Value?.ToString(CultureInfo.InvariantCulture) ?? $"{claim.Low?.ToString(CultureInfo.InvariantCulture)}–{claim.High?.ToString(CultureInfo.InvariantCulture)}") + " " + claim.Unit;
}
