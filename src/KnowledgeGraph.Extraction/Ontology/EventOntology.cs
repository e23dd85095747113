using System.Collections.Frozen;
using KnowledgeGraph.Extraction.Lexicon;

namespace KnowledgeGraph.Extraction.Ontology;

/// <summary>A kind of happening (<c>schema/ontology/events.tsv</c>).</summary>
/// <param name="Key">Name in the graph (<c>attack</c>).</param>
/// <param name="Root">PLOVER root; empty where none.</param>
/// <param name="IsConsequence">Whether it is usually told as part or result of a larger happening.</param>
public sealed record EventKind(string Key, string Label, string Root, bool IsConsequence);

/// <summary>Kinds of happenings and the words and relations that evoke them.</summary>
public sealed class EventOntology
{
    private readonly FrozenDictionary<string, EventKind> _byRelation, _byNoun;
    private readonly FrozenDictionary<string, (EventKind Kind, FrozenSet<string> Objects)[]> _byVerb;

    private EventOntology(
        FrozenDictionary<string, EventKind> kinds, FrozenDictionary<string, EventKind> byRelation, FrozenDictionary<string, EventKind> byNoun,
        FrozenDictionary<string, (EventKind, FrozenSet<string>)[]> byVerb) => (Kinds, _byRelation, _byNoun, _byVerb) = (kinds, byRelation, byNoun, byVerb);

    public FrozenDictionary<string, EventKind> Kinds { get; }

    public static EventOntology Load(string path)
    {
        var kinds = new Dictionary<string, EventKind>(StringComparer.Ordinal);
        var byRelation = new Dictionary<string, EventKind>(StringComparer.Ordinal);
        var byNoun = new Dictionary<string, EventKind>(StringComparer.Ordinal);
        var byVerb = new Dictionary<string, List<(EventKind, FrozenSet<string>)>>(StringComparer.Ordinal);
        foreach (var row in TsvTable.Read(path, "kind", "label", "plover", "consequence", "relations", "verbs", "nouns"))
        {
            var kind = kinds[row[0]] = new(row[0], row[1], row[2], row[3] == "yes");
            foreach (var relation in TsvTable.Values(row[4])) byRelation[relation] = kind;
            foreach (var noun in TsvTable.Values(row[6])) byNoun.TryAdd(noun, kind);
            foreach (var (verb, objects) in Verbs(row[5]))
            {
                if (!byVerb.TryGetValue(verb, out var list)) byVerb[verb] = list = [];
                list.Add((kind, objects));
            }
        }
        return new(
            kinds.ToFrozenDictionary(), byRelation.ToFrozenDictionary(), byNoun.ToFrozenDictionary(),
            byVerb.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray()));
    }

    public EventKind? OfRelation(string relation) => _byRelation.GetValueOrDefault(relation);

    public EventKind? OfNoun(string lemma) => _byNoun.GetValueOrDefault(lemma);

    /// <summary>The kind that a verb evokes, with the lemma of its object where the kind asks for one.</summary>
    public EventKind? OfVerb(string lemma, string? particle, string? objectLemma)
    {
        if (particle is not null && Match($"{lemma}_{particle}", objectLemma) is { } whole) return whole;
        return Match(lemma, objectLemma);
    }

    /// <summary>The kind that asks for just this object of the verb, which says more than what the verb alone does.</summary>
    public EventKind? OfVerbWithObject(string lemma, string? particle, string objectLemma)
    {
        foreach (var verb in particle is null ? [lemma] : new[] { $"{lemma}_{particle}", lemma })
            foreach (var (kind, objects) in _byVerb.GetValueOrDefault(verb) ?? [])
                if (objects.Contains(objectLemma)) return kind;
        return null;
    }

    private EventKind? Match(string verb, string? objectLemma)
    {
        if (!_byVerb.TryGetValue(verb, out var entries)) return null;
        foreach (var (kind, objects) in entries)
        {
            if (objects.Count == 0 || objectLemma is not null && objects.Contains(objectLemma)) return kind;
        }
        return null;
    }

    /// <summary>"die|pass+law,bill": the second only with one of these objects.</summary>
    private static IEnumerable<(string Verb, FrozenSet<string> Objects)> Verbs(string cell)
    {
        foreach (var part in TsvTable.Values(cell))
        {
            var plus = part.IndexOf('+');
            yield return plus < 0
                ? (part, FrozenSet<string>.Empty)
                : (part[..plus], part[(plus + 1)..].Split(',').ToFrozenSet(StringComparer.Ordinal));
        }
    }
}
