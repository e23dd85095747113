namespace KnowledgeGraph.GraphQL;

/// <summary>A place in a document as a person counts it: the first line is 1, the first column is 1; columns count UTF-16 code units.</summary>
public readonly record struct SourceLocation(int Line, int Column);
