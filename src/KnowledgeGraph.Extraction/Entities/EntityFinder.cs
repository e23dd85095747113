using KnowledgeGraph.Extraction.Coreference;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>Finds an article's entities: names, their joining, and what pronouns and descriptions refer to.</summary>
/// <param name="gazetteer">Places, countries, demonyms, lists of personal names.</param>
/// <param name="lexicon">What nouns and the words of names show.</param>
/// <param name="coreference">The ranker; null to link by names and roles only.</param>
public sealed class EntityFinder(Gazetteer gazetteer, NameLexicon lexicon, CoreferenceModel? coreference)
{
    /// <summary>The finder with the lists that were built with this assembly, and the word vectors of the language model.</summary>
    public static EntityFinder LoadDefault(WordVectors vectors) =>
        new(Gazetteer.LoadDefault(), NameLexicon.LoadDefault(), CoreferenceModel.LoadDefault(vectors));

    /// <summary>The article's context. The document must have been made of the article's text.</summary>
    /// <exception cref="ArgumentException">The document's text is not the article's.</exception>
    public ArticleContext Find(Article article, Doc doc)
    {
        if (!string.Equals(article.Text, doc.Text, StringComparison.Ordinal)) throw new ArgumentException("The document was made of another text.", nameof(doc));
        var sections = ArticleContext.SectionsOf(article, doc);
        TextSpan SpanOf(FoundMention mention) => new(doc[mention.First].Start, doc[mention.End - 1].End);
        bool InProse(FoundMention mention) => sections[mention.First] >= 0
            && article.Sections[sections[mention.First]].Kind is SectionKind.Headline or SectionKind.Paragraph or SectionKind.Caption;

        var names = Names(doc).Where(InProse).ToList();
        var nameAt = new FoundMention?[doc.Count];
        foreach (var name in names) for (var i = name.First; i < name.End; i++) nameAt[i] = name;

        var drafts = NameJoiner.Join(article.Text, SpanOf, names);
        drafts = new PlaceResolver(gazetteer, article.Text, SpanOf).Resolve(drafts);

        var institutions = InstitutionFinder.Find(doc, gazetteer, nameAt).Where(found => InProse(found.Mention)).ToList();
        var linker = new ReferenceLinker(doc, gazetteer, lexicon, nameAt, sections, drafts);
        linker.Link(coreference);
        List<EntityDraft> all = [.. drafts, .. linker.LinkInstitutions(InstitutionJoiner.Join(doc, gazetteer, institutions, linker.DraftAt))];
        all.AddRange(linker.Unnamed(DescriptionFinder.Find(doc, lexicon, nameAt).Where(InProse)));
        return new(article, doc, EntityNaming.Name(article.Text, SpanOf, all));
    }

    /// <summary>All names of a document, typed, in text order, whatever part of the article they stand in.</summary>
    internal List<FoundMention> Names(Doc doc)
    {
        var names = NameSplitter.Split(doc, NameFinder.Find(doc));
        names = Demonyms.Resolve(doc, gazetteer, names);
        var typer = new NameTyper(doc, gazetteer, lexicon);
        names = [.. typer.Retype([.. names.Where(name => name.DemonymOf is null)]).Concat(names.Where(name => name.DemonymOf is not null)).OrderBy(name => name.First)];
        return new MissedNames(doc, gazetteer, lexicon).Add(names);
    }
}
