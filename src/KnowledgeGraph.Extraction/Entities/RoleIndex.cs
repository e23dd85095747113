using KnowledgeGraph.Extraction.Mentions;
using KnowledgeGraph.Extraction.Places;
using KnowledgeGraph.Nlp;

namespace KnowledgeGraph.Extraction.Entities;

/// <summary>
/// Which roles the article gives to whom: "US President X", "Y, the foreign minister of Z", "Z's army chief, W". A description with the same role
/// and country then means that bearer.
/// </summary>
internal sealed class RoleIndex(Doc doc, Gazetteer gazetteer, NameLexicon lexicon)
{
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "former", "ex", "late", "then", "outgoing", "incoming", "new", "current", "acting", "affairs", "mr", "the", "of", "for", "and", "his", "her", "’s", "'s", "senior", "longtime", "embattled", "incumbent",
    };

    private readonly List<(EntityDraft Bearer, string Noun, HashSet<string> Words, string? Country)> _roles = [];

    /// <summary>Learns the roles in the phrase before a name and in appositions beside it.</summary>
    public void Learn(EntityDraft bearer, FoundMention name, FoundMention?[] nameAt)
    {
        // Modifiers before the name, part of its phrase.
        var first = Math.Min(doc[name.Head].LeftEdge.Index, name.First);
        for (var i = Math.Max(first, doc[name.Head].Sentence.Start); i < name.First; i++)
            if (IsRole(i) && (doc[i].HeadIndex >= name.First && doc[i].HeadIndex < name.End || i == name.First - 1)) Add(bearer, i, first, name.First, nameAt);
        // "Minister of Foreign Affairs X": the role governs the name, or the name ends its phrase.
        var previous = name.First - 1;
        while (previous >= 0 && doc[previous].Pos is ("PROPN" or "NOUN" or "ADJ") && nameAt[previous] is null && name.First - previous <= 6) previous--;
        for (var i = previous + 1; i < name.First; i++) if (IsRole(i)) Add(bearer, i, Phrases.Of(doc, i).First, name.First, nameAt);
        if (previous >= 1 && doc[previous].Text == "of" && IsRole(previous - 1)) Add(bearer, previous - 1, Phrases.Of(doc, previous - 1).First, name.First, nameAt);
        Appositions(bearer, name, nameAt);
    }

    /// <summary>The one bearer of the description's role and country; null where there is none or more than one.</summary>
    public EntityDraft? Find(int head, int first, int end, FoundMention?[] nameAt)
    {
        var noun = doc[head].Lemma.ToLowerInvariant();
        var (words, country) = Describe(head, first, end, nameAt);
        EntityDraft? found = null;
        foreach (var role in _roles)
        {
            if (role.Noun != noun || country is not null && role.Country is not null && country != role.Country) continue;
            if (country is not null && role.Country is null && words.Count == 0) continue;
            if (!words.IsSubsetOf(role.Words)) continue;
            if (found is not null && found != role.Bearer) return null;
            found = role.Bearer;
        }
        return found;
    }

    /// <summary>
    /// Whether a description cannot mean a bearer, by its role: another of the same noun ("deputy prime minister" of one known as foreign minister),
    /// or of another country.
    /// </summary>
    public bool Contradicts(EntityDraft bearer, int head, FoundMention?[] nameAt)
    {
        var (first, end) = Phrases.Of(doc, head);
        var noun = doc[head].Lemma.ToLowerInvariant();
        var (words, country) = Describe(head, first, end, nameAt);
        var contradicts = false;
        foreach (var role in _roles)
        {
            if (role.Bearer != bearer || role.Noun != noun) continue;
            if (words.IsSubsetOf(role.Words) && (country is null || role.Country is null || country == role.Country)) return false;
            contradicts |= role.Words.Count > 0 && words.Count > 0 && !role.Words.IsSubsetOf(words) || country is not null && role.Country is not null && country != role.Country;
        }
        return contradicts;
    }

    private void Appositions(EntityDraft bearer, FoundMention name, FoundMention?[] nameAt)
    {
        foreach (var child in doc[name.Head].Rights)
            if (child.Dep == "appos" && IsRole(child.Index))
            {
                var (first, end) = Phrases.Of(doc, child.Index);
                Add(bearer, child.Index, first, end, nameAt);
            }
        var head = doc[name.Head].Head;
        if (doc[name.Head].Dep == "appos" && IsRole(head.Index))
        {
            var (first, end) = Phrases.Of(doc, head.Index);
            Add(bearer, head.Index, first, Math.Max(end, head.Index + 1), nameAt);
        }
        // "X is the president of Y".
        if (doc[name.Head].Dep == "nsubj" && head.Lemma == "be")
            foreach (var child in head.Rights)
                if (child.Dep == "attr" && IsRole(child.Index))
                {
                    var (first, end) = Phrases.Of(doc, child.Index);
                    Add(bearer, child.Index, first, end, nameAt);
                }
    }

    private bool IsRole(int token) => doc[token].Pos is ("NOUN" or "PROPN") && doc[token].Tag is ("NN" or "NNP") && lexicon.KindOf(doc[token].Lemma.ToLowerInvariant()) == NounKind.Person;

    private void Add(EntityDraft bearer, int noun, int first, int end, FoundMention?[] nameAt)
    {
        var (words, country) = Describe(noun, first, end, nameAt);
        _roles.Add((bearer, doc[noun].Lemma.ToLowerInvariant(), words, country));
    }

    private (HashSet<string> Words, string? Country) Describe(int noun, int first, int end, FoundMention?[] nameAt)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        string? country = null;
        for (var i = first; i < end; i++)
        {
            if (i == noun || doc[i].IsSpace) continue;
            var text = doc[i].Text;
            var code = nameAt[i]?.DemonymOf ?? (char.IsUpper(text[0]) ? (gazetteer.FindDemonym(text) ?? (text.Length > 3 || text.All(c => char.IsUpper(c) || c == '.') ? gazetteer.FindCountry(text) : null) ?? gazetteer.FindCapital(text))?.Code : null);
            if (code is not null) { country ??= code; continue; }
            if (nameAt[i] is not null) continue;
            var word = text.ToLowerInvariant();
            if (doc[i].Pos is ("NOUN" or "ADJ" or "PROPN") && !Passing.Contains(word)) words.Add(word);
        }
        return (words, country);
    }
}
