namespace KnowledgeGraph.GraphQL.Relay;

/// <summary>
/// The value is an ID. With a type name and global object identification switched on, it is a global id of that type: encoded in
/// results, decoded in arguments. On the property <c>Id</c> of a node type the type is understood.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter)]
public class IDAttribute(string? typeName = null) : Attribute
{
    public string? TypeName => typeName;
}

/// <inheritdoc cref="IDAttribute"/>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class IDAttribute<T> : IDAttribute
{
    internal Type NodeType => typeof(T);
}

/// <summary>The object type implements <c>Node</c>; the method marked <see cref="NodeResolverAttribute"/> finds an object by its id.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NodeAttribute : Attribute;

/// <summary>Finds a node: the first parameter that is no service is the id.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeResolverAttribute : Attribute;
