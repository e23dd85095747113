using System.Collections.Immutable;

namespace KnowledgeGraph.GraphQL.Language;

/// <summary>TypeSystemExtension : SchemaExtension or TypeExtension; an extension has no description.</summary>
public abstract class TypeSystemExtensionNode(Location location) : DefinitionNode(null, location);

/// <summary>SchemaExtension : extend schema Directives[Const]? { RootOperationTypeDefinition+ }</summary>
public sealed class SchemaExtensionNode(
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<OperationTypeDefinitionNode> operationTypes,
    Location location = default) : TypeSystemExtensionNode(location)
{
    public ImmutableArray<DirectiveNode> Directives { get; } = directives.OrEmpty();

    public ImmutableArray<OperationTypeDefinitionNode> OperationTypes { get; } = operationTypes.OrEmpty();

    public override NodeKind Kind => NodeKind.SchemaExtension;
}

/// <summary>TypeExtension: extend scalar, type, interface, union, enum or input.</summary>
public abstract class TypeExtensionNode(NameNode name, ImmutableArray<DirectiveNode> directives, Location location)
    : TypeSystemExtensionNode(location)
{
    public NameNode Name { get; } = name;

    public ImmutableArray<DirectiveNode> Directives { get; } = directives.OrEmpty();
}

/// <summary>ScalarTypeExtension : extend scalar Name Directives[Const]</summary>
public sealed class ScalarTypeExtensionNode(NameNode name, ImmutableArray<DirectiveNode> directives, Location location = default)
    : TypeExtensionNode(name, directives, location)
{
    public override NodeKind Kind => NodeKind.ScalarTypeExtension;
}

/// <summary>ObjectTypeExtension : extend type Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?, not all three absent</summary>
public sealed class ObjectTypeExtensionNode(
    NameNode name,
    ImmutableArray<NamedTypeNode> interfaces,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<FieldDefinitionNode> fields,
    Location location = default) : TypeExtensionNode(name, directives, location)
{
    public ImmutableArray<NamedTypeNode> Interfaces { get; } = interfaces.OrEmpty();

    public ImmutableArray<FieldDefinitionNode> Fields { get; } = fields.OrEmpty();

    public override NodeKind Kind => NodeKind.ObjectTypeExtension;
}

/// <summary>InterfaceTypeExtension : extend interface Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?, not all three absent</summary>
public sealed class InterfaceTypeExtensionNode(
    NameNode name,
    ImmutableArray<NamedTypeNode> interfaces,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<FieldDefinitionNode> fields,
    Location location = default) : TypeExtensionNode(name, directives, location)
{
    public ImmutableArray<NamedTypeNode> Interfaces { get; } = interfaces.OrEmpty();

    public ImmutableArray<FieldDefinitionNode> Fields { get; } = fields.OrEmpty();

    public override NodeKind Kind => NodeKind.InterfaceTypeExtension;
}

/// <summary>UnionTypeExtension : extend union Name Directives[Const]? UnionMemberTypes?, not both absent</summary>
public sealed class UnionTypeExtensionNode(
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<NamedTypeNode> types,
    Location location = default) : TypeExtensionNode(name, directives, location)
{
    public ImmutableArray<NamedTypeNode> Types { get; } = types.OrEmpty();

    public override NodeKind Kind => NodeKind.UnionTypeExtension;
}

/// <summary>EnumTypeExtension : extend enum Name Directives[Const]? EnumValuesDefinition?, not both absent</summary>
public sealed class EnumTypeExtensionNode(
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<EnumValueDefinitionNode> values,
    Location location = default) : TypeExtensionNode(name, directives, location)
{
    public ImmutableArray<EnumValueDefinitionNode> Values { get; } = values.OrEmpty();

    public override NodeKind Kind => NodeKind.EnumTypeExtension;
}

/// <summary>InputObjectTypeExtension : extend input Name Directives[Const]? InputFieldsDefinition?, not both absent</summary>
public sealed class InputObjectTypeExtensionNode(
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<InputValueDefinitionNode> fields,
    Location location = default) : TypeExtensionNode(name, directives, location)
{
    public ImmutableArray<InputValueDefinitionNode> Fields { get; } = fields.OrEmpty();

    public override NodeKind Kind => NodeKind.InputObjectTypeExtension;
}
