using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction;

/// <summary>
/// An article with its language view and its entities, and the way from a token to what it refers to. What every extractor works on.
/// </summary>
public sealed class ArticleContext
{
    private readonly int[] _section, _smallest, _byHead, _mentionOf;
    private readonly List<(int Entity, Mention? Mention, FoundMention Found)> _mentions = [];

    /// <param name="article">The article that the document was made of.</param>
    /// <param name="doc">The article's text, annotated.</param>
    /// <param name="entities">
    /// Entities with their mentions, both in text order; behind them may stand stretches that lead to the entity without being mentions.
    /// </param>
    internal ArticleContext(Article article, Doc doc, IReadOnlyList<(LocalEntity Entity, IReadOnlyList<FoundMention> Found)> entities)
    {
        Article = article;
        Doc = doc;
        Entities = [.. entities.Select(pair => pair.Entity)];
        _section = SectionsOf(article, doc);
        _smallest = new int[doc.Count];
        _byHead = new int[doc.Count];
        _mentionOf = new int[doc.Count];
        Array.Fill(_smallest, -1);
        Array.Fill(_byHead, -1);
        Array.Fill(_mentionOf, -1);
        for (var e = 0; e < entities.Count; e++)
            for (var m = 0; m < entities[e].Found.Count; m++)
                _mentions.Add((e, m < entities[e].Entity.Mentions.Count ? entities[e].Entity.Mentions[m] : null, entities[e].Found[m]));
        // Longer mentions first, so that the smallest one is what stays on a token.
        foreach (var index in Enumerable.Range(0, _mentions.Count).OrderByDescending(i => _mentions[i].Found.Length).ThenBy(i => _mentions[i].Found.First))
        {
            var (entity, _, found) = _mentions[index];
            if (!found.IsBesideName) for (var i = found.First; i < found.End; i++) (_smallest[i], _mentionOf[i]) = (entity, index);
            _byHead[found.Head] = entity;
        }
    }

    public Article Article { get; }

    /// <summary>The language view of the whole text; its offsets are the article's.</summary>
    public Doc Doc { get; }

    /// <summary>In order of first mention; ids <c>e0</c>, <c>e1</c>, ...</summary>
    public IReadOnlyList<LocalEntity> Entities { get; }

    /// <summary>The entity of the smallest mention that covers the token; null where none does.</summary>
    public LocalEntity? EntityAt(int token) => _smallest[token] < 0 ? null : Entities[_smallest[token]];

    /// <summary>The entity one of whose mentions (name, description, pronoun) has this token as its syntactic head; null where none has.</summary>
    public LocalEntity? EntityOfHead(int token) => _byHead[token] < 0 ? null : Entities[_byHead[token]];

    /// <summary>The smallest mention that covers the token; null where none does.</summary>
    public Mention? MentionAt(int token) => _mentionOf[token] < 0 ? null : _mentions[_mentionOf[token]].Mention;

    /// <summary>The characters of tokens <paramref name="first"/> to <paramref name="lastExclusive"/>, without white space at the edges.</summary>
    public TextSpan SpanOf(int first, int lastExclusive)
    {
        while (first < lastExclusive - 1 && Doc[first].IsSpace) first++;
        while (lastExclusive > first + 1 && Doc[lastExclusive - 1].IsSpace) lastExclusive--;
        return new(Doc[first].Start, Doc[lastExclusive - 1].End);
    }

    /// <summary>The sentence of a token, cut at the edges of its section.</summary>
    public TextSpan SentenceOf(int token)
    {
        var sentence = Doc.Sentences[Doc.SentenceIndexOf(token)];
        int first = sentence.Start, end = sentence.End;
        for (var i = token; i > first; i--)
            if (_section[i - 1] != _section[token] || NameFinder.IsBreak(Doc[i - 1])) { first = i; break; }
        for (var i = token; i < end - 1; i++)
            if (_section[i + 1] != _section[token] || NameFinder.IsBreak(Doc[i + 1])) { end = i + 1; break; }
        return SpanOf(first, end);
    }

    /// <summary>What the part of the article is that the token stands in; null for white space between parts.</summary>
    public SectionKind? SectionAt(int token) => _section[token] < 0 ? null : Article.Sections[_section[token]].Kind;

    /// <summary>Index into <see cref="Article.Sections"/> of the part that the token stands in, or -1.</summary>
    public int SectionIndexAt(int token) => _section[token];

    /// <summary>Whether the token stands in a headline, a paragraph or a caption: where facts come from.</summary>
    public bool IsProse(int token) => SectionAt(token) is SectionKind.Headline or SectionKind.Paragraph or SectionKind.Caption;

    /// <summary>For each token the index of its section, or -1.</summary>
    internal static int[] SectionsOf(Article article, Doc doc)
    {
        var sections = new int[doc.Count];
        var at = 0;
        for (var i = 0; i < doc.Count; i++)
        {
            var start = doc[i].Start;
            while (at < article.Sections.Count && article.Sections[at].Span.End <= start) at++;
            sections[i] = at < article.Sections.Count && article.Sections[at].Span.Start <= start && !doc[i].IsSpace ? at : -1;
        }
        return sections;
    }
}
