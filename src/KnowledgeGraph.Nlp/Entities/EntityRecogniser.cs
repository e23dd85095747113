using KnowledgeGraph.Nlp.Lexicon;
using KnowledgeGraph.Nlp.Parsing;

namespace KnowledgeGraph.Nlp.Entities;

/// <summary>Named entities by one move a token: begin, in, last, unit, out. No entity crosses a sentence's start or begins with white space.</summary>
internal sealed unsafe class EntityRecogniser
{
    public const int Slots = 3;
    private readonly TransitionScorer _scorer;
    private readonly (char Kind, int Label)[] _moves;
    private readonly (ushort Begin, ushort In)[] _tags;      // by label
    private readonly MoveMask[,] _closed;                    // [may begin, may be a unit]
    private readonly MoveMask[,] _open;                      // [label, may go on]

    /// <param name="scorer">Scores the moves.</param>
    /// <param name="moves">Each a kind and, after a dash, a label.</param>
    /// <param name="labels">Numbers the B- and I- tags.</param>
    public EntityRecogniser(TransitionScorer scorer, string[] moves, LabelTable labels)
    {
        _scorer = scorer;
        var names = moves.Select(LabelOf).Distinct().ToList();
        _moves = [.. moves.Select(m => (m[0], names.IndexOf(LabelOf(m))))];
        if (Array.Find(_moves, m => !"BILUO".Contains(m.Kind)) is { Kind: not '\0' } unknown)
            throw new InvalidDataException($"pipeline.json has an entity move of kind '{unknown.Kind}', expected B, I, L, U or O.");
        _tags = [.. names.Select(n => (labels.IndexOf("B-" + n), labels.IndexOf("I-" + n)))];
        var none = names.IndexOf("");
        (_closed, _open) = (new MoveMask[2, 2], new MoveMask[names.Count, 2]);
        for (var begin = 0; begin < 2; begin++)
            for (var unit = 0; unit < 2; unit++)
                _closed[begin, unit] = Mask(m => m.Kind == 'O' || m.Kind == 'B' && begin == 1 || m.Kind == 'U' && unit == 1 && m.Label != none);
        for (var label = 0; label < names.Count; label++)
            for (var goOn = 0; goOn < 2; goOn++)
                _open[label, goOn] = Mask(m => m.Label == label && (m.Kind == 'L' || m.Kind == 'I' && goOn == 1));

        static string LabelOf(string move) => move.Length > 2 ? move[2..] : "";

        MoveMask Mask(Func<(char Kind, int Label), bool> allows) => new(moves.Length, scorer.PaddedMoves, i => allows(_moves[i]));
    }

    /// <summary>Fills the tag number of each token; 0 outside entities.</summary>
    public void Find(
        FeatureStream features, int firstRow, ReadOnlySpan<Word> words, ReadOnlySpan<TokenFlags> flags, Span<ushort> tags,
        CancellationToken cancellation)
    {
        var slots = stackalloc float*[Slots];
        var scores = stackalloc float[_scorer.PaddedMoves];
        var (open, label) = (-1, 0);
        for (var i = 0; i < words.Length; i++)
        {
            if ((i & 0xFF) == 0) cancellation.ThrowIfCancellationRequested();
            features.NextState();
            slots[0] = features[firstRow + i];
            slots[1] = features[open < 0 ? -1 : firstRow + open];
            slots[2] = features[open < 0 ? -1 : firstRow + i - 1];
            _scorer.Score(slots, scores);
            var goesOn = i + 1 < words.Length && (flags[i + 1] & TokenFlags.SentenceStart) == 0;
            var mask = open < 0
                ? _closed[goesOn && !words[i].IsSpace ? 1 : 0, words[i].IsSpace ? 0 : 1]
                : _open[label, goesOn ? 1 : 0];
            var move = _moves[mask.Best(new Span<float>(scores, _scorer.PaddedMoves))];
            tags[i] = move.Kind switch { 'B' or 'U' => _tags[move.Label].Begin, 'O' => 0, _ => _tags[move.Label].In };
            if (move.Kind == 'B') (open, label) = (i, move.Label);
            else if (move.Kind != 'I') open = -1;
        }
    }
}
