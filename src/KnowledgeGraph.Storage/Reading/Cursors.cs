using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage;

/// <summary>
/// Opaque cursors: the query's fingerprint, the item's value in the order, its id. A cursor of another query does not fit and is refused, so
/// that a client learns of its mistake in place of getting a page from nowhere.
/// </summary>
internal static class Cursors
{
    public static string Fingerprint<TFilter, TOrder>(string kind, TFilter filter, TOrder order) where TOrder : struct, Enum
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new { kind, filter, order = order.ToString() }, ContributionJson.Options);
        return Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 6));
    }

    public static string Write(string fingerprint, object key, string id) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[] { fingerprint, key, id }));

    /// <summary>The value and id in a cursor. <see cref="GraphRequestException"/> where it is broken or of another query.</summary>
    public static (object Key, string Id) Read(string cursor, string fingerprint)
    {
        JsonElement[]? parts = null;
        if (cursor.Length <= 2000)
            try { parts = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(cursor)); }
            catch (Exception broken) when (broken is FormatException or JsonException) { parts = null; }
        if (parts is not [{ ValueKind: JsonValueKind.String } mark, { ValueKind: JsonValueKind.String or JsonValueKind.Number } key, { ValueKind: JsonValueKind.String } id])
            throw new GraphRequestException("The cursor is not one of this server's: use the cursors that its pages give.");
        if (mark.GetString() != fingerprint)
            throw new GraphRequestException("The cursor belongs to a query with another filter or order: start again without it.");
        object value = key.ValueKind == JsonValueKind.String ? key.GetString()! : key.TryGetInt64(out var whole) ? whole : key.GetDouble();
        return (value, id.GetString()!);
    }
}
