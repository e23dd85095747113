using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>What a resolver can see of the field that it answers.</summary>
public sealed class ResolverContext
{
    private readonly PreparedOperation _operation;
    private readonly PlannedField _field;
    private readonly object?[] _arguments;
    private readonly ResponsePath? _path;
    private Dictionary<string, object?>? _byName;

    internal ResolverContext(
        RequestContext request, PreparedOperation operation, PlannedField field, object? parent, object?[] arguments,
        IReadOnlyDictionary<string, object?> variables, ResponsePath? path)
    {
        Request = request;
        Parent = parent;
        Variables = variables;
        _operation = operation;
        _field = field;
        _arguments = arguments;
        _path = path;
    }

    public RequestContext Request { get; }

    internal object?[] RawArguments => _arguments;

    public IServiceProvider Services => Request.Services;

    public CancellationToken RequestAborted => Request.RequestAborted;

    /// <summary>The value of the object that the field belongs to; the root value at the root.</summary>
    public object? Parent { get; }

    public Schema Schema => _operation.Schema;

    public OperationDefinitionNode Operation => _operation.Node;

    /// <summary>Coerced variables of the request.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; }

    public FieldDefinition Field => _field.Definition;

    public ObjectType ParentType => _field.ParentType;

    /// <summary>The field nodes that were merged into this one.</summary>
    public IReadOnlyList<FieldNode> FieldNodes => _field.Nodes;

    public string ResponseName => _field.ResponseName;

    /// <summary>Response keys and list indices from the root to this field.</summary>
    public IReadOnlyList<object> Path => ResponsePath.ToList(_path);

    /// <summary>Coerced arguments by name; an argument that was neither given nor defaulted is absent.</summary>
    public IReadOnlyDictionary<string, object?> Arguments => _byName ??= NameArguments();

    /// <summary>An argument's coerced value; the default of <typeparamref name="T"/> when it is absent.</summary>
    public T? Argument<T>(string name) => Arguments.TryGetValue(name, out var value) ? (T?)value : default;

    /// <summary>Is a field of this name selected anywhere directly below, on any type?</summary>
    public bool IsSelected(string fieldName) => _field.Selects(fieldName);

    private Dictionary<string, object?> NameArguments()
    {
        var byName = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < _arguments.Length; i++)
            if (!ReferenceEquals(_arguments[i], ArgumentState.Absent))
                byName[_field.Definition.Arguments.GetAt(i).Key] = _arguments[i];
        return byName;
    }
}
