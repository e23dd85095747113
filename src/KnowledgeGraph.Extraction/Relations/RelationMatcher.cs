using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Relations;

/// <summary>Looks for the ontology's triggers in propositions and fills their sides.</summary>
public sealed class RelationMatcher(RelationOntology ontology, NounLexicon nouns)
{
    /// <summary>All matches of an article's prose, in text order of their predicates.</summary>
    public IReadOnlyList<RelationMatch> Match(ArticleContext context, PropositionIndex propositions, Referents referents, PluralGroups groups)
    {
        var matches = new List<RelationMatch>();
        var complete = new HashSet<(int Predicate, string Relation)>();
        foreach (var proposition in propositions.All)
        {
            if (!context.IsProse(proposition.Predicate)) continue;
            foreach (var (trigger, predicate, objectNoun) in TriggersOf(context.Doc, proposition))
            {
                if (trigger.Relation.Key == "attacked"
                    && (ForceSense.IsWalkout(context.Doc, nouns, predicate, proposition) || ForceSense.IsFigurative(context.Doc, nouns, proposition))) continue;
                var match = Fill(context.Doc, referents, groups, proposition, trigger, predicate, objectNoun);
                if (match is null || complete.Contains((predicate, match.Relation.Key))) continue;
                matches.Add(match);
                if (match.Subjects.Count > 0 && match.Objects.Count > 0) complete.Add((predicate, match.Relation.Key));
            }
        }
        return matches;
    }

    private IEnumerable<(RelationTrigger Trigger, int Predicate, int ObjectNoun)> TriggersOf(Doc doc, Proposition proposition)
    {
        if (proposition.Kind == PredicateKind.Noun)
        {
            if (doc[proposition.Predicate].Dep is "compound") yield break;
            foreach (var trigger in ontology.Find(TriggerKind.Noun, proposition.Lemma)) yield return (trigger, proposition.Predicate, -1);
            yield break;
        }
        if (proposition.Kind == PredicateKind.Copula)
        {
            foreach (var attribute in proposition.Having(ArgumentRole.Attribute))
            {
                foreach (var trigger in ontology.Find(TriggerKind.Adjective, doc[attribute.Head].LowerText())) yield return (trigger, attribute.Head, -1);
                foreach (var trigger in ontology.Find(TriggerKind.Noun, doc[attribute.Head].LowerLemma()))
                {
                    if (trigger.SubjectSlots.Contains("subj")) yield return (trigger, attribute.Head, -1);
                }
            }
            yield break;
        }
        foreach (var trigger in ontology.Find(TriggerKind.Adjective, doc[proposition.Predicate].LowerText()))
        {
            if (proposition.Passive) yield return (trigger with { SubjectSlots = ["obj"] }, proposition.Predicate, -1);
        }
        foreach (var trigger in ontology.Find(TriggerKind.Verb, proposition.Lemma, proposition.Particle))
        {
            if (trigger.IsPlain && proposition.Arguments.Any(argument => argument.Role is ArgumentRole.Attribute or ArgumentRole.Clause)) continue;
            if (trigger.Objects.Count == 0)
            {
                yield return (trigger, proposition.Predicate, -1);
                continue;
            }
            foreach (var argument in proposition.Having(ArgumentRole.Object))
            {
                if (!IsOneOf(doc[argument.Head], trigger)) continue;
                yield return (trigger, proposition.Predicate, argument.Head);
                break;
            }
        }
    }

    private bool IsOneOf(Token head, RelationTrigger trigger)
    {
        var lemma = head.Essence().LowerLemma();
        if (trigger.Objects.Contains(lemma) || trigger.Objects.Contains(head.LowerLemma())) return true;
        foreach (var name in trigger.Objects)
        {
            if (name[0] == '@' && nouns.TypeShare(lemma, name[1..]) >= .4) return true;
        }
        return head.Essence().Conjuncts().Skip(1).Any(other => trigger.Objects.Contains(other.LowerLemma()));
    }

