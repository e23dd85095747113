using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types.Scalars;

/// <summary>String (section 3.5.3).</summary>
internal sealed class StringType : ScalarType
{
    public StringType()
        : base("String") => Description = "The `String` scalar type represents textual data, represented as UTF-8 character sequences. The String type is most often used by GraphQL to represent free-form human-readable text.";

    public override Type InputClrType => typeof(string);

    public override void Write(object value, JsonBuffer output) =>
        output.WriteString(Text(value) ?? throw new GraphQLException($"String cannot represent value: {EcmaScript.Inspect(value)}"));

    public override bool TryParseValue(JsonElement input, out object? value, out string? error)
    {
        value = input.ValueKind == JsonValueKind.String ? input.GetString() : null;
        error = value is null ? $"String cannot represent a non string value: {EcmaScript.Inspect(input)}" : null;
        return value is not null;
    }

    public override bool TryParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out object? value, out string? error)
    {
        value = (literal as StringValueNode)?.Value;
        error = value is null ? $"String cannot represent a non string value: {Printer.Print(literal)}" : null;
        return value is not null;
    }

    /// <summary>Text, booleans and finite numbers as text; null for objects and lists.</summary>
    private static string? Text(object value) => value switch
    {
        string text => text,
        bool boolean => boolean ? "true" : "false",
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
        JsonElement { ValueKind: JsonValueKind.True } => "true",
        JsonElement { ValueKind: JsonValueKind.False } => "false",
        JsonElement { ValueKind: JsonValueKind.Number } element when double.IsFinite(element.GetDouble()) => EcmaScript.NumberToString(element.GetDouble()),
        double or float => Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? EcmaScript.NumberToString(number) : null,
        System.Collections.IEnumerable => null,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
