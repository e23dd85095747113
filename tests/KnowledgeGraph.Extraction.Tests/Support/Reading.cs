using KnowledgeGraph.Extraction.Articles;
using KnowledgeGraph.Extraction.Events;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Extraction.Times;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Tests.Support;

/// <summary>A text read by the whole pipeline, and its facts in words that a test can compare.</summary>
public sealed class Reading
{
    private readonly string _text;

    public Reading(LanguageFixture language, string text)
    {
        _text = text;
        var article = ArticleReader.FromText(text);
        var doc = language.Annotate(article);
        Context = language.Extractor.Read(article, doc);
        Facts = new FactFinder(language.Resources.Facts, language.Resources.Names).Find(Context, new TimeIndex(article, doc).DateOfPredicate);
    }

    public ArticleContext Context { get; }

    public ArticleFacts Facts { get; }

    public string Words(TextSpan? span) => span is { } words ? words.Slice(_text) : "-";

    /// <summary>Name of a local entity or label of a local event.</summary>
    public string Name(string? id) => id is null ? "-" : Context.Entities.FirstOrDefault(entity => entity.Id == id)?.Name ?? Facts.Events.Find(id).Kind;

    /// <summary>"direct: Ana Ruiz [said] We will rebuild,".</summary>
    public IEnumerable<string> Quotes => Facts.Quotes.Select(quote =>
        $"{quote.Kind.ToString().ToLowerInvariant()}: {(quote.Speaker is null ? Words(quote.SpeakerSpan) : Name(quote.Speaker))} [{Words(quote.Cue)}] {Words(quote.Content)}");

    /// <summary>"Ana Ruiz not met Ben Cole", with "planned" or the like where it is not told as done.</summary>
    public IEnumerable<string> Relations => Facts.Relations.Select(relation => string.Join(' ', new[]
    {
        Name(relation.Subject), relation.Negated ? "not" : "", relation.Modality == Modality.Asserted ? "" : relation.Modality.ToString().ToLowerInvariant(),
        relation.Predicate, Name(relation.Object),
    }.Where(part => part.Length > 0)));

    public IEnumerable<string> Roles => Facts.Roles.Select(role => $"{Name(role.Person)}: {role.Title} of {Name(role.Of)}");

    /// <summary>"attack [launched, attack] actor=Rebels target=Port".</summary>
    public IEnumerable<string> Events => Facts.Events.Events.Select(Describe);

    /// <summary>"subject | predicate | object, preposition object": heads only, in the order of the arguments.</summary>
    public IEnumerable<string> Clauses => Facts.Propositions.All.Where(proposition => proposition.Kind != PredicateKind.Noun).Select(Describe);

    private string Describe(Event found) => $"{found.Kind} [{string.Join(", ", found.Triggers.Select(trigger => Words(trigger)))}]"
        + string.Concat(found.Participants.Select(part => $" {part.Role.ToString().ToLowerInvariant()}={Name(part.Entity)}"));

    private string Describe(Proposition proposition)
    {
        var doc = Context.Doc;
        string Heads(ArgumentRole role) => string.Join('+', proposition.Having(role).Select(argument => doc[argument.Head].Text));
        var predicate = (proposition.Negated ? "not " : "") + proposition.Lemma + (proposition.Particle is { } particle ? " " + particle : "");
        var others = proposition.Having(ArgumentRole.Oblique).Select(argument => $", {argument.Preposition} {doc[argument.Head].Text}");
        return $"{Heads(ArgumentRole.Subject)} | {predicate} | {Heads(ArgumentRole.Object)}{Heads(ArgumentRole.Attribute)}{string.Concat(others)}";
    }
}
