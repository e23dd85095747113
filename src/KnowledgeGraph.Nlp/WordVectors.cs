namespace KnowledgeGraph.Nlp;

/// <summary>
/// Static word vectors: distinct rows of half-precision numbers, and for each known string's id (see <see cref="StringIds"/>)
/// the row it shares.
/// </summary>
public sealed class WordVectors
{
    private readonly StringIds _ids;
    private readonly ulong[] _keys;     // ascending
    private readonly ushort[] _rows;    // _rows[i] belongs to _keys[i]
    private readonly Half[] _data;

    internal WordVectors(StringIds ids, ulong[] keys, ushort[] rows, Half[] data, int width)
    {
        (_ids, _keys, _rows, _data) = (ids, keys, rows, data);
        (Width, Count) = (width, data.Length / width);
    }

    /// <summary>Numbers in one vector.</summary>
    public int Width { get; }

    /// <summary>Number of distinct rows.</summary>
    public int Count { get; }

    /// <summary>The row of a string in exactly this form, or -1.</summary>
    public int RowOf(ReadOnlySpan<char> text) => RowOf(_ids.Of(text));

    /// <summary>The row of a string in exactly this form, else in lower case, or -1.</summary>
    public int RowOfAnyCase(string text)
    {
        var row = RowOf(text);
        return row >= 0 ? row : RowOf(CodePoints.ToLower(text));
    }

    /// <summary>The vector in a row, <see cref="Width"/> numbers.</summary>
    public ReadOnlySpan<Half> this[int row] => _data.AsSpan(row * Width, Width);

    /// <summary>Copies the vector of a string (exact form, else lower case); false, and zeros, where it has none.</summary>
    public bool TryGet(string text, Span<float> destination)
    {
        var row = RowOfAnyCase(text);
        if (row < 0)
        {
            destination[..Width].Clear();
            return false;
        }
        Numerics.Elementwise.ToSingle(this[row], destination);
        return true;
    }

    internal int RowOf(ulong id)
    {
        var at = Array.BinarySearch(_keys, id);
        return at < 0 ? -1 : _rows[at];
    }
}
