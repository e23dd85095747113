using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>One whom relations connect an entity with.</summary>
/// <param name="Other">Its row number.</param>
/// <param name="Incoming">Relations from it to the entity.</param>
/// <param name="Outgoing">Relations from the entity to it, of each predicate: the most first.</param>
internal sealed record Neighbour(long Other, long Incoming, IReadOnlyList<int> Outgoing);

/// <summary>
/// Neighbours of one entity as bytes, by rising row number: some four for each. All numbers are written seven bits a byte, the lowest first. For each: the row number less
/// that of the one before; relations that come in; how many predicates go out; relations of each.
/// </summary>
internal static class NeighbourList
{
    // A list that is longer is cut where it is written: what changes one neighbour writes this much.
    private const int MostBytes = 1000;

    /// <summary>Reads one neighbour after another. Hundreds of thousands are read for one neighbourhood: what goes out is only skipped until it is asked for.</summary>
    public ref struct Reader(ReadOnlySpan<byte> list)
    {
        private readonly ReadOnlySpan<byte> _list = list;
        private int _at, _outgoing;

        public long Other { get; private set; }

        public long Incoming { get; private set; }

        /// <summary>How many predicates go out.</summary>
        public int Predicates { get; private set; }

        /// <summary>Relations of each predicate that goes out, the most first.</summary>
        public readonly Numbers Outgoing => new(_list[_outgoing..], Predicates);

        /// <summary>Relations both ways.</summary>
        public readonly long Relations
        {
            get
            {
                var relations = Incoming;
                foreach (var ofPredicate in Outgoing) relations += ofPredicate;
                return relations;
            }
        }

        public bool Next()
        {
            var list = _list;
            var at = _at;
            // Nearly all have numbers of one byte, and few of them: told by one look at eight bytes.
            if (list.Length - at >= sizeof(ulong))
            {
                var bytes = BinaryPrimitives.ReadUInt64LittleEndian(list[at..]);
                var few = (int)(bytes >> 16) & 0xFF;
                if (few <= 5 && (bytes & (0x8080808080808080 >> ((5 - few) * 8))) == 0)
                {
                    Other += (byte)bytes;
                    Incoming = (byte)(bytes >> 8);
                    Predicates = few;
                    _outgoing = at + 3;
                    _at = at + 3 + few;
                    return true;
                }
            }
            if (at == list.Length) return false;
            Other += Number(list, ref at);
            Incoming = Number(list, ref at);
            Predicates = (int)Number(list, ref at);
            _outgoing = at;
            for (var i = 0; i < Predicates; i++) Number(list, ref at);
            _at = at;
            return true;
        }
    }

    /// <summary>Some numbers, one after another.</summary>
    public ref struct Numbers(ReadOnlySpan<byte> list, int count)
    {
        private readonly ReadOnlySpan<byte> _list = list;
        private int _at, _left = count;

        public int Current { get; private set; }

        public readonly Numbers GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_left-- == 0) return false;
            Current = (int)Number(_list, ref _at);
            return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Number(ReadOnlySpan<byte> list, ref int at)
    {
        var number = list[at++];
        return number < 0x80 ? number : Longer(list, ref at, number & 0x7F);
    }

    private static long Longer(ReadOnlySpan<byte> list, ref int at, long number)
    {
        for (var shift = 7; ; shift += 7)
        {
            long more = list[at++];
            number |= (more & 0x7F) << shift;
            if (more < 0x80) return number;
        }
    }

    public static List<Neighbour> Read(ReadOnlySpan<byte> list)
    {
        var neighbours = new List<Neighbour>();
        var reader = new Reader(list);
        while (reader.Next())
        {
            var outgoing = new List<int>(reader.Predicates);
            foreach (var relations in reader.Outgoing) outgoing.Add(relations);
            neighbours.Add(new(reader.Other, reader.Incoming, outgoing));
        }
        return neighbours;
    }

    /// <summary>Neighbours by rising row number as one list, or as several of much the same length; each with the row number of its first.</summary>
    public static IEnumerable<(long First, byte[] List)> Write(IReadOnlyList<Neighbour> neighbours)
    {
        var bytes = Bytes(neighbours);
        if (bytes.Length <= MostBytes) return neighbours.Count == 0 ? [] : [(neighbours[0].Other, bytes)];
        var lists = (bytes.Length + MostBytes - 1) / MostBytes;
        return neighbours.Chunk((neighbours.Count + lists - 1) / lists).Select(chunk => (chunk[0].Other, Bytes(chunk)));
    }

    /// <summary>All neighbours of an entity as one list; from an array of <c>[row number, incoming, [outgoing, ...]]</c> in any order.</summary>
    public static byte[] FromJson(string neighbours) => Bytes(JsonSerializer.Deserialize<JsonElement[]>(neighbours)!
        .Select(neighbour => new Neighbour(neighbour[0].GetInt64(), neighbour[1].GetInt64(), [.. neighbour[2].EnumerateArray().Select(relations => relations.GetInt32()).OrderDescending()]))
        .OrderBy(neighbour => neighbour.Other));

    /// <summary>A list as <see cref="FromJson"/> reads it.</summary>
    public static string ToJson(byte[] list) => JsonSerializer.Serialize(Read(list).Select(neighbour => new object[] { neighbour.Other, neighbour.Incoming, neighbour.Outgoing }));

    private static byte[] Bytes(IEnumerable<Neighbour> neighbours)
    {
        using var list = new MemoryStream();
        var last = 0L;
        foreach (var neighbour in neighbours)
        {
            Write(list, neighbour.Other - last);
            Write(list, neighbour.Incoming);
            Write(list, neighbour.Outgoing.Count);
            foreach (var relations in neighbour.Outgoing) Write(list, relations);
            last = neighbour.Other;
        }
        return list.ToArray();
    }

    private static void Write(MemoryStream list, long number)
    {
        for (; number >= 0x80; number >>= 7) list.WriteByte((byte)(number | 0x80));
        list.WriteByte((byte)number);
    }
}
