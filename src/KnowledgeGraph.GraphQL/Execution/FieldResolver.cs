namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Writes a leaf value straight to the response; false when the value is null (then nothing was written).</summary>
/// <param name="arguments">Coerced arguments in the order of their definition.</param>
public delegate bool LeafWriter(RequestContext request, object? parent, object?[] arguments, JsonBuffer output);

/// <summary>Returns a field's value, or a task of it where the resolver says that it may.</summary>
public delegate object? ValueReader(RequestContext request, object? parent, object?[] arguments);

/// <summary>How the value of a field comes about. Exactly one of the three ways is set.</summary>
public sealed class FieldResolver
{
    private FieldResolver()
    {
    }

    /// <summary>Set for scalars that are computed synchronously: no task, no box, no string in between.</summary>
    internal LeafWriter? Leaf { get; private init; }

    internal ValueReader? Value { get; private init; }

    internal Func<ResolverContext, object?>? Function { get; private init; }

    /// <summary>Results may be tasks; they are awaited without blocking.</summary>
    internal bool MayBeAsync { get; private init; }

    /// <summary>Reads the value of a completed task; null: the task is a <see cref="Task{TResult}"/> of unknown result type.</summary>
    internal Func<Task, object?>? ReadResult { get; private init; }

    /// <summary>A function of the whole context; its result may be a value, a <see cref="Task{TResult}"/> of object, or null.</summary>
    public static FieldResolver From(Func<ResolverContext, object?> function) => new() { Function = function, MayBeAsync = true };

    /// <inheritdoc cref="From(Func{ResolverContext, object?})"/>
    public static FieldResolver FromAsync(Func<ResolverContext, Task<object?>> function) =>
        new() { Function = function, MayBeAsync = true, ReadResult = static task => ((Task<object?>)task).Result };

    internal static FieldResolver FromContext(Func<ResolverContext, object?> function, Func<Task, object?>? readResult) =>
        new() { Function = function, MayBeAsync = true, ReadResult = readResult };

    internal static FieldResolver FromLeaf(LeafWriter writer) => new() { Leaf = writer };

    internal static FieldResolver FromValue(ValueReader reader) => new() { Value = reader };

    internal static FieldResolver FromTask(ValueReader reader, Func<Task, object?> readResult) =>
        new() { Value = reader, MayBeAsync = true, ReadResult = readResult };
}

/// <summary>Opens the event stream of a subscription's root field.</summary>
public delegate ValueTask<IAsyncEnumerable<object?>> SubscribeResolver(ResolverContext context);
