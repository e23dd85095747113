using KnowledgeGraph.Extraction.Events;
using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Extraction.Quotes;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Relations;

/// <summary>
/// Relations between entities, and between entities and events: what the ontology's triggers found, who said something about what, what
/// noun phrases state ("Chile's navy"), and named actors of verbs that the ontology does not know (<c>lemma:</c>).
/// </summary>
public sealed class RelationFinder
{
    public IReadOnlyList<Relation> Find(
        ArticleContext context, PropositionIndex propositions, Referents referents, IReadOnlyList<RelationMatch> matches, EventIndex events,
        QuoteResult quotes, IReadOnlyList<Role> roles, Func<int, PartialDate?> dateOf)
    {
        var drafts = new List<RelationDraft>();
        foreach (var match in matches) drafts.AddRange(FromMatch(context.Doc, match, events, quotes, dateOf));
        drafts.AddRange(new SaidRelations(context, events, dateOf).Find(quotes.Quotes));
        drafts.AddRange(new StructuralRelations(context, referents).Find(roles));
        drafts.AddRange(new OpenRelations(context, referents, quotes, dateOf).Find(propositions, matches));
        return [.. Distinct(drafts).Select((draft, i) => ToRelation(context, draft, i))];
    }

    private static IEnumerable<RelationDraft> FromMatch(Doc doc, RelationMatch match, EventIndex events, QuoteResult quotes, Func<int, PartialDate?> dateOf)
    {
        if (match.Relation.Key == "cited" && IsCitedBySource(doc, match, quotes)) yield break;
        if (match.IsPair)
        {
            for (var i = 0; i < match.Subjects.Count; i++)
            {
                for (var j = i + 1; j < match.Subjects.Count; j++)
                    yield return Draft(doc, match, match.Subjects[i], match.Subjects[i].Entity!.Id, match.Subjects[j], match.Subjects[j].Entity!.Id, events, quotes, dateOf, .85);
            }
            yield break;
        }
        foreach (var (subject, subjectId, surety) in SubjectsOf(doc, match, events))
        {
            foreach (var (other, objectId) in ObjectsOf(doc, match, events))
            {
                if (subjectId != objectId) yield return Draft(doc, match, subject, subjectId, other, objectId, events, quotes, dateOf, surety);
            }
        }
    }

    private static IEnumerable<(Side, string, double)> SubjectsOf(Doc doc, RelationMatch match, EventIndex events)
    {
        var any = false;
        foreach (var side in match.Subjects)
        {
            if (side.Entity is { } entity)
            {
                any = true;
                yield return (side, entity.Id, .85);
            }
            else if (events.EventAt(doc[side.Head].Essence().Index) is { } happening)
            {
                any = true;
                if (match.Relation.AllowsEventSubject) yield return (side, happening.Id, .75);
                else
                {
                    foreach (var actor in happening.Participants.Where(part => part.Role == ParticipantRole.Actor)) yield return (side, actor.Entity, .65);
                }
            }
        }
        if (any || match.Subjects.Count > 0 || match.Relation.Key is not ("attacked" or "invaded") || events.EventAt(match.Predicate) is not { } own) yield break;
        foreach (var actor in own.Participants.Where(part => part.Role == ParticipantRole.Actor)) yield return (new(match.Predicate, null), actor.Entity, .6);
    }

    private static IEnumerable<(Side, string)> ObjectsOf(Doc doc, RelationMatch match, EventIndex events)
    {
        foreach (var side in match.Objects)
        {
            if (side.Entity is { } entity) yield return (side, entity.Id);
            else if (match.Relation.AllowsEventObject && events.EventAt(doc[side.Head].Essence().Index) is { } happening) yield return (side, happening.Id);
        }
    }

    private static RelationDraft Draft(
        Doc doc, RelationMatch match, Side subject, string subjectId, Side other, string objectId, EventIndex events, QuoteResult quotes,
        Func<int, PartialDate?> dateOf, double confidence)
    {
        var own = events.EventAt(match.Predicate);
        var first = Math.Min(match.Predicate, Math.Min(subject.Head, other.Head));
        var last = Math.Max(match.Predicate, Math.Max(subject.Head, other.Head));
        var verbEnd = match.Predicate + 1;
        if (doc[match.Predicate].ChildWith("prt") is { } particle && particle.Index == verbEnd) verbEnd++;
        return new(
            subjectId, match.Relation.Key, objectId, match.Predicate, verbEnd, match.Proposition.Negated, match.Proposition.Modality,
            dateOf(match.Predicate) ?? own?.Date, own?.Place, quotes.Attribution.SpeakerAt(match.Predicate), first, last + 1,
            match.Proposition.Modality == Modality.Asserted ? confidence : confidence - .1);
    }

    /// <summary>"..., according to X, citing Y": the one who cites is X, which the quote knows.</summary>
    private static bool IsCitedBySource(Doc doc, RelationMatch match, QuoteResult quotes)
    {
        var verb = doc[match.Predicate];
        if (verb.Tag != "VBG") return false;
        return verb.Sentence.Any(token => token.Index < verb.Index && token.LowerText() == "according")
            || quotes.Quotes.Any(quote => quote.Via is not null && quote.SpeakerSpan is { } words && match.Objects.Any(side => words.Contains(doc[side.Head].Start)));
    }

    /// <summary>One relation a sentence, predicate and pair; the surest stays.</summary>
    private static IEnumerable<RelationDraft> Distinct(List<RelationDraft> drafts) => drafts
        .GroupBy(draft => (draft.Subject, draft.Predicate, draft.Object, draft.Negated, draft.Modality, draft.AttributedTo, draft.Date?.ToString()))
        .Select(same => same.OrderByDescending(draft => draft.Confidence).ThenBy(draft => draft.Verb).First())
        .OrderBy(draft => draft.First).ThenBy(draft => draft.Verb).ThenBy(draft => draft.Predicate, StringComparer.Ordinal);

    private static Relation ToRelation(ArticleContext context, RelationDraft draft, int index) => new(
        $"r{index}", draft.Subject, draft.Predicate, draft.Object, context.SpanOf(draft.Verb, draft.VerbEnd), draft.Negated, draft.Modality, draft.Date,
        draft.Place, draft.AttributedTo, new(context.SpanOf(draft.First, draft.End), context.SentenceOf(draft.Verb), draft.Confidence));
}
