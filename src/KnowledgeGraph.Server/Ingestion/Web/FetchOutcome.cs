namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>Why something could not be had from the web.</summary>
public enum FetchFailureKind
{
    /// <summary>The address is none that is read: not http or https, with a user name, too long.</summary>
    InvalidAddress,

    /// <summary>The address leads into a private network.</summary>
    AddressRefused,

    /// <summary>The site's robots.txt does not allow it, or cannot be read.</summary>
    RobotsDisallow,

    /// <summary>There is no such host, it does not answer, or the connection broke.</summary>
    Unreachable,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>The site answered with an error.</summary>
    ErrorStatus,

    /// <summary>The site asks to come again later.</summary>
    RetryLater,

    /// <summary>It redirects too often, in a circle, or to nowhere.</summary>
    Redirects,

    /// <summary>It is larger than what is read.</summary>
    TooLarge,

    /// <summary>It is of another kind than expected.</summary>
    WrongType,
}

/// <summary>What came of a request: an answer, word that nothing is new, or a failure. Expected failures are values.</summary>
public abstract record FetchOutcome;

/// <summary>An answer.</summary>
/// <param name="Address">Where it came from, after redirects.</param>
/// <param name="MediaType">In lower case without parameters; null where the site gives none.</param>
/// <param name="Charset">As the header gives it.</param>
/// <param name="IsCutOff">There was more than what was asked for at most.</param>
public sealed record Fetched(Uri Address, string? MediaType, string? Charset, byte[] Body, bool IsCutOff, string? ETag, DateTimeOffset? LastModified) : FetchOutcome;

/// <summary>Nothing is new since the validators that were sent.</summary>
public sealed record NotModified : FetchOutcome;

/// <summary>A failure, as anybody may see it.</summary>
/// <param name="Status">The HTTP status, where the site answered with an error.</param>
/// <param name="RetryAfter">When the site asks to come again.</param>
public sealed record FetchFailed(FetchFailureKind Kind, string Message, int? Status = null, TimeSpan? RetryAfter = null) : FetchOutcome;
