using KnowledgeGraph.GraphQL.Relay;

namespace KnowledgeGraph.GraphQL.Types.CodeFirst;

/// <summary>What a schema from C# is to be made of.</summary>
internal sealed class SchemaConfiguration
{
    public List<Type> QueryTypes { get; } = [];

    public List<Type> MutationTypes { get; } = [];

    public List<Type> SubscriptionTypes { get; } = [];

    /// <summary>Types that are part of the schema though no field may lead to them.</summary>
    public List<Type> Types { get; } = [];

    /// <summary>Classes with a <see cref="TypeExtensionAttribute"/>.</summary>
    public List<Type> Extensions { get; } = [];

    /// <summary>Scalar names for C# types beyond the built-in ones.</summary>
    public Dictionary<Type, string> RuntimeTypes { get; } = [];

    public List<ScalarType> Scalars { get; } = [];

    /// <summary>Enums whose values are data, by the C# type of the values.</summary>
    public Dictionary<Type, EnumType> Enums { get; } = [];

    public PagingOptions Paging { get; set; } = new();

    public bool UsesGlobalIds { get; set; }

    public string? Description { get; set; }

    /// <summary>Tells whether a parameter's type is a registered service.</summary>
    public Func<Type, bool> IsService { get; set; } = _ => false;

    /// <summary>Sorts a class by its attributes into the lists above.</summary>
    public bool Add(Type type)
    {
        if (type.IsDefined(typeof(QueryTypeAttribute), false))
            AddOnce(QueryTypes, type);
        else if (type.IsDefined(typeof(MutationTypeAttribute), false))
            AddOnce(MutationTypes, type);
        else if (type.IsDefined(typeof(SubscriptionTypeAttribute), false))
            AddOnce(SubscriptionTypes, type);
        else if (type.IsDefined(typeof(TypeExtensionAttribute), false))
            AddOnce(Extensions, type);
        else if (type.IsDefined(typeof(ObjectTypeAttribute), false) || type.IsDefined(typeof(InterfaceTypeAttribute), false) || type.IsDefined(typeof(UnionTypeAttribute), false))
            AddOnce(Types, type);
        else
            return false;
        return true;
    }

    public static void AddOnce(List<Type> list, Type type)
    {
        if (!list.Contains(type))
            list.Add(type);
    }
}
