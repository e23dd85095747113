namespace KnowledgeGraph.Server.Access;

/// <summary>What callers may do who do not say who they are.</summary>
public enum AnonymousAccess
{
    /// <summary>Read over addresses that only this machine reaches, nothing over others.</summary>
    ByAddress,
    None,
    Reader,
    Writer,
    Curator,
}

/// <summary>Who may do what, and how much of it.</summary>
public sealed record AccessSettings
{
    public AnonymousAccess Anonymous { get; init; }

    /// <summary>The file of API keys; null: there are none.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Where mutations are written down, one JSON object a line; null: nowhere.</summary>
    public string? AuditFile { get; init; }

    /// <summary>Which tokens are taken; null: none.</summary>
    public JwtSettings? Jwt { get; init; }

    /// <summary>Operations a second of one caller, or of one address for those without a name; 0: no limit; null: 100, and no limit for this machine's own.</summary>
    public int? RateLimit { get; init; }

    /// <summary>Operations that one caller may send at once after a pause; null: ten times the rate.</summary>
    public int? RateBurst { get; init; }

    /// <summary>Names by which the server may be addressed besides localhost, IP addresses and the names in its own addresses.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Addresses of reverse proxies whose X-Forwarded-For, -Proto and -Host are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];
}

/// <summary>Which tokens are taken. Their signature, issuer, audience and times are always checked.</summary>
public sealed record JwtSettings
{
    /// <summary>Address of the issuer's discovery document without <c>/.well-known/...</c>; null: the keys are given here.</summary>
    public string? Authority { get; init; }

    /// <summary>Expected in <c>iss</c>; null: the one that the authority names.</summary>
    public string? Issuer { get; init; }

    /// <summary>Expected in <c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>A shared secret of at least 32 bytes for HS256, HS384, HS512.</summary>
    public string? Secret { get; init; }

    /// <summary>Public keys in PEM (RSA or ECDSA) for RS, PS and ES.</summary>
    public string? PublicKeys { get; init; }

    /// <summary>The claim that holds the role or roles.</summary>
    public string RoleClaim { get; init; } = "role";

    /// <summary>Which role a value of the claim stands for; the roles' own names always stand for themselves.</summary>
    public IReadOnlyDictionary<string, Role> Roles { get; init; } = new Dictionary<string, Role>();
}
