using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using KnowledgeGraph.Server.Access;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KnowledgeGraph.Server.Tests.Access;

/// <summary>Which tokens are taken.</summary>
public class JwtTests
{
    private const string Secret = "a shared secret of thirty-two bytes or more";

    [Theory]
    [InlineData("curator", null)]
    [InlineData("writer", null)]
    [InlineData("news-desk", null)] // named a writer by the settings
    [InlineData("reader", "FORBIDDEN")]
    [InlineData("visitor", "FORBIDDEN")] // no role here
    public async Task A_token_may_do_what_its_role_says(string role, string? code)
    {
        await using var kg = await StartAsync();
        Assert.Equal(code, (await kg.AskAsync(RunningKg.Change, Token(kg, role: role))).Code);
    }

    [Fact]
    public async Task A_token_with_several_roles_has_the_highest()
    {
        await using var kg = await StartAsync();
        Assert.Null((await kg.AskAsync(RunningKg.Change, Token(kg, roles: ["reader", "writer"]))).Code);
    }

    [Fact]
    public async Task A_token_without_a_role_may_not_read()
    {
        await using var kg = await StartAsync();
        Assert.Equal((HttpStatusCode.Forbidden, "FORBIDDEN"), await kg.AskAsync(RunningKg.Question, Token(kg, roles: [])));
    }

    [Theory]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("expired")]
    [InlineData("not yet")]
    [InlineData("no expiry")]
    [InlineData("secret")]
    [InlineData("none")]
    [InlineData("cut")]
    [InlineData("changed")]
    [InlineData("nobody")]
    [InlineData("public key as secret")]
    public async Task A_token_is_refused(string wrong)
    {
        await using var kg = await StartAsync();
        var good = Token(kg);
        var token = wrong switch
        {
            "issuer" => Token(kg, issuer: "https://other.example"),
            "audience" => Token(kg, audience: "another"),
            "expired" => Token(kg, from: -120, to: -60),
            "not yet" => Token(kg, from: 60, to: 120),
            "no expiry" => Token(kg, to: null),
            "secret" => Token(kg, secret: "another secret of thirty-two bytes or so"),
            "none" => $"{Part("""{"alg":"none","typ":"JWT"}""")}.{good.Split('.')[1]}.",
            "cut" => good[..^10],
            "changed" => $"{good.Split('.')[0]}.{Part("""{"iss":"https://id.example","aud":"kg","sub":"Eve","role":"curator","exp":4102444800}""")}.{good.Split('.')[2]}",
            "nobody" => Token(kg, name: null),
            _ => Asymmetric(kg, RSA.Create(2048)),
        };
        Assert.Equal((HttpStatusCode.Unauthorized, "UNAUTHENTICATED"), await kg.AskAsync(RunningKg.Question, token));
    }

    [Fact]
    public async Task Tokens_of_a_public_key_are_taken_and_those_signed_with_its_text_as_a_secret_are_not()
    {
        using var rsa = RSA.Create(2048);
        var pem = rsa.ExportSubjectPublicKeyInfoPem();
        await using var kg = await StartAsync(settings => settings with { Secret = null, PublicKeys = pem });
        Assert.Null((await kg.AskAsync(RunningKg.Change, Asymmetric(kg, rsa))).Code);
        Assert.Equal("UNAUTHENTICATED", (await kg.AskAsync(RunningKg.Question, Token(kg, secret: pem))).Code);
    }

    [Fact]
    public async Task A_socket_can_open_with_a_token()
    {
        await using var kg = await StartAsync();
        using var socket = await kg.OpenSocketAsync($$"""{"authorization":"Bearer {{Token(kg)}}"}""");
        Assert.Contains("connection_ack", await socket.ReceiveAsync());
    }

    [Theory]
    [InlineData("short", null, "too short")]
    [InlineData(Secret, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "cannot stand beside")]
    [InlineData(null, null, "an authority, a secret or public keys")]
    [InlineData(null, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "neither an RSA nor an ECDSA")]
    [InlineData(null, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "expected PUBLIC KEY")]
    public async Task Settings_that_cannot_be_safe_stop_the_start(string? secret, string? keys, string told)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(settings => settings with { Secret = secret, PublicKeys = keys }));
        Assert.Contains(told, refused.Message);
    }

    private static Task<RunningKg> StartAsync(Func<JwtSettings, JwtSettings>? change = null)
    {
        var settings = new JwtSettings { Issuer = "https://id.example", Audience = "kg", Secret = Secret, Roles = new Dictionary<string, Role> { ["news-desk"] = Role.Writer } };
        return RunningKg.StartAsync(new() { Jwt = change?.Invoke(settings) ?? settings });
    }

    private static string Token(
        RunningKg kg, string? role = null, string[]? roles = null, string? name = "Ada", string issuer = "https://id.example", string audience = "kg",
        string secret = Secret, double from = -1, double? to = 60) =>
        Write(kg, roles ?? [role ?? "writer"], name, issuer, audience, from, to, new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)), SecurityAlgorithms.HmacSha256));

    private static string Asymmetric(RunningKg kg, RSA rsa) =>
        Write(kg, ["curator"], "Ada", "https://id.example", "kg", -1, 60, new(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256));

    private static string Write(RunningKg kg, string[] roles, string? name, string issuer, string audience, double from, double? to, SigningCredentials signature)
    {
        var now = kg.Time.GetUtcNow().UtcDateTime;
        var claims = roles.Select(one => new Claim("role", one)).ToList();
        if (name is not null) claims.Add(new("sub", name));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = now.AddMinutes(from),
            Expires = to is { } minutes ? now.AddMinutes(minutes) : null,
            Subject = new(claims),
            SigningCredentials = signature,
        });
    }

    private static string Part(string json) => Base64UrlEncoder.Encode(json);
}
