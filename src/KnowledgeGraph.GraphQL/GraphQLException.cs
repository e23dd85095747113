namespace KnowledgeGraph.GraphQL;

/// <summary>Carries one or more errors that are meant for the client: their messages reach the response unmasked.</summary>
public class GraphQLException : Exception
{
    public GraphQLException(string message)
        : this(new GraphQLError(message))
    {
    }

    public GraphQLException(GraphQLError error)
        : base(error.Message) => Errors = [error];

    public GraphQLException(IReadOnlyList<GraphQLError> errors)
        : base(string.Join("\n\n", errors.Select(e => e.Message))) => Errors = errors;

    /// <summary>The errors, at least one.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }
}
