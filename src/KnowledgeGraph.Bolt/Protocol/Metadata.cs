namespace KnowledgeGraph.Bolt.Protocol;

/// <summary>Reads the maps that servers send beside their answers; a member of another type counts as absent.</summary>
internal static class Metadata
{
    internal static readonly IReadOnlyDictionary<string, object?> Empty = new Dictionary<string, object?>();

    internal static string? Text(this IReadOnlyDictionary<string, object?> map, string name) =>
        map.TryGetValue(name, out var value) ? value as string : null;

    internal static long? Integer(this IReadOnlyDictionary<string, object?> map, string name) =>
        map.TryGetValue(name, out var value) && value is long number ? number : null;

    internal static bool? Flag(this IReadOnlyDictionary<string, object?> map, string name) =>
        map.TryGetValue(name, out var value) && value is bool flag ? flag : null;

    internal static IReadOnlyDictionary<string, object?>? Map(this IReadOnlyDictionary<string, object?> map, string name) =>
        map.TryGetValue(name, out var value) ? value as IReadOnlyDictionary<string, object?> : null;

    internal static IReadOnlyList<object?>? List(this IReadOnlyDictionary<string, object?> map, string name) =>
        map.TryGetValue(name, out var value) ? value as IReadOnlyList<object?> : null;
}
