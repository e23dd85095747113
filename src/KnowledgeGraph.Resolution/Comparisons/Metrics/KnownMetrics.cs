namespace KnowledgeGraph.Resolution;

/// <summary>The metrics that the vocabulary (<c>schema/ontology/metrics.tsv</c>) names, each with its kind; and the nouns that are counted as one.</summary>
internal static class KnownMetrics
{
    private static readonly Dictionary<string, string> Kinds = [], Sorts = [];
    private static readonly HashSet<(string Metric, string Happening)> Measured = [];

    static KnownMetrics()
    {
        foreach (var line in Tables.Lines("ontology/metrics.tsv"))
        {
            if (line.Split('\t') is not [var metric, var kind, _, var nouns, _, _, var happenings, ..]) continue;
            if (kind == "sort")
                foreach (var noun in nouns.Split('|')) Sorts[noun] = metric;
            else
            {
                Kinds[metric] = kind;
                foreach (var happening in happenings.Split('|')) Measured.Add((metric, happening));
            }
        }
    }

    /// <summary>What is counted; null where the vocabulary has no such metric.</summary>
    public static string? KindOf(string metric) => Kinds.GetValueOrDefault(metric);

    /// <summary>Whether a metric of the vocabulary measures happenings of a kind.</summary>
    public static bool IsOf(string metric, string happening) => Measured.Contains((metric, happening));

    /// <summary>The noun under which a counted noun in the singular is compared.</summary>
    public static string SortOf(string noun) => Sorts.GetValueOrDefault(noun, noun);
}
