using KnowledgeGraph.Extraction.Entities;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Model;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Mentions;

/// <summary>
/// Names that the recogniser passed over: other occurrences of a name that it found elsewhere, a surname of a full name, and runs of proper nouns
/// that the gazetteer, a title or the name's own words show to be one.
/// </summary>
internal sealed class MissedNames(Doc doc, Gazetteer gazetteer, NameLexicon lexicon)
{
    private const double Repeated = 0.8, Inferred = 0.65;

    /// <summary>The given names with those added, in text order, without overlap.</summary>
    public List<FoundMention> Add(IReadOnlyList<FoundMention> names)
    {
        var covered = new bool[doc.Count];
        foreach (var name in names) for (var i = name.First; i < name.End; i++) covered[i] = true;
        var all = new List<FoundMention>(names);
        Repetitions(names, covered, all);
        BracketedAcronyms(names, covered, all);
        Runs(covered, all);
        all.Sort((a, b) => a.First.CompareTo(b.First));
        return all;
    }

    private void Repetitions(IReadOnlyList<FoundMention> names, bool[] covered, List<FoundMention> all)
    {
        var lowerCase = doc.Where(token => token.Text.Length > 0 && char.IsLower(token.Text[0])).Select(token => token.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var known = new Dictionary<string, List<(string[] Words, EntityType Type)>>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (name.DemonymOf is not null) continue;
            var words = new string[name.Length];
            for (var i = 0; i < words.Length; i++) words[i] = doc[name.First + i].Text;
            Learn(words, name.Type);
            if (name.Type == EntityType.Person && words.Length > 1) Learn([words[^1]], EntityType.Person);
        }
        foreach (var list in known.Values) list.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));

        for (var i = 0; i < doc.Count; i++)
        {
            if (covered[i] || !known.TryGetValue(doc[i].Text, out var candidates)) continue;
            foreach (var (words, type) in candidates)
            {
                if (!Fits(i, words, covered)) continue;
                Cover(new(i, i + words.Length, NameFinder.HeadOf(doc, i, i + words.Length), MentionKind.Name, type, Repeated), covered, all);
                break;
            }
        }

        void Learn(string[] words, EntityType type)
        {
            if (!char.IsUpper(words[0], 0) || words.Length == 1 && (words[0].Length < 2 || lowerCase.Contains(words[0]))) return;
            if (!known.TryGetValue(words[0], out var list)) known[words[0]] = list = [];
            if (!list.Exists(entry => entry.Words.AsSpan().SequenceEqual(words))) list.Add((words, type));
        }
    }

    // "International Organization for Renewable Energies (IRENA)": known by its capitals after an organisation's name.
    private void BracketedAcronyms(IReadOnlyList<FoundMention> names, bool[] covered, List<FoundMention> all)
    {
        foreach (var name in names)
        {
            var at = name.End + 1;
            if (name.Length < 2 || at + 1 >= doc.Count || doc[name.End].Text != "(" || doc[at + 1].Text != ")" || covered[at]) continue;
            var text = doc[at].Text;
            if (text.Length is >= 2 and <= 8 && text.All(char.IsUpper) && text[0] == char.ToUpperInvariant(doc[name.First].Text[0]))
                Cover(new(at, at + 1, at, MentionKind.Name, name.Type, Repeated), covered, all);
        }
    }

    private bool Fits(int at, string[] words, bool[] covered)
    {
        if (at + words.Length > doc.Count) return false;
        for (var k = 0; k < words.Length; k++) if (covered[at + k] || doc[at + k].Text != words[k]) return false;
        return words.Length > 1 || doc[at].Tag is "NNP" or "NNPS" || doc[at].Pos == "PROPN" || !doc[at].IsSentenceStart && doc[at].Tag is ("NN" or "JJ");
    }

    private void Runs(bool[] covered, List<FoundMention> all)
    {
        for (var i = 0; i < doc.Count;)
        {
            if (covered[i] || !IsProper(doc[i])) { i++; continue; }
            var end = i + 1;
            while (end < doc.Count && !covered[end] && (IsProper(doc[end]) || doc[end].Text is ("of" or "&" or "-" or "for") && end + 1 < doc.Count && !covered[end + 1] && IsProper(doc[end + 1]))) end++;
            while (end > i + 1 && !IsProper(doc[end - 1])) end--;
            Run(i, end, covered, all);
            i = end;
        }
    }

    private void Run(int first, int end, bool[] covered, List<FoundMention> all)
    {
        var start = first;
        while (start < end - 1 && Titles.Contains(doc[start].Text)) start++;
        var titled = start > first;
        if (!IsProper(doc[start])) return;
        var text = doc.Slice(start, end).Text;
        var words = NameForms.Words(NameForms.Fold(text));
        if (words.Length == 0) return;
        if (gazetteer.FindCountry(text) is not null && (text.Length > 3 || !text.Any(char.IsLower))) Found(start, EntityType.Place);
        else if (titled && words.Length <= 3 && words[^1].Length > 2 && !Titles.Contains(words[^1]) && lexicon.KindOf(words[^1]) is null) Found(start, EntityType.Person);
        else if (words.Length is 2 or 3 && gazetteer.NameLists(words[0]).Given >= 3 && gazetteer.NameLists(words[^1]).Surname > 0 && lexicon.KindOf(words[^1]) is null) Found(start, EntityType.Person);
        else if ((words.Length >= 2 || !doc[start].IsSentenceStart && text.Length >= 3) && lexicon.IsOrganisation(string.Join(' ', words))) Found(start, EntityType.Organisation);
        else if (words.Length >= 2 && lexicon.Evidence(words).Where(x => x.Weight >= 3).Select(x => (EntityType?)x.Type).FirstOrDefault() is { } type && !IsSentenceCase(first, end)) Found(start, type);

        void Found(int from, EntityType type) => Cover(new(from, end, NameFinder.HeadOf(doc, from, end), MentionKind.Name, type, Inferred), covered, all);
    }

    // In a line of capitals, or of capitalised words throughout (a headline), capitals show nothing.
    private bool IsSentenceCase(int first, int end)
    {
        var sentence = doc[first].Sentence;
        int capital = 0, words = 0;
        for (var i = sentence.Start; i < sentence.End; i++)
        {
            if (i >= first && i < end || !char.IsLetter(doc[i].Text, 0)) continue;
            words++;
            if (char.IsUpper(doc[i].Text, 0)) capital++;
        }
        return words < 3 || capital * 2 > words;
    }

    private static bool IsProper(Token token) => token.Tag is "NNP" or "NNPS" && char.IsUpper(token.Text, 0);

    private static void Cover(FoundMention mention, bool[] covered, List<FoundMention> all)
    {
        for (var i = mention.First; i < mention.End; i++) covered[i] = true;
        all.Add(mention);
    }
}
