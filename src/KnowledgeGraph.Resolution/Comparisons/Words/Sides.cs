namespace KnowledgeGraph.Resolution;

/// <summary>Which of several say the same.</summary>
internal static class Sides
{
    /// <summary>For each item the number of its side, 0, 1, ...: that of the first which leads a side and is like it, else a new one that it leads.</summary>
    public static List<int> Of<T>(IReadOnlyList<T> items, Func<T, T, bool> alike)
    {
        var leaders = new List<T>();
        var sides = new List<int>(items.Count);
        foreach (var item in items)
        {
            var side = leaders.FindIndex(leader => alike(leader, item));
            if (side < 0)
            {
                side = leaders.Count;
                leaders.Add(item);
            }
            sides.Add(side);
        }
        return sides;
    }

    /// <summary>Words in both of all words (Jaccard); 1 where there are none.</summary>
    public static double Likeness(HashSet<string> a, HashSet<string> b)
    {
        var both = a.Count(b.Contains);
        return a.Count + b.Count == both ? 1 : (double)both / (a.Count + b.Count - both);
    }
}
