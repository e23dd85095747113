namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>The values of <see cref="GraphQLError.Code"/> that execution produces.</summary>
public static class ExecutionErrorCodes
{
    /// <summary>A variable or an argument does not fit its type.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The request names no operation of the document, or the schema has none of its kind.</summary>
    public const string OperationResolutionFailure = "OPERATION_RESOLUTION_FAILURE";

    /// <summary>The request's transport does not allow an operation of this kind.</summary>
    public const string OperationNotAllowed = "OPERATION_NOT_ALLOWED";

    /// <summary>A fault of the server; its details are in the log under the error's id.</summary>
    public const string InternalServerError = "INTERNAL_SERVER_ERROR";

    /// <summary>Execution took longer than the server allows.</summary>
    public const string Timeout = "EXECUTION_TIMEOUT";

    /// <summary>The operation costs more, is deeper, or repeats more than the server allows.</summary>
    public const string LimitExceeded = "OPERATION_LIMIT_EXCEEDED";

    /// <summary>Only documents that the server knows are executed here.</summary>
    public const string UntrustedDocument = "UNTRUSTED_DOCUMENT";

    /// <summary>No document has the given id.</summary>
    public const string UnknownDocument = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>The server does not answer introspection.</summary>
    public const string IntrospectionDisabled = "INTROSPECTION_DISABLED";

    /// <summary>A field may be used only by callers who say who they are, and this one does not.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The caller is known and may not use a field.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The caller asks too much in too short a time; <c>extensions.retryAfter</c> tells after how many seconds to ask again.</summary>
    public const string RateLimited = "RATE_LIMITED";
}
