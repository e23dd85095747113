namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>A mention of the ranker, token indices of the document.</summary>
/// <param name="First">First token.</param>
/// <param name="Last">Last token, inclusive.</param>
/// <param name="Head">The syntactic head.</param>
/// <param name="Kind">How the span was found (<c>pron</c>, <c>full</c>, ...).</param>
/// <param name="Class">What it is (<c>he</c>, <c>name</c>, <c>def</c>, ...).</param>
internal sealed record CorefSpan(int First, int Last, int Head, string Kind, string Class);

/// <summary>The decision for one mention.</summary>
/// <param name="Antecedent">Index of the mention it was linked to, or -1.</param>
/// <param name="Score">Score of the best antecedent; NaN where there was no candidate.</param>
/// <param name="None">Score of "none".</param>
internal readonly record struct CorefLink(int Antecedent, float Score, float None);

/// <summary>What the ranker decided for a stretch of a document.</summary>
/// <param name="Mentions">In order of first token, longer first.</param>
/// <param name="Links">One a mention.</param>
/// <param name="Clusters">Indices into <paramref name="Mentions"/>; two or more each.</param>
internal sealed record CorefResult(IReadOnlyList<CorefSpan> Mentions, IReadOnlyList<CorefLink> Links, IReadOnlyList<IReadOnlyList<int>> Clusters);
