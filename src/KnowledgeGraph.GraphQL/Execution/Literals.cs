using System.Collections.Immutable;
using System.Globalization;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Literals of documents to values of input types (section 3, "Input Coercion" of each kind), and back.</summary>
internal static class Literals
{
    /// <summary>
    /// The coerced value of a literal, variables replaced by their coerced values. False when the literal does not fit the type
    /// or needs a variable that has no value.
    /// </summary>
    public static bool TryCoerce(ValueNode literal, GraphQLType type, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = null;
        if (literal is VariableNode variable)
            return variables is not null && variables.TryGetValue(variable.Name.Value, out value) && !(value is null && type.IsNonNull);
        if (type is NonNullType nonNull)
            return literal is not NullValueNode && TryCoerce(literal, nonNull.OfType, variables, out value);
        if (literal is NullValueNode)
            return true;
        return type switch
        {
            ListType list => TryCoerceList(literal, list.OfType, variables, out value),
            InputObjectType inputObject => literal is ObjectValueNode node && TryCoerceObject(node, inputObject, variables, out value),
            EnumType enumType => TryCoerceEnum(literal, enumType, out value),
            ScalarType scalar => scalar.TryParseLiteral(literal, variables, out value, out _),
            _ => false,
        };
    }

    /// <summary>A literal without a type: what a scalar that takes everything makes of it.</summary>
    public static object? ToObject(ValueNode literal, IReadOnlyDictionary<string, object?>? variables)
    {
        switch (literal)
        {
            case BooleanValueNode boolean: return boolean.Value;
            case StringValueNode text: return text.Value;
            case EnumValueNode name: return name.Value;
            case IntValueNode number: return IntToObject(number.Value);
            case FloatValueNode number: return double.Parse(number.Value, CultureInfo.InvariantCulture);
            case ListValueNode list: return list.Values.Select(item => ToObject(item, variables)).ToArray();
            case VariableNode variable: return variables?.GetValueOrDefault(variable.Name.Value);
            case ObjectValueNode node:
                var map = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
                foreach (var field in node.Fields)
                    map[field.Name.Value] = ToObject(field.Value, variables);
                return map;
            default: return null;
        }
    }

    /// <summary>The literal that coerces to <paramref name="value"/>; null when there is none.</summary>
    public static ValueNode? FromValue(object? value, GraphQLType type)
    {
        if (type is NonNullType nonNull)
            return FromValue(value, nonNull.OfType) is var inner and not NullValueNode ? inner : null;
        if (value is null)
            return new NullValueNode();
        return type switch
        {
            ListType list => FromList(value, list.OfType),
            InputObjectType inputObject => value is IReadOnlyDictionary<string, object?> map ? FromObject(map, inputObject) : null,
            EnumType enumType => enumType.FindByValue(value) is { } definition ? new EnumValueNode(definition.Name) : null,
            _ => FromScalar(value, (ScalarType)type),
        };
    }

    private static object IntToObject(string digits)
    {
        if (int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small))
            return small;
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large)
            ? large
            : double.Parse(digits, CultureInfo.InvariantCulture);
    }

    private static bool TryCoerceList(ValueNode literal, GraphQLType itemType, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = null;
        if (literal is not ListValueNode list)
        {
            if (!TryCoerce(literal, itemType, variables, out var single))
                return false;
            value = new[] { single };
            return true;
        }

        var items = new object?[list.Values.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var item = list.Values[i];
            if (IsMissingVariable(item, variables))
            {
                if (itemType.IsNonNull)
                    return false;
            }
            else if (!TryCoerce(item, itemType, variables, out items[i]))
            {
                return false;
            }
        }

        value = items;
        return true;
    }

    private static bool TryCoerceObject(ObjectValueNode literal, InputObjectType type, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = null;
        var coerced = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields.Values)
        {
            var node = literal.Fields.LastOrDefault(f => f.Name.Value == field.Name);
            if (node is null || IsMissingVariable(node.Value, variables))
            {
                if (field.HasDefaultValue)
                    coerced[field.Name] = field.DefaultValue;
                else if (field.Type.IsNonNull)
                    return false;
                continue;
            }

            if (!TryCoerce(node.Value, field.Type, variables, out var fieldValue))
                return false;
            coerced[field.Name] = fieldValue;
        }

        if (type.IsOneOf && (coerced.Count != 1 || coerced.GetAt(0).Value is null))
            return false;
        value = coerced;
        return true;
    }

    private static bool TryCoerceEnum(ValueNode literal, EnumType type, out object? value)
    {
        value = literal is EnumValueNode name ? type.Values.GetValueOrDefault(name.Value)?.Value : null;
        return value is not null;
    }

    private static bool IsMissingVariable(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        literal is VariableNode variable && (variables is null || !variables.ContainsKey(variable.Name.Value));

    private static ValueNode? FromList(object value, GraphQLType itemType)
    {
        if (value is string or not System.Collections.IEnumerable)
            return FromValue(value, itemType);
        var items = ImmutableArray.CreateBuilder<ValueNode>();
        foreach (var item in (System.Collections.IEnumerable)value)
            if (FromValue(item, itemType) is { } node)
                items.Add(node);
        return new ListValueNode(items.DrainToImmutable());
    }

    private static ObjectValueNode FromObject(IReadOnlyDictionary<string, object?> map, InputObjectType type)
    {
        var fields = ImmutableArray.CreateBuilder<ObjectFieldNode>();
        foreach (var field in type.Fields.Values)
            if (map.TryGetValue(field.Name, out var value) && FromValue(value, field.Type) is { } node)
                fields.Add(new(new(field.Name), node));
        return new ObjectValueNode(fields.DrainToImmutable());
    }

    private static ValueNode? FromScalar(object value, ScalarType type) => value switch
    {
        bool boolean => new BooleanValueNode(boolean),
        string text when type.Name == "ID" && IsInteger(text) => new IntValueNode(text),
        string text => new StringValueNode(text),
        double or float => FromNumber(EcmaScript.NumberToString(Convert.ToDouble(value, CultureInfo.InvariantCulture))),
        int or long or short or byte or uint or ulong or decimal => FromNumber(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        IReadOnlyDictionary<string, object?> or System.Collections.IEnumerable => FromUntyped(value),
        _ => FromWritten(value, type),
    };

    private static ValueNode FromNumber(string text) => IsInteger(text) ? new IntValueNode(text) : new FloatValueNode(text);

    private static ValueNode FromUntyped(object? value) => value switch
    {
        null => new NullValueNode(),
        IReadOnlyDictionary<string, object?> map =>
            new ObjectValueNode([.. map.Select(p => new ObjectFieldNode(new(p.Key), FromUntyped(p.Value)))]),
        System.Collections.IEnumerable items and not string => new ListValueNode([.. items.Cast<object?>().Select(FromUntyped)]),
        _ => FromScalar(value, new ScalarType("Any")) ?? new NullValueNode(),
    };

    private static ValueNode? FromWritten(object value, ScalarType type)
    {
        using var buffer = new JsonBuffer(64);
        type.Write(value, buffer);
        using var json = System.Text.Json.JsonDocument.Parse(buffer.WrittenMemory);
        return FromUntyped(JsonValues.ToObject(json.RootElement));
    }

    private static bool IsInteger(string text)
    {
        var digits = text.StartsWith('-') ? text.AsSpan(1) : text;
        return digits.Length > 0 && (digits.Length == 1 || digits[0] != '0') && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
