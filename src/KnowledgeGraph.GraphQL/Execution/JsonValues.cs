using System.Text.Json;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>JSON as plain values: null, bool, int, long or double, string, <c>object?[]</c>, ordered dictionaries.</summary>
internal static class JsonValues
{
    public static object? ToObject(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => ToNumber(element),
        JsonValueKind.Array => element.EnumerateArray().Select(ToObject).ToArray(),
        _ => ToMap(element),
    };

    private static object ToNumber(JsonElement element)
    {
        if (element.TryGetInt32(out var small))
            return small;
        return element.TryGetInt64(out var large) ? large : element.GetDouble();
    }

    private static OrderedDictionary<string, object?> ToMap(JsonElement element)
    {
        var map = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            map[property.Name] = ToObject(property.Value);
        return map;
    }
}
