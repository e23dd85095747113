using KnowledgeGraph.Nlp.Parsing;
using KnowledgeGraph.Nlp.Tokenization;

namespace KnowledgeGraph.Nlp;

/// <summary>The buffers of one thread for one batch of texts, used again for the next.</summary>
internal sealed class Workspace
{
    private readonly TokenRows _rows = new();
    private readonly List<TokenBuffer> _tokens = [];
    private readonly int[][] _scratch = [[], []];
    private readonly ushort[] _tagLabels;
    private readonly MoveMask _anyTag;
    private readonly Action<int, int, nint> _observe;
    private ushort[] _tags = new ushort[512];

    /// <param name="parserFeatures">For tagger and parser.</param>
    /// <param name="entityFeatures">For the entity recogniser.</param>
    /// <param name="deprojectivizer">This thread's.</param>
    /// <param name="tagOffset">Where in a reduced row the tagger's scores begin.</param>
    /// <param name="tagLabels">Label numbers of the tagger's outputs.</param>
    /// <param name="reducedWidth">Numbers in a reduced row.</param>
    public Workspace(
        FeatureStream parserFeatures, FeatureStream entityFeatures, Deprojectivizer deprojectivizer, int tagOffset, ushort[] tagLabels,
        int reducedWidth)
    {
        (ParserFeatures, EntityFeatures, Deprojectivizer, _tagLabels) = (parserFeatures, entityFeatures, deprojectivizer, tagLabels);
        _anyTag = new MoveMask(tagLabels.Length, reducedWidth - tagOffset, _ => true);
        _observe = (first, count, address) => Tag(first, count, address, tagOffset, reducedWidth);
    }

    public FeatureStream ParserFeatures { get; }

    public FeatureStream EntityFeatures { get; }

    public Deprojectivizer Deprojectivizer { get; }

    public ParserState State { get; } = new();

    public List<(int Token, int Rule)> Sequences { get; } = [];

    public IReadOnlyList<TokenBuffer> Tokens => _tokens;

    /// <summary>Row of each text's first token.</summary>
    public List<int> FirstRows { get; } = [];

    public int Capacity => Math.Max(_rows.Capacity, _tokens.Sum(t => t.Capacity));

    public void Begin(int texts)
    {
        while (_tokens.Count < texts) _tokens.Add(new TokenBuffer());
    }

    public void AddRows(int text)
    {
        var tokens = _tokens[text];
        FirstRows.Add(_rows.Add(tokens.Words.AsSpan(0, tokens.Count), tokens.SpaceAfter.AsSpan(0, tokens.Count)));
    }

    public void StartTagging()
    {
        if (_tags.Length < _rows.Count) _tags = new ushort[_rows.Capacity];
        ParserFeatures.Start(_rows, _observe);
    }

    public void StartEntities() => EntityFeatures.Start(_rows);

    /// <summary>Label numbers of a parsed text's tags.</summary>
    public ReadOnlySpan<ushort> TagsOf(int text) => _tags.AsSpan(FirstRows[text], _tokens[text].Count);

    public Span<int> Scratch(int count, int which)
    {
        if (_scratch[which].Length < count) _scratch[which] = new int[Math.Max(count, 256)];
        return _scratch[which].AsSpan(0, count);
    }

    public void Clear()
    {
        foreach (var tokens in _tokens) tokens.Clear();
        _rows.Clear();
        FirstRows.Clear();
    }

    private unsafe void Tag(int first, int count, nint reduced, int offset, int width)
    {
        for (var i = 0; i < count; i++)
        {
            var scores = new Span<float>((float*)reduced + (nint)i * width + offset, width - offset);
            _tags[first + i] = _tagLabels[_anyTag.Best(scores)];
        }
    }
}
