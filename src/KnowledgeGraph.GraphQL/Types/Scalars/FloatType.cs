using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types.Scalars;

/// <summary>Float (section 3.5.2): a finite double.</summary>
internal sealed class FloatType : ScalarType
{
    public FloatType()
        : base("Float") => Description = "The `Float` scalar type represents signed double-precision fractional values as specified by [IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).";

    public override Type InputClrType => typeof(double);

    public override void Write(object value, JsonBuffer output)
    {
        if (value is decimal exact)
        {
            output.WriteNumber(exact);
            return;
        }

        var number = OutputNumber.From(value);
        if (number is null || !double.IsFinite(number.Value))
            throw new GraphQLException($"Float cannot represent non numeric value: {EcmaScript.Inspect(value)}");
        output.WriteNumber(number.Value);
    }

    /// <summary>Without boxing; the message is that of <see cref="Write(object, JsonBuffer)"/>.</summary>
    internal static void WriteDouble(double value, JsonBuffer output)
    {
        if (!double.IsFinite(value))
            throw new GraphQLException($"Float cannot represent non numeric value: {EcmaScript.NumberToString(value)}");
        output.WriteNumber(value);
    }

    public override bool TryParseValue(JsonElement input, out object? value, out string? error)
    {
        value = null;
        error = null;
        if (input.ValueKind == JsonValueKind.Number && input.GetDouble() is var number && double.IsFinite(number))
        {
            value = number;
            return true;
        }

        error = $"Float cannot represent non numeric value: {EcmaScript.Inspect(input)}";
        return false;
    }

    public override bool TryParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out object? value, out string? error)
    {
        error = null;
        value = literal switch
        {
            IntValueNode whole => double.Parse(whole.Value, CultureInfo.InvariantCulture),
            FloatValueNode fraction => double.Parse(fraction.Value, CultureInfo.InvariantCulture),
            _ => null,
        };
        if (value is null)
            error = $"Float cannot represent non numeric value: {Printer.Print(literal)}";
        return value is not null;
    }
}
