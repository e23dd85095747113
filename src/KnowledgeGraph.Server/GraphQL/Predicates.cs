using System.Collections.Frozen;
using KnowledgeGraph.Extraction.Ontology;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>A predicate as the schema's enum shows it.</summary>
/// <param name="Key">Key of the ontology; empty for <c>OTHER</c>.</param>
public readonly record struct Predicate(string Key)
{
    internal static Predicate Other { get; } = new("");
}

/// <summary>The ontology's predicates, and the enum made of them when the schema is built: one value a line of <c>relations.tsv</c>, in its order.</summary>
internal static class Predicates
{
    /// <summary>The relations in the order of the ontology.</summary>
    public static IReadOnlyList<RelationKind> Kinds { get; } = RelationOntology.LoadKinds();

    private static readonly FrozenDictionary<string, RelationKind> ByKey = Kinds.ToFrozenDictionary(kind => kind.Key, StringComparer.Ordinal);

    /// <summary>The line of the ontology; null for predicates outside of it.</summary>
    public static RelationKind? KindOf(string key) => ByKey.GetValueOrDefault(key);

    public static Predicate Of(string key) => ByKey.ContainsKey(key) ? new(key) : Predicate.Other;

    /// <summary>The verb's lemma of a predicate outside the ontology; null for those in it.</summary>
    public static string? LemmaOf(string key) =>
        ByKey.ContainsKey(key) ? null : key.StartsWith(RelationFilter.OutsideOntology, StringComparison.Ordinal) ? key[RelationFilter.OutsideOntology.Length..] : key;

    /// <summary>Keys of the store for predicates and lemmas asked for; null where none are.</summary>
    public static IReadOnlyList<string>? Keys(IReadOnlyList<Predicate>? predicates, IReadOnlyList<string>? lemmas) =>
        predicates is null && lemmas is null ? null
        : [.. (predicates ?? []).Select(predicate => predicate == Predicate.Other ? RelationFilter.OutsideOntology : predicate.Key),
            .. (lemmas ?? []).Select(lemma => RelationFilter.OutsideOntology + lemma)];

    /// <summary>As <see cref="Keys"/>, for walks, which follow named predicates only.</summary>
    public static IReadOnlyList<string>? KeysToWalk(IReadOnlyList<Predicate>? predicates, IReadOnlyList<string>? lemmas) =>
        predicates?.Contains(Predicate.Other) is true
            ? throw BadInput.Of("A walk cannot follow OTHER: name the verbs with lemmas.")
            : Keys(predicates, lemmas);

    public static EnumType MakeEnum()
    {
        var type = new EnumType("Predicate")
        {
            ClrType = typeof(Predicate),
            Description = "What can hold between two things, as the ontology lists it; `predicates` gives labels and codes.",
        };
        foreach (var kind in Kinds) type.Add(new(NameOf(kind.Key), new Predicate(kind.Key)) { Description = Describe(kind) });
        type.Add(new("OTHER", Predicate.Other) { Description = "A verb that the ontology has no predicate for; `lemma` says which." });
        return type;
    }

    /// <summary>The enum's spelling of a key: <c>negotiated-with</c> is <c>NEGOTIATED_WITH</c>.</summary>
    public static string NameOf(string key) => key.ToUpperInvariant().Replace('-', '_');

    private static string Describe(RelationKind kind)
    {
        var codes = string.Join(", ", new[] { ("PLOVER", kind.Root), ("CAMEO", kind.Cameo) }.Where(code => code.Item2.Length > 0).Select(code => $"{code.Item1} {code.Item2}"));
        return $"Subject {kind.Label} object{(kind.IsSymmetric ? ", and the other way round" : "")}.{(codes.Length > 0 ? $" {codes}." : "")}";
    }
}
