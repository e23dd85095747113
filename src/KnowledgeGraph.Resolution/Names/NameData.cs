namespace KnowledgeGraph.Resolution;

/// <summary>The tables in <c>Names/data</c>: tab-separated, <c>#</c> starts a comment line.</summary>
internal static class NameData
{
    public static IEnumerable<string[]> Rows(string file)
    {
        using var stream = typeof(NameData).Assembly.GetManifestResourceStream("names/" + file)
            ?? throw new InvalidOperationException($"The table {file} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line.Split('\t');
    }
}
