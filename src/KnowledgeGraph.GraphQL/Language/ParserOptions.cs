namespace KnowledgeGraph.GraphQL.Language;

/// <summary>
/// What the parser accepts. All limits are finite by default; a document beyond one is answered with a syntax error at the
/// place where the limit is passed, before anything of that size is kept.
/// </summary>
public sealed record ParserOptions
{
    public static ParserOptions Default { get; } = new();

    /// <summary>The largest document, in bytes of UTF-8.</summary>
    public int MaxDocumentBytes { get; init; } = 1 << 20;

    /// <summary>The most tokens of a document, comments not counted.</summary>
    public int MaxTokens { get; init; } = 15_000;

    /// <summary>How deep selection sets, list and object values and list types can stand in one another, all counted together.</summary>
    public int MaxDepth { get; init; } = 200;
}
