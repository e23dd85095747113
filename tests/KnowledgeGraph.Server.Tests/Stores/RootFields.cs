using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Tests.Support;

namespace KnowledgeGraph.Server.Tests.Stores;

/// <summary>
/// Queries made from the schema itself: each root field with each of its arguments, each member of its filter and each of its orders, asking for all that
/// its type has and, a level below, what that has. What is new in the schema is asked for without a change here.
/// </summary>
internal sealed class RootFields
{
    private const string Introspection = """
        { __schema { queryType { name } types { name kind enumValues { name }
          inputFields { name type { ...T } }
          fields { name type { ...T } args { name defaultValue type { ...T } } } } } }
        fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    private readonly Dictionary<string, JsonObject> _types;
    private readonly string _query;
    private readonly Values _values;

    private RootFields(JsonObject schema, Values values)
    {
        _types = schema["__schema"]!["types"]!.AsArray().ToDictionary(type => type.At("name")!, type => type!.AsObject());
        _query = schema.At("__schema.queryType.name")!;
        _values = values;
    }

    /// <summary>What may stand for an argument: ids, names and so on of the graph that is asked.</summary>
    public sealed record Values(IReadOnlyList<string> Entities, IReadOnlyList<string> Events, IReadOnlyList<string> Articles, IReadOnlyDictionary<string, IReadOnlyList<string>> Texts);

    public static async Task<RootFields> OfAsync(ServedGraph graph, Values values) => new(await graph.AskAsync(Introspection), values);

    public IEnumerable<string> Names => Fields(_query).Select(root => root.At("name")!);

    /// <param name="leftOut">Leaves that are not asked for.</param>
    public IEnumerable<string> Queries(string field, IReadOnlySet<string> leftOut)
    {
        var root = Fields(_query).Single(candidate => candidate.At("name") == field);
        var selection = Selection(Named(root["type"]!), 1, leftOut);
        var arguments = root["args"]!.AsArray().Select(argument => argument!.AsObject()).ToList();
        var required = arguments.Where(IsRequired).Select(argument => (Name: argument.At("name")!, Values: Literals(argument).ToList())).ToList();
        var page = arguments.Exists(argument => argument.At("name") == "first") ? "first: 20" : "";
        string Ask(IEnumerable<string> given) => given.Append(page).Where(part => part.Length > 0).ToList() is { Count: > 0 } parts
            ? $"{{ {field}({string.Join(", ", parts)}){selection} }}"
            : $"{{ {field}{selection} }}";
        var bases = required.Aggregate<(string Name, List<string> Values), IEnumerable<List<string>>>([[]], (sofar, argument) => sofar.SelectMany(given => argument.Values.Select(value => given.Append($"{argument.Name}: {value}").ToList()))).ToList();
        foreach (var given in bases) yield return Ask(given);
        foreach (var argument in arguments.Where(argument => !IsRequired(argument) && argument.At("name") is not ("first" or "last" or "after" or "before")))
            foreach (var value in Literals(argument)) yield return Ask(bases[0].Append($"{argument.At("name")}: {value}"));
    }

    /// <summary>The fields that give pages of nodes without anything that they have to be told.</summary>
    public IEnumerable<(string Field, string Order)> Connections() =>
        from field in Fields(_query)
        let arguments = field["args"]!.AsArray()
        where arguments.Any(argument => argument.At("name") == "first") && !arguments.Any(argument => IsRequired(argument!.AsObject()))
        from order in arguments.Where(argument => argument.At("name") == "order").SelectMany(argument => Literals(argument!.AsObject()).Select(value => $"order: {value}, ")).DefaultIfEmpty("")
        select (field.At("name")!, order);

    private IEnumerable<string> Literals(JsonObject argument) => Literals(argument.At("name")!, argument["type"]!);

    private IEnumerable<string> Literals(string name, JsonNode type)
    {
        switch (type.At("kind"))
        {
            case "NON_NULL": return Literals(name, type["ofType"]!);
            case "LIST": return Literals(name, type["ofType"]!).Select(value => $"[{value}]");
            case "ENUM": return _types[type.At("name")!]["enumValues"]!.AsArray().Select(value => value.At("name")!);
            case "INPUT_OBJECT":
                return type.At("name") == "DayRangeInput"
                    ? ["{from: \"2025-07-04\"}", "{to: \"2026-03-12\"}", "{from: \"2026-01-01\", to: \"2026-04-19\"}"]
                    : _types[type.At("name")!]["inputFields"]!.AsArray().SelectMany(field => Literals(field.At("name")!, field!["type"]!).Select(value => $"{{{field.At("name")}: {value}}}"));
        }
        IEnumerable<string> Quoted(IEnumerable<string> values) => values.Select(value => JsonValue.Create(value).ToJsonString());
        return type.At("name") switch
        {
            "Boolean" => ["true", "false"],
            "Int" => ["1", "2"],
            "Float" => ["0.5", "5", "100"],
            "Date" => ["\"2025-07-04\"", "\"2026-04-19\""],
            "ID" => Quoted(name is "event" or "events" ? _values.Events : name == "article" ? _values.Articles : name is "id" or "ids" ? [.. _values.Entities.Take(2), .. _values.Events.Take(2), .. _values.Articles.Take(2)] : _values.Entities),
            "String" => Quoted(_values.Texts.GetValueOrDefault(name) ?? ["x"]),
            var other => throw new InvalidOperationException($"A literal of {other} is needed for the argument {name}: say which."),
        };
    }

    private string Selection(string type, int depth, IReadOnlySet<string> leftOut)
    {
        var definition = _types[type];
        if (definition.At("kind") == "UNION") return " { __typename }";
        if (definition.At("kind") is "SCALAR" or "ENUM") return "";
        var parts = new List<string> { "__typename" };
        foreach (var field in Fields(type).Where(field => !leftOut.Contains(field.At("name")!) && !field["args"]!.AsArray().Any(argument => IsRequired(argument!.AsObject()))))
        {
            var inner = Named(field["type"]!);
            if (_types[inner].At("kind") is "SCALAR" or "ENUM") parts.Add(field.At("name")!);
            else if (field.At("name") == "nodes") parts.Add($"nodes{Selection(inner, depth, leftOut)}");
            else if (depth > 0 && field.At("name") != "edges")
                parts.Add($"{field.At("name")}{(field["args"]!.AsArray().Any(argument => argument.At("name") == "first") ? "(first: 3)" : "")}{Selection(inner, depth - 1, leftOut)}");
        }
        return $" {{ {string.Join(' ', parts)} }}";
    }

    private IEnumerable<JsonObject> Fields(string type) => _types[type]["fields"]?.AsArray().Select(field => field!.AsObject()) ?? [];

    private static bool IsRequired(JsonObject argument) => argument.At("type.kind") == "NON_NULL" && argument["defaultValue"] is null;

    private static string Named(JsonNode type)
    {
        while (type["ofType"] is { } inner) type = inner;
        return type.At("name")!;
    }
}
