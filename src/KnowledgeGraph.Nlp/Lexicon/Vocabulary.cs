using System.Collections.Concurrent;
using System.Text;
using KnowledgeGraph.Nlp.Files;

namespace KnowledgeGraph.Nlp.Lexicon;

/// <summary>Makes <see cref="Word"/>s, and remembers a bounded number of them.</summary>
internal sealed class Vocabulary
{
    private const int MostWords = 32_768, LongestCached = 64, LongestShape = 100;
    private readonly StringIds _ids;
    private readonly WordVectors _vectors;
    private readonly EmbeddingLayer _tagger, _entities;
    private readonly Dictionary<string, string> _baseNorms;
    private readonly Dictionary<ulong, string> _norms;
    private readonly Dictionary<string, string[][]> _phrases = new(StringComparer.Ordinal);
    private readonly BoundedCache<Word> _words = new(MostWords);
    private readonly ConcurrentDictionary<(string Text, string Norm), Word> _specialWords = new();   // as many as the special cases have

    public Vocabulary(PipelineFile pipeline, StringIds ids, WordVectors vectors, EmbeddingLayer tagger, EmbeddingLayer entities)
    {
        (_ids, _vectors, _tagger, _entities) = (ids, vectors, tagger, entities);
        _baseNorms = pipeline.BaseNorms;
        _norms = pipeline.LexemeNorms.ToDictionary(
            n => ulong.Parse(n.Key, System.Globalization.CultureInfo.InvariantCulture), n => n.Value);
    }

    /// <summary>Announces the phrases before the first word is made.</summary>
    public void SetPhrases(IEnumerable<string[]> phrases)
    {
        foreach (var group in phrases.GroupBy(p => p[0], StringComparer.Ordinal)) _phrases[group.Key] = [.. group];
    }

    public Word Get(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestCached) return Make(text.ToString(), null);
        if (_words.Find(text) is { } known) return known;
        var word = Make(text.ToString(), null);
        return _words.Add(word.Text, word);
    }

    /// <summary>A word of a special case, whose norm the case may give.</summary>
    public Word Get(string text, string? norm) =>
        norm is null ? Get(text) : _specialWords.GetOrAdd((text, norm), key => Make(key.Text, key.Norm));

    private Word Make(string text, string? norm)
    {
        var lower = CodePoints.ToLower(text);
        var id = _ids.Of(text);
        var isSpace = CodePoints.IsSpace(text);
        if (norm is null)
        {
            if (!(_norms.TryGetValue(id, out norm) && norm.Length > 0) && !(_baseNorms.TryGetValue(text, out norm) && norm.Length > 0))
                norm = lower;
        }
        var features = new WordFeatures(
            _ids.Of(norm), _ids.Of(Prefix(text)), _ids.Of(Suffix(text)), _ids.Of(Shape(text)), isSpace, _vectors.RowOf(id));
        var embedded = new float[3 * EmbeddingLayer.Width];
        _tagger.Embed(features, spaceAfter: false, embedded.AsSpan(0, EmbeddingLayer.Width));
        _tagger.Embed(features, spaceAfter: true, embedded.AsSpan(EmbeddingLayer.Width, EmbeddingLayer.Width));
        _entities.Embed(features, spaceAfter: false, embedded.AsSpan(2 * EmbeddingLayer.Width, EmbeddingLayer.Width));
        return new Word
        {
            Text = text,
            Lower = lower,
            IsSpace = isSpace,
            Embedded = embedded,
            Phrases = _phrases.GetValueOrDefault(text),
        };
    }

    private static ReadOnlySpan<char> Prefix(string text)
    {
        CodePoints.At(text, 0, out var units);
        return text.AsSpan(0, units);
    }

    /// <summary>The last three code points.</summary>
    private static ReadOnlySpan<char> Suffix(string text)
    {
        var start = text.Length;
        for (var i = 0; i < 3 && start > 0; i++)
            start -= start >= 2 && char.IsSurrogatePair(text, start - 2) ? 2 : 1;
        return text.AsSpan(start);
    }

    /// <summary>Letters as X or x, digits as d, others as they are; of a run of one kind at most four.</summary>
    internal static string Shape(string text)
    {
        if (text.Length >= LongestShape && CodePoints.Count(text) >= LongestShape) return "LONG";
        var shape = new StringBuilder(text.Length);
        var (last, run) = (-1, 0);
        for (var i = 0; i < text.Length;)
        {
            var c = CodePoints.At(text, i, out var units);
            var kind = CodePoints.IsLetter(c) ? CodePoints.IsUpper(c) ? 'X' : 'x' : CodePoints.IsDigit(c) ? 'd' : c;
            run = kind == last ? run + 1 : 0;
            last = kind;
            if (run < 4)
            {
                if (kind == c) shape.Append(text, i, units);
                else shape.Append((char)kind);
            }
            i += units;
        }
        return shape.ToString();
    }
}
