using System.Collections.Immutable;

namespace KnowledgeGraph.GraphQL.Language;

/// <summary>Document : Definition+</summary>
public sealed class DocumentNode(ImmutableArray<DefinitionNode> definitions, Location location = default) : Node(location)
{
    public ImmutableArray<DefinitionNode> Definitions { get; } = definitions.OrEmpty();

    /// <summary>How many tokens the parser read; 0 for a document that was built, not read.</summary>
    public int TokenCount { get; init; }

    public override NodeKind Kind => NodeKind.Document;
}

public abstract class DefinitionNode(StringValueNode? description, Location location) : Node(location)
{
    public StringValueNode? Description { get; } = description;
}

public abstract class ExecutableDefinitionNode(
    StringValueNode? description,
    NameNode? name,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode selectionSet,
    Location location) : DefinitionNode(description, location)
{
    public NameNode? Name { get; } = name;

    public ImmutableArray<DirectiveNode> Directives { get; } = directives.OrEmpty();

    public SelectionSetNode SelectionSet { get; } = selectionSet;
}

public enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>OperationDefinition : Description? OperationType Name? VariablesDefinition? Directives? SelectionSet, or SelectionSet</summary>
public sealed class OperationDefinitionNode(
    StringValueNode? description,
    OperationType operation,
    NameNode? name,
    ImmutableArray<VariableDefinitionNode> variableDefinitions,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode selectionSet,
    Location location = default) : ExecutableDefinitionNode(description, name, directives, selectionSet, location)
{
    public OperationType Operation { get; } = operation;

    public ImmutableArray<VariableDefinitionNode> VariableDefinitions { get; } = variableDefinitions.OrEmpty();

    public override NodeKind Kind => NodeKind.OperationDefinition;
}

/// <summary>FragmentDefinition : Description? fragment FragmentName TypeCondition Directives? SelectionSet</summary>
public sealed class FragmentDefinitionNode(
    StringValueNode? description,
    NameNode name,
    NamedTypeNode typeCondition,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode selectionSet,
    Location location = default) : ExecutableDefinitionNode(description, name, directives, selectionSet, location)
{
    public new NameNode Name { get; } = name;

    public NamedTypeNode TypeCondition { get; } = typeCondition;

    public override NodeKind Kind => NodeKind.FragmentDefinition;
}

/// <summary>VariableDefinition : Description? Variable : Type DefaultValue? Directives[Const]?</summary>
public sealed class VariableDefinitionNode(
    StringValueNode? description,
    VariableNode variable,
    TypeNode type,
    ValueNode? defaultValue,
    ImmutableArray<DirectiveNode> directives,
    Location location = default) : Node(location)
{
    public StringValueNode? Description { get; } = description;

    public VariableNode Variable { get; } = variable;

    public TypeNode Type { get; } = type;

    public ValueNode? DefaultValue { get; } = defaultValue;

    public ImmutableArray<DirectiveNode> Directives { get; } = directives.OrEmpty();

    public override NodeKind Kind => NodeKind.VariableDefinition;
}

/// <summary>SelectionSet : { Selection+ }</summary>
public sealed class SelectionSetNode(ImmutableArray<SelectionNode> selections, Location location = default) : Node(location)
{
    public ImmutableArray<SelectionNode> Selections { get; } = selections.OrEmpty();

    public override NodeKind Kind => NodeKind.SelectionSet;
}

public abstract class SelectionNode(ImmutableArray<DirectiveNode> directives, Location location) : Node(location)
{
    public ImmutableArray<DirectiveNode> Directives { get; } = directives.OrEmpty();
}

/// <summary>Field : Alias? Name Arguments? Directives? SelectionSet?</summary>
public sealed class FieldNode(
    NameNode? alias,
    NameNode name,
    ImmutableArray<ArgumentNode> arguments,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode? selectionSet,
    Location location = default) : SelectionNode(directives, location)
{
    public NameNode? Alias { get; } = alias;

    public NameNode Name { get; } = name;

    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments.OrEmpty();

    public SelectionSetNode? SelectionSet { get; } = selectionSet;

    /// <summary>The key of the field in the response: its alias, or else its name.</summary>
    public string ResponseName => (Alias ?? Name).Value;

    public override NodeKind Kind => NodeKind.Field;
}

/// <summary>Argument[Const] : Name : Value[?Const]</summary>
public sealed class ArgumentNode(NameNode name, ValueNode value, Location location = default) : Node(location)
{
    public NameNode Name { get; } = name;

    public ValueNode Value { get; } = value;

    public override NodeKind Kind => NodeKind.Argument;
}

/// <summary>FragmentSpread : ... FragmentName Directives?</summary>
public sealed class FragmentSpreadNode(NameNode name, ImmutableArray<DirectiveNode> directives, Location location = default)
    : SelectionNode(directives, location)
{
    public NameNode Name { get; } = name;

    public override NodeKind Kind => NodeKind.FragmentSpread;
}

/// <summary>InlineFragment : ... TypeCondition? Directives? SelectionSet</summary>
public sealed class InlineFragmentNode(
    NamedTypeNode? typeCondition,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode selectionSet,
    Location location = default) : SelectionNode(directives, location)
{
    public NamedTypeNode? TypeCondition { get; } = typeCondition;

    public SelectionSetNode SelectionSet { get; } = selectionSet;

    public override NodeKind Kind => NodeKind.InlineFragment;
}

/// <summary>Directive[Const] : @ Name Arguments[?Const]?</summary>
public sealed class DirectiveNode(NameNode name, ImmutableArray<ArgumentNode> arguments, Location location = default) : Node(location)
{
    public NameNode Name { get; } = name;

    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments.OrEmpty();

    public override NodeKind Kind => NodeKind.Directive;
}

static class NodeLists
{
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> nodes) => nodes.IsDefault ? [] : nodes;
}
