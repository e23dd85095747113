using System.Collections.Frozen;
using System.Text;
using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Types.Scalars;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>Writes C# values as the built-in scalars without boxing; compiled resolvers call these by the type of the value.</summary>
internal static class LeafWriters
{
    public static bool Write(string? value, JsonBuffer output)
    {
        if (value is null)
            return false;
        output.WriteString(value);
        return true;
    }

    public static bool Write(bool value, JsonBuffer output)
    {
        output.WriteBoolean(value);
        return true;
    }

    public static bool Write(int value, JsonBuffer output)
    {
        output.WriteNumber(value);
        return true;
    }

    public static bool Write(short value, JsonBuffer output) => Write((int)value, output);

    public static bool Write(byte value, JsonBuffer output) => Write((int)value, output);

    public static bool Write(long value, JsonBuffer output)
    {
        output.WriteNumber(value);
        return true;
    }

    public static bool Write(double value, JsonBuffer output)
    {
        FloatType.WriteDouble(value, output);
        return true;
    }

    public static bool Write(float value, JsonBuffer output) => Write((double)value, output);

    public static bool Write(decimal value, JsonBuffer output)
    {
        output.WriteNumber(value);
        return true;
    }

    public static bool Write(DateTimeOffset value, JsonBuffer output)
    {
        DateTimeType.Write(value, output);
        return true;
    }

    public static bool Write(DateTime value, JsonBuffer output) => Write(DateTimeType.Offset(value), output);

    public static bool Write(DateOnly value, JsonBuffer output)
    {
        output.WriteQuoted(value, "yyyy-MM-dd", 10);
        return true;
    }

    public static bool Write(Guid value, JsonBuffer output)
    {
        output.WriteQuoted(value, "D", 36);
        return true;
    }

    public static bool WriteId(string? value, JsonBuffer output) => Write(value, output);

    public static bool WriteId(int value, JsonBuffer output)
    {
        output.WriteByte((byte)'"');
        output.WriteNumber(value);
        output.WriteByte((byte)'"');
        return true;
    }

    public static bool WriteId(long value, JsonBuffer output)
    {
        output.WriteByte((byte)'"');
        output.WriteNumber(value);
        output.WriteByte((byte)'"');
        return true;
    }

    public static bool WriteId(Guid value, JsonBuffer output) => Write(value, output);

    /// <summary>Any other value by its scalar.</summary>
    public static bool WriteBoxed(object? value, ScalarType scalar, JsonBuffer output)
    {
        if (value is null)
            return false;
        scalar.Write(value, output);
        return true;
    }
}

/// <summary>The names of an enum's values as JSON strings.</summary>
internal sealed class EnumWriter<TEnum>
    where TEnum : struct
{
    private readonly FrozenDictionary<TEnum, byte[]> _names;
    private readonly string _typeName;

    public EnumWriter(EnumType type)
    {
        _typeName = type.Name;
        _names = type.Values.Values.ToFrozenDictionary(value => (TEnum)value.Value, value => Encoding.UTF8.GetBytes($"\"{value.Name}\""));
    }

    public bool Write(TEnum value, JsonBuffer output)
    {
        if (!_names.TryGetValue(value, out var name))
            throw new GraphQLException($"Enum \"{_typeName}\" cannot represent value: {value}");
        output.WriteRaw(name);
        return true;
    }
}
