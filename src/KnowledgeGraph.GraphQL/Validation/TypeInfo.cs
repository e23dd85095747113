using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>
/// Keeps, during a walk through a document, what the schema says of the current place. Everything is null where the document
/// has left the schema, so that one mistake is reported once.
/// </summary>
sealed class TypeInfo(Schema schema)
{
    readonly Stack<GraphQLType?> _types = [];
    readonly Stack<NamedType?> _parentTypes = [];
    readonly Stack<FieldDefinition?> _fields = [];
    readonly Stack<bool> _defaults = [];
    readonly List<GraphQLType?> _inputTypes = [];

    /// <summary>The type of the current field, fragment or operation.</summary>
    public GraphQLType? Type => Top(_types);

    /// <summary>The composite type on which the current selection set selects.</summary>
    public NamedType? ParentType => Top(_parentTypes);

    /// <summary>The field that is selected here, or whose arguments are given.</summary>
    public FieldDefinition? Field => Top(_fields);

    /// <summary>The type that the current value is expected to have.</summary>
    public GraphQLType? InputType => _inputTypes.Count > 0 ? _inputTypes[^1] : null;

    /// <summary>The input type around the current one: the list of an item, the input object of a field.</summary>
    public GraphQLType? ParentInputType => _inputTypes.Count > 1 ? _inputTypes[^2] : null;

    /// <summary>Whether the current argument or input field has a default.</summary>
    public bool HasDefault => _defaults.Count > 0 && _defaults.Peek();

    public DirectiveDefinition? Directive { get; private set; }

    public InputValueDefinition? Argument { get; private set; }

    public void Enter(Node node)
    {
        switch (node)
        {
            case SelectionSetNode:
                _parentTypes.Push(Type?.Unwrapped is { IsCompositeType: true } composite ? composite : null);
                break;
            case FieldNode field:
                var definition = ParentType is { } parent ? schema.FindField(parent, field.Name.Value) : null;
                _fields.Push(definition);
                _types.Push(definition?.Type is { IsOutputType: true } type ? type : null);
                break;
            case DirectiveNode directive:
                Directive = schema.FindDirective(directive.Name.Value);
                break;
            case OperationDefinitionNode operation:
                _types.Push(RootType(operation.Operation));
                break;
            case InlineFragmentNode fragment:
                EnterFragment(fragment.TypeCondition is null ? Type?.Unwrapped : InputCoercion.TypeFromNode(schema, fragment.TypeCondition));
                break;
            case FragmentDefinitionNode fragment:
                EnterFragment(InputCoercion.TypeFromNode(schema, fragment.TypeCondition));
                break;
            case VariableDefinitionNode variable:
                EnterInput(InputCoercion.TypeFromNode(schema, variable.Type));
                break;
            case ArgumentNode argument:
                Argument = (Directive?.Arguments ?? Field?.Arguments)?.GetValueOrDefault(argument.Name.Value);
                EnterInputValue(Argument);
                break;
            case ListValueNode:
                _defaults.Push(false);
                EnterInput(InputType?.NullableType is ListType list ? list.OfType : InputType?.NullableType);
                break;
            case ObjectFieldNode field:
                EnterInputValue((InputType?.Unwrapped as InputObjectType)?.Fields.GetValueOrDefault(field.Name.Value));
                break;
        }
    }

    public void Leave(Node node)
    {
        switch (node)
        {
            case SelectionSetNode:
                _parentTypes.Pop();
                break;
            case FieldNode:
                _fields.Pop();
                _types.Pop();
                break;
            case DirectiveNode:
                Directive = null;
                break;
            case OperationDefinitionNode or InlineFragmentNode or FragmentDefinitionNode:
                _types.Pop();
                break;
            case VariableDefinitionNode:
                LeaveInput();
                break;
            case ArgumentNode:
                Argument = null;
                _defaults.Pop();
                LeaveInput();
                break;
            case ListValueNode or ObjectFieldNode:
                _defaults.Pop();
                LeaveInput();
                break;
        }
    }

    ObjectType? RootType(OperationType operation) => operation switch
    {
        OperationType.Query => schema.QueryType,
        OperationType.Mutation => schema.MutationType,
        _ => schema.SubscriptionType,
    };

    void EnterFragment(GraphQLType? type) => _types.Push(type is { IsOutputType: true } ? type : null);

    void EnterInputValue(InputValueDefinition? input)
    {
        _defaults.Push(input is { HasDefaultValue: true });
        EnterInput(input?.Type);
    }

    void EnterInput(GraphQLType? type) => _inputTypes.Add(type is { IsInputType: true } ? type : null);

    void LeaveInput() => _inputTypes.RemoveAt(_inputTypes.Count - 1);

    static T? Top<T>(Stack<T?> stack)
        where T : class => stack.TryPeek(out var top) ? top : null;
}
