using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Live;

/// <summary>Where a subscription stands in the change log.</summary>
/// <param name="Position">The change that was reached.</param>
/// <param name="Item">The last of the change's items that was sent; null where the change is done with.</param>
internal readonly record struct ChangeCursor(long Position, string? Item)
{
    private const string Any = "*";
    private const int LongestCursor = 600;

    /// <summary>As clients get it: opaque, and of use only for the subscription whose mark it bears.</summary>
    public string Write(string mark) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new object?[] { "change", mark, Position, Item }));

    /// <summary>A cursor that any subscription takes.</summary>
    public static string ForAny(long position) => new ChangeCursor(position, null).Write(Any);

    /// <summary>Stands for a subscription and what it was asked for.</summary>
    public static string Mark(string subscription, params ReadOnlySpan<object?> arguments) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{subscription} {JsonSerializer.Serialize(arguments.ToArray())}")).AsSpan(0, 6));

    /// <summary>Reads what a client gave back; what cannot be resumed from is told.</summary>
    public static ChangeCursor Read(string text, string mark, ChangeLogRange log)
    {
        JsonElement[]? parts = null;
        if (text.Length <= LongestCursor)
            try { parts = JsonSerializer.Deserialize<JsonElement[]>(Base64Url.DecodeFromChars(text)); }
            catch (Exception broken) when (broken is FormatException or JsonException) { parts = null; }
        if (parts is not [{ ValueKind: JsonValueKind.String } kind, { ValueKind: JsonValueKind.String } of, { ValueKind: JsonValueKind.Number } at, { ValueKind: JsonValueKind.String or JsonValueKind.Null } item]
            || kind.GetString() != "change" || !at.TryGetInt64(out var position) || position < 0)
            throw BadInput.Of("The cursor is not one of a subscription's: use the cursor of an event, or changeCursor.");
        if (of.GetString() != Any && of.GetString() != mark)
            throw BadInput.Of("The cursor belongs to another subscription, or to this one with other arguments: start without it, or with changeCursor.");
        if (position > log.Newest)
            throw BadInput.Of("The cursor lies ahead of this graph's changes: it is another graph's. Start without it, or with changeCursor.");
        if (position < log.Oldest)
            throw BadInput.Of("The cursor is too old: the changes after it are no longer kept. Read the graph anew and start with changeCursor.");
        return new(position, item.GetString());
    }
}
