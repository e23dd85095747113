using System.CommandLine;
using System.Text.Json;
using KnowledgeGraph.Model;
using Spectre.Console;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg stats</c>: what the graph holds.</summary>
internal sealed class StatsVerb : IVerb
{
    public Command Describe(CommonOptions options) => new("stats", "Show how much the graph holds.");

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        await using var store = await context.OpenExistingStoreAsync(cancellation);
        var statistics = await store.Reader.StatisticsAsync(cancellation);
        if (context.Value(context.Options.Json))
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(statistics, ContributionJson.Options));
            return ExitCode.Success;
        }
        var table = new Table().Border(TableBorder.Rounded).AddColumn("In the graph").AddColumn(new TableColumn("How many").RightAligned());
        void Row(string name, long count) => table.AddRow(Markup.Escape(name), count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        Row("Articles", statistics.Articles);
        if (statistics.Skipped > 0) Row("  kept without facts", statistics.Skipped);
        foreach (var (type, count) in statistics.Entities.OrderBy(pair => pair.Key)) Row($"Entities: {type}", count);
        Row("Mentions", statistics.Mentions);
        Row("Events", statistics.Events);
        Row("Relations", statistics.Relations);
        Row("Quotes", statistics.Quotes);
        Row("Claims", statistics.Claims);
        Row("Roles", statistics.Roles);
        Row("Comparisons", statistics.Comparisons);
        foreach (var (kind, count) in statistics.Differences.OrderBy(pair => pair.Key)) Row($"  {kind}", count);
        Row("Judgements", statistics.Judgements);
        context.Terminal().Write(table);
        return ExitCode.Success;
    }
}
