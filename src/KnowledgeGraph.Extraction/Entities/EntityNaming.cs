using System.Globalization;
using System.Text;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>Turns drafts into entities of the model: ids, the fullest name, all names, mentions in text order.</summary>
internal static class EntityNaming
{
    public static List<(LocalEntity Entity, IReadOnlyList<FoundMention> Found)> Name(string text, Func<FoundMention, TextSpan> spanOf, IEnumerable<EntityDraft> drafts)
    {
        var named = new List<(LocalEntity, IReadOnlyList<FoundMention>)>();
        foreach (var draft in drafts.Where(draft => draft.Mentions.Count > 0).OrderBy(draft => draft.Mentions.Min(m => m.First)).ThenBy(draft => draft.Mentions.Min(m => m.End)))
        {
            var all = draft.Mentions.OrderBy(mention => mention.First).ThenBy(mention => mention.End).ToList();
            var found = all.Where(mention => !mention.IsBesideName).ToList();
            if (found.Count == 0) continue;
            var names = Names(text, spanOf, draft, found);
            var entity = new LocalEntity(
                $"e{named.Count}", draft.Type, draft.GivenName ?? names[0], names,
                [.. found.Select(mention => new Mention(spanOf(mention), mention.Kind, mention.Confidence))],
                draft.GazetteerId, draft.Country, draft.Gender, draft.IsNamed);
            named.Add((entity, [.. found, .. all.Where(mention => mention.IsBesideName)]));
        }
        return named;
    }

    // By name where there is one, else by description, else the pronoun. Fullest first: most words, then most used, then first used.
    private static List<string> Names(string text, Func<FoundMention, TextSpan> spanOf, EntityDraft draft, List<FoundMention> found)
    {
        foreach (var kind in new[] { MentionKind.Name, MentionKind.Description, MentionKind.Pronoun })
        {
            var used = found.Where(mention => mention.Kind == kind)
                .GroupBy(mention => OneLine(spanOf(mention).Slice(text)), StringComparer.Ordinal)
                .OrderByDescending(group => group.Key.Count(c => c == ' '))
                .ThenByDescending(group => draft.Type is EntityType.Place or EntityType.Organisation && IsInitials(group.Key) ? 0 : 1)
                .ThenByDescending(group => group.Count())
                .ThenBy(group => group.Min(mention => mention.First))
                .Select(group => group.Key)
                .ToList();
            if (used.Count > 0) return used;
        }
        return [""];
    }

    private static bool IsInitials(string name) => name.All(c => char.IsUpper(c) || c == '.');

    // Line breaks and what a terminal or a browser would obey are no part of a name.
    private static string OneLine(string name)
    {
        if (!name.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)) return name;
        var kept = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.Format) continue;
            kept.Append(char.IsControl(c) ? ' ' : c);
        }
        var clean = string.Join(' ', kept.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return clean.Length > 0 ? clean : "?";
    }
}
