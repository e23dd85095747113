using System.Collections.Frozen;
using KnowledgeGraph.Extraction.Lexicon;

namespace KnowledgeGraph.Extraction.Ontology;

/// <summary>What a supporting verb says about the happening that its object names.</summary>
public enum SupportEffect
{
    /// <summary>It takes place ("launch an attack").</summary>
    Happens,

    /// <summary>It is announced or wanted ("plan an attack").</summary>
    Plans,

    /// <summary>It does not take place or is over ("prevent an attack").</summary>
    Prevents,

    /// <summary>It takes place whether the verb is denied or not ("condemn an attack", "did not condemn the attack").</summary>
    Presupposes,
}

/// <param name="TakesSubject">Whether the verb's subject is the actor of the noun's happening.</param>
public sealed record SupportVerb(string Lemma, SupportEffect Effect, bool TakesSubject);

/// <summary>Verbs whose event is in their object (<c>schema/ontology/support-verbs.tsv</c>).</summary>
public sealed class SupportVerbs
{
    private readonly FrozenDictionary<string, SupportVerb> _verbs;

    private SupportVerbs(FrozenDictionary<string, SupportVerb> verbs) => _verbs = verbs;

    public static SupportVerbs Load(string path) => new(TsvTable.Read(path, "effect", "subject", "verbs")
        .SelectMany(row => TsvTable.Values(row[2]).Select(lemma => new SupportVerb(
            lemma,
            Enum.TryParse<SupportEffect>(row[0], ignoreCase: true, out var effect) ? effect : throw new InvalidDataException($"{Path.GetFileName(path)}: '{row[0]}' is no effect: expected happens, plans, prevents or presupposes."),
            row[1] == "actor")))
        .ToFrozenDictionary(verb => verb.Lemma, StringComparer.Ordinal));

    public SupportVerb? Find(string lemma, string? particle)
    {
        if (particle is not null && _verbs.TryGetValue($"{lemma}_{particle}", out var whole)) return whole;
        return _verbs.GetValueOrDefault(lemma);
    }
}
