namespace KnowledgeGraph.GraphQL.Language;

/// <summary>Reads GraphQL text. Source: GraphQL September 2025, section 2 "Language" and 3 "Type System".</summary>
public static class Parser
{
    /// <summary>Reads a whole document.</summary>
    /// <exception cref="GraphQLException">The text is not a GraphQL document, or passes a limit; worded as graphql-js 16 words it.</exception>
    public static DocumentNode Parse(ReadOnlySpan<byte> utf8, ParserOptions? options = null) =>
        new DocumentParser(utf8, options ?? ParserOptions.Default).ParseDocument();

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, ParserOptions?)"/>
    public static DocumentNode Parse(string text, ParserOptions? options = null) => Parse(Encode(text, options), options);

    /// <summary>Reads one value, in which variables may stand.</summary>
    /// <exception cref="GraphQLException">The text is not a value.</exception>
    public static ValueNode ParseValue(string text, ParserOptions? options = null)
    {
        var parser = new DocumentParser(Encode(text, options), options ?? ParserOptions.Default);
        parser.Start();
        var value = parser.ParseValue(isConst: false);
        parser.End();
        return value;
    }

    /// <summary>Reads one type, such as <c>[ID!]!</c>.</summary>
    /// <exception cref="GraphQLException">The text is not a type.</exception>
    public static TypeNode ParseType(string text, ParserOptions? options = null)
    {
        var parser = new DocumentParser(Encode(text, options), options ?? ParserOptions.Default);
        parser.Start();
        var type = parser.ParseType();
        parser.End();
        return type;
    }

    static byte[] Encode(string text, ParserOptions? options)
    {
        var limit = (options ?? ParserOptions.Default).MaxDocumentBytes;
        if (text.Length > limit)
            throw DocumentParser.TooLarge(limit);
        return Utf8Text.Encode(text);
    }
}
