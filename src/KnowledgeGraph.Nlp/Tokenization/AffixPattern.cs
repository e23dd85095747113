namespace KnowledgeGraph.Nlp.Tokenization;

/// <summary>
/// A long list of alternatives, tried in order as a regular expression engine would, but only those that can begin with the
/// character at hand; neighbours that are single characters are one set.
/// </summary>
internal sealed class AffixPattern
{
    private sealed record Alternative(PatternProgram Program, CharSet First, int Longest);

    private readonly List<Alternative> _alternatives = [];
    private readonly CharSet _first;
    private readonly int _longest;          // among the alternatives of bounded length, in code points
    private readonly CharSet? _unbounded;   // all characters that an unbounded alternative can consume

    public AffixPattern(string pattern)
    {
        var node = PatternSyntax.Parse(pattern);
        CharSet? pending = null, unbounded = null;
        var pendingEnd = false;
        foreach (var item in node is PatternNode.Choice choice ? choice.Items : [node])
        {
            var items = item is PatternNode.Sequence sequence ? sequence.Items.ToList() : [item];
            if (items is [PatternNode.Begin, ..]) items.RemoveAt(0);     // prefixes are only asked for at the start
            var end = items is [.., PatternNode.End];
            if (items.Count == (end ? 2 : 1) && items[0] is PatternNode.Set set)
            {
                if (pending is not null && end != pendingEnd) Flush();
                (pending, pendingEnd) = (pending?.Union(set.Chars) ?? set.Chars, end);
                continue;
            }
            Flush();
            Add(new PatternNode.Sequence(items));
        }
        Flush();
        _first = _alternatives.Select(a => a.First).Aggregate((a, b) => a.Union(b));
        _unbounded = unbounded;
        _longest = _alternatives.Where(a => a.Longest < int.MaxValue).Max(a => a.Longest);

        void Flush()
        {
            if (pending is null) return;
            var single = new PatternNode.Set(pending);
            Add(pendingEnd ? new PatternNode.Sequence([single, new PatternNode.End()]) : single);
            pending = null;
        }

        void Add(PatternNode alternative)
        {
            var longest = LongestOf(alternative);
            _alternatives.Add(new Alternative(new PatternProgram(alternative), FirstOf(alternative), longest));
            if (longest == int.MaxValue) unbounded = unbounded?.Union(ConsumedBy(alternative)) ?? ConsumedBy(alternative);
        }
    }

    /// <summary>Length of the match at the start of the text, or 0.</summary>
    public int MatchStart(ReadOnlySpan<char> text) => Math.Max(0, MatchAt(text, 0));

    /// <summary>Length of the leftmost match that reaches the end of the text (each alternative ends in <c>$</c>), or 0.</summary>
    public int MatchEnd(ReadOnlySpan<char> text)
    {
        // No match can begin before this place: the bounded ones are too short, the others consume a run of their characters.
        var start = text.Length;
        for (var i = 0; i < _longest && start > 0; i++) start = Before(text, start);
        if (_unbounded is not null)
        {
            var run = text.Length;
            while (run > 0 && _unbounded.Contains(CodePoints.At(text, Before(text, run), out _))) run = Before(text, run);
            start = Math.Min(start, run);
        }
        while (start < text.Length)
        {
            if (MatchAt(text, start) >= 0) return text.Length - start;
            CodePoints.At(text, start, out var units);
            start += units;
        }
        return 0;
    }

    /// <summary>The first match that begins at or after <paramref name="from"/>; false where there is none.</summary>
    public bool Find(ReadOnlySpan<char> text, int from, out int start, out int end)
    {
        for (start = from; start < text.Length;)
        {
            end = MatchAt(text, start);
            if (end > start) return true;
            CodePoints.At(text, start, out var units);
            start += units;
        }
        end = 0;
        return false;
    }

    private int MatchAt(ReadOnlySpan<char> text, int position)
    {
        if (position >= text.Length) return -1;
        var c = CodePoints.At(text, position, out _);
        if (!_first.Contains(c)) return -1;
        foreach (var alternative in _alternatives)
        {
            if (!alternative.First.Contains(c)) continue;
            var end = alternative.Program.Match(text, position);
            if (end >= 0) return end;
        }
        return -1;
    }

    private static int Before(ReadOnlySpan<char> text, int position) =>
        position - (position >= 2 && char.IsSurrogatePair(text[position - 2], text[position - 1]) ? 2 : 1);

    /// <summary>What a match can begin with. Every alternative of a tokenizer pattern consumes at least one character.</summary>
    private static CharSet FirstOf(PatternNode node) => node switch
    {
        PatternNode.Set set => set.Chars,
        PatternNode.Choice choice => choice.Items.Select(FirstOf).Aggregate((a, b) => a.Union(b)),
        PatternNode.Repeat { Min: > 0 } repeat => FirstOf(repeat.Item),
        PatternNode.Sequence sequence =>
            FirstOf(sequence.Items.First(i => i is not (PatternNode.Ahead or PatternNode.Behind or PatternNode.Begin))),
        _ => throw new FormatException("Tokenizer pattern: an affix that can be empty is not supported."),
    };

    private static CharSet ConsumedBy(PatternNode node) => node switch
    {
        PatternNode.Set set => set.Chars,
        PatternNode.Choice choice => choice.Items.Select(ConsumedBy).Aggregate((a, b) => a.Union(b)),
        PatternNode.Sequence sequence => sequence.Items.Select(ConsumedBy).Aggregate((a, b) => a.Union(b)),
        PatternNode.Repeat repeat => ConsumedBy(repeat.Item),
        _ => new CharSet([]),
    };

    private static int LongestOf(PatternNode node) => node switch
    {
        PatternNode.Set => 1,
        PatternNode.Choice choice => choice.Items.Max(LongestOf),
        PatternNode.Sequence sequence => (int)Math.Min(int.MaxValue, sequence.Items.Sum(i => (long)LongestOf(i))),
        PatternNode.Repeat repeat => (int)Math.Min(int.MaxValue, (long)LongestOf(repeat.Item) * repeat.Max),
        _ => 0,
    };
}
