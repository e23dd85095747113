using System.Collections;

namespace KnowledgeGraph.Nlp;

/// <summary>Consecutive tokens of a document: a sentence, an entity (with its label), a noun chunk.</summary>
/// <param name="Doc">The document.</param>
/// <param name="Start">First token.</param>
/// <param name="End">One past the last token; greater than <paramref name="Start"/>.</param>
/// <param name="Label">An entity's label (<c>PERSON</c>, <c>ORG</c>, ...), empty for other spans.</param>
public readonly record struct Span(Doc Doc, int Start, int End, string Label = "") : IReadOnlyList<Token>
{
    public int Count => End - Start;

    public Token this[int index] =>
        (uint)index < (uint)Count ? Doc[Start + index] : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>First UTF-16 unit in the document's text.</summary>
    public int StartChar => Doc[Start].Start;

    /// <summary>One past the last UTF-16 unit in the document's text (the space after the last token is not part).</summary>
    public int EndChar => Doc[End - 1].End;

    public string Text => Doc.Text[StartChar..EndChar];

    /// <summary>The first token whose head lies outside the span or is itself: the word that governs the span.</summary>
    public Token Root
    {
        get
        {
            for (var i = Start; i < End; i++)
            {
                var head = Doc.Heads[i];
                if (head == i || head < Start || head >= End) return Doc[i];
            }
            return Doc[Start];
        }
    }

    public bool Contains(int token) => token >= Start && token < End;

    public IEnumerator<Token> GetEnumerator()
    {
        for (var i = Start; i < End; i++) yield return Doc[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => Text;
}
