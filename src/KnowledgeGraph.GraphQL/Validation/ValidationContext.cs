using KnowledgeGraph.GraphQL.Execution;
using KnowledgeGraph.GraphQL.Language;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.GraphQL.Validation;

/// <summary>A variable where it is used, and what is expected there.</summary>
readonly record struct VariableUsage(VariableNode Node, GraphQLType? Type, bool HasDefault, GraphQLType? ParentType);

/// <summary>What the rules share while one document is validated: the place in the schema, the fragments, the errors.</summary>
public sealed class ValidationContext
{
    readonly ValidationOptions _options;
    readonly List<GraphQLError> _errors = [];
    readonly Dictionary<string, FragmentDefinitionNode> _fragments = new(StringComparer.Ordinal);
    readonly Dictionary<SelectionSetNode, List<FragmentSpreadNode>> _spreads = [];
    readonly Dictionary<OperationDefinitionNode, List<FragmentDefinitionNode>> _referencedFragments = [];
    readonly Dictionary<ExecutableDefinitionNode, List<VariableUsage>> _usages = [];
    readonly Dictionary<OperationDefinitionNode, List<VariableUsage>> _recursiveUsages = [];

    internal ValidationContext(Schema? schema, DocumentNode document, ValidationOptions options)
    {
        SchemaOrNull = schema;
        Document = document;
        _options = options;
        foreach (var definition in document.Definitions)
            if (definition is FragmentDefinitionNode fragment)
                _fragments[fragment.Name.Value] = fragment;
    }

    public DocumentNode Document { get; }

    /// <summary>The schema; while type system definitions are validated, the one they extend.</summary>
    public Schema Schema => SchemaOrNull ?? throw new InvalidOperationException("Expected a schema, but type system definitions are validated that extend none.");

    internal Schema? SchemaOrNull { get; }

    internal TypeInfo? TypeInfo { get; set; }

    internal TypeInfo Place => TypeInfo ?? throw new InvalidOperationException("Type system definitions have no place in a schema.");

    internal IReadOnlyList<GraphQLError> Errors => _errors;

    public void Report(string message, params ReadOnlySpan<Node> nodes) =>
        Report(new GraphQLError(message, nodes) { Code = ErrorCodes.ValidationError });

    public void Report(GraphQLError error)
    {
        if (_errors.Count >= _options.MaxErrors)
            Abort("Too many validation errors, error limit reached. Validation aborted.");
        _errors.Add(error);
    }

    /// <summary>Ends the validation with one last error.</summary>
    internal void Abort(string message)
    {
        _errors.Add(new GraphQLError(message) { Code = ErrorCodes.ValidationError });
        throw new ValidationAbortedException();
    }

    /// <summary>" Did you mean ...?", or nothing.</summary>
    internal string DidYouMean(string input, IEnumerable<string> names) =>
        _options.HideSuggestions ? "" : Suggestions.DidYouMean(input, names);

    internal bool HidesSuggestions => _options.HideSuggestions;

    internal GraphQLType? TypeFromNode(TypeNode node) => InputCoercion.TypeFromNode(Schema, node);

    /// <summary>The fragment of the name, the last if there are several; null if there is none.</summary>
    public FragmentDefinitionNode? FindFragment(string name) => _fragments.GetValueOrDefault(name);

    /// <summary>The spreads inside a selection set at any depth; those of a nested set after those of the set around it.</summary>
    internal IReadOnlyList<FragmentSpreadNode> SpreadsIn(SelectionSetNode selectionSet)
    {
        if (_spreads.TryGetValue(selectionSet, out var spreads))
            return spreads;
        spreads = [];
        var open = new Stack<SelectionSetNode>([selectionSet]);
        while (open.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                if (selection is FragmentSpreadNode spread)
                    spreads.Add(spread);
                else if (NestedSet(selection) is { } nested)
                    open.Push(nested);
            }
        }
        _spreads.Add(selectionSet, spreads);
        return spreads;
    }

    /// <summary>The fragments that an operation spreads, directly or through others, each once.</summary>
    internal IReadOnlyList<FragmentDefinitionNode> FragmentsOf(OperationDefinitionNode operation)
    {
        if (!_referencedFragments.TryGetValue(operation, out var fragments))
            _referencedFragments.Add(operation, fragments = FragmentsOf([operation]));
        return fragments;
    }

    internal List<FragmentDefinitionNode> FragmentsOf(IEnumerable<OperationDefinitionNode> operations)
    {
        var fragments = new List<FragmentDefinitionNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<FragmentSpreadNode>(operations.SelectMany(operation => SpreadsIn(operation.SelectionSet)));
        while (open.TryDequeue(out var spread))
        {
            if (!seen.Add(spread.Name.Value) || FindFragment(spread.Name.Value) is not { } fragment)
                continue;
            fragments.Add(fragment);
            foreach (var next in SpreadsIn(fragment.SelectionSet))
                if (!seen.Contains(next.Name.Value))
                    open.Enqueue(next);
        }
        return fragments;
    }

    /// <summary>The variables used in an operation and in all fragments that it spreads.</summary>
    internal IReadOnlyList<VariableUsage> VariableUsagesOf(OperationDefinitionNode operation)
    {
        if (_recursiveUsages.TryGetValue(operation, out var usages))
            return usages;
        usages = [.. UsagesIn(operation)];
        foreach (var fragment in FragmentsOf(operation))
            usages.AddRange(UsagesIn(fragment));
        _recursiveUsages.Add(operation, usages);
        return usages;
    }

    List<VariableUsage> UsagesIn(ExecutableDefinitionNode definition)
    {
        if (_usages.TryGetValue(definition, out var usages))
            return usages;
        var collector = new VariableUsageCollector(Schema);
        collector.Walk(definition);
        _usages.Add(definition, collector.Usages);
        return collector.Usages;
    }

    static SelectionSetNode? NestedSet(SelectionNode selection) => selection switch
    {
        FieldNode field => field.SelectionSet,
        InlineFragmentNode fragment => fragment.SelectionSet,
        _ => null,
    };

    sealed class VariableUsageCollector(Schema schema) : SyntaxWalker
    {
        readonly TypeInfo _place = new(schema);

        public List<VariableUsage> Usages { get; } = [];

        protected override bool VisitsDescriptions => false;

        protected override bool Enter(Node node)
        {
            if (node is VariableDefinitionNode)
                return false;
            _place.Enter(node);
            if (node is VariableNode variable)
                Usages.Add(new(variable, _place.InputType, _place.HasDefault, _place.ParentInputType));
            return true;
        }

        protected override void Leave(Node node) => _place.Leave(node);
    }
}
