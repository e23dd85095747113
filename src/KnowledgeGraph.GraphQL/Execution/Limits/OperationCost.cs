namespace KnowledgeGraph.GraphQL.Execution.Limits;

/// <summary>The two sums of the GraphQL Cost Directives specification (IBM), section 3: objects returned at most, and fields resolved at most.</summary>
internal readonly record struct OperationCost(double Type, double Field)
{
    public static OperationCost operator +(OperationCost a, OperationCost b) => new(a.Type + b.Type, a.Field + b.Field);

    public static OperationCost operator *(OperationCost cost, double count) => new(cost.Type * count, cost.Field * count);

    public OperationCost Max(OperationCost other) => new(Math.Max(Type, other.Type), Math.Max(Field, other.Field));

    public GraphQLError? Check(OperationLimits limits)
    {
        if (Type > limits.MaxTypeCost)
            return Exceeds("type", Type, limits.MaxTypeCost);
        return Field > limits.MaxFieldCost ? Exceeds("field", Field, limits.MaxFieldCost) : null;
    }

    /// <summary>What is written under <c>extensions</c>.</summary>
    public IReadOnlyDictionary<string, object?> ToExtensions() => new Dictionary<string, object?>
    {
        ["operationCost"] = new Dictionary<string, object?> { ["fieldCost"] = Field, ["typeCost"] = Type },
    };

    private GraphQLError Exceeds(string kind, double cost, double max) => new($"The operation has a {kind} cost of {EcmaScript.NumberToString(cost)}, but may have at most {EcmaScript.NumberToString(max)}. Ask for fewer items, or for less of each.")
    {
        Code = ExecutionErrorCodes.LimitExceeded,
        Extensions = ToExtensions(),
    };
}
