using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types.Scalars;

/// <summary>Boolean (section 3.5.4).</summary>
internal sealed class BooleanType : ScalarType
{
    public BooleanType()
        : base("Boolean") => Description = "The `Boolean` scalar type represents `true` or `false`.";

    public override Type InputClrType => typeof(bool);

    public override void Write(object value, JsonBuffer output)
    {
        var isText = value is string or JsonElement { ValueKind: JsonValueKind.String };
        var number = isText ? null : OutputNumber.From(value);
        if (number is null || !double.IsFinite(number.Value))
            throw new GraphQLException($"Boolean cannot represent a non boolean value: {EcmaScript.Inspect(value)}");
        output.WriteBoolean(number != 0);
    }

    public override bool TryParseValue(JsonElement input, out object? value, out string? error)
    {
        var isBoolean = input.ValueKind is JsonValueKind.True or JsonValueKind.False;
        value = isBoolean ? input.ValueKind == JsonValueKind.True : null;
        error = isBoolean ? null : $"Boolean cannot represent a non boolean value: {EcmaScript.Inspect(input)}";
        return isBoolean;
    }

    public override bool TryParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out object? value, out string? error)
    {
        value = (literal as BooleanValueNode)?.Value;
        error = value is null ? $"Boolean cannot represent a non boolean value: {Printer.Print(literal)}" : null;
        return value is not null;
    }
}
