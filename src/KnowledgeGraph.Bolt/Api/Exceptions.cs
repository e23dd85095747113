namespace KnowledgeGraph.Bolt;

/// <summary>
/// What the server answered or what went wrong on the way to it. The subclass says whose fault it is: the caller's
/// (<see cref="ClientException"/>), nobody's and worth repeating (<see cref="TransientException"/>), the database's
/// (<see cref="DatabaseException"/>), the connection's (<see cref="ServiceUnavailableException"/>, <see cref="SessionExpiredException"/>).
/// </summary>
public class Neo4jException : Exception
{
    public Neo4jException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    public Neo4jException(string? code, string message, Exception? inner = null) : base(message, inner) => Code = code;

    /// <summary>The server's code, such as <c>Neo.ClientError.Statement.SyntaxError</c>; null where the driver raised the error.</summary>
    public string? Code { get; init; }

    /// <summary>GQLSTATUS of the failure (Bolt 5.7), else 50N42, the standard's "unknown".</summary>
    public string GqlStatus { get; private set; } = "50N42";

    public string GqlStatusDescription
    {
        get => field ?? $"error: general processing exception - unexpected error. {Message}";
        private set;
    }

    /// <summary>The classification as the server sends it: CLIENT_ERROR, DATABASE_ERROR, TRANSIENT_ERROR, or null.</summary>
    public string? GqlRawClassification =>
        GqlDiagnosticRecord.TryGetValue("_classification", out var value) ? value as string : null;

    public string GqlClassification =>
        GqlRawClassification is "CLIENT_ERROR" or "DATABASE_ERROR" or "TRANSIENT_ERROR" ? GqlRawClassification : "UNKNOWN";

    public IReadOnlyDictionary<string, object?> GqlDiagnosticRecord { get; private set; } = DiagnosticRecord.Default;

    /// <summary>What led to this failure, as the server reports it (Bolt 5.7).</summary>
    public Neo4jException? GqlCause { get; private set; }

    /// <summary>Whether the same work may succeed when it is tried again from the start of its transaction.</summary>
    public virtual bool IsRetriable => false;

    internal void SetStatus(string status, string description, IReadOnlyDictionary<string, object?> diagnosticRecord, Neo4jException? cause)
    {
        GqlStatus = status;
        GqlStatusDescription = description;
        GqlDiagnosticRecord = diagnosticRecord;
        GqlCause = cause;
    }
}

/// <summary>The caller asked for something wrong.</summary>
public class ClientException : Neo4jException
{
    public ClientException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    public ClientException(string? code, string message, Exception? inner = null) : base(code, message, inner)
    {
    }

    public override bool IsRetriable => !_final && Code is ("Neo.ClientError.Cluster.NotALeader" or "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase");

    /// <summary>Of an error that is retriable by its code, but not for what the caller did.</summary>
    internal ClientException NotRetriable()
    {
        _final = true;
        return this;
    }

    private bool _final;
}

/// <summary>The result was already consumed, or its session or transaction closed.</summary>
public class ResultConsumedException(string message) : ClientException(message);

/// <summary>The transaction was already committed, rolled back or closed.</summary>
public class TransactionClosedException(string message) : ClientException(message);

/// <summary>An earlier failure ended the transaction; its <see cref="Exception.InnerException"/> says which.</summary>
public class TransactionTerminatedException(string message, Exception? inner = null) : ClientException(message, inner)
{
    public override bool IsRetriable => InnerException is Neo4jException { IsRetriable: true };
}

/// <summary>A session has a transaction open already.</summary>
public class TransactionNestingException(string message) : ClientException(message);

/// <summary>The value does not fit its target type.</summary>
public class ValueOverflowException(string message) : ClientException(message);

/// <summary>The value is finer than its target type.</summary>
public class ValueTruncationException(string message) : ClientException(message);

