namespace KnowledgeGraph.Nlp;

/// <summary>Everything known about one token, as input to <see cref="Doc.FromAnnotations"/>.</summary>
/// <param name="Start">First UTF-16 unit of the token in the text.</param>
/// <param name="Length">Length in UTF-16 units, at least 1.</param>
/// <param name="SpaceAfter">Whether one U+0020 follows that belongs to no token.</param>
/// <param name="Tag">Fine-grained part of speech (Penn Treebank).</param>
/// <param name="Pos">Coarse part of speech (Universal Dependencies).</param>
/// <param name="Morph">Morphology as <c>Name=Value|Name=Value</c>, or empty.</param>
/// <param name="Lemma">The base form.</param>
/// <param name="Dep">Label of the arc to the head; <c>ROOT</c> for a root.</param>
/// <param name="Head">Index of the head; a root's is its own.</param>
/// <param name="IsSentenceStart">Whether a sentence starts here.</param>
/// <param name="Entity"><c>B-LABEL</c>, <c>I-LABEL</c> or empty.</param>
public sealed record TokenAnnotation(
    int Start, int Length, bool SpaceAfter, string Tag, string Pos, string Morph, string Lemma, string Dep, int Head,
    bool IsSentenceStart, string Entity);
