namespace KnowledgeGraph.GraphQL;

/// <summary>The values of <see cref="GraphQLError.Code"/> that the language and validation produce.</summary>
public static class ErrorCodes
{
    /// <summary>The document is not GraphQL.</summary>
    public const string SyntaxError = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document is GraphQL, but not for this schema.</summary>
    public const string ValidationError = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>The document is larger, deeper or has more tokens than the server reads.</summary>
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";
}
