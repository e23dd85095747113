namespace KnowledgeGraph.Nlp.Lexicon;

/// <summary>What the embedding tables are asked with: string ids, white space, and the row of the word's vector (-1 for none).</summary>
internal readonly record struct WordFeatures(ulong Norm, ulong Prefix, ulong Suffix, ulong Shape, bool IsSpace, int VectorRow);
