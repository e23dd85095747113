using System.Collections.Frozen;
using System.Globalization;

namespace KnowledgeGraph.Extraction.Lexicon;

/// <summary>A noun that names a happening.</summary>
/// <param name="Verb">The verb it comes from; empty where none.</param>
/// <param name="Share">Share of the noun's uses that mean the happening, 0 to 1.</param>
/// <param name="EventKind">attack, meeting, disaster, ...; empty where unknown.</param>
/// <param name="Root">PLOVER root; empty where none.</param>
public sealed record EventNoun(string Noun, string Verb, double Share, string EventKind, string Root);

/// <summary>Types of nouns and nouns of happenings (<c>nouns.tsv</c>, <c>nominalizations.tsv</c>, <c>roles.tsv</c> of <c>models/lexicon</c>).</summary>
public sealed class NounLexicon
{
    private readonly FrozenDictionary<string, (string Type, double Share)[]> _types;
    private readonly FrozenDictionary<string, EventNoun> _events;
    private readonly FrozenSet<string> _roles;

    private NounLexicon(
        FrozenDictionary<string, (string Type, double Share)[]> types, FrozenDictionary<string, EventNoun> events, FrozenSet<string> roles) =>
        (_types, _events, _roles) = (types, events, roles);

    public static NounLexicon Load(string nouns, string nominalizations, string roles)
    {
        var types = new Dictionary<string, (string, double)[]>(StringComparer.Ordinal);
        var roleNouns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in TsvTable.Read(nouns, "lemma", "types", "role"))
        {
            types[row[0]] = TsvTable.Values(row[1]).Select(Share).ToArray();
            if (Number(row[2]) >= 0.5) roleNouns.Add(row[0]);
        }
        foreach (var row in TsvTable.Read(roles, "role", "kind"))
        {
            if (row[1] is "person") roleNouns.Add(row[0]);
        }
        var events = new Dictionary<string, EventNoun>(StringComparer.Ordinal);
        foreach (var row in TsvTable.Read(nominalizations, "noun", "verb", "kind", "share", "event_kind", "root"))
        {
            if (row[2] != "event") continue;
            var entry = new EventNoun(row[0], row[1], row[3].Length == 0 ? 0.5 : Number(row[3]), row[4], row[5]);
            if (!events.TryGetValue(row[0], out var known) || known.Share < entry.Share) events[row[0]] = entry;
        }
        return new(types.ToFrozenDictionary(StringComparer.Ordinal), events.ToFrozenDictionary(StringComparer.Ordinal), roleNouns.ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>Share of the noun's uses that have the type (person, group, weapon, document, time, ...), 0 to 1.</summary>
    public double TypeShare(string lemma, string type)
    {
        if (!_types.TryGetValue(lemma, out var types)) return 0;
        foreach (var (name, share) in types)
        {
            if (name == type) return share;
        }
        return 0;
    }

    /// <summary>The type that the noun most often has; null for a noun that is not listed.</summary>
    public string? MainType(string lemma) => _types.TryGetValue(lemma, out var types) && types.Length > 0 ? types[0].Type : null;

    /// <summary>The happening that the noun names; null for other nouns.</summary>
    public EventNoun? FindEvent(string lemma) => _events.GetValueOrDefault(lemma);

    /// <summary>Whether the noun is an office, a profession or another role of a person.</summary>
    public bool IsRole(string lemma) => _roles.Contains(lemma);

    /// <summary>Whether the noun counts people: "person", "soldier", "passengers".</summary>
    public bool IsPerson(string lemma) => lemma is "person" or "people" || _roles.Contains(lemma) || TypeShare(lemma, "person") >= .5;

    private static (string, double) Share(string value)
    {
        var colon = value.IndexOf(':');
        return colon < 0 ? (value, 1) : (value[..colon], Number(value[(colon + 1)..]));
    }

    private static double Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
