namespace KnowledgeGraph.GraphQL.Types;

/// <summary>Checks the rules of section 3 "Type Validation", worded as graphql-js words them. Run once, when a schema is made.</summary>
internal sealed class SchemaValidator
{
    private static readonly HashSet<string> IntrospectionTypes =
        ["__Schema", "__Directive", "__DirectiveLocation", "__Type", "__Field", "__InputValue", "__EnumValue", "__TypeKind"];

    private readonly Schema _schema;
    private readonly List<string> _errors = [];
    private readonly HashSet<InputObjectType> _visitedInputs = [];
    private readonly List<InputValueDefinition> _inputPath = [];
    private readonly Dictionary<InputObjectType, int> _inputPositions = [];

    private SchemaValidator(Schema schema) => _schema = schema;

    /// <summary>Every violation, in the order of the types.</summary>
    public static IReadOnlyList<string> Validate(Schema schema)
    {
        var validator = new SchemaValidator(schema);
        if (schema.QueryType is null)
            validator._errors.Add("Query root type must be provided.");
        foreach (var directive in schema.Directives.Values)
            validator.CheckDirective(directive);
        foreach (var type in schema.Types.Values)
            validator.CheckType(type);
        return validator._errors;
    }

    private void CheckDirective(DirectiveDefinition directive)
    {
        CheckName(directive.Name);
        if (directive.Locations.Count == 0)
            _errors.Add($"Directive @{directive.Name} must include 1 or more locations.");
        CheckArguments($"@{directive.Name}", directive.Arguments);
    }

    private void CheckType(NamedType type)
    {
        if (IntrospectionTypes.Contains(type.Name))
            return;
        CheckName(type.Name);
        CheckName(type.Name);
        switch (type)
        {
            case FieldsType fields:
                CheckFields(fields);
                CheckInterfaces(fields);
                break;
            case UnionType union:
                CheckUnion(union);
                break;
            case EnumType enumType:
                if (enumType.Values.Count == 0)
                    _errors.Add($"Enum type {enumType.Name} must define one or more values.");
                foreach (var value in enumType.Values.Keys)
                    CheckName(value);
                break;
            case InputObjectType input:
                CheckInputFields(input);
                CheckCircularInput(input);
                break;
        }
    }

    private void CheckFields(FieldsType type)
    {
        if (type.Fields.Count == 0)
            _errors.Add($"Type {type.Name} must define one or more fields.");
        foreach (var field in type.Fields.Values)
        {
            CheckName(field.Name);
            if (!field.Type.IsOutputType)
                _errors.Add($"The type of {type.Name}.{field.Name} must be Output Type but got: {field.Type}.");
            CheckArguments($"{type.Name}.{field.Name}", field.Arguments);
        }
    }

    private void CheckArguments(string owner, OrderedDictionary<string, InputValueDefinition> arguments)
    {
        foreach (var argument in arguments.Values)
        {
            CheckName(argument.Name);
            if (!argument.Type.IsInputType)
                _errors.Add($"The type of {owner}({argument.Name}:) must be Input Type but got: {argument.Type}.");
            if (argument is { IsRequired: true, IsDeprecated: true })
                _errors.Add($"Required argument {owner}({argument.Name}:) cannot be deprecated.");
        }
    }

    private void CheckInterfaces(FieldsType type)
    {
        var seen = new HashSet<InterfaceType>();
        foreach (var implemented in type.Interfaces)
        {
            if (ReferenceEquals(type, implemented))
            {
                _errors.Add($"Type {type.Name} cannot implement itself because it would create a circular reference.");
                continue;
            }

            if (!seen.Add(implemented))
            {
                _errors.Add($"Type {type.Name} can only implement {implemented.Name} once.");
                continue;
            }

            CheckAncestors(type, implemented);
            foreach (var field in implemented.Fields.Values)
                CheckImplementation(type, implemented, field);
        }
    }

