namespace KnowledgeGraph.GraphQL.Language;

/// <summary>
/// A node of the syntax tree: immutable, compared by reference. Lists are never null; a child that may be absent in the grammar is nullable.
/// Source: GraphQL September 2025, appendix C "Grammar Summary"; names of nodes and properties after graphql-js.
/// </summary>
public abstract class Node(Location location)
{
    public Location Location { get; } = location;

    public abstract NodeKind Kind { get; }

    /// <summary>The node as GraphQL text.</summary>
    public override string ToString() => Printer.Print(this);
}

/// <summary>Name :: NameStart NameContinue*</summary>
public sealed class NameNode(string value, Location location = default) : Node(location)
{
    public string Value { get; } = value;

    public override NodeKind Kind => NodeKind.Name;
}
