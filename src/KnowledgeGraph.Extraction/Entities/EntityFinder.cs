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

    /// <summary>The article's context. The document must have been made of the article's text, in capitals or not.</summary>
    /// <exception cref="ArgumentException">The document's text is not the article's, letter for letter.</exception>
    public ArticleContext Find(Article article, Doc doc)
    {
        var (linker, drafts, names, inProse) = Link(article, doc);
        TextSpan SpanOf(FoundMention mention) => new(doc[mention.First].Start, doc[mention.End - 1].End);
        var institutions = InstitutionFinder.Find(doc, gazetteer, names).Where(found => inProse(found.Mention)).ToList();
        List<EntityDraft> all = [.. drafts, .. linker.LinkInstitutions(InstitutionJoiner.Join(doc, gazetteer, institutions, linker.DraftAt))];
        all.AddRange(linker.Unnamed(DescriptionFinder.Find(doc, lexicon, names).Where(inProse)));
        return new(article, doc, EntityNaming.Name(doc.Text, SpanOf, all));
    }

    /// <summary>The chains of mentions as the ranker gives them once it knows the article's names.</summary>
    internal CorefChains Chains(Article article, Doc doc) => Link(article, doc).Linker.Chains;

    private (ReferenceLinker Linker, List<EntityDraft> Drafts, FoundMention?[] NameAt, Func<FoundMention, bool> InProse) Link(Article article, Doc doc)
    {
        if (!string.Equals(article.Text, doc.Text, StringComparison.OrdinalIgnoreCase)) throw new ArgumentException("The document was made of another text.", nameof(doc));
        var sections = ArticleContext.SectionsOf(article, doc);
        TextSpan SpanOf(FoundMention mention) => new(doc[mention.First].Start, doc[mention.End - 1].End);
        bool InProse(FoundMention mention) => sections[mention.First] >= 0
            && article.Sections[sections[mention.First]].Kind is SectionKind.Headline or SectionKind.Paragraph or SectionKind.Caption;

        var names = Names(doc).Where(InProse).ToList();
        var nameAt = new FoundMention?[doc.Count];
        foreach (var name in names) for (var i = name.First; i < name.End; i++) nameAt[i] = name;
        var drafts = new PlaceResolver(gazetteer, doc.Text, SpanOf).Resolve(NameJoiner.Join(doc.Text, SpanOf, names));
        CapitalMetonyms.Move(doc, gazetteer, drafts);
        var linker = new ReferenceLinker(doc, gazetteer, lexicon, nameAt, sections, drafts);
        linker.Link(coreference);
        return (linker, drafts, nameAt, InProse);
    }

    /// <summary>All names of a document, typed, in text order, whatever part of the article they stand in.</summary>
    internal List<FoundMention> Names(Doc doc)
    {
        var names = NameSplitter.Split(doc, WithoutCommonNouns(doc, NameFinder.Find(doc)));
        names = Demonyms.Resolve(doc, gazetteer, names);
        var typer = new NameTyper(doc, gazetteer, lexicon);
        names = [.. typer.Retype([.. names.Where(name => name.DemonymOf is null)]).Concat(names.Where(name => name.DemonymOf is not null)).OrderBy(name => name.First)];
        return new MissedNames(doc, gazetteer, lexicon).Add(names);
    }

    // A capital at a sentence's start shows nothing: a word that is tagged as a common noun there, and a name nowhere else, is none.
    private List<FoundMention> WithoutCommonNouns(Doc doc, List<FoundMention> found)
    {
        bool IsDoubtful(FoundMention name) => name.Length == 1 && doc[name.First].IsSentenceStart && doc[name.First].Tag is ("NN" or "NNS" or "RB" or "IN" or "VBG");
        bool IsKnown(string word) => lexicon.IsOrganisation(NameForms.Fold(word)) || gazetteer.NameLists(word) is not (0, 0) || gazetteer.FindPlaces(word).Count > 0 || gazetteer.FindCountry(word) is not null;
        var elsewhere = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in found) if (!IsDoubtful(name)) elsewhere.Add(doc[name.End - 1].Text);
        return [.. found.Where(name => !IsDoubtful(name) || elsewhere.Contains(doc[name.First].Text) || IsKnown(doc[name.First].Text))];
    }
}
