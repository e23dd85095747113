using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types.Scalars;

/// <summary>ID (section 3.5.5): written as a string, read from strings and whole numbers.</summary>
internal sealed class IdType : ScalarType
{
    public IdType()
        : base("ID") => Description = "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key for a cache. The ID type appears in a JSON response as a String; however, it is not intended to be human-readable. When expected as an input type, any string (such as `\"4\"`) or integer (such as `4`) input value will be accepted as an ID.";

    public override Type InputClrType => typeof(string);

    public override void Write(object value, JsonBuffer output) =>
        output.WriteString(Text(value) ?? throw new GraphQLException($"ID cannot represent value: {EcmaScript.Inspect(value)}"));

    public override bool TryParseValue(JsonElement input, out object? value, out string? error)
    {
        value = input.ValueKind is JsonValueKind.String or JsonValueKind.Number ? Text(input) : null;
        error = value is null ? $"ID cannot represent value: {EcmaScript.Inspect(input)}" : null;
        return value is not null;
    }

    public override bool TryParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out object? value, out string? error)
    {
        value = literal switch
        {
            StringValueNode text => text.Value,
            IntValueNode number => number.Value,
            _ => null,
        };
        error = value is null ? $"ID cannot represent a non-string and non-integer value: {Printer.Print(literal)}" : null;
        return value is not null;
    }

    private static string? Text(object value) => value switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
        JsonElement { ValueKind: JsonValueKind.Number } element => Whole(element.GetDouble()),
        double or float or decimal => Whole(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        sbyte or byte or short or ushort or int or uint or long or ulong or Guid => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string? Whole(double number) =>
        double.IsFinite(number) && number == Math.Truncate(number) ? EcmaScript.NumberToString(number) : null;
}
