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
        if (code == ExecutionErrorCodes.OperationNotAllowed)
            return 405;
        if (code == ExecutionErrorCodes.RateLimited)
            return 429;
        if (format != ResponseFormat.GraphQLResponse)
            return 200;
        return code switch
        {
            ExecutionErrorCodes.InternalServerError => 500,
            ExecutionErrorCodes.Timeout => 504,
            ExecutionErrorCodes.Unauthenticated => 401,
            ExecutionErrorCodes.Forbidden => 403,
            _ => 400,
        };
    }
}
