using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>The recogniser's entities as mentions by name: typed, cut at line breaks, without article, title and possessive.</summary>
internal static class NameFinder
{
    /// <summary>Names in text order, without overlap. Numbers, dates and the like are none.</summary>
    public static List<FoundMention> Find(Doc doc)
    {
        var found = new List<FoundMention>();
        foreach (var entity in doc.Entities)
        {
            if (TypeOf(entity.Label) is not { } type) continue;
            var first = entity.Start;
            for (var i = entity.Start; i <= entity.End; i++)
            {
                if (i < entity.End && !IsBreak(doc[i])) continue;
                if (Trimmed(doc, first, i, type) is var (start, end) && start < end)
                    found.Add(WithStorm(doc, new(start, end, HeadOf(doc, start, end), MentionKind.Name, type, 0.85)));
                first = i + 1;
            }
        }
        return found;
    }

    // "Hurricane Ada": the recogniser takes the name alone, for a person's.
    private static FoundMention WithStorm(Doc doc, FoundMention name)
    {
        if (name.Length > 2 || name.First == 0 || !Storms.IsCapitalised(doc[name.First - 1].Text) || name.Type == EntityType.NamedEvent) return name;
        var first = name.First - 1;
        if (first > 0 && doc[first - 1].Text == "Tropical") first--;
        return name with { First = first, Head = HeadOf(doc, first, name.End), Type = EntityType.NamedEvent };
    }

    /// <summary>The type that a label of the recogniser stands for; null for dates, numbers and languages.</summary>
    public static EntityType? TypeOf(string label) => label switch
    {
        "PERSON" => EntityType.Person,
        "ORG" => EntityType.Organisation,
        "GPE" or "LOC" or "FAC" => EntityType.Place,
        "NORP" => EntityType.Group,
        "PRODUCT" => EntityType.Product,
        "EVENT" => EntityType.NamedEvent,
        "WORK_OF_ART" or "LAW" => EntityType.Other,
        _ => null,
    };

    /// <summary>The token of a stretch whose head lies outside it; the last one where several do.</summary>
    public static int HeadOf(Doc doc, int first, int end)
    {
        for (var i = end - 1; i >= first; i--)
            if (doc[i].HeadIndex == i || doc[i].HeadIndex < first || doc[i].HeadIndex >= end) return i;
        return end - 1;
    }

    /// <summary>Whether a token ends a line.</summary>
    public static bool IsBreak(Token token) => token.IsSpace && token.Text.Contains('\n', StringComparison.Ordinal);

    /// <summary>Whether a line ends within the tokens from the first up to the end.</summary>
    public static bool HasBreak(Doc doc, int first, int end)
    {
        for (var i = first; i < end; i++)
            if (IsBreak(doc[i])) return true;
        return false;
    }

    /// <summary>The stretch without leading articles, titles and marks, trailing possessives and marks.</summary>
    public static (int First, int End) Trimmed(Doc doc, int first, int end, EntityType type)
    {
        if (end - first > 1 && doc[first].IsSentenceStart && doc[first].Tag is ("RB" or "IN" or "CC")) first++;
        // "pro-Beijing", "ex-Google": the prefix is no part of the name.
        if (end - first > 2 && doc[first + 1].Text == "-" && char.IsLower(doc[first].Text[0])) first += 2;
        while (first < end && (IsMark(doc[first]) || IsArticle(doc[first]) || type == EntityType.Person && first + 1 < end && Titles.Contains(doc[first].Text) && !IsMark(doc[first + 1]))) first++;
        // "Lucas Cranach the Elder", "Catherine the Great".
        if (type == EntityType.Person && end + 1 < doc.Count && doc[end].Text == "the" && doc[end + 1].Text is ("Elder" or "Younger" or "Great")) end += 2;
        // "Ann Berg Image: ...": the label of a credit.
        if (end - first > 1 && end < doc.Count && doc[end].Text == ":" && doc[end - 1].Text is ("Image" or "Photo" or "Photograph" or "Picture" or "Credit" or "File" or "Video")) end--;
        while (end > first && (IsMark(doc[end - 1]) || IsPossessive(doc[end - 1]))) end--;
        return (first, end);
    }

    private static bool IsArticle(Token token) => token.Tag is "DT" or "PRP$" && token.Text.ToLowerInvariant() is "the" or "a" or "an" or "this" or "that" or "our" or "their" or "his" or "her" or "its" or "my";

    private static bool IsPossessive(Token token) => token.Tag == "POS" || token.Text is "'s" or "’s" or "'" or "’";

    private static bool IsMark(Token token) => token.IsSpace || token.Text.All(c => char.IsPunctuation(c) || char.IsSymbol(c) || char.IsWhiteSpace(c));
}
