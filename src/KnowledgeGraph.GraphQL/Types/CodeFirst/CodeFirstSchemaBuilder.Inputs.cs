using System.Reflection;
using KnowledgeGraph.GraphQL.Relay;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>Arguments and input objects.</summary>
internal sealed partial class CodeFirstSchemaBuilder
{
    /// <summary>An argument or input field for a C# parameter or property.</summary>
    private InputValueDefinition BuildInputValue(
        string name, AnnotatedType annotated, ICustomAttributeProvider attributes, bool hasClrDefault, object? clrDefault, MemberInfo origin)
    {
        var id = attributes.GetCustomAttributes(typeof(IDAttribute), false) is [IDAttribute given, ..] ? given : null;
        var type = id is not null ? ReplaceLeaf(annotated, _builtIn.Id, asInput: true) : Input(annotated, origin);
        var value = new InputValueDefinition(name, type) { DeprecationReason = Deprecation(attributes) };
        value.AppliedDirectives.AddRange(CostDirectives.Of(attributes));
        if (attributes.GetCustomAttributes(typeof(DefaultValueAttribute), false) is [DefaultValueAttribute written, ..])
            value.WithDefault(written.Value);
        else if (hasClrDefault && clrDefault is not null && clrDefault is not DBNull)
            value.WithDefault(DefaultOf(clrDefault, annotated.Core));
        else if (hasClrDefault && annotated.Core.IsValueType && Nullable.GetUnderlyingType(annotated.Type) is null && annotated.Type != typeof(CancellationToken) && clrDefault is not null)
            value.WithDefault(clrDefault);

        var convert = InputConverter.For(annotated.Type, type);
        value.Convert = id is not null && _configuration.UsesGlobalIds && NodeTypeName(id) is { } nodeType ? Decoding(nodeType, convert) : convert;
        value.AbsentValue = InputConverter.Absent(annotated.Type);
        return value;
    }

    private static object DefaultOf(object clrDefault, Type type) => type.IsEnum && !clrDefault.GetType().IsEnum ? Enum.ToObject(type, clrDefault) : clrDefault;

    private static Func<object?, object?> Decoding(string nodeType, Func<object?, object?>? convert)
    {
        return value =>
        {
            var decoded = value switch
            {
                string id => GlobalId.Decode(id, nodeType),
                IReadOnlyList<object?> ids => ids.Select(id => id is string text ? GlobalId.Decode(text, nodeType) : id).ToArray(),
                _ => value,
            };
            return convert is null ? decoded : convert(decoded);
        };
    }

    private GraphQLType Input(AnnotatedType annotated, MemberInfo origin)
    {
        if (annotated.Type.IsGenericType && annotated.Type.GetGenericTypeDefinition() == typeof(Optional<>))
            return Input(annotated.Argument(0), origin).NullableType;
        GraphQLType type = annotated.Item() is { } item ? new ListType(Input(item, origin)) : FindLeaf(annotated.Core) ?? InputObjectOf(annotated.Core, origin);
        return annotated.IsNullable(asInput: true) ? type : new NonNullType(type);
    }

    private InputObjectType InputObjectOf(Type type, MemberInfo origin)
    {
        if (_inputs.TryGetValue(type, out var known))
            return known;
        if (type.IsInterface || type.IsAbstract || (type.Namespace?.StartsWith("System", StringComparison.Ordinal) ?? false))
        {
            throw new SchemaException(
                [$"{origin.DeclaringType}.{origin.Name}: a parameter of type {type} is neither an input type nor a registered service; register it, or mark it with [Service]."]);
        }

        var made = Register(new InputObjectType(Naming.Input(type)) { ClrType = type, LateDescription = () => _documentation.Of(type), IsOneOf = type.IsDefined(typeof(OneOfAttribute), false) }, type);
        _inputs[type] = made;
        _pending.Enqueue(() => DefineInputFields(made, type));
        return made;
    }

    private void DefineInputFields(InputObjectType input, Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();
        foreach (var property in ClrMembers.Properties(type))
        {
            var parameter = constructor?.GetParameters().FirstOrDefault(p => string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase));
            if (parameter is null && property.SetMethod is not { IsPublic: true })
                continue;
            var hasDefault = parameter is { HasDefaultValue: true };
            var field = BuildInputValue(
                Naming.Field(property), new(property.PropertyType, _nullability.Create(property)), property, hasDefault, hasDefault ? parameter!.DefaultValue : null, property);
            field.LateDescription = () => _documentation.Of(property);
            input.Fields.Add(field.Name, field);
        }
    }
}
