using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace KnowledgeGraph.Server.Access;

/// <summary>Callers with a JSON Web Token (RFC 7519): the same checks for headers and for the payload of a socket.</summary>
internal sealed partial class JwtCallers
{
    private const int LongestToken = 16 << 10;
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    private readonly JwtSettings _settings;
    private readonly ILogger _logger;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };
    private readonly TokenValidationParameters _parameters;

    /// <exception cref="ArgumentException">The settings name no way to check a signature; the message says what is missing.</exception>
    public JwtCallers(JwtSettings settings, TimeProvider time, ILogger<JwtCallers> logger)
    {
        _settings = settings;
        _logger = logger;
        var keys = Keys(settings);
        if (keys.Count == 0 && settings.Authority is null) throw new ArgumentException("tokens need an authority, a secret or public keys to check them by.");
        if (settings.Authority is null && settings.Issuer is null) throw new ArgumentException("tokens need an issuer.");
        _parameters = new()
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            IssuerSigningKeys = keys,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidAlgorithms = settings.Secret is not null
                ? [SecurityAlgorithms.HmacSha256, SecurityAlgorithms.HmacSha384, SecurityAlgorithms.HmacSha512]
                : [
                    SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
                    SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
                    SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
                ],
            LifetimeValidator = (notBefore, expires, _, _) =>
            {
                var now = time.GetUtcNow().UtcDateTime;
                return expires > now - Leeway && (notBefore is null || notBefore <= now + Leeway);
            },
        };
        if (settings.Authority is { } authority)
        {
            _parameters.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{authority.TrimEnd('/')}/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever { RequireHttps = !new Uri(authority).IsLoopback });
        }
    }

    /// <summary>The caller that a token stands for; null with a reason where it stands for none. A token without a known role stands for a caller who may do nothing.</summary>
    public async ValueTask<(Caller? Caller, string? Refusal)> FindAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _parameters);
        if (!result.IsValid)
        {
            LogRefused(_logger, result.Exception?.GetType().Name ?? "invalid");
            return (null, Reason(result.Exception));
        }
        var claims = result.ClaimsIdentity;
        var name = claims.FindFirst("preferred_username")?.Value ?? claims.FindFirst("name")?.Value ?? claims.FindFirst("sub")?.Value;
        if (string.IsNullOrWhiteSpace(name)) return (null, "The token names nobody: expected sub, name or preferred_username.");
        Role? highest = null;
        foreach (var claim in claims.FindAll(_settings.RoleClaim))
            if (RoleOf(claim.Value) is { } role && !(highest >= role)) highest = role;
        return (new(name.Length > 200 ? name[..200] : name, highest, CallerKind.Token), null);
    }

    private Role? RoleOf(string value) =>
        _settings.Roles.TryGetValue(value, out var mapped) ? mapped
        : value.ToLowerInvariant() switch { "reader" => Role.Reader, "writer" => Role.Writer, "curator" => Role.Curator, _ => null };

    private static string Reason(Exception? exception) => exception switch
    {
        SecurityTokenExpiredException or SecurityTokenInvalidLifetimeException or SecurityTokenNotYetValidException => "The token has expired or is not valid yet.",
        SecurityTokenInvalidIssuerException => "The token is of another issuer.",
        SecurityTokenInvalidAudienceException => "The token is for another audience.",
        _ => "The token is not valid.",
    };

    private static List<SecurityKey> Keys(JwtSettings settings)
    {
        if (settings.Secret is not null && (settings.PublicKeys is not null || settings.Authority is not null))
            throw new ArgumentException("a secret cannot stand beside public keys or an authority: whoever has the one could sign in place of the other.");
        if (settings.Secret is { } secret)
        {
            var bytes = Encoding.UTF8.GetBytes(secret);
            return bytes.Length >= 32 ? [new SymmetricSecurityKey(bytes)] : throw new ArgumentException("the secret of tokens is too short: expected at least 32 bytes.");
        }
        var keys = new List<SecurityKey>();
        var rest = settings.PublicKeys.AsSpan();
        while (PemEncoding.TryFind(rest, out var found))
        {
            keys.Add(PublicKey(rest[found.Location].ToString(), rest[found.Label]));
            rest = rest[found.Location.End..];
        }
        return keys;
    }

    private static SecurityKey PublicKey(string pem, ReadOnlySpan<char> label)
    {
        if (label is not ("PUBLIC KEY" or "RSA PUBLIC KEY")) throw new ArgumentException($"expected PUBLIC KEY in the PEM of tokens' keys, found {label}.");
        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return new RsaSecurityKey(rsa);
        }
        catch (CryptographicException)
        {
        }
        try
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return new ECDsaSecurityKey(curve);
        }
        catch (CryptographicException)
        {
            throw new ArgumentException("the PEM of tokens' keys is neither an RSA nor an ECDSA public key.");
        }
    }

    [LoggerMessage(1, LogLevel.Information, "A token was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);
}