    private RelationMatch? Fill(Doc doc, Referents referents, PluralGroups groups, Proposition proposition, RelationTrigger trigger, int predicate, int objectNoun)
    {
        var slots = new Slots(doc, proposition, objectNoun, predicate);
        if (trigger.SubjectSlots.Contains("pair"))
        {
            var members = slots.Pair().SelectMany(head => SidesOf(referents, groups, trigger.Relation.Subjects, head)).Where(side => side.Entity is not null)
                .DistinctBy(side => side.Entity!.Id).ToList();
            if (members.Count >= 2) return new(trigger.Relation, proposition, predicate, members, members, true, objectNoun);
            if (trigger.ObjectSlots.All(slot => slot == "pair")) return null;
        }
        if (trigger.ObjectSlots.Contains("obj") && proposition.Kind == PredicateKind.Verb && objectNoun < 0
            && slots.Get("obj").ToList() is { Count: > 0 } acted && !acted.Exists(head => Fits(doc[head], trigger.Relation.Objects, trigger.Relation.AllowsEventObject))) return null;
        var objects = Sides(slots, trigger.ObjectSlots, trigger.Relation, trigger.Relation.Objects, referents, groups);
        var taken = objects.Select(side => side.Head).ToHashSet();
        var subjects = Sides(slots, trigger.SubjectSlots, trigger.Relation, trigger.Relation.Subjects, referents, groups).Where(side => !taken.Contains(side.Head)).ToList();
        return subjects.Count == 0 && objects.Count == 0 && proposition.Kind != PredicateKind.Noun && trigger.Objects.Count > 0 && !proposition.Passive
            ? null
            : new(trigger.Relation, proposition, predicate, subjects, objects, false, objectNoun);
    }

    /// <summary>The first slot that names an entity of a type that can stand there; else the first slot that has words at all.</summary>
    private List<Side> Sides(Slots slots, string[] names, RelationKind relation, IReadOnlySet<EntityType> types, Referents referents, PluralGroups groups)
    {
        List<Side>? words = null;
        foreach (var name in names)
        {
            var sides = slots.Get(name).SelectMany(head => SidesOf(referents, groups, types, head)).ToList();
            if (name == "mod") sides.RemoveAll(side => side.Entity is null || relation.Root == "ASSAULT" && IsWhere(side.Entity));
            if (sides.Exists(side => side.Entity is not null)) return sides;
            if (sides.Count > 0 && words is null && name is not ("poss" or "mod")) words = sides;
        }
        return words ?? [];
    }

    /// <summary>"the Lima shooting" names where it was; "the Chilean attack" who attacked.</summary>
    private static bool IsWhere(LocalEntity entity) => entity.Type == EntityType.Place && !GazetteerIds.IsCountry(entity.GazetteerId);

    /// <summary>Whether a head can be of one of the types by the noun alone: "killed a guard" but not "killed the plan".</summary>
    private bool Fits(Token head, IReadOnlySet<EntityType> types, bool allowsEvent)
    {
        var token = head.Essence();
        if (token.Pos != "NOUN" || Clauses.IsMeasure(token) || types.Contains(EntityType.Other)) return true;
        return nouns.MainType(token.LowerLemma()) switch
        {
            null or "animal" => true,
            "person" or "group" => types.Contains(EntityType.Person) || types.Contains(EntityType.Group) || types.Contains(EntityType.Organisation),
            "place" or "facility" or "natural" => types.Contains(EntityType.Place),
            "artifact" or "vehicle" or "weapon" or "possession" => types.Contains(EntityType.Product) || nouns.TypeShare(token.LowerLemma(), "group") >= .2,
            "event" => allowsEvent || nouns.TypeShare(token.LowerLemma(), "group") >= .2,
            _ => nouns.TypeShare(token.LowerLemma(), "person") + nouns.TypeShare(token.LowerLemma(), "group") >= .2,
        };
    }

    // "the two leaders": each of them, with less surety.
    private IEnumerable<Side> SidesOf(Referents referents, PluralGroups groups, IReadOnlySet<EntityType> types, int head)
    {
        var members = groups.MembersOf(head);
        if (members.Count > 0 && members.All(member => types.Contains(member.Type)))
        {
            foreach (var member in members) yield return new(head, member, .75);
            yield break;
        }
        yield return SideOf(referents, types, head);
    }

    private Side SideOf(Referents referents, IReadOnlySet<EntityType> types, int head)
    {
        if (referents.Of(head) is { } entity) return new(head, types.Contains(entity.Type) ? entity : null);
        return new(head, referents.OwnerOf(head, nouns) is { } owner && types.Contains(owner.Type) ? owner : null);
    }
}
