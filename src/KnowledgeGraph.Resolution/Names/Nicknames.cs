namespace KnowledgeGraph.Resolution;

/// <summary>Given names that stand for each other.</summary>
internal static class Nicknames
{
    private static readonly ILookup<string, int> Groups = NameData.Rows("nicknames.tsv")
        .SelectMany((row, group) => row.Select(name => (name, group)))
        .ToLookup(pair => pair.name, pair => pair.group);

    public static bool Share(string a, string b) => Groups[a].Intersect(Groups[b]).Any();
}
