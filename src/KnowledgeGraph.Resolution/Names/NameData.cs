namespace KnowledgeGraph.Resolution;

/// <summary>The tables in <c>Names/data</c>: tab-separated, <c>#</c> starts a comment line.</summary>
internal static class NameData
{
    public static IEnumerable<string[]> Rows(string file) => Tables.Lines("names/" + file).Select(line => line.Split('\t'));
}
