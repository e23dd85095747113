using Microsoft.Extensions.Logging;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>
/// Turns exceptions that no one meant for the client into an error that shows nothing but an id; the log has the exception under that id.
/// </summary>
internal sealed partial class UnexpectedErrors(ILogger logger, bool includeDetails)
{
    /// <param name="where">The field's coordinate, or what else was being done.</param>
    public GraphQLError Report(Exception exception, string where, RequestContext? request)
    {
        if (exception is OperationCanceledException && request is { RequestAborted.IsCancellationRequested: true })
            return new("The operation was cancelled.") { Code = ExecutionErrorCodes.Timeout };
        var id = Guid.NewGuid().ToString("N");
        LogUnexpected(logger, exception, where, id);
        return new(includeDetails ? exception.Message : "Unexpected Execution Error")
        {
            Code = ExecutionErrorCodes.InternalServerError,
            Extensions = new Dictionary<string, object?> { ["errorId"] = id },
        };
    }

    [LoggerMessage(1, LogLevel.Error, "Unexpected error {ErrorId} in {Where}.")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, string where, string errorId);
}