    private void CheckAncestors(FieldsType type, InterfaceType implemented)
    {
        foreach (var transitive in implemented.Interfaces)
        {
            if (type.Interfaces.Contains(transitive))
                continue;
            _errors.Add(ReferenceEquals(transitive, type)
                ? $"Type {type.Name} cannot implement {implemented.Name} because it would create a circular reference."
                : $"Type {type.Name} must implement {transitive.Name} because it is implemented by {implemented.Name}.");
        }
    }

    private void CheckImplementation(FieldsType type, InterfaceType implemented, FieldDefinition expected)
    {
        if (!type.Fields.TryGetValue(expected.Name, out var field))
        {
            _errors.Add($"Interface field {implemented.Name}.{expected.Name} expected but {type.Name} does not provide it.");
            return;
        }

        if (!_schema.IsTypeSubTypeOf(field.Type, expected.Type))
            _errors.Add($"Interface field {implemented.Name}.{expected.Name} expects type {expected.Type} but {type.Name}.{field.Name} is type {field.Type}.");
        foreach (var argument in expected.Arguments.Values)
        {
            if (!field.Arguments.TryGetValue(argument.Name, out var own))
                _errors.Add($"Interface field argument {implemented.Name}.{field.Name}({argument.Name}:) expected but {type.Name}.{field.Name} does not provide it.");
            else if (!argument.Type.IsEqualTo(own.Type))
                _errors.Add($"Interface field argument {implemented.Name}.{field.Name}({argument.Name}:) expects type {argument.Type} but {type.Name}.{field.Name}({argument.Name}:) is type {own.Type}.");
        }

        foreach (var argument in field.Arguments.Values)
            if (argument.IsRequired && !expected.Arguments.ContainsKey(argument.Name))
                _errors.Add($"Object field {type.Name}.{field.Name} includes required argument {argument.Name} that is missing from the Interface field {implemented.Name}.{field.Name}.");
    }

    private void CheckUnion(UnionType union)
    {
        if (union.Types.Count == 0)
            _errors.Add($"Union type {union.Name} must define one or more member types.");
        foreach (var group in union.Types.GroupBy(member => member.Name).Where(group => group.Skip(1).Any()))
            _errors.Add($"Union type {union.Name} can only include type {group.Key} once.");
    }

    private void CheckInputFields(InputObjectType input)
    {
        if (input.Fields.Count == 0)
            _errors.Add($"Input Object type {input.Name} must define one or more fields.");
        foreach (var field in input.Fields.Values)
        {
            CheckName(field.Name);
            if (!field.Type.IsInputType)
                _errors.Add($"The type of {input.Name}.{field.Name} must be Input Type but got: {field.Type}.");
            if (field is { IsRequired: true, IsDeprecated: true })
                _errors.Add($"Required input field {input.Name}.{field.Name} cannot be deprecated.");
            if (input.IsOneOf && field.Type.IsNonNull)
                _errors.Add($"OneOf input field {input.Name}.{field.Name} must be nullable.");
            if (input.IsOneOf && field.HasDefaultValue)
                _errors.Add($"OneOf input field {input.Name}.{field.Name} cannot have a default value.");
        }
    }

    /// <summary>An input object that needs itself through non-null fields alone could never be written (section 3.10.3).</summary>
    private void CheckCircularInput(InputObjectType input)
    {
        if (!_visitedInputs.Add(input))
            return;
        _inputPositions[input] = _inputPath.Count;
        foreach (var field in input.Fields.Values)
        {
            if (field.Type is not NonNullType { OfType: InputObjectType next })
                continue;
            _inputPath.Add(field);
            if (_inputPositions.TryGetValue(next, out var start))
                _errors.Add($"Cannot reference Input Object \"{next.Name}\" within itself through a series of non-null fields: \"{string.Join('.', _inputPath.Skip(start).Select(f => f.Name))}\".");
            else
                CheckCircularInput(next);
            _inputPath.RemoveAt(_inputPath.Count - 1);
        }

        _inputPositions.Remove(input);
    }

    private void CheckName(string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
            _errors.Add($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.");
    }
}
