using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Extraction.Relations;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Events;

/// <summary>
/// Finds the happenings that an article tells of: the words that evoke them, brought together where they speak of the same one, with
/// participants, place, time, and the larger happening that they are part or result of.
/// </summary>
public sealed class EventFinder(EventOntology ontology, VerbLexicon verbs, NounLexicon nouns)
{
    private static readonly string[] Wholes = ["attack", "disaster", "accident", "crime", "protest", "explosion", "abduction"];

    /// <param name="dateOf">The date of a predicate; null where the text gives none.</param>
    public EventIndex Find(
        ArticleContext context, PropositionIndex propositions, Referents referents, IReadOnlyList<RelationMatch> matches, Func<int, PartialDate?> dateOf)
    {
        var mentions = new EventMentions(context, propositions, referents, ontology, verbs, nouns, dateOf).Find(matches);
        var clusters = EventMerger.Merge(mentions);
        MainEvents.Join(clusters);
        LinkParts(context.Doc, clusters);
        MainEvents.LinkParts(clusters);
        MainEvents.LinkClashes(clusters);
        FoldExplosions(clusters);
        foreach (var cluster in clusters)
        {
            if (cluster.PartOf is { } whole) cluster.Inherit(whole);
        }
        return ToIndex(context, clusters);
    }

    private static void LinkParts(Doc doc, List<EventCluster> clusters)
    {
        // What a report only says that another happening answers is the whole of nothing that it tells.
        var wholes = clusters.Where(cluster => Wholes.Contains(cluster.Kind.Key) && !cluster.Negated && !cluster.Mentions.All(mention => mention.IsAnswered)).ToList();
        var main = wholes.Where(IsCause).OrderByDescending(cluster => cluster.Mentions.Count).ThenBy(cluster => cluster.Mentions[0].Token).FirstOrDefault();
        var byToken = clusters.SelectMany(cluster => cluster.Mentions.Select(mention => (mention.Token, cluster))).ToDictionary(pair => pair.Token, pair => pair.cluster);
        var bySentence = wholes.SelectMany(whole => whole.Mentions.Select(mention => (Sentence: doc.SentenceIndexOf(mention.Token), Whole: whole, mention.IsBackground)))
            .OrderBy(pair => pair.IsBackground).ToLookup(pair => pair.Sentence, pair => pair.Whole);
        // "The town carries its dead to the grave": where nothing is told that they died of, they are those of what the article tells.
        var lead = main is null ? clusters.FirstOrDefault(cluster => cluster.Kind.Key == EventKinds.Unnamed && !cluster.Negated) : null;
        foreach (var cluster in clusters)
        {
            if (!cluster.Kind.IsConsequence) continue;
            cluster.PartOf = cluster.Mentions.Select(mention => BySyntax(doc, mention, byToken, cluster)).FirstOrDefault(whole => whole is not null)
                ?? (cluster.Mentions[0].IsOfWar ? null : Nearest(doc.SentenceIndexOf(cluster.Mentions[0].Token), cluster, bySentence) ?? ((main ?? lead) is { } told && IsOther(cluster, told) && (Compatible(cluster, told) || DiedLater(cluster, told)) ? told : null));
        }
    }

    // "killed 42, among them a woman who died in hospital on Saturday".
    private static bool DiedLater(EventCluster part, EventCluster whole) =>
        part is { Kind.Key: "casualty", Modality: Modality.Asserted, Date: { } died } && whole is { Modality: Modality.Asserted, Date: { } happened } && !IsApart(part, whole)
        && died.First.DayNumber - happened.Last.DayNumber is >= 0 and <= LastDeaths;

    private const int LastDeaths = 14;

    // An explosion is heard in an attack, or is what happened.
    private static bool IsCause(EventCluster cluster) => !cluster.Kind.IsConsequence || cluster.Kind.Key == "explosion";

    private static bool IsOther(EventCluster part, EventCluster whole) => part.Kind.Key != whole.Kind.Key;

    private const int LongestMoment = 4;

    // "47 have died since January" is no part of one day's fire, "three died in Ecuador" none of a quake in Peru.
    private static bool IsApart(EventCluster part, EventCluster whole) =>
        (IsPeriod(part) && !(IsPeriod(whole) && EventCluster.Days(whole.Date!) < EventCluster.Year)) || (part.Place?.Country is { } here && whole.Place?.Country is { } there && here != there);

    private static bool IsPeriod(EventCluster cluster) => cluster.Date is not null && EventCluster.Days(cluster.Date) > LongestMoment;

