namespace KnowledgeGraph.GraphQL.Language;

/// <summary>
/// The part of a document that a node was read from. <paramref name="Start"/> and <paramref name="End"/> are offsets in UTF-8 bytes
/// (end exclusive); <paramref name="Line"/> and <paramref name="Column"/> are those of the start, from 1, the column in UTF-16 code units.
/// The default value means: not read from a document.
/// </summary>
public readonly record struct Location(int Start, int End, int Line, int Column)
{
    public bool IsKnown => Line != 0;

    public SourceLocation Position => new(Line, Column);
}
