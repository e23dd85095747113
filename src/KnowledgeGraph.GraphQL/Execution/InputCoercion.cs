using System.Text.Json;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Coerces the variables of a request (section 6.1.2) and the arguments of a field (section 6.4.1).</summary>
internal static class InputCoercion
{
    private const int MaxErrors = 50;

    /// <summary>
    /// The coerced variables of <paramref name="definitions"/>; variables without a value and default are absent.
    /// At most 50 errors are collected, as many as a person can read.
    /// </summary>
    public static Dictionary<string, object?> CoerceVariables(
        Schema schema, IReadOnlyList<VariableDefinitionNode> definitions, JsonElement inputs, List<GraphQLError> errors)
    {
        var coerced = new Dictionary<string, object?>(definitions.Count, StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            if (errors.Count > MaxErrors)
                break;
            CoerceVariable(schema, definition, inputs, coerced, errors);
        }

        if (errors.Count > MaxErrors)
        {
            errors.RemoveRange(MaxErrors, errors.Count - MaxErrors);
            errors.Add(new("Too many errors processing variables, error limit reached. Execution aborted."));
        }

        return coerced;
    }

    /// <summary>The type that a document names; null when the schema has no such type.</summary>
    public static GraphQLType? TypeFromNode(Schema schema, TypeNode node) => node switch
    {
        ListTypeNode list => TypeFromNode(schema, list.Type) is { } inner ? new ListType(inner) : null,
        NonNullTypeNode nonNull => TypeFromNode(schema, nonNull.Type) is { } inner ? new NonNullType(inner) : null,
        NamedTypeNode named => schema.FindType(named.Name.Value),
        _ => null,
    };

    /// <summary>Coerced arguments by name; absent when neither given nor defaulted.</summary>
    /// <exception cref="GraphQLException">An argument is missing or does not fit.</exception>
    public static OrderedDictionary<string, object?> CoerceArguments(
        OrderedDictionary<string, InputValueDefinition> definitions,
        IReadOnlyList<ArgumentNode> arguments,
        Node node,
        IReadOnlyDictionary<string, object?>? variables)
    {
        var coerced = new OrderedDictionary<string, object?>(definitions.Count, StringComparer.Ordinal);
        foreach (var definition in definitions.Values)
        {
            ArgumentNode? argument = null;
            foreach (var candidate in arguments)
                if (candidate.Name.Value == definition.Name)
                    argument = candidate;
            if (TryCoerceArgument(definition, argument, node, variables, out var value))
                coerced[definition.Name] = value;
        }

        return coerced;
    }

    /// <summary>Coerces a JSON value to an input type, as for a variable; every mistake is reported with its path.</summary>
    public static object? Coerce(JsonElement input, GraphQLType type, InputPath? path, Action<InputPath?, JsonElement, string> onError)
    {
        if (type is NonNullType nonNull)
        {
            if (!IsNull(input))
                return Coerce(input, nonNull.OfType, path, onError);
            onError(path, input, $"Expected non-nullable type \"{type}\" not to be null.");
            return null;
        }

        if (IsNull(input))
            return null;
        return type switch
        {
            ListType list => CoerceList(input, list.OfType, path, onError),
            InputObjectType inputObject => CoerceObject(input, inputObject, path, onError),
            EnumType enumType => CoerceEnum(input, enumType, path, onError),
            _ => CoerceScalar(input, (ScalarType)type, path, onError),
        };
    }

    private static void CoerceVariable(
        Schema schema, VariableDefinitionNode definition, JsonElement inputs, Dictionary<string, object?> coerced, List<GraphQLError> errors)
    {
        var name = definition.Variable.Name.Value;
        var type = TypeFromNode(schema, definition.Type);
        if (type is not { IsInputType: true })
        {
            errors.Add(new($"Variable \"${name}\" expected value of type \"{Printer.Print(definition.Type)}\" which cannot be used as an input type.", definition.Type));
            return;
        }

        if (inputs.ValueKind != JsonValueKind.Object || !inputs.TryGetProperty(name, out var input))
        {
            if (definition.DefaultValue is { } literal)
            {
                if (Literals.TryCoerce(literal, type, null, out var value))
                    coerced[name] = value;
            }
            else if (type.IsNonNull)
            {
                errors.Add(new($"Variable \"${name}\" of required type \"{type}\" was not provided.", definition) { Code = ExecutionErrorCodes.BadUserInput });
            }

            return;
        }

        if (input.ValueKind == JsonValueKind.Null && type.IsNonNull)
        {
            errors.Add(new($"Variable \"${name}\" of non-null type \"{type}\" must not be null.", definition) { Code = ExecutionErrorCodes.BadUserInput });
            return;
        }

        coerced[name] = Coerce(input, type, null, (path, invalid, message) =>
        {
            if (errors.Count > MaxErrors)
                return;
            var at = path is null ? "" : $" at \"{name}{path}\"";
            errors.Add(new($"Variable \"${name}\" got invalid value {EcmaScript.Inspect(invalid)}{at}; {message}", definition) { Code = ExecutionErrorCodes.BadUserInput });
        });
    }

