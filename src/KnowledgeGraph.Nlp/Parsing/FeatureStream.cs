using KnowledgeGraph.Nlp.Numerics;

namespace KnowledgeGraph.Nlp.Parsing;

/// <summary>
/// Computes the features of token rows block by block as a parser advances, and keeps the last few blocks: memory does not grow with the
/// text. A row that has left the window (a very long sentence) is computed again, with the same bits.
/// </summary>
internal sealed unsafe class FeatureStream
{
    public const int Block = 128, Window = 8 * Block;
    private readonly ContextEncoder _encoder;
    private readonly LinearLayer _reduce;
    private readonly TransitionScorer _scorer;
    private readonly bool _forEntities;
    private readonly AlignedFloats _a = new(ContextEncoder.BufferLength(Block)), _b = new(ContextEncoder.BufferLength(Block));
    private readonly AlignedFloats _reduced, _window, _again;
    private readonly int[] _againRows;
    private TokenRows _rows = new();
    private Action<int, int, nint>? _observe;
    private int _end;       // rows before this one have been computed

    /// <param name="encoder">Makes a row of 96 from its neighbourhood.</param>
    /// <param name="reduce">96 to at least 64 numbers, of which the first 64 are the scorer's input.</param>
    /// <param name="scorer">Whose features to compute.</param>
    /// <param name="forEntities">Which of the words' two embeddings to read.</param>
    public FeatureStream(ContextEncoder encoder, LinearLayer reduce, TransitionScorer scorer, bool forEntities)
    {
        (_encoder, _reduce, _scorer, _forEntities) = (encoder, reduce, scorer, forEntities);
        _reduced = new AlignedFloats(Block * reduce.Outputs);
        _window = new AlignedFloats(Window * scorer.FeatureWidth);
        _again = new AlignedFloats(scorer.Slots * LinearLayer.RowTile * scorer.FeatureWidth);
        _againRows = new int[scorer.Slots];
    }

    /// <summary>Begins with a batch of documents.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="observe">Is shown the reduced numbers of every block: first row, number of rows, address.</param>
    public void Start(TokenRows rows, Action<int, int, nint>? observe = null)
    {
        (_rows, _observe, _end) = (rows, observe, 0);
        Array.Fill(_againRows, -1);
    }

    /// <summary>Computes on until <paramref name="row"/> is available.</summary>
    public void Advance(int row)
    {
        while (_end <= row)
        {
            var count = Math.Min(Block, _rows.Count - _end);
            var reduced = Reduce(_end, count);
            _scorer.Features(reduced, _reduce.Outputs, count, _window.Pointer + (nint)(_end % Window) * _scorer.FeatureWidth);
            _observe?.Invoke(_end, count, (nint)reduced);
            _end += count;
        }
    }

    /// <summary>
    /// The features of a row that <see cref="Advance"/> has reached; valid until the next call of either method (for this slot). A negative row is none.
    /// </summary>
    public float* this[int slot, int row]
    {
        get
        {
            if (row < 0) return _scorer.Pad;
            if (row >= _end - Window + Block) return _window.Pointer + (nint)(row % Window) * _scorer.FeatureWidth;
            var again = _again.Pointer + (nint)slot * LinearLayer.RowTile * _scorer.FeatureWidth;
            if (_againRows[slot] != row)
            {
                _scorer.Features(Reduce(row, 1), _reduce.Outputs, 1, again);
                _againRows[slot] = row;
            }
            return again;
        }
    }

    private float* Reduce(int first, int count)
    {
        _rows.CopyEmbeddings(_forEntities, first - ContextEncoder.Halo, count + 2 * ContextEncoder.Halo, _a.Pointer);
        var encoded = _encoder.Encode(_a.Pointer, _b.Pointer, count);
        _reduce.Apply(encoded, ContextEncoder.Width, count, _reduced.Pointer, _reduce.Outputs);
        return _reduced.Pointer;
    }
}
