using System.CommandLine;
using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Storage;
using Spectre.Console;

namespace KnowledgeGraph.Server.Cli;

/// <summary><c>kg entity NAME</c>: who or what it is, and what the articles say of it.</summary>
internal sealed class EntityVerb : IVerb
{
    private const int Shown = 12, MostOthers = 4;

    private readonly Argument<string> _name = new("NAME") { Description = "A name, the beginning of one, or an id." };

    public Command Describe(CommonOptions options) => new("entity", "Show a person, organisation or place and what is said of it.") { _name };

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellation)
    {
        var name = context.Value(_name);
        await using var store = await context.OpenExistingStoreAsync(cancellation);
        await using var snapshot = await store.OpenSnapshotAsync(cancellation);
        var found = await FindAsync(snapshot, name, cancellation);
        if (found.Count == 0) throw new CommandException(await UnknownAsync(snapshot, name, cancellation));
        var entity = found[0];
        if (context.Value(context.Options.Json))
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(entity, ContributionJson.Options));
            return ExitCode.Success;
        }
        var terminal = context.Terminal();
        if (found.Count > 1) context.Say($"kg: '{Short(name)}' may also mean {string.Join(", ", found.Skip(1).Take(MostOthers).Select(Described))}{(found.Count - 1 > MostOthers ? " and others" : "")}; an id says which.");
        terminal.ShowLine($"[bold]{Short(entity.Name)}[/] · {entity.Type} · {entity.Id}");
        terminal.ShowLine($"Names: {string.Join(", ", entity.Names.Select(n => $"{Short(n.Text)} ({n.Articles})"))}");
        terminal.ShowLine($"{entity.Mentions} mentions in {entity.Articles} articles{(entity.Country is { } country ? $" · {country}" : "")}{(entity.GazetteerId is { } id ? $" · {id}" : "")}");
        foreach (var reason in entity.Reasons) terminal.ShowLine($"[grey]joined: {reason}[/]");

        await RelationsAsync(snapshot, terminal, "Does", new() { Subjects = [entity.Id] }, cancellation);
        await RelationsAsync(snapshot, terminal, "Is done to", new() { Objects = [entity.Id] }, cancellation);
        var quotes = await snapshot.Quotes.PageAsync(new QuoteFilter { Speakers = [entity.Id] }, Shown, cancellation: cancellation);
        if (quotes.Items.Count > 0) terminal.ShowLine($"[bold]Says[/]");
        foreach (var quote in quotes.Values) terminal.ShowLine($"  {quote.Kind.ToString().ToLowerInvariant()}: {OneLine(quote.Text)} [grey]({quote.Evidence.Article} {quote.Content})[/]");
        return ExitCode.Success;
    }

    // Those of one kind of likeness, the most mentioned first: the id, the whole name, its beginning.
    private static async Task<IReadOnlyList<Entity>> FindAsync(IGraphReader reader, string name, CancellationToken cancellation)
    {
        if (await reader.Entities.FindAsync(name, cancellation) is { } byId) return [byId];
        foreach (var filter in new[] { new EntityFilter { Names = [name] }, new EntityFilter { NamePrefix = name } })
            if ((await reader.Entities.PageAsync(filter, MostOthers + 2, cancellation: cancellation)).Values.ToList() is { Count: > 0 } found) return found;
        return [];
    }

    // Names that share a word with the one that is not there, or the beginning of one.
    private static async Task<string> UnknownAsync(IGraphReader reader, string name, CancellationToken cancellation)
    {
        var words = string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 1).Take(5).ToList();
        foreach (var length in new[] { int.MaxValue, 4, 3 })
        {
            var alike = new List<Entity>();
            foreach (var word in words)
            {
                var hits = await reader.SearchAsync(new(word.Length > length ? word[..length] : word, [SearchScope.Entities], MostOthers) { Prefix = true }, cancellation);
                alike.AddRange((await reader.Entities.FindAsync([.. hits.Items.Select(hit => hit.Value.Id)], cancellation)).OfType<Entity>());
            }
            if (alike.Count > 0)
                return $"no entity is called '{Short(name)}'. Did you mean {string.Join(", ", alike.GroupBy(entity => entity.Id).OrderByDescending(group => group.Count()).ThenByDescending(group => group.First().Mentions).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostOthers).Select(group => Described(group.First())))}?";
        }
        return $"no entity is called '{Short(name)}'.";
    }

    private static string Described(Entity entity) => $"{TerminalExtensions.Plain(Short(entity.Name))} ({entity.Type.ToString().ToLowerInvariant()}, {entity.Id})";

    private static async Task RelationsAsync(IGraphReader reader, IAnsiConsole terminal, string title, RelationFilter filter, CancellationToken cancellation)
    {
        var page = await reader.Relations.PageAsync(filter, Shown, cancellation: cancellation);
        if (page.Items.Count == 0) return;
        terminal.ShowLine($"[bold]{title}[/]");
        var nodes = page.Values.SelectMany(r => r.Object is { } o ? new[] { r.Subject, o } : [r.Subject]).ToList();
        var names = await NodeNames.FindAsync(reader, nodes, cancellation);
        foreach (var relation in page.Values)
            terminal.ShowLine(
                $"  {Short(names[relation.Subject])} {(relation.Negated ? "NOT " : "")}{relation.Predicate}{(relation.Object is { } o ? " " + Short(names[o]) : "")}{(relation.Date is { } date ? $" ({date})" : "")} [grey]{OneLine(relation.Evidence.Quote)} ({relation.Evidence.Article} {relation.Evidence.Span})[/]");
    }

    private static string OneLine(string text) => TerminalExtensions.Short(text.ReplaceLineEndings(" "), 400);

    private static string Short(string name) => TerminalExtensions.Short(name.ReplaceLineEndings(" "), 100);
}
