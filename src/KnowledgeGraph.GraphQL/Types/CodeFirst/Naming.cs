using System.Reflection;
using System.Text;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>Names of the schema from names of C#, as HotChocolate makes them.</summary>
internal static class Naming
{
    public static string Field(MemberInfo member)
    {
        if (member.GetCustomAttribute<GraphQLNameAttribute>() is { } given)
            return given.Name;
        var name = member.Name;
        if (member is MethodInfo)
        {
            if (name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3]))
                name = name[3..];
            if (name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal))
                name = name[..^5];
        }

        return CamelCase(name);
    }

    public static string Argument(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? CamelCase(parameter.Name!);

    public static string Type(Type type)
    {
        var given = type.GetCustomAttribute<GraphQLNameAttribute>()?.Name
            ?? type.GetCustomAttribute<ObjectTypeAttribute>()?.Name
            ?? type.GetCustomAttribute<InterfaceTypeAttribute>()?.Name
            ?? type.GetCustomAttribute<UnionTypeAttribute>()?.Name;
        if (given is not null)
            return given;
        if (!type.IsGenericType)
            return type.Name;
        var name = new StringBuilder();
        foreach (var argument in type.GetGenericArguments())
            name.Append(Type(argument));
        return name.Append(type.Name.AsSpan(0, type.Name.IndexOf('`', StringComparison.Ordinal))).ToString();
    }

    public static string Input(Type type)
    {
        var name = Type(type);
        return name.EndsWith("Input", StringComparison.Ordinal) || type.IsDefined(typeof(GraphQLNameAttribute)) ? name : name + "Input";
    }

    public static string EnumValue(FieldInfo field) => field.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? Introspection.UpperSnake(field.Name);

    /// <summary>A leading run of capitals is lowered but for the last one that begins a word: <c>IPAddress</c> is <c>ipAddress</c>.</summary>
    public static string CamelCase(string name)
    {
        var run = 0;
        while (run < name.Length && char.IsUpper(name[run]))
            run++;
        if (run == 0)
            return name;
        if (run > 1 && run < name.Length && char.IsLower(name[run]))
            run--;
        return name[..run].ToLowerInvariant() + name[run..];
    }
}
