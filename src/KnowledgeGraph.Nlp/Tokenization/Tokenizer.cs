using KnowledgeGraph.Nlp.Files;
using KnowledgeGraph.Nlp.Lexicon;

namespace KnowledgeGraph.Nlp.Tokenization;

/// <summary>
/// Splits a text at white space into chunks, each chunk into affixes, special cases and infixes, and joins special cases that the affix
/// rules have split. A chunk's split depends on nothing else, so chunks are remembered (a bounded number of them).
/// </summary>
internal sealed class Tokenizer
{
    private const int MostChunks = 32_768, LongestCached = 64;
    private readonly AffixPattern _prefix, _suffix, _infix;
    private readonly UrlPattern _url;
    private readonly Dictionary<string, SpecialCaseToken[]> _specialCases;
    private readonly Dictionary<string, SpecialCaseToken[]>.AlternateLookup<ReadOnlySpan<char>> _special;
    private readonly int _longestSpecial;
    private readonly Vocabulary _vocabulary;
    private readonly BoundedCache<Piece[]> _chunks = new(MostChunks);

    private readonly record struct Piece(Word Word, int Offset);

    /// <summary>Part of a chunk; <see cref="Norm"/> only where a special case gives one.</summary>
    private readonly record struct Part(int Start, int Length, string? Norm);

    public Tokenizer(TokenizerSettings settings, TokenizerPatterns patterns, Vocabulary vocabulary)
    {
        (_prefix, _suffix, _infix, _url) = (patterns.Prefix, patterns.Suffix, patterns.Infix, patterns.Url);
        _specialCases = new Dictionary<string, SpecialCaseToken[]>(settings.SpecialCases, StringComparer.Ordinal);
        _special = _specialCases.GetAlternateLookup<ReadOnlySpan<char>>();
        _longestSpecial = _specialCases.Keys.Max(k => k.Length);
        _vocabulary = vocabulary;
        vocabulary.SetPhrases(FindPhrases());
    }

    /// <summary>Appends the tokens of a text to an empty buffer.</summary>
    public void Tokenize(string text, TokenBuffer tokens, CancellationToken cancellation)
    {
        if (text.Length == 0) return;
        var start = 0;
        var inSpace = CodePoints.IsSpace(text[0]);
        for (var i = 0; i < text.Length; i++)
        {
            if (CodePoints.IsSpace(text[i]) == inSpace) continue;
            if (start < i) AddChunk(text, start, i, tokens, cancellation);
            if (text[i] == ' ')
            {
                tokens.MarkSpaceAfterLast();
                start = i + 1;
            }
            else start = i;
            inSpace = !inSpace;
            if ((tokens.Count & 0x3FF) == 0) cancellation.ThrowIfCancellationRequested();
        }
        if (start < text.Length) AddChunk(text, start, text.Length, tokens, cancellation);
        if (tokens.HasPhraseStarts) JoinPhrases(tokens);
    }

    private void AddChunk(string text, int start, int end, TokenBuffer tokens, CancellationToken cancellation)
    {
        var chunk = text.AsSpan(start, end - start);
        if (chunk.Length <= LongestCached)
        {
            var pieces = _chunks.Find(chunk) ?? Remember(chunk, cancellation);
            foreach (var (word, offset) in pieces) tokens.Add(word, start + offset);
            return;
        }
        foreach (var part in Split(chunk, useSpecial: true, cancellation))
        {
            if ((tokens.Count & 0x3FF) == 0) cancellation.ThrowIfCancellationRequested();
            tokens.Add(WordOf(chunk, part), start + part.Start);
        }
    }

    private Piece[] Remember(ReadOnlySpan<char> chunk, CancellationToken cancellation)
    {
        var parts = Split(chunk, useSpecial: true, cancellation);
        var pieces = new Piece[parts.Count];
        for (var i = 0; i < pieces.Length; i++) pieces[i] = new Piece(WordOf(chunk, parts[i]), parts[i].Start);
        return _chunks.Add(chunk.ToString(), pieces);
    }

    private Word WordOf(ReadOnlySpan<char> chunk, Part part)
    {
        var text = chunk.Slice(part.Start, part.Length);
        return part.Norm is null ? _vocabulary.Get(text) : _vocabulary.Get(text.ToString(), part.Norm);
    }

