namespace KnowledgeGraph.Nlp.Tokenization;

/// <summary>A set of code points: two words of bits for ASCII, sorted ranges for the rest, and open classes asked at match time.</summary>
internal sealed class CharSet
{
    [Flags]
    internal enum Classes { None = 0, Digit = 1, Word = 2, NotSpace = 4 }

    private readonly ulong _low, _high;
    private readonly int[] _starts, _ends;     // beyond ASCII, ascending, ends inclusive
    private readonly Classes _classes;

    public CharSet(IEnumerable<(int First, int Last)> ranges, Classes classes = Classes.None)
    {
        _classes = classes;
        Ranges = Merge(ranges);
        foreach (var (first, last) in Ranges)
            for (var c = first; c <= Math.Min(last, 127); c++)
                if (c < 64) _low |= 1UL << c;
                else _high |= 1UL << (c - 64);
        for (var c = 0; c < 128; c++)
            if (IsInClasses(c))
                if (c < 64) _low |= 1UL << c;
                else _high |= 1UL << (c - 64);
        _starts = [.. Ranges.Where(r => r.Last > 127).Select(r => Math.Max(r.First, 128))];
        _ends = [.. Ranges.Where(r => r.Last > 127).Select(r => r.Last)];
    }

    public IReadOnlyList<(int First, int Last)> Ranges { get; }

    /// <summary>The set's only member, or -1.</summary>
    public int Single => _classes == 0 && Ranges is [var (first, last)] && first == last ? first : -1;

    public CharSet Union(CharSet other) => new(Ranges.Concat(other.Ranges), _classes | other._classes);

    public bool Contains(int codePoint)
    {
        if ((uint)codePoint < 64) return (_low >> codePoint & 1) != 0;
        if ((uint)codePoint < 128) return (_high >> (codePoint - 64) & 1) != 0;
        var at = Array.BinarySearch(_starts, codePoint);
        if (at >= 0) return true;
        at = ~at - 1;
        return at >= 0 && codePoint <= _ends[at] || _classes != 0 && IsInClasses(codePoint);
    }

    private bool IsInClasses(int c) =>
        (_classes & Classes.Digit) != 0 && CodePoints.IsDecimal(c)
        || (_classes & Classes.Word) != 0 && CodePoints.IsWord(c)
        || (_classes & Classes.NotSpace) != 0 && (c > char.MaxValue || !CodePoints.IsSpace((char)c));

    private static List<(int First, int Last)> Merge(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var (first, last) in ranges.OrderBy(r => r.First))
        {
            if (merged.Count > 0 && first <= merged[^1].Last + 1)
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            else merged.Add((first, last));
        }
        return merged;
    }
}
