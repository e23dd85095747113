using System.Collections.Concurrent;
using System.Text;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>
/// Prepared documents by their text. Two generations: when the young one is full it becomes the old one and the old one is dropped,
/// so that documents in use stay, and at most <paramref name="capacity"/> of at most <paramref name="maxBytes"/> of text together are kept
/// (a tree takes ten to twenty times its text). Very large documents are not kept at all.
/// </summary>
internal sealed class DocumentCache(int capacity, int maxBytes)
{
    private const int Share = 16;


    private readonly Lock _gate = new();
    private readonly int _half = Math.Max(capacity / 2, 1);
    private Generation _young = new();
    private Generation _old = new();

    public PreparedDocument? Find(ReadOnlySpan<byte> text)
    {
        if (_young.Find(text) is { } young)
            return young;
        if (_old.Find(text) is not { } old)
            return null;
        Add(text, old);
        return old;
    }

    public void Add(ReadOnlySpan<byte> text, PreparedDocument document)
    {
        if (text.Length > maxBytes / Share)
            return;
        lock (_gate)
        {
            if (_young.Count >= _half || _young.Bytes + text.Length > maxBytes / 2)
            {
                _old = _young;
                _young = new();
            }

            _young.Add(text.ToArray(), document);
        }
    }

    private sealed class Generation
    {
        private readonly ConcurrentDictionary<byte[], PreparedDocument> _documents = new(Utf8Comparer.Instance);
        private readonly ConcurrentDictionary<byte[], PreparedDocument>.AlternateLookup<ReadOnlySpan<byte>> _bySpan;
        private int _count;

        public Generation() => _bySpan = _documents.GetAlternateLookup<ReadOnlySpan<byte>>();

        public int Count => _count;

        public long Bytes { get; private set; }

        public PreparedDocument? Find(ReadOnlySpan<byte> text) => _bySpan.TryGetValue(text, out var document) ? document : null;

        public void Add(byte[] text, PreparedDocument document)
        {
            if (!_documents.TryAdd(text, document))
                return;
            _count++;
            Bytes += text.Length;
        }
    }

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Utf8Comparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }
    }
}
