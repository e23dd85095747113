namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>Why a request was not given to the engine: the answer is one GraphQL error with this status.</summary>
/// <param name="Status">The status code of HTTP.</param>
/// <param name="Code">The error's code in its extensions.</param>
/// <param name="Message">What was expected and what came, for the client.</param>
internal sealed record Rejection(int Status, string Code, string Message)
{
    public static Rejection BadRequest(string message) => new(400, "BAD_REQUEST", message);
}
