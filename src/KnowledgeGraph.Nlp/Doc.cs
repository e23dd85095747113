using System.Collections;

namespace KnowledgeGraph.Nlp;

/// <summary>
/// An annotated text: tokens with tags, dependency tree, sentences and entities. Immutable and safe for any number of
/// threads. Tokens and the single spaces after them (<see cref="Token.SpaceAfter"/>) rebuild the text exactly.
/// All offsets count UTF-16 units of <see cref="Text"/>.
/// </summary>
public sealed class Doc : IReadOnlyList<Token>
{
    internal readonly string[] Words, Lemmas;
    internal readonly LabelNames Labels;
    internal readonly int[] Starts, Heads;
    internal readonly ushort[] Tags, Poses, Morphs, Deps, EntityTags;   // indices into Labels; 0 is ""
    internal readonly TokenFlags[] Flags;
    private DependencyTree? _tree;
    private List<Span>? _sentences, _entities, _nounChunks;

    /// <summary>Takes ownership of the arrays; they must be consistent (the callers in this project guarantee it).</summary>
    internal Doc(
        string text, string[] words, int[] starts, TokenFlags[] flags, LabelNames labels, ushort[] tags, ushort[] poses,
        ushort[] morphs, string[] lemmas, ushort[] deps, int[] heads, ushort[] entityTags)
    {
        Text = text;
        (Words, Starts, Flags, Labels) = (words, starts, flags, labels);
        (Tags, Poses, Morphs, Lemmas) = (tags, poses, morphs, lemmas);
        (Deps, Heads, EntityTags) = (deps, heads, entityTags);
    }

    /// <summary>Builds a document from annotations made elsewhere (a file in the goldens' format, a test).</summary>
    /// <exception cref="ArgumentException">
    /// Tokens do not follow one another, do not rebuild the text, or a head is out of range or in a cycle; the message names the token.
    /// </exception>
    public static Doc FromAnnotations(string text, IReadOnlyList<TokenAnnotation> tokens)
    {
        var n = tokens.Count;
        var labels = new LabelTable();
        var (words, lemmas) = (new string[n], new string[n]);
        var (starts, heads, flags) = (new int[n], new int[n], new TokenFlags[n]);
        var (tags, poses, morphs) = (new ushort[n], new ushort[n], new ushort[n]);
        var (deps, entities) = (new ushort[n], new ushort[n]);
        var at = 0;
        for (var i = 0; i < n; i++)
        {
            var t = tokens[i];
            if (t.Start != at) throw Bad(i, $"starts at {t.Start}, expected {at}");
            if (t.Length < 1 || t.Length > text.Length - t.Start)
                throw Bad(i, $"has length {t.Length}, expected 1 to {text.Length - t.Start}");
            at += t.Length;
            if (t.SpaceAfter && (at >= text.Length || text[at++] != ' ')) throw Bad(i, "should be followed by a space");
            if ((uint)t.Head >= (uint)n) throw Bad(i, $"has head {t.Head}, expected 0 to {n - 1}");
            words[i] = text.Substring(t.Start, t.Length);
            (starts[i], heads[i], lemmas[i]) = (t.Start, t.Head, t.Lemma);
            flags[i] = (t.SpaceAfter ? TokenFlags.SpaceAfter : 0) | (t.IsSentenceStart ? TokenFlags.SentenceStart : 0)
                     | (CodePoints.IsSpace(words[i]) ? TokenFlags.Space : 0);
            (tags[i], poses[i], morphs[i]) = (labels.IndexOf(t.Tag), labels.IndexOf(t.Pos), labels.IndexOf(t.Morph));
            (deps[i], entities[i]) = (labels.IndexOf(t.Dep), labels.IndexOf(t.Entity));
        }
        if (at != text.Length) throw new ArgumentException($"The tokens end at {at}, the text at {text.Length}.", nameof(tokens));
        var doc = new Doc(text, words, starts, flags, labels.ToNames(), tags, poses, morphs, lemmas, deps, heads, entities);
        _ = doc.Tree;
        return doc;

        static ArgumentException Bad(int token, string what) => new($"Token {token} {what}.", nameof(tokens));
    }

    /// <summary>The text as it was given.</summary>
    public string Text { get; }

    /// <summary>Number of tokens.</summary>
    public int Count => Words.Length;

    public Token this[int index] =>
        (uint)index < (uint)Words.Length ? new Token(this, index) : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Sentences in order; together they cover every token.</summary>
    public IReadOnlyList<Span> Sentences => _sentences ??= FindSentences();

    /// <summary>Named entities in order, each with its label; they do not overlap.</summary>
    public IReadOnlyList<Span> Entities => _entities ??= FindEntities();

    /// <summary>Base noun phrases in order; they do not overlap.</summary>
    public IReadOnlyList<Span> NounChunks => _nounChunks ??= Nlp.NounChunks.Find(this);

    internal DependencyTree Tree => _tree ??= new DependencyTree(Heads);

    /// <summary>Index into <see cref="Sentences"/> of the sentence that holds the token; logarithmic.</summary>
    public int SentenceIndexOf(int token)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)token, (uint)Count, nameof(token));
        var (low, high) = (0, Sentences.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Sentences[middle].Start <= token) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /// <summary>
    /// Index of the token that covers UTF-16 unit <paramref name="offset"/>, or of the first one after it; <see cref="Count"/> where none is.
    /// </summary>
    public int TokenIndexAt(int offset)
    {
        var at = Array.BinarySearch(Starts, offset);
        if (at >= 0) return at;
        at = ~at;
        return at > 0 && offset < this[at - 1].End ? at - 1 : at;
    }

    /// <summary>Tokens <paramref name="start"/> to <paramref name="end"/> (exclusive).</summary>
    public Span Slice(int start, int end, string label = "") =>
        start >= 0 && start < end && end <= Count
            ? new Span(this, start, end, label)
            : throw new ArgumentOutOfRangeException(nameof(start), $"Tokens {start} to {end} of {Count} are no span.");

    public IEnumerator<Token> GetEnumerator()
    {
        for (var i = 0; i < Words.Length; i++) yield return new Token(this, i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => Text;

    private List<Span> FindSentences()
    {
        var sentences = new List<Span>();
        var start = 0;
        for (var i = 1; i <= Count; i++)
        {
            if (i < Count && (Flags[i] & TokenFlags.SentenceStart) == 0) continue;
            sentences.Add(new Span(this, start, i));
            start = i;
        }
        return sentences;
    }

    private List<Span> FindEntities()
    {
        var entities = new List<Span>();
        for (var i = 0; i < Count;)
        {
            var start = i++;
            if (EntityTags[start] == 0) continue;
            var label = this[start].EntityLabel;
            while (i < Count && EntityTags[i] != 0 && Labels[EntityTags[i]][0] == 'I' && this[i].EntityLabel == label) i++;
            entities.Add(new Span(this, start, i, label));
        }
        return entities;
    }
}
