using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types.Scalars;

/// <summary>Int (section 3.5.1): a signed 32-bit whole number.</summary>
internal sealed class IntType : ScalarType
{
    public IntType()
        : base("Int") => Description = "The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent values between -(2^31) and 2^31 - 1.";

    public override Type InputClrType => typeof(int);

    public override void Write(object value, JsonBuffer output)
    {
        if (value is int small)
        {
            output.WriteNumber(small);
            return;
        }

        var number = OutputNumber.From(value);
        if (number is null || number != Math.Truncate(number.Value) || !double.IsFinite(number.Value))
            throw new GraphQLException($"Int cannot represent non-integer value: {EcmaScript.Inspect(value)}");
        if (number is > int.MaxValue or < int.MinValue)
            throw new GraphQLException($"Int cannot represent non 32-bit signed integer value: {EcmaScript.Inspect(value)}");
        output.WriteNumber((int)number);
    }

    public override bool TryParseValue(JsonElement input, out object? value, out string? error)
    {
        value = null;
        if (input.ValueKind != JsonValueKind.Number || input.GetDouble() is var number && number != Math.Truncate(number) || !double.IsFinite(number))
        {
            error = $"Int cannot represent non-integer value: {EcmaScript.Inspect(input)}";
            return false;
        }

        if (number is > int.MaxValue or < int.MinValue)
        {
            error = $"Int cannot represent non 32-bit signed integer value: {EcmaScript.NumberToString(number)}";
            return false;
        }

        value = (int)number;
        error = null;
        return true;
    }

    public override bool TryParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables, out object? value, out string? error)
    {
        value = null;
        error = null;
        if (literal is not IntValueNode number)
        {
            error = $"Int cannot represent non-integer value: {Printer.Print(literal)}";
            return false;
        }

        if (!int.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed))
        {
            error = $"Int cannot represent non 32-bit signed integer value: {number.Value}";
            return false;
        }

        value = parsed;
        return true;
    }
}

/// <summary>What a resolver returned, as a number where ECMAScript would see one.</summary>
internal static class OutputNumber
{
    /// <summary>Numbers, booleans as 0 and 1, text that reads as a number; null for anything else.</summary>
    public static double? From(object value) => value switch
    {
        bool boolean => boolean ? 1 : 0,
        string { Length: > 0 } text => EcmaScript.StringToNumber(text),
        JsonElement { ValueKind: JsonValueKind.Number } element => element.GetDouble(),
        JsonElement { ValueKind: JsonValueKind.True } => 1,
        JsonElement { ValueKind: JsonValueKind.False } => 0,
        JsonElement { ValueKind: JsonValueKind.String } element when element.GetString() is { Length: > 0 } text => EcmaScript.StringToNumber(text),
        sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or Half => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
