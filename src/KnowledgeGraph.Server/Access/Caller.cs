using System.Security.Claims;

namespace KnowledgeGraph.Server.Access;

/// <summary>How a caller said who they are.</summary>
public enum CallerKind
{
    Anonymous,
    ApiKey,
    Token,

    /// <summary>The person at this machine's command line.</summary>
    Local,
}

/// <summary>
/// Who asks. Resolvers take a <see cref="ClaimsPrincipal"/> as a parameter and read it with <see cref="Of"/>; <see cref="Name"/> is what
/// a judgement records.
/// </summary>
/// <param name="Name">The key's name, the token's subject, or <c>anonymous</c>.</param>
/// <param name="Role">Null: may not even read.</param>
public sealed record Caller(string Name, Role? Role, CallerKind Kind)
{
    private const string RoleClaim = "kg:role";
    private const string KindClaim = "kg:kind";

    /// <summary>Nobody, who may do nothing.</summary>
    public static Caller Nobody { get; } = new("anonymous", null, CallerKind.Anonymous);

    /// <summary>The person at the command line, who may do everything with their own file.</summary>
    public static Caller Local { get; } = new(Environment.UserName is { Length: > 0 } name ? name : "local", Access.Role.Curator, CallerKind.Local);

    public bool IsKnown => Kind != CallerKind.Anonymous;

    public bool May(Role needed) => Role >= needed;

    /// <summary>Reads what <see cref="ToPrincipal"/> wrote; anything else is <see cref="Nobody"/>.</summary>
    public static Caller Of(ClaimsPrincipal? principal) =>
        principal?.FindFirst(KindClaim) is { } kind && Enum.TryParse<CallerKind>(kind.Value, out var parsed)
            ? new(principal.Identity!.Name!, Enum.TryParse<Role>(principal.FindFirst(RoleClaim)?.Value, out var role) ? role : null, parsed)
            : Nobody;

    public ClaimsPrincipal ToPrincipal()
    {
        var claims = new List<Claim> { new(ClaimTypes.Name, Name), new(KindClaim, Kind.ToString()) };
        if (Role is { } role) claims.Add(new(RoleClaim, role.ToString()));
        return new(new ClaimsIdentity(claims, IsKnown ? "kg" : null));
    }
}