    /// <summary>"wounded in the attack", "the quake destroyed", "struck the port, killing two".</summary>
    private static EventCluster? BySyntax(Doc doc, EventMention mention, Dictionary<int, EventCluster> byToken, EventCluster self)
    {
        foreach (var argument in mention.Proposition?.Arguments ?? [])
        {
            if (byToken.TryGetValue(doc[argument.Head].Essence().Index, out var whole) && IsWhole(whole)) return whole;
        }
        var token = doc[mention.Token];
        for (var steps = 0; steps < 4 && !token.IsRoot; steps++)
        {
            token = token.Head;
            if (byToken.TryGetValue(token.Index, out var above) && IsWhole(above)) return above;
        }
        return null;

        bool IsWhole(EventCluster found) => !ReferenceEquals(found, self) && (Wholes.Contains(found.Kind.Key) || found.Kind.Key == "war" && mention.IsOfWar) && IsCause(found) && IsOther(self, found) && !found.Negated && !IsApart(self, found);
    }

    /// <summary>A larger happening of the same sentence or the two before it.</summary>
    private static EventCluster? Nearest(int sentence, EventCluster cluster, ILookup<int, EventCluster> wholes)
    {
        for (var back = 0; back < 3; back++)
        {
            foreach (var whole in wholes[sentence - back])
            {
                if (IsCause(whole) && IsOther(cluster, whole) && Compatible(cluster, whole)) return whole;
            }
        }
        return null;
    }

    private static bool Compatible(EventCluster part, EventCluster whole) =>
        (part.Date is null || whole.Date is null || part.Date.Agrees(whole.Date)) && !IsApart(part, whole) && (part.Modality == Modality.Asserted) == (whole.Modality == Modality.Asserted);

    /// <summary>Explosions that belong to an attack are told as the attack itself.</summary>
    private static void FoldExplosions(List<EventCluster> clusters)
    {
        var folded = clusters.Where(cluster => cluster.Kind.Key == "explosion" && cluster.PartOf?.Kind.Key == "attack").ToHashSet();
        foreach (var explosion in folded)
        {
            foreach (var mention in explosion.Mentions) explosion.PartOf!.Add(mention with { Actors = [], Targets = [] });
        }
        foreach (var other in clusters)
        {
            if (other.PartOf is { } whole && folded.Contains(whole)) other.PartOf = whole.PartOf;
        }
        clusters.RemoveAll(folded.Contains);
    }

    private static EventIndex ToIndex(ArticleContext context, List<EventCluster> clusters)
    {
        var ordered = clusters.OrderBy(cluster => cluster.Mentions.Min(mention => mention.Token)).ToList();
        var ids = ordered.Select((cluster, i) => (cluster, Id: $"v{i}")).ToDictionary(pair => pair.cluster, pair => pair.Id);
        var events = new List<Event>(ordered.Count);
        var byTrigger = new Dictionary<int, Event>();
        foreach (var cluster in ordered)
        {
            var mentions = cluster.Mentions.OrderBy(mention => mention.Token).ToList();
            var told = EventLabel.MostTelling(mentions);
            var span = context.SpanOf(told.Token, told.Token + 1);
            var found = new Event(
                ids[cluster], cluster.Kind.Key, EventLabel.For(context, told),
                [.. mentions.Select(mention => context.SpanOf(mention.Token, mention.Token + 1))],
                [.. cluster.Actors.Select(entity => new Participant(cluster.Kind.Key is "disaster" ? ParticipantRole.Other : ParticipantRole.Actor, entity.Id)),
                    .. cluster.Targets.Where(entity => !cluster.Actors.Exists(actor => actor.Id == entity.Id)).Select(entity => new Participant(ParticipantRole.Target, entity.Id))],
                cluster.Date, cluster.Place?.Id, cluster.PartOf is { } whole && ids.TryGetValue(whole, out var id) ? id : null,
                cluster.Negated, cluster.Modality,
                new(span, context.SentenceOf(told.Token), Confidence(cluster)));
            events.Add(found);
            foreach (var mention in mentions) byTrigger[mention.Token] = found;
        }
        return new(events, byTrigger);
    }

    private static double Confidence(EventCluster cluster) =>
        Math.Min(.95, .6 + .08 * Math.Min(2, cluster.Mentions.Count - 1) + .08 * Math.Min(2, cluster.Actors.Count + cluster.Targets.Count) + (cluster.Date is null ? 0 : .05));
}
