using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Quotes;

/// <summary>Who speaks: the words and, where they refer to one, the entity.</summary>
/// <param name="First">First token of the words; -1 where there are none.</param>
internal readonly record struct Source(int First, int End, LocalEntity? Entity)
{
    public static Source None { get; } = new(-1, -1, null);

    public bool HasWords => First >= 0;
}

/// <summary>A quote while it is being put together, in tokens.</summary>
internal sealed record QuoteDraft(QuoteKind Kind, int First, int End, Source Speaker, int CueFirst, int CueEnd, string? CueLemma, double Confidence)
{
    /// <summary>The verb that reports; -1 where none does.</summary>
    public int Verb { get; init; } = -1;

    public LocalEntity? Addressee { get; init; }

    public LocalEntity? Via { get; init; }

    public bool Contains(int token) => token >= First && token < End;

    public int Length => End - First;
}
