using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>Which nodes define and extend which kind of type.</summary>
static class TypeKinds
{
    public static IReadOnlyList<NodeKind> Definitions { get; } =
    [
        NodeKind.ScalarTypeDefinition, NodeKind.ObjectTypeDefinition, NodeKind.InterfaceTypeDefinition,
        NodeKind.UnionTypeDefinition, NodeKind.EnumTypeDefinition, NodeKind.InputObjectTypeDefinition,
    ];

    public static IReadOnlyList<NodeKind> Extensions { get; } =
    [
        NodeKind.ScalarTypeExtension, NodeKind.ObjectTypeExtension, NodeKind.InterfaceTypeExtension,
        NodeKind.UnionTypeExtension, NodeKind.EnumTypeExtension, NodeKind.InputObjectTypeExtension,
    ];

    /// <summary>The kind of type that a definition or extension of this kind is about.</summary>
    public static TypeKind Of(NodeKind kind) => kind switch
    {
        NodeKind.ScalarTypeDefinition or NodeKind.ScalarTypeExtension => TypeKind.Scalar,
        NodeKind.ObjectTypeDefinition or NodeKind.ObjectTypeExtension => TypeKind.Object,
        NodeKind.InterfaceTypeDefinition or NodeKind.InterfaceTypeExtension => TypeKind.Interface,
        NodeKind.UnionTypeDefinition or NodeKind.UnionTypeExtension => TypeKind.Union,
        NodeKind.EnumTypeDefinition or NodeKind.EnumTypeExtension => TypeKind.Enum,
        NodeKind.InputObjectTypeDefinition or NodeKind.InputObjectTypeExtension => TypeKind.InputObject,
        _ => throw new ArgumentException($"Expected a definition or extension of a type, but came {kind}.", nameof(kind)),
    };
}
