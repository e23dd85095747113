namespace KnowledgeGraph.GraphQL.Execution;

/// <summary>A place in the response, from its end to the root: response keys and list indices.</summary>
internal sealed class ResponsePath(ResponsePath? previous, string? name, int index)
{
    /// <summary>Keys and indices from the root.</summary>
    public static IReadOnlyList<object> ToList(ResponsePath? path)
    {
        var segments = new List<object>();
        for (; path is not null; path = path.Previous)
            segments.Add((object?)path.Name ?? path.Index);
        segments.Reverse();
        return segments;
    }

    public ResponsePath? Previous => previous;

    public string? Name => name;

    public int Index => index;
}
