using KnowledgeGraph.Nlp.Files;

namespace KnowledgeGraph.Nlp.Attributes;

/// <summary>Base forms by part of speech: irregular forms from a list, else the first suffix rule that leads to a known word.</summary>
internal sealed class Lemmatizer(LemmaTables tables)
{
    private static readonly Dictionary<string, string[]> NoExceptions = [];
    private static readonly HashSet<string> NoIndex = [];

    /// <param name="text">The word.</param>
    /// <param name="lower">It in lower case.</param>
    /// <param name="pos">Coarse part of speech.</param>
    /// <param name="morph">Morphology.</param>
    public string Lemma(string text, string lower, string pos, string morph)
    {
        var kind = pos.ToLowerInvariant();
        if (kind == "space") return text;
        if (kind is "" or "eol" || IsBase(kind, morph)) return lower;
        var known = tables.Index.GetValueOrDefault(kind) ?? NoIndex;
        var irregular = tables.Exceptions.GetValueOrDefault(kind) ?? NoExceptions;
        var rules = tables.Rules.GetValueOrDefault(kind) ?? [];
        if (known.Count == 0 && irregular.Count == 0 && rules.Length == 0) return kind == "propn" ? text : lower;

        var (forms, unknown) = (new List<string>(), new List<string>());
        foreach (var rule in rules)
        {
            if (!lower.EndsWith(rule[0], StringComparison.Ordinal)) continue;
            var form = lower[..^rule[0].Length] + rule[1];
            if (form.Length == 0) continue;
            if (known.Contains(form))
            {
                if (!forms.Contains(form)) forms.Insert(0, form);
            }
            else if (!CodePoints.IsLetters(form)) forms.Add(form);
            else unknown.Add(form);
        }
        foreach (var form in irregular.GetValueOrDefault(lower) ?? [])
            if (!forms.Contains(form)) forms.Insert(0, form);
        return forms.Count > 0 ? forms[0] : unknown.Count > 0 ? unknown[0] : text;
    }

    /// <summary>The known base form that a word is a form of; null where it is none of this part of speech.</summary>
    /// <param name="lower">The word in lower case.</param>
    /// <param name="kind"><c>noun</c>, <c>verb</c>, <c>adj</c> or <c>adv</c>.</param>
    public string? FindBase(string lower, string kind)
    {
        var known = tables.Index.GetValueOrDefault(kind) ?? NoIndex;
        if (known.Contains(lower)) return lower;
        if ((tables.Exceptions.GetValueOrDefault(kind) ?? NoExceptions).GetValueOrDefault(lower) is [var irregular, ..]) return irregular;
        foreach (var rule in tables.Rules.GetValueOrDefault(kind) ?? [])
            if (lower.EndsWith(rule[0], StringComparison.Ordinal) && lower[..^rule[0].Length] + rule[1] is var form && known.Contains(form)) return form;
        return null;
    }

    /// <summary>Whether the form is one whose lemma is itself.</summary>
    private static bool IsBase(string pos, string morph)
    {
        var features = morph.Split('|');
        bool Has(string feature) => features.Contains(feature);
        return pos == "noun" && Has("Number=Sing")
            || pos == "verb" && Has("VerbForm=Fin") && Has("Tense=Pres") && !Array.Exists(features, f => f.StartsWith("Number=", StringComparison.Ordinal))
            || Has("VerbForm=Inf") || Has("Degree=Pos");
    }
}
