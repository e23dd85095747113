using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>
/// Values as ECMAScript converts and shows them, where the answers of the reference implementation depend on it:
/// numbers as text, text as numbers, and values inside error messages.
/// </summary>
internal static class EcmaScript
{
    private const int MaxItems = 10;
    private const int MaxDepth = 2;

    /// <summary>Number::toString of ECMA-262, section 6.1.6.1.20.</summary>
    public static string NumberToString(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0)
            return "0";
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var (digits, point) = Decompose(shortest);
        var text = Place(digits, point);
        return value < 0 ? "-" + text : text;
    }

    /// <summary>StringToNumber of ECMA-262, section 7.1.4.1.1, without the non-decimal radix forms' edge cases; NaN when it is not a number.</summary>
    public static double StringToNumber(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return 0;
        if (trimmed is "Infinity" or "+Infinity")
            return double.PositiveInfinity;
        if (trimmed == "-Infinity")
            return double.NegativeInfinity;
        if (trimmed.Length > 2 && trimmed[0] == '0')
        {
            var radix = char.ToLowerInvariant(trimmed[1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 };
            if (radix != 0)
                return DigitsToNumber(trimmed.AsSpan(2), radix);
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return char.IsAsciiLetter(trimmed[0]) || trimmed.Contains('∞') || !double.TryParse(trimmed, Style, CultureInfo.InvariantCulture, out var number)
            ? double.NaN
            : number;
    }

    /// <summary>A value as error messages show it: strings in quotes, objects and lists shortened.</summary>
    public static string Inspect(object? value) => Inspect(value, 0);

    private static string Inspect(object? value, int depth)
    {
        switch (value)
        {
            case null: return "null";
            case string text: return Quote(text);
            case bool boolean: return boolean ? "true" : "false";
            case double number: return NumberToString(number);
            case float number: return NumberToString(number);
            case JsonElement element: return Inspect(element, depth);
            case IReadOnlyDictionary<string, object?> map: return InspectObject(map.Select(p => (p.Key, p.Value)).ToList(), depth);
            case IEnumerable items: return InspectList(items.Cast<object?>().ToList(), depth);
            case IFormattable number: return number.ToString(null, CultureInfo.InvariantCulture);
            default: return "[" + value.GetType().Name + "]";
        }
    }

    private static string Inspect(JsonElement element, int depth) => element.ValueKind switch
    {
        JsonValueKind.Undefined => "undefined",
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.String => Quote(element.GetString()!),
        JsonValueKind.Number => NumberToString(element.GetDouble()),
        JsonValueKind.Array => InspectList(element.EnumerateArray().Select(e => (object?)e).ToList(), depth),
        _ => InspectObject(element.EnumerateObject().Select(p => (p.Name, (object?)p.Value)).ToList(), depth),
    };

    private static string InspectObject(List<(string Key, object? Value)> entries, int depth)
    {
        if (entries.Count == 0)
            return "{}";
        if (depth >= MaxDepth)
            return "[Object]";
        return "{ " + string.Join(", ", entries.Select(e => e.Key + ": " + Inspect(e.Value, depth + 1))) + " }";
    }

    private static string InspectList(List<object?> items, int depth)
    {
        if (items.Count == 0)
            return "[]";
        if (depth >= MaxDepth)
            return "[Array]";
        var shown = items.Take(MaxItems).Select(item => Inspect(item, depth + 1)).ToList();
        var remaining = items.Count - shown.Count;
        if (remaining == 1)
            shown.Add("... 1 more item");
        else if (remaining > 1)
            shown.Add($"... {remaining} more items");
        return "[" + string.Join(", ", shown) + "]";
    }

    private static string Quote(string text)
    {
        using var buffer = new JsonBuffer(text.Length + 16);
        buffer.WriteString(text);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static double DigitsToNumber(ReadOnlySpan<char> digits, int radix)
    {
        double number = 0;
        foreach (var digit in digits)
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : 99;
            if (value >= radix)
                return double.NaN;
            number = number * radix + value;
        }

        return number;
    }

    /// <summary>Significant digits without zeros around them, and the position of the decimal point relative to the first digit.</summary>
    private static (string Digits, int Point) Decompose(string text)
    {
        var exponent = 0;
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var point = dot < 0 ? text.Length : dot;
        var digits = text.Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), point - leading + exponent);
    }

    private static string Place(string digits, int point)
    {
        var count = digits.Length;
        if (count <= point && point <= 21)
            return digits + new string('0', point - count);
        if (point is > 0 and <= 21)
            return digits[..point] + "." + digits[point..];
        if (point is > -6 and <= 0)
            return "0." + new string('0', -point) + digits;
        var exponent = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
        return digits[..1] + (count > 1 ? "." + digits[1..] : "") + "e" + exponent;
    }
}
