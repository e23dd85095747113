namespace KnowledgeGraph.GraphQL.Language;

/// <summary>Writes syntax trees as GraphQL text, laid out as graphql-js 16 lays it out; reading the text gives the same tree again.</summary>
public static class Printer
{
    /// <summary>The node as text: two spaces per level, lines ended by \n, none at the end.</summary>
    public static string Print(Node node)
    {
        var writer = new SyntaxWriter();
        writer.Write(node);
        return writer.ToString();
    }
}