/// <summary>The query has a wrong argument.</summary>
public class StatementArgumentException(string? code, string message) : ClientException(code, message);

/// <summary>A type does not fit where it is used.</summary>
public class TypeException(string? code, string message) : ClientException(code, message);

/// <summary>The server does not know a bookmark.</summary>
public class InvalidBookmarkException(string? code, string message) : ClientException(code, message);

/// <summary>Bookmarks of different databases were mixed.</summary>
public class InvalidBookmarkMixtureException(string? code, string message) : ClientException(code, message);

/// <summary>No routing table can be had because the request is wrong: trying other servers does not help.</summary>
public class FatalDiscoveryException(string? code, string message) : ClientException(code, message);

/// <summary>The negotiated protocol, or the server, does not have what was asked for.</summary>
public class UnsupportedFeatureException(string message) : ClientException(message);

/// <summary>A passing condition of the server.</summary>
public class TransientException(string? code, string message) : Neo4jException(code, message)
{
    public override bool IsRetriable => true;
}

/// <summary>The database failed.</summary>
public class DatabaseException(string? code, string message) : Neo4jException(code, message);

/// <summary>No server can be reached, or the connection broke.</summary>
public class ServiceUnavailableException(string message, Exception? inner = null) : Neo4jException(message, inner)
{
    /// <summary>The connection broke during a commit: trying again could do the work twice.</summary>
    internal bool OutcomeUnknown { get; init; }

    public override bool IsRetriable => !OutcomeUnknown;
}

/// <summary>The server that this session worked with can no longer serve it; another may.</summary>
public class SessionExpiredException(string message, Exception? inner = null) : Neo4jException(message, inner)
{
    public override bool IsRetriable => true;
}

/// <summary>The server was silent for longer than it promised to be.</summary>
public class ConnectionReadTimeoutException(string message, Exception? inner = null) : Neo4jException(message, inner)
{
    public override bool IsRetriable => true;
}

/// <summary>No connection could be had from the pool in time.</summary>
public class ConnectionAcquisitionTimeoutException(string message, Exception? inner = null) : ClientException(message, inner);

/// <summary>One side broke the rules of the protocol.</summary>
public class ProtocolException(string message, Exception? inner = null) : Neo4jException(message, inner);

/// <summary>Authentication, authorisation or encryption failed.</summary>
public class SecurityException : Neo4jException
{
    public SecurityException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    public SecurityException(string? code, string message, Exception? inner = null) : base(code, message, inner)
    {
    }

    /// <summary>Set once an <see cref="IAuthTokenManager"/> has taken care of the failure, so that a retry uses what it got.</summary>
    internal bool Handled { get; set; }

    public override bool IsRetriable => Handled;
}

/// <summary>User name, password or token are wrong.</summary>
public class AuthenticationException(string? code, string message) : SecurityException(code, message);

/// <summary>The server wants the connection to authenticate anew.</summary>
public class AuthorizationException(string? code, string message) : SecurityException(code, message)
{
    public override bool IsRetriable => true;
}

/// <summary>The token is too old.</summary>
public class TokenExpiredException(string? code, string message) : SecurityException(code, message);

/// <summary>The user may not do this.</summary>
public class ForbiddenException(string? code, string message) : SecurityException(code, message);

internal static class DiagnosticRecord
{
    /// <summary>What the specification fills in where the server sends nothing.</summary>
    internal static readonly IReadOnlyDictionary<string, object?> Default = new Dictionary<string, object?>
    {
        ["OPERATION"] = "",
        ["OPERATION_CODE"] = "0",
        ["CURRENT_SCHEMA"] = "/",
    };

    internal static IReadOnlyDictionary<string, object?> Complete(IReadOnlyDictionary<string, object?>? sent)
    {
        if (sent is null || sent.Count == 0) return Default;
        var record = new Dictionary<string, object?>(Default);
        foreach (var (key, value) in sent) record[key] = value;
        return record;
    }
}
