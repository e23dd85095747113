using KnowledgeGraph.Extraction.Casing;
using KnowledgeGraph.Extraction.Claims;
using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Extraction.Times;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction;

/// <summary>
/// Article in, contribution out: entities, quotes, events, relations, roles and claims, each with the words that say it. A pure
/// function of the article, the language model and the resources; safe for any number of threads; writes nowhere.
/// </summary>
public sealed class ArticleExtractor(ExtractionResources resources)
{
    /// <summary>Name and version of this extraction; a new version replaces the contributions of an older one.</summary>
    public const string Version = "rules/1";

    private readonly EntityFinder _entities = new(resources.Gazetteer, resources.Names, resources.Coreference);
    private readonly FactFinder _facts = new(resources.Facts, resources.Names);
    private readonly ClaimExtractor _claims = new(resources.Metrics);

    /// <summary>An article that is kept without facts, because it is in another language.</summary>
    public Contribution Skip(Article article) => Contribution.Empty(article, Version, "language");

    /// <summary>The article's text, annotated as what it would be without lines in capitals; all offsets are the article's.</summary>
    public Doc Annotate(Article article, LanguageModel language, CancellationToken cancellation = default) =>
        language.Annotate(new UsualCase(language, resources.Gazetteer, resources.Names, resources.Facts.Nouns).Of(article.Text), cancellation);

    /// <summary>The article's language view and entities alone, as the other extractors see them.</summary>
    public ArticleContext Read(Article article, Doc doc) => _entities.Find(article, doc);

    /// <summary>What the article says.</summary>
    /// <param name="article">The article as read.</param>
    /// <param name="doc">Its text, annotated (<see cref="Annotate"/>).</param>
    public Contribution Extract(Article article, Doc doc)
    {
        if (article.Language != "en") return Skip(article);
        var context = Read(article, doc);
        var times = new TimeIndex(article, doc);
        var facts = _facts.Find(context, times.DateOfPredicate);
        var claims = _claims.Extract(new ClaimContext(
            doc, times, context.IsProse, facts.Events.EventAt, facts.Attribution.SpeakerAt, context.EntityAt, resources.Facts.Nouns.IsPerson)
        { Events = facts.Events.Events, Entities = context.Entities, Published = article.Published });
        var found = UnusedEntities.Drop(new Contribution(
            article, Version, null, context.Entities, facts.Roles, facts.Quotes, facts.Events.Events, facts.Relations, claims));
        return resources.Confidence?.Apply(found) ?? found;
    }
}
