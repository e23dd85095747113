using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types.Scalars;

/// <summary>Long: a signed 64-bit whole number. Clients in JavaScript read it exactly up to 2^53.</summary>
internal sealed class LongType : ScalarType
{
    public LongType()
        : base("Long")
    {
        Description = "A whole number between -(2^63) and 2^63 - 1.";
        SpecifiedByUrl = "https://scalars.graphql.org/jakobmerrild/long.html";
    }

    public override Type InputClrType => typeof(long);

    public override void Write(object value, JsonBuffer output)
    {
        switch (value)
        {
            case long or int or short or byte or sbyte or ushort or uint:
                output.WriteNumber(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case ulong and <= long.MaxValue:
                output.WriteNumber((long)(ulong)value);
                break;
            case JsonElement { ValueKind: JsonValueKind.Number } element when element.TryGetInt64(out var number):
                output.WriteNumber(number);
                break;
            default:
                throw new GraphQLException(Message(EcmaScript.Inspect(value)));
        }
    }

    public override bool TryParseValue(JsonElement input, out object? value, out string? error)
    {
        value = input.ValueKind == JsonValueKind.Number && input.TryGetInt64(out var number) ? number : null;
        error = value is null ? Message(EcmaScript.Inspect(input)) : null;
        return value is not null;
    }

    public override bool TryParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out object? value, out string? error)
    {
        value = literal is IntValueNode node && long.TryParse(node.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        error = value is null ? Message(Printer.Print(literal)) : null;
        return value is not null;
    }

    private static string Message(string shown) => $"Long cannot represent value: {shown}; expected a whole number of 64 bits.";
}
