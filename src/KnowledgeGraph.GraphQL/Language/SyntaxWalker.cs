using System.Collections.Immutable;

namespace KnowledgeGraph.GraphQL.Language;

/// <summary>
/// Visits a tree depth first, children in the order in which they stand in the grammar. Derive from it and override
/// <see cref="Enter"/> and <see cref="Leave"/>. Not thread-safe; one walk at a time.
/// </summary>
public abstract class SyntaxWalker
{
    readonly List<Node> _ancestors = [];

    /// <summary>The nodes that enclose the one being visited, the outermost first.</summary>
    protected IReadOnlyList<Node> Ancestors => _ancestors;

    /// <summary>The node that encloses the one being visited; null at the node where the walk began.</summary>
    protected Node? Parent => _ancestors.Count == 0 ? null : _ancestors[^1];

    /// <summary>Whether descriptions are visited; they carry no meaning, so validation leaves them out.</summary>
    protected virtual bool VisitsDescriptions => true;

    /// <summary>Called before the children of a node; false leaves them out, and <see cref="Leave"/> too.</summary>
    protected virtual bool Enter(Node node) => true;

    /// <summary>Called after the children of a node.</summary>
    protected virtual void Leave(Node node)
    {
    }

    public void Walk(Node node)
    {
        if (!Enter(node))
            return;
        _ancestors.Add(node);
        WalkChildren(node);
        _ancestors.RemoveAt(_ancestors.Count - 1);
        Leave(node);
    }

    void WalkChildren(Node node)
    {
        switch (node)
        {
            case DocumentNode document:
                WalkAll(document.Definitions);
                break;
            case OperationDefinitionNode operation:
                WalkDescription(operation.Description);
                WalkOptional(operation.Name);
                WalkAll(operation.VariableDefinitions);
                WalkAll(operation.Directives);
                Walk(operation.SelectionSet);
                break;
            case VariableDefinitionNode variable:
                WalkDescription(variable.Description);
                Walk(variable.Variable);
                Walk(variable.Type);
                WalkOptional(variable.DefaultValue);
                WalkAll(variable.Directives);
                break;
            case SelectionSetNode selectionSet:
                WalkAll(selectionSet.Selections);
                break;
            case FieldNode field:
                WalkOptional(field.Alias);
                Walk(field.Name);
                WalkAll(field.Arguments);
                WalkAll(field.Directives);
                WalkOptional(field.SelectionSet);
                break;
            case ArgumentNode argument:
                Walk(argument.Name);
                Walk(argument.Value);
                break;
            case FragmentSpreadNode spread:
                Walk(spread.Name);
                WalkAll(spread.Directives);
                break;
            case InlineFragmentNode fragment:
                WalkOptional(fragment.TypeCondition);
                WalkAll(fragment.Directives);
                Walk(fragment.SelectionSet);
                break;
            case FragmentDefinitionNode fragment:
                WalkDescription(fragment.Description);
                Walk(fragment.Name);
                Walk(fragment.TypeCondition);
                WalkAll(fragment.Directives);
                Walk(fragment.SelectionSet);
                break;
            case DirectiveNode directive:
                Walk(directive.Name);
                WalkAll(directive.Arguments);
                break;
            case VariableNode variable:
                Walk(variable.Name);
                break;
            case ListValueNode list:
                WalkAll(list.Values);
                break;
            case ObjectValueNode @object:
                WalkAll(@object.Fields);
                break;
            case ObjectFieldNode field:
                Walk(field.Name);
                Walk(field.Value);
                break;
            case NamedTypeNode type:
                Walk(type.Name);
                break;
            case ListTypeNode type:
                Walk(type.Type);
                break;
            case NonNullTypeNode type:
                Walk(type.Type);
                break;
            case DefinitionNode definition:
                WalkTypeSystem(definition);
                break;
            case OperationTypeDefinitionNode operationType:
                Walk(operationType.Type);
                break;
            case FieldDefinitionNode field:
                WalkDescription(field.Description);
                Walk(field.Name);
                WalkAll(field.Arguments);
                Walk(field.Type);
                WalkAll(field.Directives);
                break;
            case InputValueDefinitionNode input:
                WalkDescription(input.Description);
                Walk(input.Name);
                Walk(input.Type);
                WalkOptional(input.DefaultValue);
                WalkAll(input.Directives);
                break;
            case EnumValueDefinitionNode value:
                WalkDescription(value.Description);
                Walk(value.Name);
                WalkAll(value.Directives);
                break;
        }
    }

    void WalkTypeSystem(DefinitionNode definition)
    {
        WalkDescription(definition.Description);
        switch (definition)
        {
            case SchemaDefinitionNode schema:
                WalkAll(schema.Directives);
                WalkAll(schema.OperationTypes);
                break;
            case SchemaExtensionNode schema:
                WalkAll(schema.Directives);
                WalkAll(schema.OperationTypes);
                break;
            case ObjectTypeDefinitionNode type:
                WalkHead(type.Name, type.Interfaces, type.Directives);
                WalkAll(type.Fields);
                break;
            case ObjectTypeExtensionNode type:
                WalkHead(type.Name, type.Interfaces, type.Directives);
                WalkAll(type.Fields);
                break;
            case InterfaceTypeDefinitionNode type:
                WalkHead(type.Name, type.Interfaces, type.Directives);
                WalkAll(type.Fields);
                break;
            case InterfaceTypeExtensionNode type:
                WalkHead(type.Name, type.Interfaces, type.Directives);
                WalkAll(type.Fields);
                break;
            case UnionTypeDefinitionNode type:
                WalkHead(type.Name, [], type.Directives);
                WalkAll(type.Types);
                break;
            case UnionTypeExtensionNode type:
                WalkHead(type.Name, [], type.Directives);
                WalkAll(type.Types);
                break;
            case EnumTypeDefinitionNode type:
                WalkHead(type.Name, [], type.Directives);
                WalkAll(type.Values);
                break;
            case EnumTypeExtensionNode type:
                WalkHead(type.Name, [], type.Directives);
                WalkAll(type.Values);
                break;
            case InputObjectTypeDefinitionNode type:
                WalkHead(type.Name, [], type.Directives);
                WalkAll(type.Fields);
                break;
            case InputObjectTypeExtensionNode type:
                WalkHead(type.Name, [], type.Directives);
                WalkAll(type.Fields);
                break;
            case TypeDefinitionNode type:
                WalkHead(type.Name, [], type.Directives);
                break;
            case TypeExtensionNode type:
                WalkHead(type.Name, [], type.Directives);
                break;
            case DirectiveDefinitionNode directive:
                Walk(directive.Name);
                WalkAll(directive.Arguments);
                WalkAll(directive.Locations);
                break;
        }
    }

    void WalkHead(NameNode name, ImmutableArray<NamedTypeNode> interfaces, ImmutableArray<DirectiveNode> directives)
    {
        Walk(name);
        WalkAll(interfaces);
        WalkAll(directives);
    }

    void WalkDescription(StringValueNode? description)
    {
        if (description is not null && VisitsDescriptions)
            Walk(description);
    }

    void WalkOptional(Node? node)
    {
        if (node is not null)
            Walk(node);
    }

    void WalkAll<T>(ImmutableArray<T> nodes)
        where T : Node
    {
        foreach (var node in nodes)
            Walk(node);
    }
}
