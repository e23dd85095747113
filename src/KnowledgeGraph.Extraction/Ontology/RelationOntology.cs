using System.Collections.Frozen;
using KnowledgeGraph.Extraction.Lexicon;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Ontology;

/// <summary>One relation of the ontology (<c>schema/ontology/relations.tsv</c>).</summary>
/// <param name="Key">Name in the graph (<c>attacked</c>).</param>
/// <param name="Label">How it reads from subject to object.</param>
/// <param name="Inverse">How it reads from object to subject.</param>
/// <param name="IsSymmetric">Whether both sides are equal.</param>
/// <param name="Cameo">CAMEO code; empty for states.</param>
/// <param name="Root">PLOVER root; empty where none.</param>
public sealed record RelationKind(
    string Key, string Label, string Inverse, bool IsSymmetric, string Cameo, string Root,
    FrozenSet<EntityType> Subjects, bool AllowsEventSubject, FrozenSet<EntityType> Objects, bool AllowsEventObject);

/// <summary>What kind of word expresses a relation.</summary>
public enum TriggerKind
{
    Verb,
    Noun,
    Adjective,
}

/// <summary>Words that express a relation and where its sides stand (<c>schema/ontology/relation-triggers.tsv</c>).</summary>
/// <param name="Objects">Nouns, or types of nouns after <c>@</c>, one of which the verb's object must be; empty where any will do.</param>
/// <param name="SubjectSlots">Places of the relation's subject, best first.</param>
/// <param name="ObjectSlots">Places of the relation's object, best first.</param>
public sealed record RelationTrigger(
    RelationKind Relation, TriggerKind Kind, FrozenSet<string> Objects, string[] SubjectSlots, string[] ObjectSlots)
{
    /// <summary>Whether the words count only where nothing is predicated of the object.</summary>
    public bool IsPlain { get; init; }
}

/// <summary>The relations between entities, and the words for them.</summary>
public sealed class RelationOntology
{
    private readonly FrozenDictionary<(TriggerKind, string), RelationTrigger[]> _triggers;

    private RelationOntology(FrozenDictionary<string, RelationKind> kinds, FrozenDictionary<(TriggerKind, string), RelationTrigger[]> triggers) =>
        (Kinds, _triggers) = (kinds, triggers);

    public FrozenDictionary<string, RelationKind> Kinds { get; }

    /// <summary>The relations of the ontology that was built with this assembly, in the order of their file.</summary>
    public static IReadOnlyList<RelationKind> LoadKinds() => ReadKinds(Path.Combine(AppContext.BaseDirectory, "schema", "ontology", "relations.tsv"));

    /// <summary>Reads both files. <see cref="InvalidDataException"/> names what is wrong in which file.</summary>
    public static RelationOntology Load(string relations, string triggers)
    {
        var kinds = ReadKinds(relations).ToFrozenDictionary(kind => kind.Key, StringComparer.Ordinal);
        var byWord = new Dictionary<(TriggerKind, string), List<RelationTrigger>>();
        foreach (var row in TsvTable.Read(triggers, "relation", "kind", "words", "subject", "object"))
        {
            if (!kinds.TryGetValue(row[0], out var kind)) throw new InvalidDataException($"{Path.GetFileName(triggers)}: '{row[0]}' is no relation of {Path.GetFileName(relations)}.");
            if (!Enum.TryParse<TriggerKind>(row[1], ignoreCase: true, out var form)) throw new InvalidDataException($"{Path.GetFileName(triggers)}: '{row[1]}' is no kind of word: expected verb, noun or adjective.");
            var parts = row[2].Split('+');
            var objects = parts.Length > 1 ? TsvTable.Values(parts[1]).ToFrozenSet(StringComparer.Ordinal) : FrozenSet<string>.Empty;
            var trigger = new RelationTrigger(kind, form, objects, TsvTable.Values(row[3]), TsvTable.Values(row[4]));
            foreach (var word in TsvTable.Values(parts[0]))
            {
                var lemma = word.TrimEnd('~');
                if (!byWord.TryGetValue((form, lemma), out var list)) byWord[(form, lemma)] = list = [];
                list.Add(lemma.Length == word.Length ? trigger : trigger with { IsPlain = true });
            }
        }
        return new(kinds, byWord.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray()));
    }

    /// <summary>The triggers of a word; with a particle those of the particle verb alone, which means something else ("pick", "pick up").</summary>
    public IEnumerable<RelationTrigger> Find(TriggerKind kind, string lemma, string? particle = null)
    {
        if (particle is not null) lemma = $"{lemma}_{particle}";
        return _triggers.TryGetValue((kind, lemma), out var found) ? found : [];
    }

    private static List<RelationKind> ReadKinds(string path) =>
    [
        .. TsvTable.Read(path, "key", "label", "inverse", "symmetric", "cameo", "plover", "subject", "object").Select(row => new RelationKind(
            row[0], row[1], row[2], row[3] == "yes", row[4], row[5],
            Types(path, row[6]), TsvTable.Values(row[6]).Contains("event"), Types(path, row[7]), TsvTable.Values(row[7]).Contains("event"))),
    ];

    private static FrozenSet<EntityType> Types(string file, string cell) => TsvTable.Values(cell)
        .Where(name => name != "event")
        .Select(name => Enum.TryParse<EntityType>(name, ignoreCase: true, out var type) ? type : throw new InvalidDataException($"{Path.GetFileName(file)}: '{name}' is no type of entity."))
        .ToFrozenSet();
}
