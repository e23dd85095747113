namespace KnowledgeGraph.GraphQL.Relay;

/// <summary>
/// The slice of a connection that was asked for, checked: exactly one of <see cref="First"/> and <see cref="Last"/> is set and within the
/// field's limits unless both were given. Source: GraphQL Cursor Connections Specification, section "Arguments".
/// </summary>
public sealed record PagingArguments(int? First = null, string? After = null, int? Last = null, string? Before = null)
{
    /// <summary>The items run from the end.</summary>
    public bool IsBackward => First is null && Last is not null;

    /// <summary>How many items the page may have.</summary>
    public int Size => First ?? Last ?? 0;
}

/// <summary>Defaults of all connections of a schema.</summary>
public sealed record PagingOptions
{
    public int DefaultPageSize { get; init; } = 10;

    public int MaxPageSize { get; init; } = 100;
}
