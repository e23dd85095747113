using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Types;

/// <summary>Builds a schema from type system definitions and extensions (section 3), as graphql-js' buildASTSchema does.</summary>
internal sealed class SdlSchemaBuilder
{
    private readonly BuiltInTypes _builtIn = new();
    private readonly OrderedDictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly List<InputValueDefinition> _inputValues = [];
    private readonly List<string> _mistakes = [];
    private readonly DocumentNode _document;
    private readonly ILookup<string, TypeExtensionNode> _extensions;

    private SdlSchemaBuilder(DocumentNode document)
    {
        _document = document;
        _extensions = document.Definitions.OfType<TypeExtensionNode>().ToLookup(extension => extension.Name.Value);
    }

    /// <param name="resolvers">Resolver functions by <c>Type.field</c>; fields without one read the parent's property.</param>
    /// <exception cref="SchemaException">A type is unknown or of a kind that cannot stand where it does.</exception>
    public static Schema Build(DocumentNode document, IReadOnlyDictionary<string, FieldResolver>? resolvers = null) =>
        new SdlSchemaBuilder(document).Build(resolvers);

    private Schema Build(IReadOnlyDictionary<string, FieldResolver>? resolvers)
    {
        var definitions = _document.Definitions.OfType<TypeDefinitionNode>().ToList();
        foreach (var definition in definitions)
            if (!definition.Name.Value.StartsWith("__", StringComparison.Ordinal))
                _types[definition.Name.Value] = _builtIn.Find(definition.Name.Value) ?? Declare(definition);
        var schemaDefinition = _document.Definitions.OfType<SchemaDefinitionNode>().FirstOrDefault();
        var query = Root(schemaDefinition, OperationType.Query);
        var lacksQuery = query is null && _mistakes.Count == 0;
        var mutation = Root(schemaDefinition, OperationType.Mutation);
        var subscription = Root(schemaDefinition, OperationType.Subscription);
        foreach (var definition in definitions)
            if (_types.GetValueOrDefault(definition.Name.Value) is { } type && _builtIn.Find(type.Name) is null)
                Define(type, definition);
        var directives = _document.Definitions.OfType<DirectiveDefinitionNode>().Select(BuildDirective).ToList();
        directives.AddRange(_builtIn.Directives.Where(builtIn => directives.TrueForAll(own => own.Name != builtIn.Name)));
        foreach (var value in _inputValues)
            _ = value.HasDefaultValue;
        BindResolvers(resolvers);

        if (_mistakes.Count > 0)
            throw new SchemaException(lacksQuery ? ["Query root type must be provided.", .. _mistakes] : _mistakes);
        return new Schema(new SchemaParts
        {
            Description = schemaDefinition?.Description?.Value,
            QueryType = query,
            MutationType = mutation,
            SubscriptionType = subscription,
            Types = _builtIn.Collect([.. _types.Values], [query, mutation, subscription], directives),
            Directives = directives,
        });
    }

    private void BindResolvers(IReadOnlyDictionary<string, FieldResolver>? resolvers)
    {
        foreach (var (coordinate, resolver) in resolvers ?? new Dictionary<string, FieldResolver>())
        {
            var parts = coordinate.Split('.');
            if (parts.Length != 2 || _types.GetValueOrDefault(parts[0]) is not FieldsType type || !type.Fields.TryGetValue(parts[1], out var field))
                throw new SchemaException([$"A resolver was given for \"{coordinate}\", but the schema has no such field; expected \"Type.field\"."]);
            field.Resolver = resolver;
        }
    }

    private ObjectType? Root(SchemaDefinitionNode? definition, OperationType operation)
    {
        var node = _document.Definitions.OfType<SchemaExtensionNode>().SelectMany(extension => extension.OperationTypes)
            .Concat(definition?.OperationTypes ?? [])
            .FirstOrDefault(type => type.Operation == operation);
        // Without a schema definition the types with the default names are the roots, whatever an extension says.
        if (definition is null && _types.GetValueOrDefault(operation.ToString()) is ObjectType named)
            return named;
        var optional = operation == OperationType.Query ? "" : " if provided";
        return node is null ? null : Find<ObjectType>(node.Type.Name, $"{operation} root type must be Object type{optional}, it cannot be");
    }

    private static NamedType Declare(TypeDefinitionNode definition)
    {
        var name = definition.Name.Value;
        NamedType type = definition switch
        {
            ScalarTypeDefinitionNode => new ScalarType(name),
            ObjectTypeDefinitionNode => new ObjectType(name),
            InterfaceTypeDefinitionNode => new InterfaceType(name),
            UnionTypeDefinitionNode => new UnionType(name),
            EnumTypeDefinitionNode => new EnumType(name),
            _ => new InputObjectType(name),
        };
        type.Description = definition.Description?.Value;
        return type;
    }

