using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace KnowledgeGraph.Server.Access;

/// <summary>
/// What is kept of an API key. The key itself is <c>kg_ID_SECRET</c>: 8 hex digits by which its record is found, and 256 random bits
/// in base64url. Only the SHA-256 of the whole is kept; a random key needs no slower hash, for it cannot be guessed.
/// </summary>
/// <param name="Name">Whom it was given to; what the audit and judgements show.</param>
/// <param name="Hash">SHA-256 of the key's ASCII, 64 hex digits.</param>
public sealed record ApiKey(string Id, string Name, Role Role, string Hash, DateTimeOffset Created)
{
    private const string Start = "kg_";
    private const int IdLength = 8;
    private const int Length = 3 + IdLength + 1 + 43;

    /// <summary>From when on it does not count any more; null: it does not expire.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>To the minute; null: never.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    public DateTimeOffset? Revoked { get; init; }

    /// <summary>Makes a key. Its text is shown to its owner once and kept nowhere.</summary>
    public static (string Text, ApiKey Key) Create(string name, Role role, DateTimeOffset? expires, TimeProvider time)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2));
        var text = $"{Start}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        return (text, new(id, name, role, Convert.ToHexStringLower(HashOf(text)), time.GetUtcNow()) { Expires = expires });
    }

    /// <summary>Whether a text could be a key at all.</summary>
    public static bool LooksLike(string text) => text.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>The id of a text that has the form of a key; else null.</summary>
    public static string? IdOf(string text) =>
        text.Length == Length && LooksLike(text) && text[Start.Length + IdLength] == '_' && Ascii.IsValid(text) ? text.Substring(Start.Length, IdLength) : null;

    /// <summary>Whether the text is this key; takes the same time wherever they differ.</summary>
    public bool Matches(string text) => CryptographicOperations.FixedTimeEquals(HashOf(text), Convert.FromHexString(Hash));

    public bool IsExpired(DateTimeOffset now) => Expires <= now;

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));
}
