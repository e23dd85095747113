using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Validation;

namespace KnowledgeGraph.GraphQL.Types;

/// <summary>A whole schema: root types, every named type, directive definitions (section 3.2). Not changed once it is built.</summary>
public sealed class Schema
{
    private static readonly IReadOnlyList<ObjectType> NoTypes = [];
    private static readonly IReadOnlyList<InterfaceType> NoInterfaces = [];

    private readonly Dictionary<NamedType, List<ObjectType>> _implementations = [];
    private readonly Dictionary<NamedType, List<InterfaceType>> _implementingInterfaces = [];
    private readonly Dictionary<NamedType, HashSet<NamedType>> _subTypes = [];

    /// <summary>Takes the types as they are, in the order that introspection and the printer show them.</summary>
    internal Schema(SchemaParts parts)
    {
        Description = parts.Description;
        QueryType = parts.QueryType;
        MutationType = parts.MutationType;
        SubscriptionType = parts.SubscriptionType;
        AppliedDirectives = parts.AppliedDirectives;
        foreach (var type in parts.Types)
            Types.Add(type.Name, type);
        foreach (var directive in parts.Directives)
            Directives.Add(directive.Name, directive);
        foreach (var type in Types.Values)
            IndexSubTypes(type);
        SchemaMetaField = new("__schema", new NonNullType(Types["__Schema"])) { Description = "Access the current type schema of this server." };
        TypeMetaField = new("__type", Types["__Type"]) { Description = "Request the type information of a single type." };
        TypeMetaField.Arguments.Add("name", new("name", new NonNullType(Types["String"])));
        TypeNameMetaField = new("__typename", new NonNullType(Types["String"])) { Description = "The name of the current Object type at runtime." };
        Introspection.Bind(this);
    }

    public string? Description { get; }

    /// <summary>Null only in a schema that breaks the rules and is not meant to be executed.</summary>
    public ObjectType? QueryType { get; }

    public ObjectType? MutationType { get; }

    public ObjectType? SubscriptionType { get; }

    /// <summary>Named types by name, introspection types and used built-in scalars included.</summary>
    public OrderedDictionary<string, NamedType> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Directive definitions by name, the specified ones included.</summary>
    public OrderedDictionary<string, DirectiveDefinition> Directives { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<AppliedDirective> AppliedDirectives { get; }

    /// <summary>The field <c>__schema</c> of the query type.</summary>
    public FieldDefinition SchemaMetaField { get; }

    /// <summary>The field <c>__type</c> of the query type.</summary>
    public FieldDefinition TypeMetaField { get; }

    /// <summary>The field <c>__typename</c> of every composite type.</summary>
    public FieldDefinition TypeNameMetaField { get; }

    public NamedType? FindType(string name) => Types.GetValueOrDefault(name);

    public DirectiveDefinition? FindDirective(string name) => Directives.GetValueOrDefault(name);

    /// <summary>
    /// The field that <paramref name="name"/> selects on <paramref name="parent"/>, meta fields included; null when there is none.
    /// </summary>
    public FieldDefinition? FindField(NamedType parent, string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            if (name == "__typename" && parent.IsCompositeType)
                return TypeNameMetaField;
            if (ReferenceEquals(parent, QueryType))
            {
                if (name == "__schema")
                    return SchemaMetaField;
                if (name == "__type")
                    return TypeMetaField;
            }
        }

        return parent is FieldsType fields ? fields.Fields.GetValueOrDefault(name) : null;
    }

    /// <summary>The object types that a value of <paramref name="abstractType"/> can have.</summary>
    public IReadOnlyList<ObjectType> GetPossibleTypes(NamedType abstractType) =>
        abstractType is UnionType union ? union.Types : _implementations.GetValueOrDefault(abstractType) ?? NoTypes;

    /// <summary>The interfaces that say they implement <paramref name="type"/>.</summary>
    public IReadOnlyList<InterfaceType> GetImplementingInterfaces(InterfaceType type) =>
        _implementingInterfaces.GetValueOrDefault(type) ?? NoInterfaces;

    /// <summary>True when <paramref name="maybeSubType"/> is a member of the union or implements the interface.</summary>
    public bool IsSubType(NamedType abstractType, NamedType maybeSubType) =>
        _subTypes.TryGetValue(abstractType, out var subTypes) && subTypes.Contains(maybeSubType);

