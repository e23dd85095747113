using System.Collections.Immutable;

namespace KnowledgeGraph.GraphQL.Language;

/// <summary>TypeSystemDefinition : SchemaDefinition, TypeDefinition or DirectiveDefinition</summary>
public abstract class TypeSystemDefinitionNode(StringValueNode? description, Location location) : DefinitionNode(description, location);

/// <summary>SchemaDefinition : Description? schema Directives[Const]? { RootOperationTypeDefinition+ }</summary>
public sealed class SchemaDefinitionNode(
    StringValueNode? description,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<OperationTypeDefinitionNode> operationTypes,
    Location location = default) : TypeSystemDefinitionNode(description, location)
{
    public ImmutableArray<DirectiveNode> Directives { get; } = directives.OrEmpty();

    public ImmutableArray<OperationTypeDefinitionNode> OperationTypes { get; } = operationTypes.OrEmpty();

    public override NodeKind Kind => NodeKind.SchemaDefinition;
}

/// <summary>RootOperationTypeDefinition : OperationType : NamedType</summary>
public sealed class OperationTypeDefinitionNode(OperationType operation, NamedTypeNode type, Location location = default) : Node(location)
{
    public OperationType Operation { get; } = operation;

    public NamedTypeNode Type { get; } = type;

    public override NodeKind Kind => NodeKind.OperationTypeDefinition;
}

/// <summary>TypeDefinition: scalar, type, interface, union, enum or input.</summary>
public abstract class TypeDefinitionNode(
    StringValueNode? description,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    Location location) : TypeSystemDefinitionNode(description, location)
{
    public NameNode Name { get; } = name;

    public ImmutableArray<DirectiveNode> Directives { get; } = directives.OrEmpty();
}

/// <summary>ScalarTypeDefinition : Description? scalar Name Directives[Const]?</summary>
public sealed class ScalarTypeDefinitionNode(
    StringValueNode? description,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    Location location = default) : TypeDefinitionNode(description, name, directives, location)
{
    public override NodeKind Kind => NodeKind.ScalarTypeDefinition;
}

/// <summary>ObjectTypeDefinition : Description? type Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?</summary>
public sealed class ObjectTypeDefinitionNode(
    StringValueNode? description,
    NameNode name,
    ImmutableArray<NamedTypeNode> interfaces,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<FieldDefinitionNode> fields,
    Location location = default) : TypeDefinitionNode(description, name, directives, location)
{
    public ImmutableArray<NamedTypeNode> Interfaces { get; } = interfaces.OrEmpty();

    public ImmutableArray<FieldDefinitionNode> Fields { get; } = fields.OrEmpty();

    public override NodeKind Kind => NodeKind.ObjectTypeDefinition;
}

/// <summary>FieldDefinition : Description? Name ArgumentsDefinition? : Type Directives[Const]?</summary>
public sealed class FieldDefinitionNode(
    StringValueNode? description,
    NameNode name,
    ImmutableArray<InputValueDefinitionNode> arguments,
    TypeNode type,
    ImmutableArray<DirectiveNode> directives,
    Location location = default) : Node(location)
{
    public StringValueNode? Description { get; } = description;

    public NameNode Name { get; } = name;

    public ImmutableArray<InputValueDefinitionNode> Arguments { get; } = arguments.OrEmpty();

    public TypeNode Type { get; } = type;

    public ImmutableArray<DirectiveNode> Directives { get; } = directives.OrEmpty();

    public override NodeKind Kind => NodeKind.FieldDefinition;
}

/// <summary>InputValueDefinition : Description? Name : Type DefaultValue? Directives[Const]?</summary>
public sealed class InputValueDefinitionNode(
    StringValueNode? description,
    NameNode name,
    TypeNode type,
    ValueNode? defaultValue,
    ImmutableArray<DirectiveNode> directives,
    Location location = default) : Node(location)
{
    public StringValueNode? Description { get; } = description;

    public NameNode Name { get; } = name;

    public TypeNode Type { get; } = type;

    public ValueNode? DefaultValue { get; } = defaultValue;

    public ImmutableArray<DirectiveNode> Directives { get; } = directives.OrEmpty();

    public override NodeKind Kind => NodeKind.InputValueDefinition;
}

/// <summary>InterfaceTypeDefinition : Description? interface Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?</summary>
public sealed class InterfaceTypeDefinitionNode(
    StringValueNode? description,
    NameNode name,
    ImmutableArray<NamedTypeNode> interfaces,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<FieldDefinitionNode> fields,
    Location location = default) : TypeDefinitionNode(description, name, directives, location)
{
    public ImmutableArray<NamedTypeNode> Interfaces { get; } = interfaces.OrEmpty();

    public ImmutableArray<FieldDefinitionNode> Fields { get; } = fields.OrEmpty();

    public override NodeKind Kind => NodeKind.InterfaceTypeDefinition;
}

/// <summary>UnionTypeDefinition : Description? union Name Directives[Const]? UnionMemberTypes?</summary>
public sealed class UnionTypeDefinitionNode(
    StringValueNode? description,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<NamedTypeNode> types,
    Location location = default) : TypeDefinitionNode(description, name, directives, location)
{
    public ImmutableArray<NamedTypeNode> Types { get; } = types.OrEmpty();

    public override NodeKind Kind => NodeKind.UnionTypeDefinition;
}

/// <summary>EnumTypeDefinition : Description? enum Name Directives[Const]? EnumValuesDefinition?</summary>
public sealed class EnumTypeDefinitionNode(
    StringValueNode? description,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<EnumValueDefinitionNode> values,
    Location location = default) : TypeDefinitionNode(description, name, directives, location)
{
    public ImmutableArray<EnumValueDefinitionNode> Values { get; } = values.OrEmpty();

    public override NodeKind Kind => NodeKind.EnumTypeDefinition;
}

/// <summary>EnumValueDefinition : Description? EnumValue Directives[Const]?</summary>
public sealed class EnumValueDefinitionNode(
    StringValueNode? description,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    Location location = default) : Node(location)
{
    public StringValueNode? Description { get; } = description;

    public NameNode Name { get; } = name;

    public ImmutableArray<DirectiveNode> Directives { get; } = directives.OrEmpty();

    public override NodeKind Kind => NodeKind.EnumValueDefinition;
}

/// <summary>InputObjectTypeDefinition : Description? input Name Directives[Const]? InputFieldsDefinition?</summary>
public sealed class InputObjectTypeDefinitionNode(
    StringValueNode? description,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<InputValueDefinitionNode> fields,
    Location location = default) : TypeDefinitionNode(description, name, directives, location)
{
    public ImmutableArray<InputValueDefinitionNode> Fields { get; } = fields.OrEmpty();

    public override NodeKind Kind => NodeKind.InputObjectTypeDefinition;
}

/// <summary>DirectiveDefinition : Description? directive @ Name ArgumentsDefinition? repeatable? on DirectiveLocations</summary>
public sealed class DirectiveDefinitionNode(
    StringValueNode? description,
    NameNode name,
    ImmutableArray<InputValueDefinitionNode> arguments,
    bool repeatable,
    ImmutableArray<NameNode> locations,
    Location location = default) : TypeSystemDefinitionNode(description, location)
{
    public NameNode Name { get; } = name;

    public ImmutableArray<InputValueDefinitionNode> Arguments { get; } = arguments.OrEmpty();

    public bool Repeatable { get; } = repeatable;

    /// <summary>Names of <see cref="DirectiveLocations"/>.</summary>
    public ImmutableArray<NameNode> Locations { get; } = locations.OrEmpty();

    public override NodeKind Kind => NodeKind.DirectiveDefinition;
}
