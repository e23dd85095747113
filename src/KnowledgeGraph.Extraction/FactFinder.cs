using KnowledgeGraph.Extraction.Events;
using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Extraction.Quotes;
using KnowledgeGraph.Extraction.Relations;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction;

/// <summary>The lexicon and the ontology that facts are read with, loaded once.</summary>
public sealed record FactResources(VerbLexicon Verbs, NounLexicon Nouns, SupportVerbs Support, RelationOntology Relations, EventOntology Events)
{
    /// <summary>Reads <c>models/lexicon</c> and <c>schema/ontology</c> below the folder. A missing or malformed file is named.</summary>
    public static FactResources Load(string folder)
    {
        string Model(string file) => Path.Combine(folder, "models", "lexicon", file);
        string Schema(string file) => Path.Combine(folder, "schema", "ontology", file);
        return new(
            VerbLexicon.Load(Model("verbs.tsv")),
            NounLexicon.Load(Model("nouns.tsv"), Model("nominalizations.tsv"), Model("roles.tsv")),
            SupportVerbs.Load(Schema("support-verbs.tsv")),
            RelationOntology.Load(Schema("relations.tsv"), Schema("relation-triggers.tsv")),
            EventOntology.Load(Schema("events.tsv")));
    }
}

/// <summary>From an article's context to its facts: propositions, then quotes and who says what, then events, roles and relations.</summary>
public sealed class FactFinder(FactResources resources, NameLexicon names)
{
    private readonly PropositionBuilder _propositions = new(resources.Verbs, resources.Nouns, resources.Support);
    private readonly QuoteFinder _quotes = new(resources.Verbs);
    private readonly RelationMatcher _matcher = new(resources.Relations, resources.Nouns);
    private readonly EventFinder _events = new(resources.Events, resources.Verbs, resources.Nouns);
    private readonly RoleFinder _roles = new(resources.Nouns);
    private readonly RelationFinder _relations = new();

    /// <param name="context">The article with its entities.</param>
    /// <param name="dateOf">The date of a predicate's token; null where the text gives none.</param>
    public ArticleFacts Find(ArticleContext context, Func<int, PartialDate?> dateOf)
    {
        var propositions = _propositions.Build(context.Doc);
        var referents = new Referents(context);
        var quotes = _quotes.Find(context, propositions);
        var matches = _matcher.Match(context, propositions, referents, new(context, names));
        var events = _events.Find(context, propositions, referents, matches, dateOf);
        var roles = _roles.Find(context, propositions, referents);
        var relations = _relations.Find(context, propositions, referents, matches, events, quotes, roles, dateOf);
        return new(propositions, quotes.Quotes, quotes.Attribution, events, relations, roles);
    }
}
