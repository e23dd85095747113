using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>Writes a leaf value straight to the response; false when the value is null (then nothing was written).</summary>
/// <param name="arguments">Coerced arguments in the order of their definition.</param>
public delegate bool LeafWriter(RequestContext request, object? parent, object?[] arguments, JsonBuffer output);

/// <summary>Returns a field's value, or a task of it where the resolver says that it may.</summary>
public delegate object? ValueReader(RequestContext request, object? parent, object?[] arguments);

/// <summary>How the value of a field comes about. Exactly one of the three ways is set.</summary>
public sealed class FieldResolver
{
    private Func<Delegate>? _compile;
    private Delegate? _resolver;

    private FieldResolver(ResolverKind kind, Delegate resolver)
    {
        Kind = kind;
        _resolver = resolver;
    }

    private FieldResolver(ResolverKind kind, Func<Delegate> compile)
    {
        Kind = kind;
        _compile = compile;
    }

    private enum ResolverKind
    {
        Leaf,
        Value,
        Function,
    }

    /// <summary>Set for scalars that are computed synchronously: no task, no box, no string in between.</summary>
    internal LeafWriter? Leaf => Kind == ResolverKind.Leaf ? Unsafe.As<LeafWriter>(_resolver ?? Compile()) : null;

    internal ValueReader? Value => Kind == ResolverKind.Value ? Unsafe.As<ValueReader>(_resolver ?? Compile()) : null;

    internal Func<ResolverContext, object?>? Function => Kind == ResolverKind.Function ? Unsafe.As<Func<ResolverContext, object?>>(_resolver ?? Compile()) : null;

    private ResolverKind Kind { get; }

    /// <summary>Results may be tasks; they are awaited without blocking.</summary>
    internal bool MayBeAsync { get; private init; }

    /// <summary>Reads the value of a completed task; null: the task is a <see cref="Task{TResult}"/> of unknown result type.</summary>
    internal Func<Task, object?>? ReadResult { get; private init; }

    /// <summary>A function of the whole context; its result may be a value, a <see cref="Task{TResult}"/> of object, or null.</summary>
    public static FieldResolver From(Func<ResolverContext, object?> function) => new(ResolverKind.Function, (Delegate)function) { MayBeAsync = true };

    /// <inheritdoc cref="From(Func{ResolverContext, object?})"/>
    public static FieldResolver FromAsync(Func<ResolverContext, Task<object?>> function) =>
        new(ResolverKind.Function, (Delegate)(Func<ResolverContext, object?>)function) { MayBeAsync = true, ReadResult = static task => ((Task<object?>)task).Result };

    internal static FieldResolver FromLeaf(LeafWriter writer) => new(ResolverKind.Leaf, (Delegate)writer);

    internal static FieldResolver FromValue(ValueReader reader) => new(ResolverKind.Value, (Delegate)reader);

    internal static FieldResolver FromTask(ValueReader reader, Func<Task, object?> readResult) =>
        new(ResolverKind.Value, (Delegate)reader) { MayBeAsync = true, ReadResult = readResult };

    /// <summary>From expressions that are compiled when the field is first used: most starts use few of a schema's fields.</summary>
    internal static FieldResolver LateContext(Expression<Func<ResolverContext, object?>> function, Func<Task, object?>? readResult) =>
        new(ResolverKind.Function, () => function.Compile()) { MayBeAsync = true, ReadResult = readResult };

    /// <inheritdoc cref="LateContext"/>
    internal static FieldResolver LateLeaf(Expression<LeafWriter> writer) => new(ResolverKind.Leaf, () => writer.Compile());

    /// <inheritdoc cref="LateContext"/>
    internal static FieldResolver LateValue(Expression<ValueReader> reader) => new(ResolverKind.Value, () => reader.Compile());

    /// <inheritdoc cref="LateContext"/>
    internal static FieldResolver LateTask(Expression<ValueReader> reader, Func<Task, object?> readResult) =>
        new(ResolverKind.Value, () => reader.Compile()) { MayBeAsync = true, ReadResult = readResult };

    // Threads that meet here first may compile twice; either result does.
    private Delegate Compile()
    {
        if (Volatile.Read(ref _compile) is not { } compile)
            return Volatile.Read(ref _resolver)!;
        var compiled = compile();
        Volatile.Write(ref _resolver, compiled);
        Volatile.Write(ref _compile, null);
        return compiled;
    }
}

/// <summary>Opens the event stream of a subscription's root field.</summary>
public delegate ValueTask<IAsyncEnumerable<object?>> SubscribeResolver(ResolverContext context);
