namespace KnowledgeGraph.Bolt.Protocol;

/// <summary>Makes exceptions of FAILURE messages: the code's second part says whose fault it is (Neo4j status codes).</summary>
internal static class ServerFailures
{
    internal const string AuthorizationExpired = "Neo.ClientError.Security.AuthorizationExpired";
    internal const string DatabaseUnavailable = "Neo.TransientError.General.DatabaseUnavailable";

    internal static Neo4jException Read(IReadOnlyDictionary<string, object?> metadata)
    {
        var code = Rewrite(metadata.Text("neo4j_code") ?? metadata.Text("code") ?? "Neo.DatabaseError.General.UnknownError");
        var message = metadata.Text("message") ?? "An unknown error occurred.";
        return metadata.ContainsKey("gql_status") ? WithStatus(code, message, metadata) : Create(code, message);
    }

    /// <summary>Whether asking another server for the routing table is useless after this failure.</summary>
    internal static bool IsFatalForDiscovery(Neo4jException failure) => failure.Code switch
    {
        "Neo.ClientError.Database.DatabaseNotFound" => true,
        "Neo.ClientError.Transaction.InvalidBookmark" => true,
        "Neo.ClientError.Transaction.InvalidBookmarkMixture" => true,
        "Neo.ClientError.Statement.TypeError" => true,
        "Neo.ClientError.Statement.ArgumentError" => true,
        "Neo.ClientError.Request.Invalid" => true,
        AuthorizationExpired => false,
        { } code => code.StartsWith("Neo.ClientError.Security.", StringComparison.Ordinal),
        null => false,
    };

    internal static bool IsWriteRefused(Neo4jException failure) =>
        failure.Code is "Neo.ClientError.Cluster.NotALeader" or "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase";

    /// <summary>Two codes say "transient" for what the client itself asked to end.</summary>
    private static string Rewrite(string code) => code switch
    {
        "Neo.TransientError.Transaction.Terminated" => "Neo.ClientError.Transaction.Terminated",
        "Neo.TransientError.Transaction.LockClientStopped" => "Neo.ClientError.Transaction.LockClientStopped",
        _ => code,
    };

    private static Neo4jException Create(string code, string message) => code switch
    {
        "Neo.ClientError.Security.Unauthorized" => new AuthenticationException(code, message),
        AuthorizationExpired => new AuthorizationException(code, message),
        "Neo.ClientError.Security.TokenExpired" => new TokenExpiredException(code, message),
        "Neo.ClientError.Security.Forbidden" => new ForbiddenException(code, message),
        "Neo.ClientError.Database.DatabaseNotFound" => new FatalDiscoveryException(code, message),
        "Neo.ClientError.Transaction.InvalidBookmark" => new InvalidBookmarkException(code, message),
        "Neo.ClientError.Transaction.InvalidBookmarkMixture" => new InvalidBookmarkMixtureException(code, message),
        "Neo.ClientError.Statement.TypeError" => new TypeException(code, message),
        "Neo.ClientError.Statement.ArgumentError" => new StatementArgumentException(code, message),
        _ when code.StartsWith("Neo.ClientError.Security.", StringComparison.Ordinal) => new SecurityException(code, message),
        _ when code.StartsWith("Neo.ClientError.", StringComparison.Ordinal) => new ClientException(code, message),
        _ when code.StartsWith("Neo.TransientError.", StringComparison.Ordinal) => new TransientException(code, message),
        _ => new DatabaseException(code, message),
    };

    private static Neo4jException WithStatus(string code, string message, IReadOnlyDictionary<string, object?> metadata)
    {
        var plain = Create(code, message);
        plain.SetStatus(
            metadata.Text("gql_status") ?? plain.GqlStatus,
            metadata.Text("description") ?? plain.GqlStatusDescription,
            DiagnosticRecord.Complete(metadata.Map("diagnostic_record")),
            ReadCause(metadata.Map("cause"), 0));
        return plain;
    }

    private static Neo4jException? ReadCause(IReadOnlyDictionary<string, object?>? metadata, int depth)
    {
        const int maxCauses = 32;
        if (metadata is null || depth == maxCauses) return null;
        var cause = new Neo4jException(metadata.Text("message") ?? "");
        cause.SetStatus(
            metadata.Text("gql_status") ?? cause.GqlStatus,
            metadata.Text("description") ?? "",
            DiagnosticRecord.Complete(metadata.Map("diagnostic_record")),
            ReadCause(metadata.Map("cause"), depth + 1));
        return cause;
    }
}
