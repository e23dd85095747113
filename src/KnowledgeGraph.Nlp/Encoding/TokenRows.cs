using KnowledgeGraph.Nlp.Lexicon;

namespace KnowledgeGraph.Nlp;

/// <summary>
/// The rows that an encoder reads: the tokens of one or several documents one after another, four empty rows between two documents (which is as
/// far as one could see into the next).
/// </summary>
internal sealed class TokenRows
{
    private Word?[] _words = new Word?[512];
    private bool[] _spaceAfter = new bool[512];

    public int Count { get; private set; }

    public int Capacity => _words.Length;

    public void Clear()
    {
        Array.Clear(_words, 0, Count);
        Count = 0;
    }

    /// <summary>Appends a document's tokens and returns the row of its first.</summary>
    public int Add(ReadOnlySpan<Word> words, ReadOnlySpan<bool> spaceAfter)
    {
        var first = Count;
        var end = first + words.Length + ContextEncoder.Halo;
        if (end > _words.Length)
        {
            var size = Math.Max(end, 2 * _words.Length);
            Array.Resize(ref _words, size);
            Array.Resize(ref _spaceAfter, size);
        }
        words.CopyTo(_words.AsSpan(first)!);
        spaceAfter.CopyTo(_spaceAfter.AsSpan(first));
        Array.Clear(_words, first + words.Length, ContextEncoder.Halo);
        Count = end;
        return first;
    }

    /// <summary>Copies the embeddings of rows, which may lie outside (there they are zero).</summary>
    public unsafe void CopyEmbeddings(bool forEntities, int first, int count, float* destination)
    {
        for (var row = first; row < first + count; row++, destination += ContextEncoder.Width)
        {
            var to = new Span<float>(destination, ContextEncoder.Width);
            if ((uint)row >= (uint)Count || _words[row] is not { } word) to.Clear();
            else
            {
                var variant = forEntities ? 2 : _spaceAfter[row] ? 1 : 0;
                word.Embedded.AsSpan(variant * ContextEncoder.Width, ContextEncoder.Width).CopyTo(to);
            }
        }
    }
}
