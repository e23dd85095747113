using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Extraction.Quotes;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Relations;

/// <summary>Two named entities beside a verb that the ontology does not know: kept with the verb's lemma.</summary>
internal sealed class OpenRelations(ArticleContext context, Referents referents, QuoteResult quotes, Func<int, PartialDate?> dateOf)
{
    public IEnumerable<RelationDraft> Find(PropositionIndex propositions, IReadOnlyList<RelationMatch> matches)
    {
        var known = matches.Where(match => match.Subjects.Count > 0 && match.Objects.Count > 0).Select(match => match.Predicate).ToHashSet();
        foreach (var proposition in propositions.All)
        {
            if (proposition.Kind != PredicateKind.Verb || known.Contains(proposition.Predicate) || !context.IsProse(proposition.Predicate)) continue;
            if (proposition.Lemma is "be" or "have" or "do" or "say" or "get" or "let" or "include" or "accord") continue;
            foreach (var subject in proposition.Having(ArgumentRole.Subject))
            {
                if (referents.Of(subject.Head) is not { IsNamed: true } actor) continue;
                foreach (var argument in proposition.Having(ArgumentRole.Object))
                {
                    if (referents.Of(argument.Head) is not { IsNamed: true } other || other.Id == actor.Id) continue;
                    var lemma = proposition.Particle is { } particle ? $"{proposition.Lemma}-{particle}" : proposition.Lemma;
                    var first = Math.Min(proposition.Predicate, Math.Min(subject.Head, argument.Head));
                    var last = Math.Max(proposition.Predicate, Math.Max(subject.Head, argument.Head));
                    yield return new(
                        actor.Id, $"lemma:{lemma}", other.Id, proposition.Predicate, proposition.Predicate + 1, proposition.Negated, proposition.Modality,
                        dateOf(proposition.Predicate), null, quotes.Attribution.SpeakerAt(proposition.Predicate), first, last + 1, .55);
                }
            }
        }
    }
}
