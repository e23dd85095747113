namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>A value that was not there yet when its place in the response was reached.</summary>
internal sealed class PendingField(
    Task task, Func<Task, object?>? readResult, PlannedField plannedField, ValueShape shape, ResponsePath? path, int position, NullScope? enclosing)
{
    /// <summary>Completes with the value.</summary>
    public Task Task => task;

    /// <inheritdoc cref="FieldResolver.ReadResult"/>
    public Func<Task, object?>? ReadResult => readResult;

    public PlannedField Field => plannedField;

    /// <summary>The shape of the value: the field's, or an item's of its list.</summary>
    public ValueShape Shape => shape;

    public ResponsePath? Path => path;

    /// <summary>Offset in the response buffer at which the value belongs.</summary>
    public int Position => position;

    /// <summary>The nearest nullable value around this one; null when there is none up to <c>data</c>.</summary>
    public NullScope? Enclosing => enclosing;

    /// <summary>Null propagation took the place away before the value came.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>The value, once it is written.</summary>
    public ResponseRegion? Content { get; set; }
}
