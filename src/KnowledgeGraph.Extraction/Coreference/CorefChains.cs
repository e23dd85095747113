using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>The ranker's decisions for a whole document: long ones are cut at paragraphs, so that the cost stays linear in length.</summary>
internal sealed class CorefChains
{
    private const int MostTokens = 6000;

    private CorefChains(List<CorefSpan> spans, List<CorefLink> links, List<int[]> clusters)
    {
        (Spans, Links, Clusters) = (spans, links, clusters);
        ClusterOf = new int[spans.Count];
        Array.Fill(ClusterOf, -1);
        for (var c = 0; c < clusters.Count; c++) foreach (var span in clusters[c]) ClusterOf[span] = c;
    }

    /// <summary>No mention, no link.</summary>
    public static CorefChains Empty { get; } = new([], [], []);

    public IReadOnlyList<CorefSpan> Spans { get; }

    /// <summary>One a span.</summary>
    public IReadOnlyList<CorefLink> Links { get; }

    /// <summary>Indices of spans; two or more each.</summary>
    public IReadOnlyList<int[]> Clusters { get; }

    /// <summary>For each span its cluster, or -1.</summary>
    public int[] ClusterOf { get; }

    public static CorefChains Resolve(CoreferenceModel model, Doc doc, CorefKnowledge? knowledge = null)
    {
        var (spans, links, clusters) = (new List<CorefSpan>(), new List<CorefLink>(), new List<int[]>());
        for (var first = 0; first < doc.Count;)
        {
            var end = EndOfStretch(doc, first);
            var result = model.Resolve(doc, first, end, knowledge);
            var offset = spans.Count;
            spans.AddRange(result.Mentions);
            foreach (var link in result.Links) links.Add(link.Antecedent < 0 ? link : link with { Antecedent = link.Antecedent + offset });
            foreach (var cluster in result.Clusters) clusters.Add([.. cluster.Select(index => index + offset)]);
            first = end;
        }
        return new(spans, links, clusters);
    }

    // The last sentence that ends within the limit, at a line break where there is one in the second half.
    private static int EndOfStretch(Doc doc, int first)
    {
        if (doc.Count - first <= MostTokens) return doc.Count;
        int sentenceEnd = -1, paragraphEnd = -1;
        for (var i = first + 1; i <= first + MostTokens; i++)
        {
            if (!doc[i].IsSentenceStart) continue;
            sentenceEnd = i;
            if (NameFinder.IsBreak(doc[i - 1])) paragraphEnd = i;
        }
        return paragraphEnd > first + MostTokens / 2 ? paragraphEnd : sentenceEnd > first ? sentenceEnd : first + MostTokens;
    }
}
