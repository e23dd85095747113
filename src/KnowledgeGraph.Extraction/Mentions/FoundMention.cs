using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>A stretch of tokens that refers to something, before it is known to which entity it belongs.</summary>
/// <param name="First">First token.</param>
/// <param name="End">One past the last token.</param>
/// <param name="Head">The token that governs the others.</param>
/// <param name="Kind">By name, description or pronoun.</param>
/// <param name="Type">What it refers to, as far as known.</param>
/// <param name="Confidence">How sure span and type are, 0 to 1.</param>
internal sealed record FoundMention(int First, int End, int Head, MentionKind Kind, EntityType Type, double Confidence)
{
    /// <summary>ISO 3166-1 alpha-2 of the country whose demonym this is ("Ukrainian"); null for anything else.</summary>
    public string? DemonymOf { get; init; }

    /// <summary>
    /// Whether it stands beside a name as its role ("Minister of Foreign Affairs X"): a way from its head to the entity, not a mention of its own.
    /// </summary>
    public bool IsBesideName { get; init; }

    public int Length => End - First;

    public string TextIn(Doc doc) => doc.Slice(First, End).Text;

    public bool Covers(int token) => First <= token && token < End;

    public bool Overlaps(int first, int end) => First < end && first < End;
}
