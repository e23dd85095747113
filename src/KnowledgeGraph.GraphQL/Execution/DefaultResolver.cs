using System.Collections;
using System.Text.Json;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>The resolver of fields that have none: the property of the parent with the field's name.</summary>
internal static class DefaultResolver
{
    public static FieldResolver For(string name) => FieldResolver.FromValue((_, parent, _) => Read(parent, name));

    public static object? Read(object? parent, string name) => parent switch
    {
        JsonElement { ValueKind: JsonValueKind.Object } element => element.TryGetProperty(name, out var value) ? Unwrap(value) : null,
        IReadOnlyDictionary<string, object?> map => map.GetValueOrDefault(name),
        IDictionary map => map[name],
        _ => null,
    };

    private static object? Unwrap(JsonElement value) => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value;
}
