namespace KnowledgeGraph.GraphQL.Types;

/// <summary>A text that may be looked up when it is first read: of a server's thousands of descriptions, most starts need none.</summary>
internal struct LateText
{
    private string? _text;
    private Func<string?>? _read;

    public LateText(string? text) => _text = text;

    public LateText(Func<string?> read) => _read = read;

    /// <summary>Threads that meet here first may look it up twice, and find the same.</summary>
    public string? Value
    {
        get
        {
            if (Volatile.Read(ref _read) is { } read)
            {
                _text = read();
                Volatile.Write(ref _read, null);
            }

            return _text;
        }
    }
}
