using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace KnowledgeGraph.Bolt.TestKitBackend;

internal sealed partial class Frontend
{
    private async Task NewAuthTokenManagerAsync()
    {
        var id = NextId();
        _objects[id] = new SuiteTokenManager(this, id);
        await RespondAsync("AuthTokenManager", new { id });
    }

    private async Task NewBasicAuthTokenManagerAsync()
    {
        var managerId = NextId();
        _objects[managerId] = AuthTokenManagers.Basic(async () =>
        {
            var answer = await AskAsync("BasicAuthTokenProviderRequest", id => new { id, basicAuthTokenManagerId = managerId });
            return AuthJson.Read(answer.GetProperty("auth"));
        });
        await RespondAsync("BasicAuthTokenManager", new { id = managerId });
    }

    private async Task NewBearerAuthTokenManagerAsync()
    {
        var managerId = NextId();
        _objects[managerId] = AuthTokenManagers.Bearer(
            async () =>
            {
                var answer = await AskAsync("BearerAuthTokenProviderRequest", id => new { id, bearerAuthTokenManagerId = managerId });
                var expiring = answer.GetProperty("auth").GetProperty("data");
                var expiry = Milliseconds(expiring, "expiresInMs") is { } left ? _time.GetUtcNow() + left : (DateTimeOffset?)null;
                return new AuthTokenAndExpiration(AuthJson.Read(expiring.GetProperty("auth")), expiry);
            },
            _time);
        await RespondAsync("BearerAuthTokenManager", new { id = managerId });
    }

    private async Task NewClientCertificateProviderAsync()
    {
        var id = NextId();
        _objects[id] = new SuiteCertificateProvider(this, id);
        await RespondAsync("ClientCertificateProvider", new { id });
    }

    /// <summary>The suite names files, with a password where the key has one.</summary>
    private static X509Certificate2 ClientCertificate(JsonElement certificate)
    {
        var data = Present(certificate, "data") ?? certificate;
        var (file, key) = (Text(data, "certfile")!, Text(data, "keyfile")!);
        return Text(data, "password") is { } password
            ? X509Certificate2.CreateFromEncryptedPemFile(file, password, key)
            : X509Certificate2.CreateFromPemFile(file, key);
    }

    private sealed class SuiteCertificateProvider(Frontend frontend, string providerId) : IClientCertificateProvider
    {
        private X509Certificate2? _current;

        public async ValueTask<X509Certificate> GetCertificateAsync()
        {
            var answer = await frontend.AskAsync("ClientCertificateProviderRequest", id => new { id, clientCertificateProviderId = providerId });
            if (_current is null || Flag(answer, "hasUpdate")) _current = ClientCertificate(answer.GetProperty("clientCertificate"));
            return _current;
        }
    }

    private sealed class SuiteTokenManager(Frontend frontend, string managerId) : IAuthTokenManager
    {
        public async ValueTask<IAuthToken> GetTokenAsync(CancellationToken cancellationToken = default)
        {
            var answer = await frontend.AskAsync("AuthTokenManagerGetAuthRequest", id => new { id, authTokenManagerId = managerId });
            return AuthJson.Read(answer.GetProperty("auth"));
        }

        public async ValueTask<bool> HandleSecurityExceptionAsync(IAuthToken token, SecurityException exception, CancellationToken cancellationToken = default)
        {
            var answer = await frontend.AskAsync(
                "AuthTokenManagerHandleSecurityExceptionRequest",
                id => new { id, authTokenManagerId = managerId, auth = AuthJson.Describe(token), errorCode = exception.Code });
            return Flag(answer, "handled");
        }
    }
}

/// <summary>Tokens as the suite writes them.</summary>
internal static class AuthJson
{
    internal static IAuthToken Read(JsonElement token)
    {
        var data = token.GetProperty("data");
        var credentials = Text(data, "credentials");
        return Text(data, "scheme") switch
        {
            "basic" => AuthTokens.Basic(Text(data, "principal")!, credentials!, Text(data, "realm")),
            "kerberos" => AuthTokens.Kerberos(credentials!),
            "bearer" => AuthTokens.Bearer(credentials!),
            var scheme => AuthTokens.Custom(Text(data, "principal"), credentials, Text(data, "realm"), scheme!, PlainParameters(data)),
        };
    }

    internal static object Describe(IAuthToken token) => new { name = "AuthorizationToken", data = AuthToken.From(token).Content };

    private static Dictionary<string, object?>? PlainParameters(JsonElement data) =>
        data.TryGetProperty("parameters", out var map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().ToDictionary(entry => entry.Name, entry => CypherJson.Plain(entry.Value))
            : null;

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
