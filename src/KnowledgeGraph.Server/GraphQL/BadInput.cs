using KnowledgeGraph.GraphQL;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>An error that is the client's: shown with its message.</summary>
internal static class BadInput
{
    public static GraphQLException Of(string message) => new(new GraphQLError(message) { Code = "BAD_USER_INPUT" });
}
