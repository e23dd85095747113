using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace KnowledgeGraph.Bolt;

/// <summary>One row of a result: values by position and by name.</summary>
public interface IRecord : IReadOnlyDictionary<string, object?>
{
    object? this[int index] { get; }

    new IReadOnlyDictionary<string, object?> Values { get; }

    new IReadOnlyList<string> Keys { get; }

    T Get<T>(string key);

    bool TryGet<T>(string key, out T value);
}

internal sealed class Record(ResultKeys keys, object?[] values) : IRecord
{
    public object? this[int index] => values[index];

    public object? this[string key] => keys.IndexOf(key) is >= 0 and var index
        ? values[index]
        : throw new KeyNotFoundException($"The record has no '{key}'; it has {string.Join(", ", keys.Names)}.");

    public IReadOnlyList<string> Keys => keys.Names;

    public IReadOnlyDictionary<string, object?> Values => this;

    public int Count => values.Length;

    IEnumerable<string> IReadOnlyDictionary<string, object?>.Keys => keys.Names;

    IEnumerable<object?> IReadOnlyDictionary<string, object?>.Values => values;

    public T Get<T>(string key) => this[key].As<T>();

    public bool TryGet<T>(string key, out T value)
    {
        var index = keys.IndexOf(key);
        value = index >= 0 ? values[index].As<T>() : default!;
        return index >= 0;
    }

    public bool ContainsKey(string key) => keys.IndexOf(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var index = keys.IndexOf(key);
        value = index >= 0 ? values[index] : null;
        return index >= 0;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < values.Length; i++) yield return new KeyValuePair<string, object?>(keys.Names[i], values[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The column names of a result, which all its records share.</summary>
internal sealed class ResultKeys(string[] names)
{
    private const int ScanUpTo = 8;
    private Dictionary<string, int>? _index;

    public string[] Names => names;

    public int IndexOf(string name)
    {
        if (names.Length <= ScanUpTo) return Array.IndexOf(names, name);
        if (_index is null)
        {
            var index = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
            for (var i = names.Length - 1; i >= 0; i--) index[names[i]] = i;
            _index = index;
        }

        return _index.GetValueOrDefault(name, -1);
    }
}
