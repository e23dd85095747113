using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.GraphQL.AspNetCore.Http;

/// <summary>The status code of an answer. Source: GraphQL over HTTP, "Status Codes".</summary>
internal static class ResponseStatus
{
    public static int Of(ResponseFormat format, OperationResult result)
    {
        if (result.HasData)
            return 200;
        var code = result.Errors.Count > 0 ? result.Errors[0].Code : null;
        return code switch
        {
            ExecutionErrorCodes.OperationNotAllowed => 405,
            // Whoever may not ask is told so in every format: nothing of the request was looked at.
            ExecutionErrorCodes.Unauthenticated => 401,
            ExecutionErrorCodes.Forbidden => 403,
            ExecutionErrorCodes.RateLimited => 429,
            _ when format != ResponseFormat.GraphQLResponse => 200,
            ExecutionErrorCodes.InternalServerError => 500,
            ExecutionErrorCodes.Timeout => 504,
            _ => 400,
        };
    }
}
