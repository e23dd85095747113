using System.CommandLine;
using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Storage;
using Spectre.Console;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg entity NAME</c>: who or what it is, and what the articles say of it.</summary>
internal sealed class EntityVerb : IVerb
{
    private const int Shown = 12;

    private readonly Argument<string> _name = new("NAME") { Description = "A name, the beginning of one, or an id." };

    public Command Describe(CommonOptions options) => new("entity", "Show a person, organisation or place and what is said of it.") { _name };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var name = context.Value(_name);
        await using var store = await context.OpenExistingStoreAsync(cancellation);
        await using var snapshot = await store.OpenSnapshotAsync(cancellation);
        var entity = await FindAsync(snapshot, name, cancellation);
        if (entity is null) throw new CommandException($"no entity is called '{name}'.");
        if (context.Value(context.Options.Json))
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(entity, ContributionJson.Options));
            return ExitCode.Success;
        }
        var terminal = context.Terminal();
        terminal.ShowLine($"[bold]{entity.Name}[/] · {entity.Type} · {entity.Id}");
        terminal.ShowLine($"Names: {string.Join(", ", entity.Names.Select(n => $"{n.Text} ({n.Articles})"))}");
        terminal.ShowLine($"{entity.Mentions} mentions in {entity.Articles} articles{(entity.Country is { } country ? $" · {country}" : "")}{(entity.GazetteerId is { } id ? $" · {id}" : "")}");
        foreach (var reason in entity.Reasons) terminal.ShowLine($"[grey]joined: {reason}[/]");

        await RelationsAsync(snapshot, terminal, "Does", new() { Subjects = [entity.Id] }, cancellation);
        await RelationsAsync(snapshot, terminal, "Is done to", new() { Objects = [entity.Id] }, cancellation);
        var quotes = await snapshot.Quotes.PageAsync(new QuoteFilter { Speakers = [entity.Id] }, Shown, cancellation: cancellation);
        if (quotes.Items.Count > 0) terminal.ShowLine($"[bold]Says[/]");
        foreach (var quote in quotes.Values) terminal.ShowLine($"  {quote.Kind.ToString().ToLowerInvariant()}: {OneLine(quote.Text)} [grey]({quote.Evidence.Article} {quote.Content})[/]");
        return ExitCode.Success;
    }

    private static async Task<Entity?> FindAsync(IGraphReader reader, string name, CancellationToken cancellation)
    {
        if (await reader.Entities.FindAsync(name, cancellation) is { } byId) return byId;
        var exact = await reader.Entities.PageAsync(new EntityFilter { Names = [name] }, 1, cancellation: cancellation);
        if (exact.Items.Count > 0) return exact.Items[0].Value;
        var prefix = await reader.Entities.PageAsync(new EntityFilter { NamePrefix = name }, 1, cancellation: cancellation);
        return prefix.Values.FirstOrDefault();
    }

    private static async Task RelationsAsync(IGraphReader reader, IAnsiConsole terminal, string title, RelationFilter filter, CancellationToken cancellation)
    {
        var page = await reader.Relations.PageAsync(filter, Shown, cancellation: cancellation);
        if (page.Items.Count == 0) return;
        terminal.ShowLine($"[bold]{title}[/]");
        var nodes = page.Values.SelectMany(r => r.Object is { } o ? new[] { r.Subject, o } : [r.Subject]).ToList();
        var names = await NodeNames.FindAsync(reader, nodes, cancellation);
        foreach (var relation in page.Values)
            terminal.ShowLine(
                $"  {names[relation.Subject]} {(relation.Negated ? "NOT " : "")}{relation.Predicate}{(relation.Object is { } o ? " " + names[o] : "")}{(relation.Date is { } date ? $" ({date})" : "")} [grey]{OneLine(relation.Evidence.Quote)} ({relation.Evidence.Article} {relation.Evidence.Span})[/]");
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
