using KnowledgeGraph.Nlp.Lexicon;

namespace KnowledgeGraph.Nlp.Tokenization;

/// <summary>The tokens of one text while they are found; used again for the next text.</summary>
internal sealed class TokenBuffer
{
    public Word[] Words { get; private set; } = new Word[256];

    /// <summary>First UTF-16 unit of each token.</summary>
    public int[] Starts { get; private set; } = new int[256];

    public bool[] SpaceAfter { get; private set; } = new bool[256];

    public int Count { get; private set; }

    /// <summary>Whether a token was added that a special case of several tokens begins with.</summary>
    public bool HasPhraseStarts { get; private set; }

    public int Capacity => Words.Length;

    public void Clear()
    {
        Array.Clear(Words, 0, Count);
        Count = 0;
        HasPhraseStarts = false;
    }

    public void Add(Word word, int start)
    {
        if (Count == Words.Length)
        {
            var size = 2 * Count;
            var (words, starts, spaces) = (Words, Starts, SpaceAfter);
            Array.Resize(ref words, size);
            Array.Resize(ref starts, size);
            Array.Resize(ref spaces, size);
            (Words, Starts, SpaceAfter) = (words, starts, spaces);
        }
        Words[Count] = word;
        Starts[Count] = start;
        SpaceAfter[Count++] = false;
        HasPhraseStarts |= word.Phrases is not null;
    }

    public void MarkSpaceAfterLast() => SpaceAfter[Count - 1] = true;

    /// <summary>Whether the tokens from <paramref name="start"/> on are these words.</summary>
    public bool HasWords(int start, string[] words)
    {
        if (words.Length > Count - start) return false;
        for (var i = 0; i < words.Length; i++)
            if (Words[start + i].Text != words[i]) return false;
        return true;
    }

    /// <summary>Replaces spans (start, length) where <paramref name="emit"/> adds other tokens for their joined text.</summary>
    public void Replace(SortedDictionary<int, int> spans, Func<string, int, TokenBuffer, bool> emit)
    {
        var was = new TokenBuffer { Words = Words, Starts = Starts, SpaceAfter = SpaceAfter, Count = Count };
        (Words, Starts, SpaceAfter, Count) = (new Word[was.Words.Length], new int[was.Words.Length], new bool[was.Words.Length], 0);
        var i = 0;
        foreach (var (start, length) in spans)
        {
            for (; i < start; i++) AddFrom(was, i);
            if (emit(was.TextOf(start, length), was.Starts[start], this)) SpaceAfter[Count - 1] = was.SpaceAfter[start + length - 1];
            else
                for (var j = start; j < start + length; j++) AddFrom(was, j);
            i = start + length;
        }
        for (; i < was.Count; i++) AddFrom(was, i);
    }

    private void AddFrom(TokenBuffer other, int index)
    {
        Add(other.Words[index], other.Starts[index]);
        SpaceAfter[Count - 1] = other.SpaceAfter[index];
    }

    private string TextOf(int start, int length)
    {
        var text = new System.Text.StringBuilder();
        for (var i = start; i < start + length; i++)
        {
            text.Append(Words[i].Text);
            if (SpaceAfter[i] && i < start + length - 1) text.Append(' ');
        }
        return text.ToString();
    }
}
