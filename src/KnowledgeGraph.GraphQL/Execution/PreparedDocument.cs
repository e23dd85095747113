using System.Collections.Concurrent;
using System.Numerics;
using KnowledgeGraph.GraphQL.Execution.Limits;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>A parsed and validated document with what execution keeps for it: its fragments and its operations' plans.</summary>
internal sealed class PreparedDocument
{
    private readonly ConcurrentDictionary<string, PreparedOperation> _operations = new(StringComparer.Ordinal);
    private readonly Schema _schema;
    private PreparedOperation? _only;

    public PreparedDocument(Schema schema, DocumentNode document, IReadOnlyList<GraphQLError> errors)
    {
        _schema = schema;
        Document = document;
        Errors = errors;
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>())
            Fragments[fragment.Name.Value] = fragment;
    }

    public DocumentNode Document { get; }

    /// <summary>Validation errors; a document that has any is never executed.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    public Dictionary<string, FragmentDefinitionNode> Fragments { get; } = new(StringComparer.Ordinal);

    /// <summary>GetOperation, section 6.1.</summary>
    public PreparedOperation? FindOperation(string? name, out GraphQLError? error)
    {
        error = null;
        if (name is null && _only is not null)
            return _only;
        OperationDefinitionNode? found = null;
        foreach (var definition in Document.Definitions)
        {
            if (definition is not OperationDefinitionNode operation || (name is not null && operation.Name?.Value != name))
                continue;
            if (name is null && found is not null)
            {
                error = Unresolved("Must provide operation name if query contains multiple operations.");
                return null;
            }

            found = operation;
        }

        if (found is null)
        {
            error = Unresolved(name is null ? "Must provide an operation." : $"Unknown operation named \"{name}\".");
            return null;
        }

        var prepared = _operations.GetOrAdd(name ?? "", static (_, s) => new(s.Schema, s.Document, s.Found), (Schema: _schema, Document: this, Found: found));
        if (name is null)
            _only = prepared;
        return prepared;
    }

    private static GraphQLError Unresolved(string message) => new(message) { Code = ExecutionErrorCodes.OperationResolutionFailure };
}

/// <summary>One operation of a document, with a plan for every combination of the variables that <c>@skip</c> and <c>@include</c> read.</summary>
internal sealed class PreparedOperation
{
    private const int MaxConditions = 15;
    private const int MaxPlans = 64;

    private readonly ConcurrentDictionary<uint, OperationPlan> _plans = new();
    private readonly string[] _conditions;
    private OperationPlan? _unconditional;
    private GraphQLError? _tooLarge;
    private bool _isMeasured;
    private OperationCost? _constantCost;
    private IReadOnlyList<GuardedField>? _guarded;

    public PreparedOperation(Schema schema, PreparedDocument document, OperationDefinitionNode node)
    {
        Schema = schema;
        Document = document;
        Node = node;
        RootType = node.Operation switch
        {
            OperationType.Query => schema.QueryType,
            OperationType.Mutation => schema.MutationType,
            _ => schema.SubscriptionType,
        };
        _conditions = ConditionVariables.Find(node, document.Fragments);
    }

    public Schema Schema { get; }

    public PreparedDocument Document { get; }

    public OperationDefinitionNode Node { get; }

    /// <summary>Null when the schema has no operations of this kind.</summary>
    public ObjectType? RootType { get; }

    /// <summary>A capacity that the last responses had room in, so that buffers seldom grow; at most a mebibyte.</summary>
    public int UsualResponseBytes { get; private set; } = 1024;

    public void Remember(int responseBytes)
    {
        if (responseBytes > UsualResponseBytes)
            UsualResponseBytes = Math.Min((int)BitOperations.RoundUpToPowerOf2((uint)responseBytes + 512), 1 << 20);
    }

    /// <summary>Why the operation is larger than the limits allow; null when it is not. Measured once.</summary>
    public GraphQLError? CheckShape(OperationLimits limits)
    {
        if (_isMeasured)
            return _tooLarge;
        var rootFields = OperationMeasure.RootFields(Node, Document.Fragments);
        _tooLarge = OperationMeasure.Of(Node, Document.Fragments).Check(limits, Node, rootFields);
        _isMeasured = true;
        return _tooLarge;
    }

    /// <summary>The fields that not everybody may use. Found once.</summary>
    public IReadOnlyList<GuardedField> GuardedFields => _guarded ??= GuardedField.Find(this);

    /// <summary>The cost with the given variables; computed once where no variable can change it.</summary>
    public OperationCost CostOf(IReadOnlyDictionary<string, object?> variables, OperationLimits limits)
    {
        if (Node.VariableDefinitions.Length > 0)
            return CostCalculator.Of(this, variables, limits);
        return _constantCost is { } known ? known : (_constantCost = CostCalculator.Of(this, variables, limits)).Value;
    }

    public OperationPlan PlanFor(IReadOnlyDictionary<string, object?> variables)
    {
        if (_conditions.Length == 0)
            return _unconditional ??= new(this, variables);
        if (_conditions.Length > MaxConditions)
            return new(this, variables);
        uint key = 0;
        foreach (var condition in _conditions)
            key = (key << 2) | (variables.TryGetValue(condition, out var value) ? value is bool b ? b ? 1u : 2u : 3u : 0u);
        if (_plans.TryGetValue(key, out var plan))
            return plan;
        plan = new(this, _conditions.Where(variables.ContainsKey).ToDictionary(name => name, name => variables[name]));
        return _plans.Count < MaxPlans ? _plans.GetOrAdd(key, plan) : plan;
    }
}

/// <summary>Finds the variables that decide which fields an operation has.</summary>
internal static class ConditionVariables
{
    public static string[] Find(OperationDefinitionNode operation, Dictionary<string, FragmentDefinitionNode> fragments)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        Visit(operation.SelectionSet, fragments, visited, names);
        return [.. names];
    }

    private static void Visit(SelectionSetNode selectionSet, Dictionary<string, FragmentDefinitionNode> fragments, HashSet<string> visited, SortedSet<string> names)
    {
        foreach (var selection in selectionSet.Selections)
        {
            foreach (var directive in selection.Directives)
                if (directive.Name.Value is "skip" or "include")
                    foreach (var argument in directive.Arguments)
                        if (argument.Value is VariableNode variable)
                            names.Add(variable.Name.Value);
            switch (selection)
            {
                case FieldNode { SelectionSet: { } subSelection }:
                    Visit(subSelection, fragments, visited, names);
                    break;
                case InlineFragmentNode inline:
                    Visit(inline.SelectionSet, fragments, visited, names);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name.Value) && fragments.TryGetValue(spread.Name.Value, out var fragment):
                    Visit(fragment.SelectionSet, fragments, visited, names);
                    break;
            }
        }
    }
}
