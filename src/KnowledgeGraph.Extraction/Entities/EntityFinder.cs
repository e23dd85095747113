using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>Finds an article's entities: names, their joining, and what pronouns and descriptions refer to.</summary>
public sealed class EntityFinder
{
    /// <summary>The article's context. The document must have been made of the article's text.</summary>
    /// <exception cref="ArgumentException">The document's text is not the article's.</exception>
    public ArticleContext Find(Article article, Doc doc)
    {
        if (!string.Equals(article.Text, doc.Text, StringComparison.Ordinal)) throw new ArgumentException("The document was made of another text.", nameof(doc));
        var sections = ArticleContext.SectionsOf(article, doc);
        TextSpan SpanOf(FoundMention mention) => new(doc[mention.First].Start, doc[mention.End - 1].End);
        bool InProse(FoundMention mention) => sections[mention.First] >= 0
            && article.Sections[sections[mention.First]].Kind is SectionKind.Headline or SectionKind.Paragraph or SectionKind.Caption;

        var names = NameFinder.Find(doc).Where(InProse).ToList();
        var drafts = NameJoiner.Join(article.Text, SpanOf, names);
        return new(article, doc, EntityNaming.Name(article.Text, SpanOf, drafts));
    }
}
