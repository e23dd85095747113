using System.Collections;
using System.Reflection;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>A C# type together with what is known of the nullability of its parts.</summary>
/// <param name="Nullability">Null when nothing is known: then references are taken as not null.</param>
internal readonly record struct AnnotatedType(Type Type, NullabilityInfo? Nullability)
{
    /// <summary>May a value be null?</summary>
    public bool IsNullable(bool asInput)
    {
        if (Type.IsValueType)
            return Nullable.GetUnderlyingType(Type) is not null;
        return Nullability is not null && (asInput ? Nullability.WriteState : Nullability.ReadState) == NullabilityState.Nullable;
    }

    /// <summary>The result type of a task, or the type itself.</summary>
    public AnnotatedType WithoutTask()
    {
        if (Type.IsGenericType && (Type.GetGenericTypeDefinition() == typeof(Task<>) || Type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            return Argument(0);
        return this;
    }

    /// <summary>The item type, where the type is a list; null where it is not.</summary>
    public AnnotatedType? Item()
    {
        if (Type == typeof(string) || typeof(IDictionary).IsAssignableFrom(Type))
            return null;
        if (Type.IsArray)
            return new(Type.GetElementType()!, Nullability?.ElementType);
        if (Type.IsGenericType && Type.GetGenericArguments() is [var only] && typeof(IEnumerable<>).MakeGenericType(only).IsAssignableFrom(Type))
            return Argument(0);
        if (Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
            return Argument(0);
        var sequence = Type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        var isMap = sequence?.GetGenericArguments()[0] is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);
        return sequence is null || isMap ? null : new(sequence.GetGenericArguments()[0], null);
    }

    public AnnotatedType Argument(int index) =>
        new(Type.GetGenericArguments()[index], Nullability is { } known && known.GenericTypeArguments.Length > index ? known.GenericTypeArguments[index] : null);

    /// <summary>Without <see cref="Nullable{T}"/>.</summary>
    public Type Core => Nullable.GetUnderlyingType(Type) ?? Type;
}

/// <summary>Reading the members that can be fields.</summary>
internal static class ClrMembers
{
    /// <summary>Readable public instance properties, those of base types first, in the order of their declaration.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).AsEnumerable();
        if (type.IsInterface)
            properties = type.GetInterfaces().SelectMany(i => i.GetProperties()).Concat(properties);
        return properties
            .Where(p => p.CanRead && p.GetIndexParameters().Length == 0 && p.DeclaringType != typeof(object) && !p.IsDefined(typeof(GraphQLIgnoreAttribute)))
            .OrderBy(p => Depth(p.DeclaringType!)).ThenBy(p => p.MetadataToken)
            .GroupBy(p => p.Name).Select(group => group.Last());
    }

    /// <summary>Public methods, declared or inherited, that are no property accessors, operators or parts of a record.</summary>
    public static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy)
            .Where(m => !m.IsSpecialName && m.DeclaringType != typeof(object) && m.GetBaseDefinition().DeclaringType != typeof(object)
                && !m.IsGenericMethodDefinition && m.ReturnType != typeof(void) && !m.Name.StartsWith('<')
                && !m.IsDefined(typeof(GraphQLIgnoreAttribute)) && m.Name is not ("Deconstruct" or "PrintMembers" or "Equals"))
            .OrderBy(m => Depth(m.DeclaringType!)).ThenBy(m => m.MetadataToken);

    private static int Depth(Type type)
    {
        var depth = 0;
        for (var t = type.BaseType; t is not null; t = t.BaseType)
            depth++;
        return depth;
    }
}
