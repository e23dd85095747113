using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types.Scalars;

/// <summary>A scalar whose values stand in JSON as strings of one format. <paramref name="expected"/> ends "expected ..." in messages.</summary>
internal abstract class TextScalarType(string name, string expected) : ScalarType(name)
{
    protected abstract bool TryParse(string? text, out object? value);

    public override bool TryParseValue(JsonElement input, out object? value, out string? error)
    {
        value = null;
        var parsed = input.ValueKind == JsonValueKind.String && TryParse(input.GetString(), out value);
        error = parsed ? null : Message(EcmaScript.Inspect(input));
        return parsed;
    }

    public override bool TryParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out object? value, out string? error)
    {
        value = null;
        var parsed = literal is StringValueNode text && TryParse(text.Value, out value);
        error = parsed ? null : Message(Printer.Print(literal));
        return parsed;
    }

    protected static string? Text(object value) => value switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
        _ => null,
    };

    protected GraphQLException Unwritable(object value) => new(Message(EcmaScript.Inspect(value)));

    private string Message(string shown) => $"{Name} cannot represent value: {shown}; expected {expected}.";
}