    private void Define(NamedType type, TypeDefinitionNode definition)
    {
        var extensions = _extensions[type.Name];
        switch (type, definition)
        {
            case (ScalarType scalar, _):
                scalar.SpecifiedByUrl = StringArgument(definition.Directives, "specifiedBy", "url")
                    ?? extensions.Select(extension => StringArgument(extension.Directives, "specifiedBy", "url")).LastOrDefault(url => url is not null);
                break;
            case (ObjectType objectType, ObjectTypeDefinitionNode node):
                var objectExtensions = extensions.OfType<ObjectTypeExtensionNode>().ToList();
                DefineFields(objectType, node.Interfaces.Concat(objectExtensions.SelectMany(e => e.Interfaces)), node.Fields.Concat(objectExtensions.SelectMany(e => e.Fields)));
                break;
            case (InterfaceType interfaceType, InterfaceTypeDefinitionNode node):
                var interfaceExtensions = extensions.OfType<InterfaceTypeExtensionNode>().ToList();
                DefineFields(interfaceType, node.Interfaces.Concat(interfaceExtensions.SelectMany(e => e.Interfaces)), node.Fields.Concat(interfaceExtensions.SelectMany(e => e.Fields)));
                break;
            case (UnionType union, UnionTypeDefinitionNode node):
                foreach (var member in node.Types.Concat(extensions.OfType<UnionTypeExtensionNode>().SelectMany(e => e.Types)))
                    AddIfFound(union.Types, Find<ObjectType>(member.Name, $"Union type {union.Name} can only include Object types, it cannot include"));
                break;
            case (EnumType enumType, EnumTypeDefinitionNode node):
                foreach (var value in node.Values.Concat(extensions.OfType<EnumTypeExtensionNode>().SelectMany(e => e.Values)))
                    if (!enumType.Values.ContainsKey(value.Name.Value))
                        enumType.Add(new(value.Name.Value, value.Name.Value) { Description = value.Description?.Value, DeprecationReason = Deprecation(value.Directives) });
                break;
            case (InputObjectType input, InputObjectTypeDefinitionNode node):
                input.IsOneOf = node.Directives.Any(directive => directive.Name.Value == "oneOf");
                foreach (var field in node.Fields.Concat(extensions.OfType<InputObjectTypeExtensionNode>().SelectMany(e => e.Fields)))
                    input.Fields[field.Name.Value] = BuildInputValue(field);
                break;
        }
    }

    private void DefineFields(FieldsType type, IEnumerable<NamedTypeNode> interfaces, IEnumerable<FieldDefinitionNode> fields)
    {
        foreach (var implemented in interfaces)
            AddIfFound(type.Interfaces, Find<InterfaceType>(implemented.Name, $"Type {type.Name} must only implement Interface types, it cannot implement"));
        foreach (var node in fields)
        {
            if (type.Fields.ContainsKey(node.Name.Value))
                continue;
            var field = type.Add(new(node.Name.Value, BuildType(node.Type))
            {
                Description = node.Description?.Value,
                DeprecationReason = Deprecation(node.Directives),
            });
            AddArguments(field.Arguments, node.Arguments);
            field.AppliedDirectives.AddRange(CostDirectives(node.Directives));
        }
    }

    /// <summary>Directives that the engine itself reads.</summary>
    private static IEnumerable<AppliedDirective> CostDirectives(IEnumerable<DirectiveNode> directives) =>
        from directive in directives
        where directive.Name.Value is "cost" or "listSize"
        select new AppliedDirective(directive.Name.Value, directive.Arguments.ToDictionary(a => a.Name.Value, a => Literals.ToObject(a.Value, null)));

    private void AddArguments(OrderedDictionary<string, InputValueDefinition> target, IEnumerable<InputValueDefinitionNode> nodes)
    {
        foreach (var node in nodes)
            target[node.Name.Value] = BuildInputValue(node);
    }

    private InputValueDefinition BuildInputValue(InputValueDefinitionNode node)
    {
        var type = BuildType(node.Type);
        var value = new InputValueDefinition(node.Name.Value, type)
        {
            Description = node.Description?.Value,
            DeprecationReason = Deprecation(node.Directives),
        };
        if (node.DefaultValue is { } literal)
            value.WithDefault(() => (Literals.TryCoerce(literal, type, null, out var coerced), coerced));
        _inputValues.Add(value);
        return value;
    }

    private DirectiveDefinition BuildDirective(DirectiveDefinitionNode node)
    {
        var directive = new DirectiveDefinition(node.Name.Value, node.Locations.Select(location => location.Value))
        {
            Description = node.Description?.Value,
            IsRepeatable = node.Repeatable,
        };
        AddArguments(directive.Arguments, node.Arguments);
        return directive;
    }

    private GraphQLType BuildType(TypeNode node) => node switch
    {
        ListTypeNode list => new ListType(BuildType(list.Type)),
        NonNullTypeNode nonNull => new NonNullType(BuildType(nonNull.Type)),
        NamedTypeNode named => Find<NamedType>(named.Name, "")!,
        _ => throw new InvalidOperationException($"Expected a type, but came {node.Kind}."),
    };

    /// <summary>The type of the name; null, and a mistake noted, if it is of another kind.</summary>
    /// <param name="mistake">The message about a type of another kind, up to the name of that type.</param>
    private T? Find<T>(NameNode name, string mistake)
        where T : NamedType
    {
        var type = _builtIn.Find(name.Value) ?? _types.GetValueOrDefault(name.Value)
            ?? throw new SchemaException([$"Unknown type: \"{name.Value}\"."]);
        if (type is T found)
            return found;
        _mistakes.Add($"{mistake} {name.Value}.");
        return null;
    }

    private static void AddIfFound<T>(List<T> types, T? type)
        where T : NamedType
    {
        if (type is not null)
            types.Add(type);
    }

    private static string? Deprecation(IEnumerable<DirectiveNode> directives)
    {
        var directive = directives.FirstOrDefault(d => d.Name.Value == "deprecated");
        if (directive is null)
            return null;
        var reason = directive.Arguments.FirstOrDefault(argument => argument.Name.Value == "reason");
        return reason is null ? SpecifiedDirectives.DefaultDeprecationReason : (reason.Value as StringValueNode)?.Value;
    }

    private static string? StringArgument(IEnumerable<DirectiveNode> directives, string directive, string argument) =>
        (directives.FirstOrDefault(d => d.Name.Value == directive)?.Arguments.FirstOrDefault(a => a.Name.Value == argument)?.Value as StringValueNode)?.Value;
}