    private static bool TryCoerceArgument(
        InputValueDefinition definition, ArgumentNode? argument, Node node, IReadOnlyDictionary<string, object?>? variables, out object? value)
    {
        value = definition.DefaultValue;
        var type = definition.Type;
        if (argument is null)
        {
            if (!definition.HasDefaultValue && type.IsNonNull)
                throw Invalid($"Argument \"{definition.Name}\" of required type \"{type}\" was not provided.", node);
            return definition.HasDefaultValue;
        }

        var literal = argument.Value;
        var isNull = literal is NullValueNode;
        if (literal is VariableNode variable)
        {
            if (variables is null || !variables.TryGetValue(variable.Name.Value, out var variableValue))
            {
                if (!definition.HasDefaultValue && type.IsNonNull)
                    throw Invalid($"Argument \"{definition.Name}\" of required type \"{type}\" was provided the variable \"${variable.Name.Value}\" which was not provided a runtime value.", literal);
                return definition.HasDefaultValue;
            }

            isNull = variableValue is null;
        }

        if (isNull && type.IsNonNull)
            throw Invalid($"Argument \"{definition.Name}\" of non-null type \"{type}\" must not be null.", literal);
        if (!Literals.TryCoerce(literal, type, variables, out value))
            throw Invalid($"Argument \"{definition.Name}\" has invalid value {Printer.Print(literal)}.", literal);
        return true;
    }

    private static GraphQLException Invalid(string message, Node node) =>
        new(new GraphQLError(message, node) { Code = ExecutionErrorCodes.BadUserInput });

    private static object?[] CoerceList(JsonElement input, GraphQLType itemType, InputPath? path, Action<InputPath?, JsonElement, string> onError)
    {
        if (input.ValueKind != JsonValueKind.Array)
            return [Coerce(input, itemType, path, onError)];
        var items = new object?[input.GetArrayLength()];
        var index = 0;
        foreach (var item in input.EnumerateArray())
        {
            items[index] = Coerce(item, itemType, new(path, index), onError);
            index++;
        }

        return items;
    }

    private static object? CoerceObject(JsonElement input, InputObjectType type, InputPath? path, Action<InputPath?, JsonElement, string> onError)
    {
        if (input.ValueKind != JsonValueKind.Object)
        {
            onError(path, input, $"Expected type \"{type}\" to be an object.");
            return null;
        }

        var coerced = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in type.Fields.Values)
        {
            if (input.TryGetProperty(field.Name, out var value))
                coerced[field.Name] = Coerce(value, field.Type, new(path, field.Name), onError);
            else if (field.HasDefaultValue)
                coerced[field.Name] = field.DefaultValue;
            else if (field.Type.IsNonNull)
                onError(path, input, $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.");
        }

        foreach (var property in input.EnumerateObject())
            if (!type.Fields.ContainsKey(property.Name))
                onError(path, input, $"Field \"{property.Name}\" is not defined by type \"{type}\".{Suggestions.DidYouMean(property.Name, type.Fields.Keys)}");

        if (type.IsOneOf)
            CheckOneOf(input, coerced, type, path, onError);
        return coerced;
    }

    private static void CheckOneOf(
        JsonElement input, OrderedDictionary<string, object?> coerced, InputObjectType type, InputPath? path, Action<InputPath?, JsonElement, string> onError)
    {
        if (coerced.Count != 1)
            onError(path, input, $"Exactly one key must be specified for OneOf type \"{type}\".");
        if (coerced.Count == 0)
            return;
        var (key, value) = coerced.GetAt(0);
        if (value is null && input.TryGetProperty(key, out var given) && given.ValueKind == JsonValueKind.Null)
            onError(new(path, key), given, $"Field \"{key}\" must be non-null.");
    }

    private static object? CoerceEnum(JsonElement input, EnumType type, InputPath? path, Action<InputPath?, JsonElement, string> onError)
    {
        if (input.ValueKind != JsonValueKind.String)
        {
            var shown = EcmaScript.Inspect(input);
            onError(path, input, $"Enum \"{type}\" cannot represent non-string value: {shown}.{Suggestions.DidYouMeanEnum(shown, type.Values.Keys)}");
            return null;
        }

        var name = input.GetString()!;
        if (type.Values.TryGetValue(name, out var definition))
            return definition.Value;
        onError(path, input, $"Value \"{name}\" does not exist in \"{type}\" enum.{Suggestions.DidYouMeanEnum(name, type.Values.Keys)}");
        return null;
    }

    private static object? CoerceScalar(JsonElement input, ScalarType type, InputPath? path, Action<InputPath?, JsonElement, string> onError)
    {
        if (type.TryParseValue(input, out var value, out var error))
            return value;
        onError(path, input, error ?? $"Expected type \"{type}\".");
        return null;
    }

    private static bool IsNull(JsonElement input) => input.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
}

/// <summary>Where in an input value something is: a key of an object or an index of a list, from the root.</summary>
internal sealed record InputPath(InputPath? Previous, object Key)
{
    public override string ToString() => Previous + (Key is int index ? $"[{index}]" : $".{Key}");
}
