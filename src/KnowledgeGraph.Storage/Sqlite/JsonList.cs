using System.Collections;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>A list that is kept as JSON and read when something is asked of it: of hundreds of entities, hardly any is asked for its names or reasons.</summary>
internal sealed class JsonList<T>(byte[] json, Func<ReadOnlySpan<byte>, List<T>> read) : IReadOnlyList<T>
{
    // Two threads may both read it: either gives the same.
    private volatile List<T>? _items;

    private List<T> Items => _items ??= read(json);

    public int Count => Items.Count;

    public T this[int index] => Items[index];

    public IEnumerator<T> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
