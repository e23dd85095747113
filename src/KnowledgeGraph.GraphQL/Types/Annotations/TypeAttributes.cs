namespace KnowledgeGraph.GraphQL.Types;

/// <summary>Public methods and properties of the class are fields of the query type. Classes add up.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>Public methods of the class are fields of the mutation type. Classes add up.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>Public methods of the class that return <see cref="IAsyncEnumerable{T}"/> are fields of the subscription type.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubscriptionTypeAttribute : Attribute;

/// <summary>What all attributes that add fields to a type of C# have in common.</summary>
public abstract class TypeExtensionAttribute(Type extended) : Attribute
{
    public Type Extended => extended;

    /// <summary>The type's name in the schema; null: from the attribute or the C# name of the extended type.</summary>
    public string? Name { get; set; }

    /// <summary>C# properties of the extended type that are not fields.</summary>
    public string[] IgnoreProperties { get; set; } = [];

    /// <summary>False: only the members of the extending class are fields.</summary>
    public bool ImplicitFields { get; set; } = true;
}

/// <summary>
/// The class's public methods are fields of the object type made from <typeparamref name="T"/>, beside the properties of
/// <typeparamref name="T"/>; a method takes the place of a property of the same field name.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ObjectTypeAttribute<T>() : TypeExtensionAttribute(typeof(T));

/// <summary>As <see cref="ObjectTypeAttribute{T}"/>, for a type that is an interface in the schema: the fields go to all that implement it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InterfaceTypeAttribute<T>() : TypeExtensionAttribute(typeof(T));

/// <summary>The class's public methods add fields to the type made from <paramref name="extended"/>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ExtendObjectTypeAttribute(Type extended) : TypeExtensionAttribute(extended);

/// <summary>The class is an object type; its public methods are fields as well as its properties.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ObjectTypeAttribute(string? name = null) : Attribute
{
    public string? Name => name;
}

/// <summary>The C# interface or abstract class is an interface type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class InterfaceTypeAttribute(string? name = null) : Attribute
{
    public string? Name => name;
}

/// <summary>The C# interface or abstract class is a union of the object types that derive from it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class UnionTypeAttribute(string? name = null) : Attribute
{
    public string? Name => name;
}

/// <summary>Exactly one field of the input object must be given (section 3.10.1).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class OneOfAttribute : Attribute;

/// <summary>The default of an argument or input field.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DefaultValueAttribute(object? value) : Attribute
{
    public object? Value => value;
}

/// <summary>
/// The field is a connection. The method returns <c>Connection&lt;T&gt;</c> made from its <c>PagingArguments</c> parameter,
/// or a sequence of T, which is then cut by position.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class UsePagingAttribute : Attribute
{
    /// <summary>Items of a page when neither <c>first</c> nor <c>last</c> is given; 0: the schema's paging options.</summary>
    public int DefaultPageSize { get; set; }

    /// <summary>The most items of a page; 0: the schema's paging options.</summary>
    public int MaxPageSize { get; set; }

    /// <summary>The connection has <c>totalCount</c>.</summary>
    public bool IncludeTotalCount { get; set; }

    /// <summary>The connection type's name without <c>Connection</c>; null: the node type's name.</summary>
    public string? ConnectionName { get; set; }
}

/// <summary>
/// A field of the subscription type that maps events: the method named <see cref="With"/> opens the stream,
/// and this method is called for each event with the event at <see cref="EventMessageAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute
{
    public required string With { get; set; }
}

/// <summary>The event of a subscription is passed here.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventMessageAttribute : Attribute;

/// <summary>The cost of a field, argument or type, as the cost specification's <c>@cost</c>.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class CostAttribute(double weight) : Attribute
{
    public double Weight => weight;
}

/// <summary>How many items a list has, as the cost specification's <c>@listSize</c>.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ListSizeAttribute : Attribute
{
    /// <summary>The number of items when no slicing argument is given; negative: unknown.</summary>
    public int AssumedSize { get; set; } = -1;

    /// <summary>Arguments whose values bound the number of items.</summary>
    public string[] SlicingArguments { get; set; } = [];

    /// <summary>Fields of the returned type that hold the items.</summary>
    public string[] SizedFields { get; set; } = [];

    public bool RequireOneSlicingArgument { get; set; } = true;
}
