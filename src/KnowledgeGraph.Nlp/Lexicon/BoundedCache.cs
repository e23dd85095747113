using System.Collections.Concurrent;

namespace KnowledgeGraph.Nlp.Lexicon;

/// <summary>
/// A cache by string for any number of threads, in two generations: when the young one is full it becomes the old one and what was old is
/// forgotten; an entry found in the old one moves to the young one. So what is used stays, and memory has a bound.
/// </summary>
internal sealed class BoundedCache<T>(int capacity) where T : class
{
    private sealed record Generations(ConcurrentDictionary<string, T> Young, ConcurrentDictionary<string, T> Old);

    private readonly int _perGeneration = capacity / 2;
    private volatile Generations _generations = new(New(), New());
    private int _young;     // entries added to the young generation, approximately

    public T? Find(ReadOnlySpan<char> key)
    {
        var (young, old) = _generations;
        if (young.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var value)) return value;
        if (!old.IsEmpty && old.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var actualKey, out value))
        {
            Add(actualKey, value);
            return value;
        }
        return null;
    }

    /// <summary>Adds a value; where another thread was first, its value is the answer.</summary>
    public T Add(string key, T value)
    {
        var generations = _generations;
        if (!generations.Young.TryAdd(key, value)) return generations.Young.TryGetValue(key, out var first) ? first : value;
        if (Interlocked.Increment(ref _young) > _perGeneration
            && Interlocked.CompareExchange(ref _generations, new Generations(New(), generations.Young), generations) == generations)
            Interlocked.Exchange(ref _young, 0);
        return value;
    }

    private static ConcurrentDictionary<string, T> New() => new(StringComparer.Ordinal);
}
