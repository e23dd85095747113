namespace KnowledgeGraph.Nlp.Lexicon;

/// <summary>
/// Everything about a distinct word that does not depend on its neighbours, computed at its first sight: what the tokenizer,
/// the two embedding layers, the attribute rules and the lemmatizer need.
/// </summary>
internal sealed class Word
{
    private const int MostAnalyses = 32;
    private volatile Analysis[] _analyses = [];

    public required string Text { get; init; }

    public required string Lower { get; init; }

    public required bool IsSpace { get; init; }

    /// <summary>Special cases of several tokens that begin with this one, as their words; null for almost every word.</summary>
    public required string[][]? Phrases { get; init; }

    /// <summary>
    /// Output of the embedding layers, 3 x 96: tagger and parser without a space after the word, with one, entity recogniser.
    /// </summary>
    public required float[] Embedded { get; init; }

    /// <summary>What the attribute rules and the lemmatizer make of the word under a tag and a dependency label.</summary>
    public Analysis? Find(ushort tag, ushort dep)
    {
        foreach (var analysis in _analyses)
            if (analysis.ForTag == tag && analysis.ForDep == dep) return analysis;
        return null;
    }

    /// <summary>Remembers an analysis, up to a bound; a race loses at most one, which is computed again.</summary>
    public void Remember(Analysis analysis)
    {
        var known = _analyses;
        if (known.Length < MostAnalyses) _analyses = [.. known, analysis];
    }
}

/// <param name="ForTag">The tagger's tag, as a label number.</param>
/// <param name="ForDep">The parser's label, as a label number.</param>
/// <param name="Tag">Final tag.</param>
/// <param name="Dep">Final dependency label.</param>
/// <param name="Pos">Coarse part of speech.</param>
/// <param name="Morph">Morphology.</param>
/// <param name="Lemma">Base form.</param>
internal sealed record Analysis(ushort ForTag, ushort ForDep, ushort Tag, ushort Dep, ushort Pos, ushort Morph, string Lemma);
