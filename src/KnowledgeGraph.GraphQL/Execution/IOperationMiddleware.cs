using KnowledgeGraph.GraphQL.Execution.Limits;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>
/// Stands around every operation of every transport, once it is known to be valid, allowed and within its limits. Registered as a
/// singleton service; there is at most one.
/// </summary>
public interface IOperationMiddleware
{
    /// <summary>Runs the operation by calling <paramref name="next"/> once, or answers in its place.</summary>
    ValueTask<ExecutionResult> RunAsync(OperationInfo operation, Func<OperationInfo, ValueTask<ExecutionResult>> next, CancellationToken cancellationToken);
}

/// <summary>An operation that is about to run.</summary>
public sealed class OperationInfo
{
    private readonly PreparedOperation _operation;
    private readonly OperationCost _cost;
    private readonly List<KeyValuePair<string, object?>> _rootValues = [];

    internal OperationInfo(GraphQLRequest request, PreparedOperation operation, IReadOnlyDictionary<string, object?> variables, OperationCost cost)
    {
        Request = request;
        Variables = variables;
        _operation = operation;
        _cost = cost;
    }

    public GraphQLRequest Request { get; }

    public OperationDefinitionNode Node => _operation.Node;

    /// <summary>Coerced variables.</summary>
    public IReadOnlyDictionary<string, object?> Variables { get; }

    /// <summary>Fields resolved at most, by their weights; 0 where operations are not priced.</summary>
    public double FieldCost => _cost.Field;

    /// <summary>The values of a mutation's root fields (its payloads) that were resolved so far, by response name, in their order; null for scalars that were there at once.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> RootValues => _rootValues;

    /// <summary>The root fields that will be resolved, with their coerced arguments.</summary>
    public IEnumerable<(string ResponseName, FieldDefinition Field, IReadOnlyDictionary<string, object?> Arguments)> RootFields()
    {
        foreach (var field in _operation.PlanFor(Variables).Root.Fields)
        {
            var arguments = InputCoercion.CoerceArguments(field.Definition.Arguments, field.Nodes[0].Arguments, field.Nodes[0], Variables);
            yield return (field.ResponseName, field.Definition, arguments);
        }
    }

    internal void Add(string responseName, object? value)
    {
        lock (_rootValues)
            _rootValues.Add(new(responseName, value));
    }
}
