using System.Collections;
using System.Globalization;
using System.Reflection;
using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>Makes functions that turn coerced input values into what a C# parameter takes.</summary>
internal static class InputConverter
{
    /// <summary>Null when coerced values of <paramref name="graphQLType"/> already are values of <paramref name="target"/>.</summary>
    public static Func<object?, object?>? For(Type target, GraphQLType graphQLType)
    {
        if (target.IsGenericType && target.GetGenericTypeDefinition() == typeof(Optional<>))
            return ForOptional(target, graphQLType);
        var core = Nullable.GetUnderlyingType(target) ?? target;
        switch (graphQLType.NullableType)
        {
            case ListType list:
                return ForList(core, list);
            case InputObjectType input:
                var constructor = new InputObjectConstructor(core, input);
                return value => value is null ? null : constructor.Construct((IReadOnlyDictionary<string, object?>)value);
            case ScalarType scalar when scalar.InputClrType != core && core != typeof(object):
                return value => value is null || core.IsInstanceOfType(value) ? value : ChangeType(value, core);
            default:
                return null;
        }
    }

    /// <summary>What a C# parameter of the type takes when an argument is absent.</summary>
    public static object? Absent(Type target) =>
        target.IsValueType && Nullable.GetUnderlyingType(target) is null ? Activator.CreateInstance(target) : null;

    private static Func<object?, object?> ForOptional(Type target, GraphQLType graphQLType)
    {
        var inner = target.GetGenericArguments()[0];
        var convert = For(inner, graphQLType);
        return value => Activator.CreateInstance(target, convert is null ? value : convert(value));
    }

    private static Func<object?, object?> ForList(Type target, ListType list)
    {
        var itemType = new AnnotatedType(target, null).Item()?.Type
            ?? throw new SchemaException([$"Expected a list of C# for the input type {list}, but came {target}."]);
        var convertItem = For(itemType, list.OfType);
        return value =>
        {
            if (value is not IReadOnlyList<object?> items)
                return value;
            var array = Array.CreateInstance(itemType, items.Count);
            for (var i = 0; i < items.Count; i++)
                array.SetValue(convertItem is null ? items[i] : convertItem(items[i]), i);
            return target.IsInstanceOfType(array) ? array : Activator.CreateInstance(target, array);
        };
    }

    private static object ChangeType(object value, Type target)
    {
        try
        {
            return target switch
            {
                _ when target == typeof(Guid) => Guid.Parse((string)value),
                _ when target == typeof(DateTime) => ((DateTimeOffset)value).UtcDateTime,
                _ when target == typeof(System.Text.Json.JsonElement) => System.Text.Json.JsonSerializer.SerializeToElement(value),
                _ when target == typeof(string) => Convert.ToString(value, CultureInfo.InvariantCulture)!,
                _ => Convert.ChangeType(value, target, CultureInfo.InvariantCulture),
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidCastException)
        {
            throw new GraphQLException(new GraphQLError($"{EcmaScript.Inspect(value)} is not a value of kind {target.Name}.") { Code = ExecutionErrorCodes.BadUserInput });
        }
    }

    /// <summary>Fills a C# object from an input object: the constructor's parameters first, then settable properties.</summary>
    private sealed class InputObjectConstructor
    {
        private readonly Type _type;
        private readonly InputObjectType _input;
        private readonly Lazy<(ConstructorInfo Constructor, Member[] Parameters, Member[] Properties)> _members;

        public InputObjectConstructor(Type type, InputObjectType input)
        {
            _type = type;
            _input = input;
            _members = new(FindMembers);
        }

        public object Construct(IReadOnlyDictionary<string, object?> values)
        {
            var (constructor, parameters, properties) = _members.Value;
            var arguments = new object?[parameters.Length];
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = parameters[i].Read(values);
            var made = constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);
            foreach (var property in properties)
                if (values.ContainsKey(property.Name))
                    property.Property!.SetValue(made, property.Read(values));
            return made;
        }

        private (ConstructorInfo, Member[], Member[]) FindMembers()
        {
            var constructor = _type.GetConstructors().OrderByDescending(c => c.GetParameters().Length)
                .FirstOrDefault(c => Array.TrueForAll(c.GetParameters(), p => FieldFor(p.Name!) is not null))
                ?? throw new SchemaException([$"Input type {_input.Name}: expected a public constructor of {_type} whose parameters are fields."]);
            var parameters = constructor.GetParameters().Select(p => new Member(FieldFor(p.Name!)!, p.ParameterType, null, p.HasDefaultValue ? p.DefaultValue : Absent(p.ParameterType))).ToArray();
            var properties = ClrMembers.Properties(_type)
                .Where(p => p.SetMethod is { IsPublic: true } && FieldFor(p.Name) is { } field && !Array.Exists(parameters, known => known.Name == field.Name))
                .Select(p => new Member(FieldFor(p.Name)!, p.PropertyType, p, null)).ToArray();
            return (constructor, parameters, properties);
        }

        private InputValueDefinition? FieldFor(string name)
        {
            var property = _type.GetProperties().FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
            return property is null ? null : _input.Fields.GetValueOrDefault(Naming.Field(property));
        }

        private sealed class Member(InputValueDefinition definition, Type type, PropertyInfo? property, object? absent)
        {
            private readonly Func<object?, object?>? _convert = For(type, definition.Type);

            public string Name => definition.Name;

            public PropertyInfo? Property => property;

            public object? Read(IReadOnlyDictionary<string, object?> values)
            {
                if (!values.TryGetValue(definition.Name, out var value))
                    return absent;
                return _convert is null ? value : _convert(value);
            }
        }
    }
}
