namespace KnowledgeGraph.GraphQL.Language;

/// <summary>Type : NamedType, ListType or NonNullType, as written in a document.</summary>
public abstract class TypeNode(Location location) : Node(location);

public sealed class NamedTypeNode(NameNode name, Location location = default) : TypeNode(location)
{
    public NameNode Name { get; } = name;

    public override NodeKind Kind => NodeKind.NamedType;
}

/// <summary>ListType : [ Type ]</summary>
public sealed class ListTypeNode(TypeNode type, Location location = default) : TypeNode(location)
{
    public TypeNode Type { get; } = type;

    public override NodeKind Kind => NodeKind.ListType;
}

/// <summary>NonNullType : NamedType ! or ListType !</summary>
public sealed class NonNullTypeNode(TypeNode type, Location location = default) : TypeNode(location)
{
    /// <summary>A <see cref="NamedTypeNode"/> or a <see cref="ListTypeNode"/>.</summary>
    public TypeNode Type { get; } = type;

    public override NodeKind Kind => NodeKind.NonNullType;
}
