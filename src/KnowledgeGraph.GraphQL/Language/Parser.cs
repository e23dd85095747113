namespace KnowledgeGraph.GraphQL.Language;

/// <summary>Reads GraphQL documents.</summary>
public static class Parser
{
    /// <exception cref="GraphQLException">The text is not a GraphQL document, or passes a limit.</exception>
    public static DocumentNode Parse(ReadOnlySpan<byte> utf8, ParserOptions? options = null) => throw new NotImplementedException();

    /// <exception cref="GraphQLException">The text is not a GraphQL document, or passes a limit.</exception>
    public static DocumentNode Parse(string text, ParserOptions? options = null) => throw new NotImplementedException();

    /// <exception cref="GraphQLException">The text is not a value.</exception>
    public static ValueNode ParseValue(string text, ParserOptions? options = null) => throw new NotImplementedException();

    /// <exception cref="GraphQLException">The text is not a type.</exception>
    public static TypeNode ParseType(string text, ParserOptions? options = null) => throw new NotImplementedException();
}
