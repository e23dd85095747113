using System.Collections.ObjectModel;
using KnowledgeGraph.GraphQL.Execution;

namespace KnowledgeGraph.GraphQL.Types;

/// <summary>A type with output fields: an object or an interface.</summary>
public abstract class FieldsType : NamedType
{
    private protected FieldsType(string name)
        : base(name)
    {
    }

    /// <summary>Fields by name, in the order of their definition.</summary>
    public OrderedDictionary<string, FieldDefinition> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Interfaces that this type says it implements, in order.</summary>
    public List<InterfaceType> Interfaces { get; } = [];

    public override bool IsInputType => false;

    public override bool IsOutputType => true;

    public override bool IsCompositeType => true;

    internal FieldDefinition Add(FieldDefinition field)
    {
        field.DeclaringType = this;
        Fields.Add(field.Name, field);
        return field;
    }
}

/// <summary>An object type (section 3.6).</summary>
public sealed class ObjectType(string name) : FieldsType(name)
{
    public override TypeKind Kind => TypeKind.Object;

    /// <summary>Tells whether a value of an abstract type is of this type; null when only other means decide.</summary>
    public Func<object, bool>? IsTypeOf { get; set; }

    /// <summary>The C# type whose instances are values of this type, where the schema was built from C#.</summary>
    public Type? ClrType { get; set; }
}

/// <summary>An interface type (section 3.7).</summary>
public sealed class InterfaceType(string name) : FieldsType(name)
{
    public override TypeKind Kind => TypeKind.Interface;

    public override bool IsAbstractType => true;

    /// <summary>The name of the object type of a value; null when the object types' <see cref="ObjectType.IsTypeOf"/> decide.</summary>
    public Func<object, string?>? ResolveType { get; set; }

    public Type? ClrType { get; set; }
}

/// <summary>A union type (section 3.8).</summary>
public sealed class UnionType(string name) : NamedType(name)
{
    /// <summary>Member types in the order of the definition.</summary>
    public List<ObjectType> Types { get; } = [];

    public override TypeKind Kind => TypeKind.Union;

    public override bool IsInputType => false;

    public override bool IsOutputType => true;

    public override bool IsCompositeType => true;

    public override bool IsAbstractType => true;

    /// <inheritdoc cref="InterfaceType.ResolveType"/>
    public Func<object, string?>? ResolveType { get; set; }

    public Type? ClrType { get; set; }
}

/// <summary>A field of an object or interface.</summary>
public sealed class FieldDefinition(string name, GraphQLType type)
{
    private LateText _description;

    public string Name { get; } = name;

    public GraphQLType Type { get; } = type;

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

    /// <summary>Arguments by name, in order.</summary>
    public OrderedDictionary<string, InputValueDefinition> Arguments { get; } = new(StringComparer.Ordinal);

    public string? DeprecationReason { get; set; }

    public bool IsDeprecated => DeprecationReason is not null;

    public List<AppliedDirective> AppliedDirectives { get; } = [];

    /// <summary>The object or interface that defines the field; null for the meta fields.</summary>
    public FieldsType? DeclaringType { get; internal set; }

    /// <summary>All of them must agree before an operation with this field runs.</summary>
    public List<GuardAttribute> Guards { get; } = [];

    /// <summary>How a value comes about; null reads a property of the parent with the field's name.</summary>
    public FieldResolver? Resolver { get; set; }

    /// <summary>How the event stream of a root field of a subscription comes about.</summary>
    public SubscribeResolver? Subscribe { get; set; }
}

/// <summary>An argument or a field of an input object.</summary>
public sealed class InputValueDefinition(string name, GraphQLType type)
{
    private LateText _description;

    public string Name { get; } = name;

    public GraphQLType Type { get; } = type;

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

    private Func<(bool Found, object? Value)>? _pendingDefault;
    private bool _hasDefault;
    private object? _default;

    /// <summary>False: no default. True with <see cref="DefaultValue"/> null: the default is null.</summary>
    public bool HasDefaultValue
    {
        get
        {
            ResolveDefault();
            return _hasDefault;
        }
    }

