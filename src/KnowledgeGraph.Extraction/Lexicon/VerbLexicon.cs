using System.Collections.Frozen;

namespace KnowledgeGraph.Extraction.Lexicon;

/// <summary>What the subject of a verb is to the event.</summary>
public enum SubjectRole
{
    Unknown,
    Agent,
    Patient,

    /// <summary>Agent where the verb has an object, patient where not (collapse, explode).</summary>
    Both,
    Mover,
    Experiencer,
    Cause,
}

/// <summary>A verb, or a verb with its particle.</summary>
/// <param name="Lemma">Particle after <c>_</c>: <c>shoot_down</c>.</param>
/// <param name="Cameo">Code of what the subject does to the object; empty where the verb alone codes nothing.</param>
/// <param name="Root">PLOVER root of <paramref name="Cameo"/>; empty where none.</param>
/// <param name="Speech">Classes of reported speech, best first: say, claim, deny, confirm, order, ask, warn, promise, think, know, hope, report, show.</param>
/// <param name="Complements">Clause types that the verb takes: that, np_that, quote, wh, to, np_to, for, ing, ...</param>
public sealed record VerbEntry(string Lemma, string Cameo, string Root, string[] Speech, string[] Complements, SubjectRole Subject);

/// <summary>Verbs with their event codes, classes of reported speech and roles (<c>models/lexicon/verbs.tsv</c>).</summary>
public sealed class VerbLexicon
{
    private readonly FrozenDictionary<string, VerbEntry> _entries;

    private VerbLexicon(FrozenDictionary<string, VerbEntry> entries) => _entries = entries;

    public static VerbLexicon Load(string path) => new(TsvTable
        .Read(path, "lemma", "cameo", "root", "speech", "complements", "subject")
        .Select(r => new VerbEntry(r[0], r[1], r[2], TsvTable.Values(r[3]), TsvTable.Values(r[4]), Role(r[5])))
        .ToFrozenDictionary(entry => entry.Lemma, StringComparer.Ordinal));

    /// <summary>The entry of the verb with its particle, else of the verb alone, else null.</summary>
    public VerbEntry? Find(string lemma, string? particle = null)
    {
        if (particle is not null && _entries.TryGetValue($"{lemma}_{particle}", out var whole)) return whole;
        return _entries.GetValueOrDefault(lemma);
    }

    private static SubjectRole Role(string cell) => cell switch
    {
        "agent" => SubjectRole.Agent,
        "patient" => SubjectRole.Patient,
        "both" => SubjectRole.Both,
        "mover" => SubjectRole.Mover,
        "experiencer" => SubjectRole.Experiencer,
        "cause" => SubjectRole.Cause,
        _ => SubjectRole.Unknown,
    };
}
