using System.Text;

namespace KnowledgeGraph.Bolt.Wire;

/// <summary>
/// Remembers short strings that come again and again (field names, property keys, labels), so that a stream of rows does not
/// allocate them anew. Direct-mapped, of fixed size: a hostile stream of distinct keys displaces entries, it does not add any.
/// </summary>
internal sealed class KeyCache
{
    private const int Slots = 256;
    private const int LongestKey = 64;
    private readonly (byte[] Bytes, string Text)[] _slots = new (byte[], string)[Slots];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return string.Empty;
        if (utf8.Length > LongestKey) return Encoding.UTF8.GetString(utf8);

        ref var slot = ref _slots[Hash(utf8)];
        if (slot.Bytes is not null && utf8.SequenceEqual(slot.Bytes)) return slot.Text;
        var text = Encoding.UTF8.GetString(utf8);
        slot = (utf8.ToArray(), text);
        return text;
    }

    private static int Hash(ReadOnlySpan<byte> utf8)
    {
        // FNV-1a: keys are short, so that a byte loop is as fast as anything.
        var hash = 2166136261u;
        foreach (var b in utf8) hash = (hash ^ b) * 16777619u;
        return (int)((hash ^ (hash >> 16)) % Slots);
    }
}
