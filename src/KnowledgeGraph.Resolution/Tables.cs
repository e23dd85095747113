namespace KnowledgeGraph.Resolution;

/// <summary>The tables that the assembly carries: <c>#</c> starts a comment line.</summary>
internal static class Tables
{
    /// <summary>The lines of a table, without comments and empty ones.</summary>
    /// <param name="name">Its folder and file, as the project embeds it.</param>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(Tables).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The table {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line;
    }
}