    /// <summary>Peels affixes off one run of non-space (or of space) characters, then splits what is left on infixes.</summary>
    private List<Part> Split(ReadOnlySpan<char> chunk, bool useSpecial, CancellationToken cancellation)
    {
        var (parts, suffixes) = (new List<Part>(), new List<Part>());
        var (from, to) = (0, chunk.Length);
        var last = -1;
        while (from < to && to - from != last && !IsSpecial(chunk[from..to], useSpecial))
        {
            if ((parts.Count & 0x3FF) == 0x3FF) cancellation.ThrowIfCancellationRequested();
            last = to - from;
            var prefix = _prefix.MatchStart(chunk[from..to]);
            if (prefix > 0 && IsSpecial(chunk[(from + prefix)..to], useSpecial))
            {
                parts.Add(new Part(from, prefix, null));
                from += prefix;
                break;
            }
            var suffix = _suffix.MatchEnd(chunk[(from + prefix)..to]);
            if (suffix > 0 && IsSpecial(chunk[from..(to - suffix)], useSpecial))
            {
                suffixes.Add(new Part(to - suffix, suffix, null));
                to -= suffix;
                break;
            }
            if (prefix > 0)
            {
                parts.Add(new Part(from, prefix, null));
                from += prefix;
            }
            if (suffix > 0)
            {
                suffixes.Add(new Part(to - suffix, suffix, null));
                to -= suffix;
            }
        }
        if (from < to) SplitRest(chunk[from..to], from, parts, useSpecial, cancellation);
        for (var i = suffixes.Count - 1; i >= 0; i--) parts.Add(suffixes[i]);
        return parts;
    }

    private void SplitRest(ReadOnlySpan<char> rest, int offset, List<Part> parts, bool useSpecial, CancellationToken cancellation)
    {
        if (IsSpecial(rest, useSpecial))
        {
            foreach (var token in _special[rest])
            {
                parts.Add(new Part(offset, token.Orth.Length, token.Norm));
                offset += token.Orth.Length;
            }
            return;
        }
        if (_url.Matches(rest, cancellation))
        {
            parts.Add(new Part(offset, rest.Length, null));
            return;
        }
        var (start, at) = (0, 0);
        while (_infix.Find(rest, at, out var from, out var to))
        {
            at = to;
            if (from == 0) continue;
            if (from != start) parts.Add(new Part(offset + start, from - start, null));
            parts.Add(new Part(offset + from, to - from, null));
            start = to;
        }
        if (start < rest.Length) parts.Add(new Part(offset + start, rest.Length - start, null));
    }

    private bool IsSpecial(ReadOnlySpan<char> text, bool useSpecial) =>
        useSpecial && text.Length <= _longestSpecial && _special.ContainsKey(text);

    /// <summary>Special cases that the affix rules would split, as the words they are split into.</summary>
    private IEnumerable<string[]> FindPhrases()
    {
        foreach (var chunk in _specialCases.Keys)
        {
            if (!chunk.Contains(' ') && _prefix.MatchStart(chunk) == 0 && _suffix.MatchEnd(chunk) == 0
                && !_infix.Find(chunk, 0, out _, out _)) continue;
            var words = new List<string>();
            foreach (var (start, end) in Runs(chunk))
                foreach (var part in Split(chunk.AsSpan(start, end - start), useSpecial: false, default))
                    words.Add(chunk.Substring(start + part.Start, part.Length));
            if (words.Count > 0) yield return [.. words];
        }
    }

    private static IEnumerable<(int Start, int End)> Runs(string text)
    {
        var start = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            if (i < text.Length && CodePoints.IsSpace(text[i]) == CodePoints.IsSpace(text[i - 1])) continue;
            if (start < i) yield return (start, i);
            start = i < text.Length && text[i] == ' ' ? i + 1 : i;
        }
    }

    /// <summary>
    /// Matches the phrases over the finished tokens: of overlapping ones the longest, then the first. A phrase that is written with other
    /// spaces than its special case keeps its tokens, but still keeps shorter ones away.
    /// </summary>
    private void JoinPhrases(TokenBuffer tokens)
    {
        var spans = new List<(int Length, int Start)>();
        for (var i = 0; i < tokens.Count; i++)
            if (tokens.Words[i].Phrases is { } phrases)
                foreach (var phrase in phrases)
                    if (tokens.HasWords(i, phrase)) spans.Add((phrase.Length, i));
        if (spans.Count == 0) return;
        spans.Sort((a, b) => a.Length != b.Length ? b.Length.CompareTo(a.Length) : a.Start.CompareTo(b.Start));
        var taken = new bool[tokens.Count];
        var keep = new SortedDictionary<int, int>();
        foreach (var (length, start) in spans)
        {
            if (!taken[start] && !taken[start + length - 1]) keep[start] = length;
            taken.AsSpan(start, length).Fill(true);
        }
        tokens.Replace(keep, (text, start, buffer) =>
        {
            if (!_specialCases.TryGetValue(text, out var special)) return false;
            foreach (var token in special)
            {
                buffer.Add(_vocabulary.Get(token.Orth, token.Norm), start);
                start += token.Orth.Length;
            }
            return true;
        });
    }
}