    /// <summary>
    /// The coerced default: int, double, string, bool, the enum's runtime value, <c>object?[]</c> for lists,
    /// <see cref="OrderedDictionary{TKey,TValue}"/> of string and object for input objects.
    /// </summary>
    public object? DefaultValue
    {
        get
        {
            ResolveDefault();
            return _default;
        }
    }

    public string? DeprecationReason { get; set; }

    public bool IsDeprecated => DeprecationReason is not null;

    public List<AppliedDirective> AppliedDirectives { get; } = [];

    /// <summary>Non-null and without a default (section 5.4.2.1).</summary>
    public bool IsRequired => Type is NonNullType && !HasDefaultValue;

    /// <summary>From the coerced value to what the resolver's C# parameter takes; null: as it is.</summary>
    internal Func<object?, object?>? Convert { get; set; }

    /// <summary>What the resolver sees when the argument is neither given nor defaulted.</summary>
    internal object? AbsentValue { get; set; } = ArgumentState.Absent;

    public InputValueDefinition WithDefault(object? value)
    {
        _hasDefault = true;
        _default = value;
        return this;
    }

    /// <summary>A default that can be coerced only when all types are known; resolved before the schema is used.</summary>
    internal InputValueDefinition WithDefault(Func<(bool Found, object? Value)> pending)
    {
        _pendingDefault = pending;
        return this;
    }

    private void ResolveDefault()
    {
        if (_pendingDefault is not { } pending)
            return;
        _pendingDefault = null;
        (_hasDefault, _default) = pending();
    }
}

/// <summary>An input object type (section 3.10).</summary>
public sealed class InputObjectType(string name) : NamedType(name)
{
    public OrderedDictionary<string, InputValueDefinition> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Exactly one field must be given and not be null (section 3.10.1).</summary>
    public bool IsOneOf { get; set; }

    public override TypeKind Kind => TypeKind.InputObject;

    public override bool IsInputType => true;

    public override bool IsOutputType => false;

    public Type? ClrType { get; set; }
}

/// <summary>An enum type (section 3.9).</summary>
public sealed class EnumType(string name) : NamedType(name)
{
    private readonly Dictionary<object, EnumValueDefinition> _byValue = [];

    /// <summary>Values by name, in order.</summary>
    public OrderedDictionary<string, EnumValueDefinition> Values { get; } = new(StringComparer.Ordinal);

    public override TypeKind Kind => TypeKind.Enum;

    public override bool IsInputType => true;

    public override bool IsOutputType => true;

    public override bool IsLeafType => true;

    public Type? ClrType { get; set; }

    /// <summary>The definition whose runtime value equals <paramref name="value"/>, or null.</summary>
    public EnumValueDefinition? FindByValue(object value) => _byValue.GetValueOrDefault(value);

    /// <summary>Adds a value; its name must be new.</summary>
    public EnumValueDefinition Add(EnumValueDefinition value)
    {
        Values.Add(value.Name, value);
        _byValue.TryAdd(value.Value, value);
        return value;
    }
}

/// <summary>One value of an enum. <paramref name="value"/> is what resolvers see: the C# enum value, or the name in a schema from SDL.</summary>
public sealed class EnumValueDefinition(string name, object value)
{
    private LateText _description;

    public string Name { get; } = name;

    public object Value { get; } = value;

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

    public string? DeprecationReason { get; set; }

    public bool IsDeprecated => DeprecationReason is not null;

    public List<AppliedDirective> AppliedDirectives { get; } = [];
}

/// <summary>A directive definition (section 3.13).</summary>
public sealed class DirectiveDefinition(string name, IEnumerable<string> locations)
{
    public string Name { get; } = name;

    public string? Description { get; set; }

    public OrderedDictionary<string, InputValueDefinition> Arguments { get; } = new(StringComparer.Ordinal);

    public bool IsRepeatable { get; set; }

    public string? DeprecationReason { get; set; }

    /// <summary>Locations as the specification spells them, for example <c>FIELD_DEFINITION</c>.</summary>
    public ReadOnlyCollection<string> Locations { get; } = locations.ToList().AsReadOnly();

    public override string ToString() => $"@{Name}";
}
