namespace KnowledgeGraph.GraphQL.Types;

/// <summary>Any type of a schema: a named type, or a list or non-null wrapper around another type (specification section 3.4).</summary>
public abstract class GraphQLType
{
    private protected GraphQLType()
    {
    }

    /// <summary>True for scalars, enums, input objects, and wrappers around them.</summary>
    public abstract bool IsInputType { get; }

    /// <summary>True for scalars, enums, objects, interfaces, unions, and wrappers around them.</summary>
    public abstract bool IsOutputType { get; }

    /// <summary>The named type inside all wrappers.</summary>
    public abstract NamedType Unwrapped { get; }

    /// <summary>This type without an outer non-null wrapper.</summary>
    public virtual GraphQLType NullableType => this;

    public bool IsNonNull => this is NonNullType;

    /// <summary>True for scalars and enums (unwrapped).</summary>
    public virtual bool IsLeafType => false;

    /// <summary>True for objects, interfaces and unions (unwrapped).</summary>
    public virtual bool IsCompositeType => false;

    /// <summary>True for interfaces and unions (unwrapped).</summary>
    public virtual bool IsAbstractType => false;

    /// <summary>Same named type in the same wrappers.</summary>
    public bool IsEqualTo(GraphQLType other) => (this, other) switch
    {
        (NonNullType a, NonNullType b) => a.OfType.IsEqualTo(b.OfType),
        (ListType a, ListType b) => a.OfType.IsEqualTo(b.OfType),
        _ => ReferenceEquals(this, other),
    };
}

/// <summary>A list of items (section 3.11).</summary>
public sealed class ListType(GraphQLType ofType) : GraphQLType
{
    public GraphQLType OfType { get; } = ofType;

    public override bool IsInputType => OfType.IsInputType;

    public override bool IsOutputType => OfType.IsOutputType;

    public override NamedType Unwrapped => OfType.Unwrapped;

    public override string ToString() => $"[{OfType}]";
}

/// <summary>A type whose values are never null (section 3.12).</summary>
public sealed class NonNullType : GraphQLType
{
    public NonNullType(GraphQLType ofType)
    {
        if (ofType is NonNullType)
            throw new ArgumentException($"Expected a nullable type, but came {ofType}.", nameof(ofType));
        OfType = ofType;
    }

    public GraphQLType OfType { get; }

    public override bool IsInputType => OfType.IsInputType;

    public override bool IsOutputType => OfType.IsOutputType;

    public override NamedType Unwrapped => OfType.Unwrapped;

    public override GraphQLType NullableType => OfType;

    public override string ToString() => $"{OfType}!";
}

/// <summary>A type with a name.</summary>
public abstract class NamedType : GraphQLType
{
    private LateText _description;

    private protected NamedType(string name) => Name = name;

    public string Name { get; }

    public string? Description
    {
        get => _description.Value;
        set => _description = new(value);
    }

    /// <summary>Looks the description up when it is first read.</summary>
    internal Func<string?> LateDescription
    {
        set => _description = new(value);
    }

    public abstract TypeKind Kind { get; }

    /// <summary>Directives written on the definition, in order.</summary>
    public List<AppliedDirective> AppliedDirectives { get; } = [];

    public override NamedType Unwrapped => this;

    /// <summary>True for the types whose names start with two underscores.</summary>
    public bool IsIntrospectionType => Name.StartsWith("__", StringComparison.Ordinal);

    public override string ToString() => Name;
}

/// <summary>The kinds that introspection reports (section 4.2.2).</summary>
public enum TypeKind
{
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    InputObject,
    List,
    NonNull,
}

/// <summary>A directive as applied to a definition of the schema: its name and its coerced argument values.</summary>
public sealed record AppliedDirective(string Name, IReadOnlyDictionary<string, object?> Arguments);