    /// <summary>Covariance as section 3.6.1 defines it: may <paramref name="maybeSubType"/> stand where <paramref name="superType"/> is expected?</summary>
    public bool IsTypeSubTypeOf(GraphQLType maybeSubType, GraphQLType superType) => (maybeSubType, superType) switch
    {
        _ when ReferenceEquals(maybeSubType, superType) => true,
        (NonNullType sub, NonNullType super) => IsTypeSubTypeOf(sub.OfType, super.OfType),
        (_, NonNullType) => false,
        (NonNullType sub, _) => IsTypeSubTypeOf(sub.OfType, superType),
        (ListType sub, ListType super) => IsTypeSubTypeOf(sub.OfType, super.OfType),
        (ListType, _) or (_, ListType) => false,
        (FieldsType sub, NamedType { IsAbstractType: true } super) => IsSubType(super, sub),
        _ => false,
    };

    /// <summary>Is there an object type that is possible for both composite types? (Fragment spread is possible, section 5.5.2.3.)</summary>
    public bool DoTypesOverlap(NamedType a, NamedType b)
    {
        if (ReferenceEquals(a, b))
            return true;
        if (a.IsAbstractType)
            return b.IsAbstractType ? GetPossibleTypes(a).Any(type => IsSubType(b, type)) : IsSubType(a, b);
        return b.IsAbstractType && IsSubType(b, a);
    }

    /// <summary>
    /// Reads a schema from SDL. Fields without a resolver read the property of their name from the parent
    /// (<see cref="System.Text.Json.JsonElement"/> objects, dictionaries).
    /// </summary>
    /// <param name="resolvers">By field coordinate, <c>Type.field</c>.</param>
    /// <exception cref="GraphQLException">The text is not GraphQL.</exception>
    /// <exception cref="SchemaException">The schema breaks the rules of the type system.</exception>
    public static Schema FromSdl(string sdl, IReadOnlyDictionary<string, FieldResolver>? resolvers = null) =>
        FromSdl(Parser.Parse(sdl, new ParserOptions { MaxTokens = int.MaxValue, MaxDocumentBytes = int.MaxValue }), resolvers);

    /// <inheritdoc cref="FromSdl(string, IReadOnlyDictionary{string, FieldResolver}?)"/>
    public static Schema FromSdl(DocumentNode document, IReadOnlyDictionary<string, FieldResolver>? resolvers = null)
    {
        if (Validator.ValidateSdl(document) is { Count: > 0 } mistakes)
            throw new SchemaException([.. mistakes.Select(mistake => mistake.Message)]);
        var schema = SdlSchemaBuilder.Build(document, resolvers);
        return SchemaValidator.Validate(schema) is { Count: > 0 } errors ? throw new SchemaException(errors) : schema;
    }

    public override string ToString() => SchemaPrinter.Print(this);

    private void IndexSubTypes(NamedType type)
    {
        if (type is UnionType union)
            _subTypes[union] = [.. union.Types];
        if (type is not FieldsType fields)
            return;
        foreach (var implemented in fields.Interfaces)
        {
            if (!_subTypes.TryGetValue(implemented, out var subTypes))
                _subTypes[implemented] = subTypes = [];
            subTypes.Add(type);
            if (type is ObjectType objectType)
                ListOf(_implementations, implemented).Add(objectType);
            else
                ListOf(_implementingInterfaces, implemented).Add((InterfaceType)type);
        }
    }

    private static List<T> ListOf<T>(Dictionary<NamedType, List<T>> lists, NamedType key)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}

/// <summary>What a <see cref="Schema"/> is made of.</summary>
internal sealed record SchemaParts
{
    public string? Description { get; init; }

    public ObjectType? QueryType { get; init; }

    public ObjectType? MutationType { get; init; }

    public ObjectType? SubscriptionType { get; init; }

    public required IReadOnlyList<NamedType> Types { get; init; }

    public required IReadOnlyList<DirectiveDefinition> Directives { get; init; }

    public IReadOnlyList<AppliedDirective> AppliedDirectives { get; init; } = [];
}
