namespace KnowledgeGraph.Bolt.TestKitBackend;

/// <summary>Failures under the names that the suite knows from the .NET driver.</summary>
internal static class ErrorJson
{
    /// <summary>Null: not a failure of the driver but of this backend.</summary>
    internal static string? TypeOf(Exception e) => e switch
    {
        TransactionNestingException => "TransactionNestingException",
        TransactionTerminatedException => "TransactionTerminatedError",
        ResultConsumedException => "ResultConsumedError",
        ValueTruncationException => "ValueTruncationError",
        ValueOverflowException => "ValueOverflowError",
        FatalDiscoveryException => "FatalDiscoveryError",
        InvalidBookmarkException => "InvalidBookmarkError",
        InvalidBookmarkMixtureException => "InvalidBookmarkMixtureError",
        StatementArgumentException => "ArgumentError",
        TypeException => "TypeError",
        UnsupportedFeatureException => "UnsupportedFeatureException",
        ClientException => "ClientError",
        TransientException => "DriverError",
        DatabaseException => "DatabaseError",
        ServiceUnavailableException => "ServiceUnavailableError",
        SessionExpiredException => "SessionExpiredError",
        ConnectionReadTimeoutException => "ConnectionReadTimeoutError",
        ProtocolException => "ProtocolError",
        AuthenticationException => "AuthenticationError",
        AuthorizationException => "AuthorizationExpired",
        TokenExpiredException => "ClientError",
        ForbiddenException => "ForbiddenError",
        SecurityException { Code: not null } => "OtherSecurityException",
        SecurityException => "SecurityError",
        Neo4jException => "Neo4jError",
        NotSupportedException => "NotSupportedException",
        ArgumentException => "ArgumentError",
        InvalidOperationException => "InvalidOperationException",
        TimeZoneNotFoundException => "TimeZoneNotFoundException",
        _ => null,
    };

    internal static object Describe(Exception e, string type, string id)
    {
        var failure = e as Neo4jException;
        return new
        {
            id,
            errorType = type,
            msg = e.Message,
            code = failure?.Code ?? "",
            retryable = failure?.IsRetriable ?? false,
            gqlStatus = failure?.GqlStatus,
            statusDescription = failure?.GqlStatusDescription,
            classification = failure?.GqlClassification,
            rawClassification = failure?.GqlRawClassification,
            diagnosticRecord = failure is null ? null : Record(failure),
            cause = failure?.GqlCause is { } cause ? Cause(cause) : null,
        };
    }

    private static object Cause(Neo4jException cause) => new
    {
        name = "GqlError",
        data = new
        {
            msg = cause.Message,
            gqlStatus = cause.GqlStatus,
            statusDescription = cause.GqlStatusDescription,
            classification = cause.GqlClassification,
            rawClassification = cause.GqlRawClassification,
            diagnosticRecord = Record(cause),
            cause = cause.GqlCause is { } next ? Cause(next) : null,
        },
    };

    private static Dictionary<string, object> Record(Neo4jException failure) =>
        failure.GqlDiagnosticRecord.ToDictionary(pair => pair.Key, pair => CypherJson.FromNative(pair.Value));
}
