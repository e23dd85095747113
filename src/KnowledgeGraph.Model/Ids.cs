using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KnowledgeGraph.Model;

/// <summary>Ids made from content, so that two machines with the same articles give the same ids.</summary>
public static class Ids
{
    private const string Alphabet = "0123456789bcdfghjkmnpqrstvwxyz";

    /// <summary>
    /// Id of an article: from the address where it has one that names it for the world (http, https, or an id given by the
    /// sender), else from its text. 20 characters.
    /// </summary>
    public static string ForArticle(string text, string? stableAddress = null) =>
        stableAddress is null ? Make("a", text) : Make("a", "address", stableAddress);

    /// <summary>The text's fingerprint: tells whether an article came again unchanged.</summary>
    public static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A place in the corpus that a judgement can hold on to: an article and the words of a mention.</summary>
    public static string Anchor(string articleId, string surface, int occurrence) => $"{articleId}#{occurrence}:{surface}";

    /// <summary>Id of a mention: the article's, where it stands, and the local entity.</summary>
    public static string ForMention(string articleId, TextSpan span, string entity) =>
        string.Create(CultureInfo.InvariantCulture, $"{articleId}-m{span.Start:D7}-{span.End:D7}-{entity}");

    /// <summary>A prefix letter and 16 bytes of SHA-256 over the parts, 30 digits and consonants: the same parts, the same id.</summary>
    public static string Make(string prefix, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
        var digest = hash.GetHashAndReset();
        var id = new StringBuilder(prefix, prefix.Length + 19);
        ulong bits = BitConverter.ToUInt64(digest, 0), more = BitConverter.ToUInt64(digest, 8);
        for (var i = 0; i < 12; i++) { id.Append(Alphabet[(int)(bits % 30)]); bits /= 30; }
        for (var i = 0; i < 7; i++) { id.Append(Alphabet[(int)(more % 30)]); more /= 30; }
        return id.ToString();
    }
}
