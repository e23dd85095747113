namespace KnowledgeGraph.GraphQL.Language;

/// <summary>Writes a syntax tree as text.</summary>
public static class Printer
{
    public static string Print(Node node) => node.Kind.ToString();
}
