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
        return [.. Distinct(WithoutStopped(drafts)).Select((draft, i) => ToRelation(context, draft, i))];
    }

    /// <summary>"paused deliveries to" is no delivery: where the same words tell that supplies stopped, they do not tell that supplies came.</summary>
    private static List<RelationDraft> WithoutStopped(List<RelationDraft> drafts)
    {
        var stopped = drafts.Where(draft => draft.Predicate == "paused-supply").ToLookup(draft => (draft.Subject, draft.Object));
        return [.. drafts.Where(draft => draft.Predicate != "supplied"
            || !stopped[(draft.Subject, draft.Object)].Any(other => other.First < draft.End && draft.First < other.End))];
    }

    private static IEnumerable<RelationDraft> FromMatch(Doc doc, RelationMatch match, EventIndex events, QuoteResult quotes, Func<int, PartialDate?> dateOf)
    {
        if (match.Relation.Key == "cited" && IsCitedBySource(doc, match, quotes)) yield break;
        // "welcomed the envoy" received him, "welcomed the deal" praised it.
        if (match.Relation.Key == "praised" && match.Proposition.Lemma == "welcome" && match.Objects.Any(side => side.Entity is { Type: EntityType.Person or EntityType.Group or EntityType.Organisation })) yield break;
        if (match.Relation.Key == "attacked" && events.EventAt(match.Predicate) is { Kind: "disaster" or "accident" }) yield break;
        if (match.IsPair)
        {
            for (var i = 0; i < match.Subjects.Count; i++)
            {
                for (var j = i + 1; j < match.Subjects.Count; j++)
                    yield return Draft(doc, match, match.Subjects[i], match.Subjects[i].Entity!.Id, match.Subjects[j], match.Subjects[j].Entity!.Id, events, quotes, dateOf, .85);
            }
            yield break;
        }
        foreach (var (subject, subjectId, surety) in SubjectsOf(doc, match, events, quotes))
        {
            foreach (var (other, objectId) in ObjectsOf(doc, match, events))
            {
                if (subjectId == objectId) continue;
                if (match.Relation.Key == "caused" && PlaceDamaged(events, subjectId, objectId) is { } place)
                {
                    yield return Draft(doc, match, subject, subjectId, other, place, events, quotes, dateOf, .7) with { Predicate = "damaged" };
                    continue;
                }
                yield return Draft(doc, match, subject, subjectId, other, objectId, events, quotes, dateOf, surety);
            }
        }
    }

    private static IEnumerable<(Side, string, double)> SubjectsOf(Doc doc, RelationMatch match, EventIndex events, QuoteResult quotes)
    {
        var any = false;
        foreach (var side in match.Subjects)
        {
            if (side.Entity is { Type: EntityType.Place } && match.Relation.AllowsEventSubject && HappeningAt(doc, side.Head, match.Predicate, events) is { } where)
            {
                any = true;
                yield return (side, where.Id, .7);
            }
            else if (side.Entity is { } entity)
            {
                any = true;
                yield return (side, entity.Id, .85);
            }
            else if (doc[side.Head].LowerText() == "we" && quotes.Attribution.QuoteAt(side.Head) is { Kind: QuoteKind.Direct, Speaker: { } speaker })
            {
                any = true;
                yield return (side, speaker, .6);
            }
            else if ((events.EventAt(doc[side.Head].Essence().Index) ?? EventBefore(doc, doc[side.Head], events)) is { } happening)
            {
                any = true;
                if (match.Relation.AllowsEventSubject) yield return (side, happening.Id, .75);
                else
                {
                    foreach (var actor in happening.Participants.Where(part => part.Role == ParticipantRole.Actor)) yield return (side, actor.Entity, .65);
                }
            }
        }
        if (match.Subjects.Count == 0 && match.Relation.Key == "discussed")
        {
            // "the fee was not raised during the call": those who held the call did not raise it.
            var held = match.Proposition.Arguments.Where(argument => argument is { Role: ArgumentRole.Oblique, Preposition: "during" or "in" or "at" })
                .Select(argument => (argument.Head, Event: events.EventAt(argument.Head))).FirstOrDefault(pair => pair.Event?.Kind == "consult");
            foreach (var part in held.Event?.Participants ?? []) yield return (new(held.Head, null), part.Entity, .65);
            yield break;
        }
        if (any || match.Subjects.Count > 0 || match.Relation.Key is not ("attacked" or "invaded") || events.EventAt(match.Predicate) is not { } own) yield break;
        foreach (var actor in own.Participants.Where(part => part.Role == ParticipantRole.Actor)) yield return (new(match.Predicate, null), actor.Entity, .6);
    }

    /// <summary>"an airstrike on the city of Arica, which killed two": not the city killed, but what happened there.</summary>
    private static Event? HappeningAt(Doc doc, int place, int predicate, EventIndex events)
    {
        if (doc[predicate].Dep != "relcl") return null;
        var token = doc[place];
        for (var steps = 0; steps < 6 && token.Dep is "pobj" or "prep" or "appos" or "conj"; steps++)
        {
            token = token.Head;
            if (events.EventAt(token.Index) is { } happening) return happening;
        }
        return null;
    }

    /// <summary>"The strikes lit fires. They also destroyed ...": a pronoun takes up the happening that the sentence before is about.</summary>
    private static Event? EventBefore(Doc doc, Token pronoun, EventIndex events)
    {
        if (pronoun.LowerText() is not ("they" or "it" or "this" or "that") || pronoun.Dep is not ("nsubj" or "nsubjpass")) return null;
        var index = doc.SentenceIndexOf(pronoun.Index);
        for (var back = 1; back <= 2 && index - back >= 0; back++)
        {
            var sentence = doc.Sentences[index - back];
            if (sentence.All(token => token.IsSpace)) continue;
            foreach (var token in sentence)
            {
                if (token.Dep is "nsubj" or "nsubjpass" && events.EventAt(token.Index) is { } happening) return happening;
            }
            return null;
        }
        return null;
    }

    private static IEnumerable<(Side, string)> ObjectsOf(Doc doc, RelationMatch match, EventIndex events)
    {
        if (match.Relation.Key == "intercepted" && match.Objects.All(side => side.Entity is null) && events.EventAt(match.Predicate) is { } stopped)
        {
            // Whose weapons they were is told with the attack that they were part of.
            foreach (var actor in events.WholeOf(stopped).Participants.Where(part => part.Role == ParticipantRole.Actor))
                yield return (match.Objects.Count > 0 ? match.Objects[0] : new(match.Predicate, null), actor.Entity);
            yield break;
        }
        foreach (var side in match.Objects)
        {
            if (side.Entity is { } entity) yield return (side, entity.Id);
            else if (match.Relation.AllowsEventObject && events.EventAt(doc[side.Head].Essence().Index) is { } happening) yield return (side, happening.Id);
        }
    }

    /// <summary>Where a happening caused damage that is part of it: the place that was damaged.</summary>
    private static string? PlaceDamaged(EventIndex events, string cause, string damage) =>
        damage[0] == 'v' && events.Find(damage) is { Kind: "damage", Place: { } place } found && found.PartOf == cause ? place : null;

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
            (match.Proposition.Modality == Modality.Asserted ? confidence : confidence - .1) * Math.Min(subject.Surety, other.Surety));
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
