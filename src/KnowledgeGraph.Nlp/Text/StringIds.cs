using System.Collections.Frozen;
using System.Text;

namespace KnowledgeGraph.Nlp;

/// <summary>
/// The number of a string: 0 when empty, a fixed number when it is the name of a symbol ("mark", "agent", "det", ...),
/// else MurmurHash64A (Austin Appleby), seed 1, of its UTF-8 bytes.
/// </summary>
internal sealed class StringIds(IReadOnlyDictionary<string, ulong> symbols)
{
    private readonly FrozenDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> _symbols =
        symbols.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public ulong Of(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return 0;
        if (_symbols.TryGetValue(text, out var number)) return number;
        const int onStack = 256;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = most <= onStack ? stackalloc byte[onStack] : new byte[most];
        return Murmur64A(buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
    }

    internal static ulong Murmur64A(ReadOnlySpan<byte> data)
    {
        const ulong seed = 1, m = 0xc6a4a7935bd1e995;
        const int r = 47;
        var h = seed ^ unchecked((ulong)data.Length * m);
        while (data.Length >= sizeof(ulong))
        {
            var k = BitConverter.ToUInt64(data) * m;
            k = (k ^ (k >> r)) * m;
            h = (h ^ k) * m;
            data = data[sizeof(ulong)..];
        }
        if (!data.IsEmpty)
        {
            ulong tail = 0;
            for (var i = 0; i < data.Length; i++) tail |= (ulong)data[i] << (8 * i);
            h = (h ^ tail) * m;
        }
        h = (h ^ (h >> r)) * m;
        return h ^ (h >> r);
    }
}
