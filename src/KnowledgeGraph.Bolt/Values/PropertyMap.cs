using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace KnowledgeGraph.Bolt.Values;

/// <summary>The properties of a node or relationship: two arrays, because most have a handful and are read once.</summary>
internal sealed class PropertyMap(string[] keys, object?[] values) : IReadOnlyDictionary<string, object?>
{
    private const int ScanUpTo = 16;
    private Dictionary<string, int>? _index;

    internal static PropertyMap Empty { get; } = new([], []);

    public int Count => keys.Length;

    public IEnumerable<string> Keys => keys;

    public IEnumerable<object?> Values => values;

    public object? this[string key] => TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"There is no property '{key}'; there are {string.Join(", ", keys)}.");

    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var index = IndexOf(key);
        value = index >= 0 ? values[index] : null;
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < keys.Length; i++) yield return new KeyValuePair<string, object?>(keys[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (keys.Length <= ScanUpTo) return Array.IndexOf(keys, key);
        if (_index is null)
        {
            var index = new Dictionary<string, int>(keys.Length, StringComparer.Ordinal);
            for (var i = keys.Length - 1; i >= 0; i--) index[keys[i]] = i;
            _index = index;
        }

        return _index.GetValueOrDefault(key, -1);
    }
}
