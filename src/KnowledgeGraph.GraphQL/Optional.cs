namespace KnowledgeGraph.GraphQL;

/// <summary>An input value that may be absent, which is different from null.</summary>
public readonly record struct Optional<T>
{
    public Optional(T value)
    {
        Value = value;
        HasValue = true;
    }

    /// <summary>The default of <typeparamref name="T"/> when absent.</summary>
    public T? Value { get; }

    public bool HasValue { get; }

    public static implicit operator Optional<T>(T value) => new(value);
}
