using System.Collections;

namespace KnowledgeGraph.Nlp;

/// <summary>Some tokens of a document in text order, without a copy.</summary>
public readonly struct TokenList : IReadOnlyList<Token>
{
    private readonly Doc _doc;
    private readonly ArraySegment<int> _indices;

    internal TokenList(Doc doc, ArraySegment<int> indices)
    {
        _doc = doc;
        _indices = indices;
    }

    public int Count => _indices.Count;

    public Token this[int index] => new(_doc, _indices[index]);

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<Token> IEnumerable<Token>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public struct Enumerator : IEnumerator<Token>
    {
        private readonly TokenList _list;
        private int _at;

        internal Enumerator(TokenList list)
        {
            _list = list;
            _at = -1;
        }

        public readonly Token Current => _list[_at];

        readonly object IEnumerator.Current => Current;

        public bool MoveNext() => ++_at < _list.Count;

        public void Reset() => _at = -1;

        public readonly void Dispose() { }
    }
}
