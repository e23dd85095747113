namespace KnowledgeGraph.Resolution;

/// <summary>The metrics that the vocabulary (<c>schema/ontology/metrics.tsv</c>) names, each with its kind; and the nouns that are counted as one.</summary>
internal static class KnownMetrics
{
    private static readonly Dictionary<string, string> Kinds = [], Sorts = [];

    static KnownMetrics()
    {
        foreach (var line in Tables.Lines("ontology/metrics.tsv"))
        {
            if (line.Split('\t') is not [var metric, var kind, _, var nouns, ..]) continue;
            if (kind == "sort")
                foreach (var noun in nouns.Split('|')) Sorts[noun] = metric;
            else Kinds[metric] = kind;
        }
    }

    /// <summary>What is counted; null where the vocabulary has no such metric.</summary>
    public static string? KindOf(string metric) => Kinds.GetValueOrDefault(metric);

    /// <summary>The noun under which a counted noun in the singular is compared.</summary>
    public static string SortOf(string noun) => Sorts.GetValueOrDefault(noun, noun);
}
