using System.Text;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>Puts an article's text together from a page's blocks, an empty line between them, and remembers what each is.</summary>
internal sealed class TextBlocks
{
    private readonly StringBuilder _text = new();
    private readonly List<(TextSpan, SectionKind?)> _blocks = [];

    /// <summary>A block's words with white space folded; empty ones are passed over. A null kind is decided by the words.</summary>
    public void Add(string words, SectionKind? kind)
    {
        words = Fold(words);
        if (words.Length == 0) return;
        if (_text.Length > 0) _text.Append("\n\n");
        _blocks.Add((new(_text.Length, _text.Length + words.Length), kind));
        _text.Append(words);
    }

    public Article Build(ArticleMetadata given)
    {
        var text = _text.ToString();
        var (sections, found) = PlainTextSections.Classify(text, _blocks);
        return ArticleReader.Assemble(text, sections, given.Or(found));
    }

    /// <summary>Runs of white space as one space, none at the edges.</summary>
    public static string Fold(string words)
    {
        var folded = new StringBuilder(words.Length);
        foreach (var c in words)
        {
            if (!char.IsWhiteSpace(c)) folded.Append(c);
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }
        while (folded.Length > 0 && folded[^1] == ' ') folded.Length--;
        return folded.ToString();
    }
}
