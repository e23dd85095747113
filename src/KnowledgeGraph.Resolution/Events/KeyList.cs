namespace KnowledgeGraph.Resolution;

/// <summary>A few dozen different words or keys, made ready to be compared with many others: what two of them share is found without a set for each pair.</summary>
internal sealed class KeyList(IReadOnlyList<string> keys)
{
    private int[]? _hashes;
    private double _weight = -1;

    /// <summary>Sum of the words' weights: see <see cref="UnusualWords"/>.</summary>
    public double Weight => _weight >= 0 ? _weight : _weight = keys.Sum(UnusualWords.Weight);

    private int[] Hashes => _hashes ??= [.. keys.Select(key => key.GetHashCode())];

    /// <summary>How many of the first so many of each are in both.</summary>
    public static int CountShared(KeyList a, KeyList b, int firstOfA = int.MaxValue, int firstOfB = int.MaxValue)
    {
        var count = 0;
        for (var i = 0; i < Math.Min(firstOfA, a.Keys.Count); i++)
            if (b.Has(a, i, firstOfB)) count++;
        return count;
    }

    /// <summary>What is among the first so many of each, in the order of the first.</summary>
    public static List<string> Shared(KeyList a, KeyList b, int firstOfA = int.MaxValue, int firstOfB = int.MaxValue)
    {
        var shared = new List<string>();
        for (var i = 0; i < Math.Min(firstOfA, a.Keys.Count); i++)
            if (b.Has(a, i, firstOfB)) shared.Add(a.Keys[i]);
        return shared;
    }

    private IReadOnlyList<string> Keys => keys;

    private bool Has(KeyList other, int at, int first)
    {
        var hashes = Hashes.AsSpan(0, Math.Min(first, keys.Count));
        for (var from = 0; hashes[from..].IndexOf(other.Hashes[at]) is >= 0 and var found; from += found + 1)
            if (keys[from + found] == other.Keys[at]) return true;
        return false;
    }
}
