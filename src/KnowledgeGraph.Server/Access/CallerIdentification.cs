using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace KnowledgeGraph.Server.Access;

/// <summary>
/// Finds out who asks: <c>Authorization: Bearer</c> with a key or a token, or <c>X-API-Key</c>, as headers or as the payload of a socket's
/// <c>connection_init</c>. Who says something that does not hold is refused, not taken for nobody.
/// </summary>
internal sealed class CallerIdentification(AccessSettings settings, IServer server, ApiKeys? keys, JwtCallers? tokens)
{
    private const string Bearer = "Bearer ";
    private const int LongestCredential = 16 << 10;
    private const string CredentialItem = "kg:credential";

    private static readonly FrozenSet<string> KeyParameters =
        FrozenSet.ToFrozenSet(["access_token", "api_key", "api-key", "apikey", "authorization", "x-api-key"], StringComparer.OrdinalIgnoreCase);

    private FrozenSet<int>? _openPorts;

    /// <summary>Who sends a request; a refusal where what they say does not hold.</summary>
    public async ValueTask<(Caller Caller, string? Refusal)> OfAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.Authorization.Count > 1 || headers["X-API-Key"].Count > 1) return (Caller.Nobody, "Expected one Authorization or X-API-Key header.");
        var authorization = headers.Authorization.ToString();
        var key = headers["X-API-Key"].ToString();
        if (authorization.Length == 0 && key.Length == 0) return (Anonymous(context), null);
        return await OfAsync(context, authorization, key);
    }

    /// <summary>As <see cref="OfAsync(HttpContext)"/>, for the payload of <c>connection_init</c>; what the handshake said holds where it says nothing.</summary>
    public async ValueTask<(Caller Caller, string? Refusal)> OfAsync(HttpContext context, JsonElement payload)
    {
        var authorization = Member(payload, "authorization") ?? (payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("headers", out var headers) ? Member(headers, "authorization") : null);
        var key = Member(payload, "x-api-key") ?? Member(payload, "apiKey") ?? (payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty("headers", out headers) ? Member(headers, "x-api-key") : null);
        return authorization is null && key is null ? (Caller.Of(context.User), null) : await OfAsync(context, authorization ?? "", key ?? "");
    }

    /// <summary>Whether the credential of a connection still holds; a key may have been revoked since, a token expired.</summary>
    public async ValueTask<string?> CheckAgainAsync(HttpContext context) =>
        context.Items.TryGetValue(CredentialItem, out var item) && item is string credential ? (await FindAsync(credential, context.RequestAborted)).Refusal : null;

    /// <summary>Whether a request carries a key in its address, where it ends in logs and histories.</summary>
    public static bool HasKeyInAddress(HttpRequest request) =>
        request.QueryString.HasValue && request.Query.Any(parameter => KeyParameters.Contains(parameter.Key) || parameter.Value.Any(value => value is not null && ApiKey.LooksLike(value)));

    private async ValueTask<(Caller Caller, string? Refusal)> OfAsync(HttpContext context, string authorization, string key)
    {
        if (authorization.Length > LongestCredential || key.Length > LongestCredential) return (Caller.Nobody, "The key or token is too long.");
        if (authorization.Length > 0 && key.Length > 0) return (Caller.Nobody, "Expected either Authorization or X-API-Key, found both.");
        if (authorization.Length > 0 && !authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return (Caller.Nobody, "Expected 'Bearer' and a key or a token in the header Authorization.");
        var credential = authorization.Length > 0 ? authorization[Bearer.Length..].Trim() : key;
        if (key.Length > 0 && !ApiKey.LooksLike(key)) return (Caller.Nobody, "The API key is not valid.");
        var (caller, refusal) = await FindAsync(credential, context.RequestAborted);
        if (caller is null) return (Caller.Nobody, refusal);
        context.Items[CredentialItem] = credential;
        return (caller, null);
    }

    private async ValueTask<(Caller? Caller, string? Refusal)> FindAsync(string credential, CancellationToken cancellation)
    {
        if (ApiKey.LooksLike(credential)) return keys is null ? (null, "The API key is not valid.") : await keys.FindAsync(credential, cancellation);
        return tokens is null ? (null, "The token is not valid: this server takes API keys only.") : await tokens.FindAsync(credential);
    }

    private Caller Anonymous(HttpContext context) => settings.Anonymous switch
    {
        AnonymousAccess.Reader => Caller.Nobody with { Role = Role.Reader },
        AnonymousAccess.Writer => Caller.Nobody with { Role = Role.Writer },
        AnonymousAccess.Curator => Caller.Nobody with { Role = Role.Curator },
        AnonymousAccess.ByAddress when IsLocal(context.Connection) => Caller.Nobody with { Role = Role.Reader },
        _ => Caller.Nobody,
    };

    // By the port, not by the peer: what listens beyond this machine may stand behind a proxy on it.
    private bool IsLocal(ConnectionInfo connection) =>
        settings.TrustedProxies.Count == 0 && connection.LocalIpAddress is { } address && IPAddress.IsLoopback(address) && OpenPorts().Contains(connection.LocalPort);

    private FrozenSet<int> OpenPorts()
    {
        if (_openPorts is { } known) return known;
        var addresses = ListenAddress.Of(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        return _openPorts = addresses.Where(address => address.IsLoopback).Select(address => address.Port)
            .Except(addresses.Where(address => !address.IsLoopback).Select(address => address.Port)).ToFrozenSet();
    }

    private static string? Member(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        foreach (var property in element.EnumerateObject())
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind == JsonValueKind.String) return property.Value.GetString();
        return null;
    }
}
