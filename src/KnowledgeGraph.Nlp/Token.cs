namespace KnowledgeGraph.Nlp;

/// <summary>One token of a <see cref="Doc"/>: a view, two words wide, that costs nothing to make or copy.</summary>
public readonly struct Token : IEquatable<Token>
{
    internal Token(Doc doc, int index)
    {
        Doc = doc;
        Index = index;
    }

    public Doc Doc { get; }

    /// <summary>Position in the document, from 0.</summary>
    public int Index { get; }

    /// <summary>The token's characters, equal to <c>Doc.Text[Start..End]</c>.</summary>
    public string Text => Doc.Words[Index];

    /// <summary>First UTF-16 unit in <see cref="Doc.Text"/>.</summary>
    public int Start => Doc.Starts[Index];

    /// <summary>One past the last UTF-16 unit in <see cref="Doc.Text"/>.</summary>
    public int End => Doc.Starts[Index] + Doc.Words[Index].Length;

    public int Length => Doc.Words[Index].Length;

    /// <summary>Whether one U+0020 follows that belongs to no token.</summary>
    public bool SpaceAfter => (Doc.Flags[Index] & TokenFlags.SpaceAfter) != 0;

    public bool IsSentenceStart => (Doc.Flags[Index] & TokenFlags.SentenceStart) != 0;

    /// <summary>Whether the token consists of white space only.</summary>
    public bool IsSpace => (Doc.Flags[Index] & TokenFlags.Space) != 0;

    /// <summary>Fine-grained part of speech (Penn Treebank), e.g. <c>VBD</c>.</summary>
    public string Tag => Doc.Labels[Doc.Tags[Index]];

    /// <summary>Coarse part of speech (Universal Dependencies), e.g. <c>VERB</c>.</summary>
    public string Pos => Doc.Labels[Doc.Poses[Index]];

    /// <summary>Morphology as <c>Name=Value|Name=Value</c>, or empty.</summary>
    public string Morph => Doc.Labels[Doc.Morphs[Index]];

    public string Lemma => Doc.Lemmas[Index];

    /// <summary>Label of the arc to the head, e.g. <c>nsubj</c>; <c>ROOT</c> for a root.</summary>
    public string Dep => Doc.Labels[Doc.Deps[Index]];

    /// <summary><c>B-LABEL</c> where an entity begins, <c>I-LABEL</c> inside it, empty elsewhere.</summary>
    public string EntityTag => Doc.Labels[Doc.EntityTags[Index]];

    /// <summary>The entity's label without <c>B-</c> or <c>I-</c>, or empty.</summary>
    public string EntityLabel => Doc.Labels.EntityLabel(Doc.EntityTags[Index]);

    public int HeadIndex => Doc.Heads[Index];

    /// <summary>The head; a root is its own.</summary>
    public Token Head => new(Doc, Doc.Heads[Index]);

    public bool IsRoot => Doc.Heads[Index] == Index;

    /// <summary>The sentence that the token stands in.</summary>
    public Span Sentence => Doc.Sentences[Doc.SentenceIndexOf(Index)];

    /// <summary>Direct dependents in text order.</summary>
    public TokenList Children => new(Doc, Doc.Tree.Children(Index));

    /// <summary>Direct dependents before the token, in text order.</summary>
    public TokenList Lefts => new(Doc, Doc.Tree.Lefts(Index));

    /// <summary>Direct dependents after the token, in text order.</summary>
    public TokenList Rights => new(Doc, Doc.Tree.Rights(Index));

    /// <summary>The first token of the subtree.</summary>
    public Token LeftEdge => new(Doc, Doc.Tree.LeftEdge(Index));

    /// <summary>The last token of the subtree (inclusive).</summary>
    public Token RightEdge => new(Doc, Doc.Tree.RightEdge(Index));

    /// <summary>The token and everything below it, in text order (a crossing arc can leave gaps).</summary>
    public IEnumerable<Token> Subtree
    {
        get
        {
            var (doc, self, last) = (Doc, Index, RightEdge.Index);
            for (var i = LeftEdge.Index; i <= last; i++)
                if (doc.Tree.IsInSubtree(i, self)) yield return new Token(doc, i);
        }
    }

    /// <summary>Heads from the nearest up to the root; none for a root.</summary>
    public IEnumerable<Token> Ancestors
    {
        get
        {
            for (var token = this; !token.IsRoot;)
            {
                token = token.Head;
                yield return token;
            }
        }
    }

    /// <summary>Whether <paramref name="other"/> stands somewhere below this token (a token is not its own ancestor).</summary>
    public bool IsAncestorOf(Token other) => other.Index != Index && Doc.Tree.IsInSubtree(other.Index, Index);

    /// <summary>The value of one morphological feature, or null: <c>MorphValue("Number")</c> is <c>Sing</c> for "house".</summary>
    public string? MorphValue(string name)
    {
        var rest = Morph.AsSpan();
        while (!rest.IsEmpty)
        {
            var bar = rest.IndexOf('|');
            var pair = bar < 0 ? rest : rest[..bar];
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.Ordinal))
                return pair[(name.Length + 1)..].ToString();
            rest = bar < 0 ? default : rest[(bar + 1)..];
        }
        return null;
    }

    public bool Equals(Token other) => ReferenceEquals(Doc, other.Doc) && Index == other.Index;

    public override bool Equals(object? obj) => obj is Token other && Equals(other);

    public override int GetHashCode() => Index;

    public static bool operator ==(Token left, Token right) => left.Equals(right);

    public static bool operator !=(Token left, Token right) => !left.Equals(right);

    public override string ToString() => Text;
}

[Flags]
internal enum TokenFlags : byte
{
    None = 0,
    SpaceAfter = 1,
    SentenceStart = 2,
    Space = 4,
}
