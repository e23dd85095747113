using System.Globalization;
using KnowledgeGraph.Model;
using Spectre.Console;

namespace KnowledgeGraph.Server.Cli;

/// <summary>One article and its facts for a person at a terminal.</summary>
internal static class ContributionView
{
    public static void Show(IAnsiConsole terminal, Contribution found)
    {
        var article = found.Article;
        terminal.ShowLine($"[bold]{article.Title ?? "(no title)"}[/]");
        terminal.ShowLine($"[grey]{article.Outlet ?? "?"} · {article.Published?.ToString() ?? "no date"} · {string.Join(", ", article.Authors)} · {article.Language} · {article.Id}[/]");
        if (found.Skipped is { } reason)
        {
            terminal.ShowLine($"Nothing extracted: {reason}.");
            return;
        }
        terminal.Write(new Markup(Coloured(found)));
        terminal.WriteLine();
        var text = article.Text;
        var names = found.Entities.ToDictionary(e => e.Id, e => e.Name, StringComparer.Ordinal);
        foreach (var happening in found.Events) names[happening.Id] = happening.Label;
        string Name(string? id) => id is null ? "?" : names.GetValueOrDefault(id, id);

        Section(terminal, "Entities", found.Entities.Select(e => $"{e.Type} {e.Name}{(e.GazetteerId is { } id ? $" ({id})" : "")}: {string.Join(", ", e.Mentions.Select(m => Line(m.Span.Slice(text))))}"));
        Section(terminal, "Roles", found.Roles.Select(r => $"{Name(r.Person)}: {r.Title}{(r.Of is null ? "" : " of " + Name(r.Of))}"));
        Section(terminal, "Quotes", found.Quotes.Select(q => $"{Name(q.Speaker)} ({q.Kind.ToString().ToLowerInvariant()}, {q.CueLemma}): {Line(q.Content.Slice(text))}"));
        Section(terminal, "Events", found.Events.Select(e => $"{e.Kind} {e.Label}{(e.Date is { } d ? $" on {d}" : "")}{(e.Place is null ? "" : " at " + Name(e.Place))}: {string.Join(", ", e.Participants.Select(p => $"{p.Role.ToString().ToLowerInvariant()} {Name(p.Entity)}"))}"));
        Section(terminal, "Relations", found.Relations.Select(r => $"{Name(r.Subject)} — {(r.Negated ? "not " : "")}{r.Predicate} → {Name(r.Object)}{(r.Modality == Modality.Asserted ? "" : $" ({r.Modality.ToString().ToLowerInvariant()})")}{(r.AttributedTo is null ? "" : ", says " + Name(r.AttributedTo))}"));
        Section(terminal, "Claims", found.Claims.Select(c => $"{c.Metric} = {c.Value?.ToString(CultureInfo.InvariantCulture) ?? $"{c.Low}..{c.High}"} {c.Unit} ({c.Qualifier}){(c.Event is null ? "" : " of " + Name(c.Event))}{(c.AttributedTo is null ? "" : ", says " + Name(c.AttributedTo))}: {Line(c.Evidence.Span.Slice(text))}"));
    }

    private static void Section(IAnsiConsole terminal, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0) return;
        terminal.ShowLine($"\n[bold]{title}[/]");
        foreach (var line in all) terminal.ShowLine($"  {line}");
    }

    private static string Coloured(Contribution found)
    {
        var text = found.Article.Text;
        var spans = found.Entities
            .SelectMany(e => e.Mentions.Where(m => m.Kind == MentionKind.Name).Select(m => (m.Span, e.Type)))
            .OrderBy(s => s.Span.Start).ThenByDescending(s => s.Span.Length);
        var markup = new System.Text.StringBuilder();
        var at = 0;
        foreach (var (span, type) in spans)
        {
            if (span.Start < at) continue;
            markup.Append(TerminalExtensions.Cell(text[at..span.Start])).Append('[').Append(Colour(type)).Append(']').Append(TerminalExtensions.Cell(span.Slice(text))).Append("[/]");
            at = span.End;
        }
        return markup.Append(TerminalExtensions.Cell(text[at..])).ToString();
    }

    private static string Colour(EntityType type) => type switch
    {
        EntityType.Person => "deepskyblue1",
        EntityType.Organisation => "orange1",
        EntityType.Place => "green3",
        EntityType.Group => "yellow3",
        _ => "mediumpurple1",
    };

    private static string Line(string text) => text.ReplaceLineEndings(" ");
}
