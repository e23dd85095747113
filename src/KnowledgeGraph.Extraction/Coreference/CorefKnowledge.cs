namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>
/// What is known of a document before the ranker runs: which tokens are heads of mentions of which bearer, and what may refer to whom.
/// Mentions of one bearer are linked whatever the scores say; those of two never are.
/// </summary>
/// <param name="BearerOfHead">For each token of the document the number of the bearer that a mention with this head means, or -1.</param>
/// <param name="Allows">Whether a pronoun or nominal (head token, class) may refer to a bearer.</param>
internal sealed record CorefKnowledge(int[] BearerOfHead, Func<int, int, string, bool> Allows);
