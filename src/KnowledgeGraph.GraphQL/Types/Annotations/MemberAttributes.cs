namespace KnowledgeGraph.GraphQL;

/// <summary>The object that the field belongs to is passed here.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;

/// <summary>A service of the request's scope is passed here. Data loaders, interfaces and registered services need no attribute.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;

/// <summary>The transport's item of this key is passed here; null when there is none.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class GlobalStateAttribute(string key) : Attribute
{
    public string Key => key;
}

/// <summary>The name in the schema, in place of the one made from the C# name.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLNameAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>The description in the schema, in place of the XML documentation's summary.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDescriptionAttribute(string description) : Attribute
{
    public string Description => description;
}

/// <summary>Not part of the schema.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLIgnoreAttribute : Attribute;

/// <summary>Deprecated, with what to use instead. <see cref="ObsoleteAttribute"/> does the same.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class GraphQLDeprecatedAttribute(string reason) : Attribute
{
    public string Reason => reason;
}

/// <summary>The value or items are never null, whatever C# says.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class GraphQLNonNullAttribute : Attribute;
