namespace KnowledgeGraph.Bolt;

/// <summary>How a connection proves who it is; made by <see cref="AuthTokens"/>.</summary>
public interface IAuthToken
{
}

/// <summary>The kinds of authentication that a server can be asked for.</summary>
public static class AuthTokens
{
    internal const string BasicScheme = "basic";

    /// <summary>For servers with authentication switched off.</summary>
    public static IAuthToken None { get; } = new AuthToken(new() { ["scheme"] = "none" });

    public static IAuthToken Basic(string username, string password, string? realm = null) =>
        new AuthToken(WithRealm(new() { ["scheme"] = BasicScheme, ["principal"] = username, ["credentials"] = password }, realm));

    /// <param name="base64EncodedTicket">A Kerberos ticket.</param>
    public static IAuthToken Kerberos(string base64EncodedTicket) =>
        new AuthToken(new() { ["scheme"] = "kerberos", ["principal"] = "", ["credentials"] = base64EncodedTicket });

    /// <param name="token">A single-sign-on token.</param>
    public static IAuthToken Bearer(string token) => new AuthToken(new() { ["scheme"] = "bearer", ["credentials"] = token });

    public static IAuthToken Custom(
        string? principal, string? credentials, string? realm, string scheme, Dictionary<string, object?>? parameters = null)
    {
        var content = new Dictionary<string, object?> { ["scheme"] = scheme };
        if (principal is not null) content["principal"] = principal;
        if (!string.IsNullOrEmpty(credentials)) content["credentials"] = credentials;
        if (parameters is { Count: > 0 }) content["parameters"] = parameters;
        return new AuthToken(WithRealm(content, realm));
    }

    private static Dictionary<string, object?> WithRealm(Dictionary<string, object?> content, string? realm)
    {
        if (!string.IsNullOrEmpty(realm)) content["realm"] = realm;
        return content;
    }
}

internal sealed class AuthToken(Dictionary<string, object?> content) : IAuthToken, IEquatable<AuthToken>
{
    public IReadOnlyDictionary<string, object?> Content => content;

    public string? Principal => content.GetValueOrDefault("principal") as string;

    /// <summary>User name and password: the principal is the user's name, as in impersonation.</summary>
    public bool IsBasic => content.GetValueOrDefault("scheme") is AuthTokens.BasicScheme;

    public static AuthToken From(IAuthToken token) => token as AuthToken
        ?? throw new ArgumentException($"{token?.GetType().Name ?? "null"} was not made by AuthTokens.", nameof(token));

    public bool Equals(AuthToken? other) => other is not null && (ReferenceEquals(this, other) || MapEquals(content, other.Content));

    public override bool Equals(object? obj) => Equals(obj as AuthToken);

    public override int GetHashCode() => HashCode.Combine(content.GetValueOrDefault("scheme"), Principal);

    /// <summary>Never the credentials: tokens end up in logs.</summary>
    public override string ToString() => $"AuthToken({content.GetValueOrDefault("scheme")})";

    private static bool MapEquals(IReadOnlyDictionary<string, object?> one, IReadOnlyDictionary<string, object?> other)
    {
        if (one.Count != other.Count) return false;
        foreach (var (key, value) in one)
        {
            if (!other.TryGetValue(key, out var same)) return false;
            var equal = value is IReadOnlyDictionary<string, object?> map && same is IReadOnlyDictionary<string, object?> otherMap
                ? MapEquals(map, otherMap)
                : Equals(value, same);
            if (!equal) return false;
        }

        return true;
    }
}

/// <summary>Gives the token for each connection, and is told when a server refuses one.</summary>
public interface IAuthTokenManager
{
    ValueTask<IAuthToken> GetTokenAsync(CancellationToken cancellationToken = default);

    /// <returns>Whether a retry may succeed, because the next token will be another.</returns>
    ValueTask<bool> HandleSecurityExceptionAsync(IAuthToken token, SecurityException exception, CancellationToken cancellationToken = default);
}

/// <summary>A token and the instant from which on it is no longer used.</summary>
public sealed record AuthTokenAndExpiration(IAuthToken Token, DateTimeOffset? Expiry = null);

/// <summary>Ready-made token managers.</summary>
public static class AuthTokenManagers
{
    public static IAuthTokenManager None => Static(AuthTokens.None);

    /// <summary>One token for ever.</summary>
    public static IAuthTokenManager Static(IAuthToken token) => new StaticTokenManager(token);

    /// <summary>For passwords that are rotated: asks <paramref name="provider"/> again when the server refuses the one before.</summary>
    public static IAuthTokenManager Basic(Func<ValueTask<IAuthToken>> provider) => new RenewingTokenManager(
        async () => new AuthTokenAndExpiration(await provider().ConfigureAwait(false)),
        TimeProvider.System,
        ["Neo.ClientError.Security.Unauthorized"]);

    /// <summary>For tokens that expire: asks <paramref name="provider"/> again at the expiry, or when the server refuses the one before.</summary>
    public static IAuthTokenManager Bearer(Func<ValueTask<AuthTokenAndExpiration>> provider, TimeProvider? time = null) => new RenewingTokenManager(
        provider,
        time ?? TimeProvider.System,
        ["Neo.ClientError.Security.TokenExpired", "Neo.ClientError.Security.Unauthorized"]);
}

internal sealed class StaticTokenManager(IAuthToken token) : IAuthTokenManager
{
    public IAuthToken Token => token;

    public ValueTask<IAuthToken> GetTokenAsync(CancellationToken cancellationToken = default) => new(token);

    public ValueTask<bool> HandleSecurityExceptionAsync(IAuthToken refused, SecurityException exception, CancellationToken cancellationToken = default) =>
        new(false);
}

/// <summary>Keeps one token until it expires or is refused; concurrent callers wait for one renewal.</summary>
internal sealed class RenewingTokenManager(
    Func<ValueTask<AuthTokenAndExpiration>> provider, TimeProvider time, string[] renewingCodes) : IAuthTokenManager
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private AuthTokenAndExpiration? _current;

    public async ValueTask<IAuthToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_current is null || _current.Expiry <= time.GetUtcNow()) _current = await provider().ConfigureAwait(false);
            return _current.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask<bool> HandleSecurityExceptionAsync(IAuthToken token, SecurityException exception, CancellationToken cancellationToken = default)
    {
        if (!renewingCodes.Contains(exception.Code)) return false;
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Another connection may have been refused the same token before, and its successor be here already.
            if (_current is not null && Equals(_current.Token, token)) _current = null;
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }
}
