using System.Globalization;
using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>What a common noun most often names.</summary>
public enum NounKind
{
    /// <summary>A person by role or nature ("spokesperson", "woman").</summary>
    Person,

    /// <summary>People or things together ("crowd").</summary>
    Group,

    /// <summary>A body that acts ("ministry", "company").</summary>
    Organisation,

    /// <summary>A place or a building ("city", "airport").</summary>
    Place,
}

/// <summary>Words that show what a name names, nouns that describe people and bodies, known organisations. Read once, immutable.</summary>
public sealed class NameLexicon
{
    private readonly Dictionary<(string Word, string Position), List<(EntityType Type, double Weight)>> _nameWords = [];
    private readonly Dictionary<string, (NounKind Kind, char? Gender)> _nouns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _organisations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _acronyms = new(StringComparer.Ordinal);

    private NameLexicon(string folder)
    {
        foreach (var cells in TableReader.Rows(Path.Combine(folder, "name_words.tsv"), "word", 4))
        {
            var key = (cells[0], cells[1]);
            if (!_nameWords.TryGetValue(key, out var list)) _nameWords[key] = list = [];
            list.Add((Enum.Parse<EntityType>(cells[2]), double.Parse(cells[3], CultureInfo.InvariantCulture)));
        }
        foreach (var cells in TableReader.Rows(Path.Combine(folder, "nouns.tsv.gz"), "noun", 3))
            _nouns[cells[0]] = (Enum.Parse<NounKind>(cells[1], ignoreCase: true), cells[2].Length > 0 ? cells[2][0] : null);
        foreach (var cells in TableReader.Rows(Path.Combine(folder, "organisations.tsv.gz"), "name", 6))
        {
            var name = NameForms.Fold(cells[0]);
            _organisations.TryAdd(name, cells[2].Length > 0 ? cells[2] : null);
            foreach (var alias in cells[4].Split('|', StringSplitOptions.RemoveEmptyEntries)) _organisations.TryAdd(NameForms.Fold(alias), null);
            foreach (var acronym in cells[3].Split('|', StringSplitOptions.RemoveEmptyEntries)) _acronyms.TryAdd(NameForms.Fold(acronym), name);
        }
    }

    /// <summary>Reads the lists of a folder.</summary>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file has not the expected columns.</exception>
    public static NameLexicon Load(string folder) => new(folder);

    /// <summary>The lists that were built with this assembly.</summary>
    public static NameLexicon LoadDefault() => Load(Path.Combine(AppContext.BaseDirectory, "models", "gazetteer"));

    /// <summary>What a common noun most often names; null where it names nobody.</summary>
    /// <param name="lemma">Lower case, singular.</param>
    public NounKind? KindOf(string lemma) => _nouns.TryGetValue(lemma, out var noun) ? noun.Kind : null;

    /// <summary>The gender that a noun shows, or null.</summary>
    public char? GenderOf(string lemma) => _nouns.TryGetValue(lemma, out var noun) ? noun.Gender : null;

    /// <summary>Whether the folded name is a known organisation's, or its acronym of three letters or more.</summary>
    internal bool IsOrganisation(string folded) => _organisations.ContainsKey(folded) || folded.Length >= 3 && _acronyms.ContainsKey(folded);

    /// <summary>The folded name of the organisation that a folded acronym stands for, or null.</summary>
    internal string? FullName(string acronym) => _acronyms.GetValueOrDefault(acronym);

    /// <summary>The evidence that the words of a folded name give for its type.</summary>
    internal IEnumerable<(EntityType Type, double Weight)> Evidence(string[] words)
    {
        if (words.Length == 1) foreach (var item in Find(words[0], "whole")) yield return item;
        if (words.Length < 2) yield break;
        foreach (var item in Find(words[^1], "last")) yield return item;
        foreach (var item in Find(words[0], "first")) yield return item;
        for (var i = 1; i + 1 < words.Length; i++)
            if (words[i] is "of" or "for")
            {
                foreach (var item in Find(words[i - 1], "of")) yield return item;
                if (i >= 2) foreach (var item in Find(words[i - 1], "last")) yield return (item.Type, item.Weight * 0.7);
                yield break;
            }
    }

    private List<(EntityType Type, double Weight)> Find(string word, string position) => _nameWords.GetValueOrDefault((word, position)) ?? [];
}
