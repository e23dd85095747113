using System.Collections;
using System.Reflection;

namespace KnowledgeGraph.Bolt;

/// <summary>Cypher text and its parameters. Text from outside belongs in the parameters, never in the text.</summary>
public sealed class Query
{
    private static readonly Dictionary<string, object?> s_none = [];

    public Query(string text) : this(text, s_none)
    {
    }

    /// <param name="parameters">An object whose public properties are the parameters, or a dictionary.</param>
    public Query(string text, object? parameters) : this(text, QueryParameters.From(parameters))
    {
    }

    public Query(string text, IDictionary<string, object?> parameters)
    {
        Text = text ?? throw new ArgumentNullException(nameof(text));
        Parameters = parameters ?? s_none;
    }

    public string Text { get; }

    public IDictionary<string, object?> Parameters { get; }

    public override string ToString() => $"`{Text}` with {Parameters.Count} parameters";
}

internal static class QueryParameters
{
    internal static IDictionary<string, object?> From(object? parameters)
    {
        switch (parameters)
        {
            case null: return new Dictionary<string, object?>();
            case IDictionary<string, object?> map: return map;
            case IReadOnlyDictionary<string, object?> map: return map.ToDictionary(pair => pair.Key, pair => pair.Value);
            case IDictionary map: return map.Keys.Cast<object>().ToDictionary(key => key as string ?? throw NotNamed(key), key => map[key]);
        }

        var type = parameters.GetType();
        if (type.IsPrimitive || parameters is string or IEnumerable) throw NotNamed(parameters);
        var result = new Dictionary<string, object?>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            if (property.GetIndexParameters().Length == 0) result[property.Name] = property.GetValue(parameters);
        return result;
    }

    private static ArgumentException NotNamed(object found) =>
        new($"Parameters are a dictionary or an object with properties; found a {found.GetType().Name}.");
}
