using KnowledgeGraph.Nlp.Numerics;

namespace KnowledgeGraph.Nlp.Parsing;

/// <summary>
/// Features of token rows, computed in blocks when a parser first asks for one and kept for the blocks used last: memory does not grow with
/// the text. A block that was given up (a stack deeper than some thousand words) is computed again, with the same bits.
/// </summary>
internal sealed unsafe class FeatureStream
{
    private const int BlockBits = 7, Block = 1 << BlockBits;

    // More than the positions of one state, so that no block is given up while a state holds a place in it.
    private const int Kept = 12;
    private readonly ContextEncoder _encoder;
    private readonly LinearLayer _reduce;
    private readonly TransitionScorer _scorer;
    private readonly bool _forEntities;
    private readonly AlignedFloats _a = new(ContextEncoder.BufferLength(Block)), _b = new(ContextEncoder.BufferLength(Block));
    private readonly AlignedFloats _reduced, _features;
    private readonly int[] _blockIn = new int[Kept];
    private readonly long[] _usedAt = new long[Kept];
    private int[] _placeOf = [];        // of each block: where it is kept, or -1
    private TokenRows _rows = new();
    private Action<int, int, nint>? _observe;
    private long _time;

    /// <param name="encoder">Makes a row of 96 from its neighbourhood.</param>
    /// <param name="reduce">96 to at least 64 numbers, of which the first 64 are the scorer's input.</param>
    /// <param name="scorer">Whose features to compute; of fewer slots than blocks are kept.</param>
    /// <param name="forEntities">Which of the words' two embeddings to read.</param>
    public FeatureStream(ContextEncoder encoder, LinearLayer reduce, TransitionScorer scorer, bool forEntities)
    {
        if (scorer.Slots >= Kept) throw new ArgumentException($"More than {Kept - 1} slots.", nameof(scorer));
        (_encoder, _reduce, _scorer, _forEntities) = (encoder, reduce, scorer, forEntities);
        _reduced = new AlignedFloats(Block * reduce.Outputs);
        _features = new AlignedFloats(Kept * Block * scorer.FeatureWidth);
    }

    /// <summary>Begins with a batch of documents.</summary>
    /// <param name="rows">Its rows.</param>
    /// <param name="observe">Is shown the reduced numbers of every block that is computed: first row, number of rows, address.</param>
    public void Start(TokenRows rows, Action<int, int, nint>? observe = null)
    {
        (_rows, _observe) = (rows, observe);
        var blocks = (rows.Count + Block - 1) >> BlockBits;
        if (_placeOf.Length < blocks) _placeOf = new int[Math.Max(blocks, 64)];
        Array.Fill(_placeOf, -1, 0, blocks);
        Array.Fill(_blockIn, -1);
        Array.Clear(_usedAt);
    }

    /// <summary>A new state: what earlier states were given may be given up.</summary>
    public void NextState() => _time++;

    /// <summary>The features of a row; valid until the state after the next one. A negative row is none.</summary>
    public float* this[int row]
    {
        get
        {
            if (row < 0) return _scorer.Pad;
            var place = _placeOf[row >> BlockBits];
            if (place < 0) place = Compute(row >> BlockBits);
            _usedAt[place] = _time;
            return _features.Pointer + (nint)(place * Block + (row & (Block - 1))) * _scorer.FeatureWidth;
        }
    }

    private int Compute(int block)
    {
        var place = 0;
        for (var i = 1; i < Kept; i++)
            if (_usedAt[i] < _usedAt[place]) place = i;
        if (_blockIn[place] >= 0) _placeOf[_blockIn[place]] = -1;
        (_blockIn[place], _placeOf[block]) = (block, place);

        var first = block << BlockBits;
        var count = Math.Min(Block, _rows.Count - first);
        _rows.CopyEmbeddings(_forEntities, first - ContextEncoder.Halo, count + 2 * ContextEncoder.Halo, _a.Pointer);
        var encoded = _encoder.Encode(_a.Pointer, _b.Pointer, count);
        _reduce.Apply(encoded, ContextEncoder.Width, count, _reduced.Pointer, _reduce.Outputs);
        _scorer.Features(_reduced.Pointer, _reduce.Outputs, count, _features.Pointer + (nint)place * Block * _scorer.FeatureWidth);
        _observe?.Invoke(first, count, (nint)_reduced.Pointer);
        return place;
    }
}
