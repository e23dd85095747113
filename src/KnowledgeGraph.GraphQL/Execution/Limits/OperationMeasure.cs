using KnowledgeGraph.GraphQL.Language;

namespace KnowledgeGraph.GraphQL.Execution.Limits;

/// <summary>
/// How large an operation is with its fragments spread out. Every fragment is measured once, so a bomb of fragments within fragments
/// is counted in the time that reading it takes.
/// </summary>
internal readonly record struct OperationMeasure(long Fields, long Aliases, long Directives, int Depth)
{
    /// <summary>Counts stop here; a limit beyond is no limit.</summary>
    private const long Saturation = 1L << 40;

    public static OperationMeasure Of(OperationDefinitionNode operation, Dictionary<string, FragmentDefinitionNode> fragments)
    {
        var measured = Of(operation.SelectionSet, fragments, new Dictionary<string, OperationMeasure?>(StringComparer.Ordinal));
        return measured with { Directives = measured.Directives + operation.Directives.Length };
    }

    /// <summary>The first limit that the operation passes, as an error; null when it passes none.</summary>
    public GraphQLError? Check(OperationLimits limits, OperationDefinitionNode operation, long rootFields)
    {
        return Exceeds(Depth, limits.MaxDepth, "levels")
            ?? Exceeds(rootFields, limits.MaxRootFields, "fields at its root")
            ?? Exceeds(Fields, limits.MaxFields, "fields")
            ?? Exceeds(Aliases, limits.MaxAliases, "aliases")
            ?? Exceeds(Directives, limits.MaxDirectives, "directives");

        GraphQLError? Exceeds(long actual, long max, string what) => actual <= max ? null : new GraphQLError(
            $"The operation has {(actual >= Saturation ? "far too many" : actual)} {what}, but may have at most {max}.", operation)
        { Code = ExecutionErrorCodes.LimitExceeded };
    }

    /// <summary>Fields of the root selection set, fragments spread out.</summary>
    public static long RootFields(OperationDefinitionNode operation, Dictionary<string, FragmentDefinitionNode> fragments) =>
        CountFields(operation.SelectionSet, fragments, new Dictionary<string, long?>(StringComparer.Ordinal));

    private static long CountFields(SelectionSetNode selectionSet, Dictionary<string, FragmentDefinitionNode> fragments, Dictionary<string, long?> known)
    {
        long count = 0;
        foreach (var selection in selectionSet.Selections)
        {
            count += selection switch
            {
                InlineFragmentNode inline => CountFields(inline.SelectionSet, fragments, known),
                FragmentSpreadNode spread => Spread(spread),
                _ => 1,
            };
        }

        return Math.Min(count, Saturation);

        long Spread(FragmentSpreadNode spread)
        {
            if (known.TryGetValue(spread.Name.Value, out var counted))
                return counted ?? 0;
            known[spread.Name.Value] = null;
            var fields = fragments.TryGetValue(spread.Name.Value, out var fragment) ? CountFields(fragment.SelectionSet, fragments, known) : 0;
            known[spread.Name.Value] = fields;
            return fields;
        }
    }

    private static OperationMeasure Of(
        SelectionSetNode selectionSet, Dictionary<string, FragmentDefinitionNode> fragments, Dictionary<string, OperationMeasure?> known)
    {
        var sum = new OperationMeasure(0, 0, 0, 1);
        foreach (var selection in selectionSet.Selections)
        {
            sum += new OperationMeasure(0, 0, selection.Directives.Length, 0) + (selection switch
            {
                FieldNode field => OfField(field, fragments, known),
                InlineFragmentNode inline => Of(inline.SelectionSet, fragments, known),
                FragmentSpreadNode spread => OfSpread(spread, fragments, known),
                _ => default,
            });
        }

        return sum;
    }

    private static OperationMeasure OfField(FieldNode field, Dictionary<string, FragmentDefinitionNode> fragments, Dictionary<string, OperationMeasure?> known)
    {
        var inner = field.SelectionSet is { } selectionSet ? Of(selectionSet, fragments, known) : default;
        return inner with { Fields = inner.Fields + 1, Aliases = inner.Aliases + (field.Alias is null ? 0 : 1), Depth = inner.Depth + 1 };
    }

    private static OperationMeasure OfSpread(FragmentSpreadNode spread, Dictionary<string, FragmentDefinitionNode> fragments, Dictionary<string, OperationMeasure?> known)
    {
        var name = spread.Name.Value;
        if (known.TryGetValue(name, out var measured))
            return measured ?? default;
        known[name] = null;
        var result = fragments.TryGetValue(name, out var fragment) ? Of(fragment.SelectionSet, fragments, known) : default;
        known[name] = result;
        return result;
    }

    public static OperationMeasure operator +(OperationMeasure a, OperationMeasure b) => new(
        Math.Min(a.Fields + b.Fields, Saturation),
        Math.Min(a.Aliases + b.Aliases, Saturation),
        Math.Min(a.Directives + b.Directives, Saturation),
        Math.Max(a.Depth, b.Depth));
}
