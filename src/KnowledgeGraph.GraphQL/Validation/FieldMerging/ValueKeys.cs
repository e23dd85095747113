using System.Globalization;
using System.Text;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Validation.FieldMerging;

/// <summary>Makes values comparable: two values have the same key if they are written alike, whatever the order of their object fields.</summary>
sealed class ValueKeys
{
    readonly Dictionary<ValueNode, string> _keys = [];

    public string Of(ValueNode value)
    {
        if (_keys.TryGetValue(value, out var key))
            return key;
        var text = new StringBuilder();
        Append(text, value);
        _keys.Add(value, key = text.ToString());
        return key;
    }

    static void Append(StringBuilder text, ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                Append(text, '$', variable.Name.Value);
                break;
            case IntValueNode number:
                Append(text, 'i', number.Value);
                break;
            case FloatValueNode number:
                Append(text, 'f', number.Value);
                break;
            case StringValueNode literal:
                Append(text, literal.Block ? 'b' : 's', literal.Value);
                break;
            case BooleanValueNode boolean:
                text.Append(boolean.Value ? 't' : 'n');
                break;
            case EnumValueNode name:
                Append(text, 'e', name.Value);
                break;
            case ListValueNode list:
                text.Append('[');
                foreach (var item in list.Values)
                    Append(text, item);
                text.Append(']');
                break;
            case ObjectValueNode @object:
                text.Append('{');
                foreach (var field in @object.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal))
                {
                    Append(text, ':', field.Name.Value);
                    Append(text, field.Value);
                }
                text.Append('}');
                break;
            default:
                text.Append('0');
                break;
        }
    }

    // The length before the text keeps keys of different values apart.
    static void Append(StringBuilder text, char kind, string value) =>
        text.Append(kind).Append(value.Length.ToString(CultureInfo.InvariantCulture)).Append(kind).Append(value);
}
