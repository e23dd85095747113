using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace KnowledgeGraph.GraphQL.AspNetCore;

/// <summary>What resolvers can ask of the transport: under "HttpContext", the request or connection that the operation came by.</summary>
internal sealed class TransportItems(HttpContext context) : IReadOnlyDictionary<string, object?>
{
    private const string Key = nameof(HttpContext);

    public int Count => 1;

    public IEnumerable<string> Keys => [Key];

    public IEnumerable<object?> Values => [context];

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no item \"{key}\".");

    public bool ContainsKey(string key) => key == Key;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        value = key == Key ? context : null;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return KeyValuePair.Create<string, object?>(Key, context);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
