using static KnowledgeGraph.Extraction.Coreference.CorefVocabulary;

namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>A candidate mention with all that the ranker asks of it. Words are numbers of an <see cref="Interner"/>; 0 is the empty word.</summary>
internal sealed class CorefMention
{
    public required int First, Last, Head, Kind, Class, Sentence, Paragraph, Quote, Entity, Number, Gender, Person, Role;

    /// <summary>Whether it stands in the first paragraph.</summary>
    public required bool Title;

    /// <summary>Whether words follow the head (a possessive mark does not count).</summary>
    public required bool Postmodified;

    public required int[] Premodifiers, Words;

    public required int HeadWord, HeadWithoutDots, Lemma, Core, String, Acronym;

    public required string LemmaText;

    public int Group => CorefVocabulary.Group[Class];

    public bool HasWord(int word) => Array.IndexOf(Words, word) >= 0;
}

/// <summary>Numbers for strings, so that words are compared as integers. Number 0 is the empty string.</summary>
internal sealed class Interner
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal) { [""] = 0 };

    public int Of(string text)
    {
        if (_numbers.TryGetValue(text, out var number)) return number;
        _numbers.Add(text, number = _numbers.Count);
        return number;
    }
}

/// <summary>Describes candidates: class, number, gender, words.</summary>
internal sealed class MentionDescriber(CorefDocument d, CorefLists lists)
{
    private readonly Interner _words = new();

    public List<CorefMention> Describe()
    {
        var candidates = CandidateFinder.Find(d);
        var mentions = new List<CorefMention>(candidates.Count);
        foreach (var (first, last, head, kind) in candidates) mentions.Add(Describe(first, last, head, kind));
        return mentions;
    }

    private CorefMention Describe(int first, int last, int head, int kind)
    {
        var low = d.Lower[head];
        var entity = d.Entity[head];
        var premodifiers = new List<string>();
        for (var k = first; k < head; k++)
            if (!DropWords.Contains(d.Lower[k]) && d.Pos[k] is not ("DET" or "PUNCT")) premodifiers.Add(d.Lower[k]);
        var mentionClass = ClassOf(first, last, head, kind, entity);
        return new()
        {
            First = first,
            Last = last,
            Head = head,
            Kind = kind,
            Class = mentionClass,
            Sentence = d.Sentence[head],
            Paragraph = d.Paragraph[head],
            Quote = d.Quote[head],
            Entity = EntityIndex(entity),
            Number = NumberOf(mentionClass, low, d.Tag[head]),
            Gender = GenderOf(mentionClass, first, last, head, entity, premodifiers),
            Person = CorefVocabulary.Person[mentionClass],
            Role = Roles.GetValueOrDefault(d.Dep[head]),
            Title = d.Paragraph[head] == 0,
            Postmodified = last > head + 1 || last == head + 1 && d.Tag[last] != "POS",
            Premodifiers = [.. premodifiers.Select(_words.Of)],
            Words = WordsOf(first, last),
            HeadWord = _words.Of(low),
            HeadWithoutDots = _words.Of(low.Replace(".", "", StringComparison.Ordinal)),
            Lemma = _words.Of(d.Lemma[head]),
            LemmaText = d.Lemma[head],
            Core = _words.Of(string.Join(' ', premodifiers.Append(low))),
            String = _words.Of(StringOf(first, last)),
            Acronym = _words.Of(AcronymOf(first, last)),
        };
    }

    private int ClassOf(int first, int last, int head, int kind, string entity)
    {
        var low = d.Lower[head];
        var firstWord = d.Lower[first];
        if (kind == 0) return PronounClass.GetValueOrDefault(low, OtherPronoun);
        if (first == last && d.Pos[head] == "PRON") return Demonstratives.Contains(low) ? DemonstrativePronoun : OtherPronoun;
        if (kind == 2) return Coordination;
        if (entity is "DATE" or "TIME") return Date;
        if (d.Pos[head] == "PROPN" || NameEntities.Contains(entity)) return Name;
        if (firstWord == "the") return Definite;
        if (Demonstratives.Contains(firstWord)) return Demonstrative;
        if (d.Tag[first] == "PRP$" || HasPossessor(first, head)) return Possessive;
        if (firstWord is "a" or "an") return Indefinite;
        return Quantifiers.Contains(firstWord) || d.Pos[first] == "NUM" ? Quantified : Bare;
    }

    private bool HasPossessor(int first, int head)
    {
        for (var k = first; k < head; k++)
            if (d.Tag[k] == "POS" && d.Dep[d.Head[k]] == "poss" && d.Head[d.Head[k]] == head) return true;
        return false;
    }

    // 1 singular, 2 plural, 0 unknown.
    private static int NumberOf(int mentionClass, string low, string tag) => mentionClass switch
    {
        I or He or She or It => 1,
        We or They or Coordination => 2,
        _ => low is "this" or "that" ? 1 : low is "these" or "those" ? 2 : tag is "NNS" or "NNPS" ? 2 : tag is "NN" or "NNP" ? 1 : 0,
    };

    // 1 male, 2 female, 3 neuter, 4 person of unknown gender, 0 unknown.
    private int GenderOf(int mentionClass, int first, int last, int head, string entity, List<string> premodifiers)
    {
        var low = d.Lower[head];
        switch (mentionClass)
        {
            case He: return 1;
            case She: return 2;
            case It or Date: return 3;
            case I or You or We: return 4;
            case They or DemonstrativePronoun or OtherPronoun or Coordination: return 0;
        }
        if (entity == "PERSON" || mentionClass == Name && premodifiers.Exists(lists.Titles.ContainsKey))
        {
            string? title = null;
            for (var k = first; k <= last && title is null; k++) if (lists.Titles.ContainsKey(d.Lower[k])) title = d.Lower[k];
            var shown = title is null ? 0 : lists.Titles[title];
            if (shown != 0) return shown;
            var name = premodifiers.Append(low).FirstOrDefault(word => !lists.Titles.ContainsKey(word), "");
            return lists.Given.GetValueOrDefault(name, 4);
        }
        if (NameEntities.Contains(entity)) return entity == "NORP" ? 4 : 3;
        if (lists.Gendered.TryGetValue(low, out var gender) || lists.Gendered.TryGetValue(d.Lemma[head], out gender)) return gender;
        return mentionClass == Name && first == last && lists.Given.TryGetValue(low, out gender) ? gender : 0;
    }

    private int[] WordsOf(int first, int last)
    {
        var words = new List<int>(last - first + 1);
        for (var k = first; k <= last; k++)
        {
            if (DropWords.Contains(d.Lower[k])) continue;
            var word = _words.Of(d.Lower[k]);
            if (!words.Contains(word)) words.Add(word);
        }
        return [.. words];
    }

    private string StringOf(int first, int last)
    {
        if (first == last) return d.Lower[first] is "'s" or "’s" or "the" or "a" or "an" ? "" : d.Lower[first];
        var words = new List<string>(last - first + 1);
        for (var k = first; k <= last; k++)
            if (d.Lower[k] is not ("'s" or "’s") && !(k == first && d.Lower[k] is ("the" or "a" or "an"))) words.Add(d.Lower[k]);
        return string.Join(' ', words);
    }

    private string AcronymOf(int first, int last)
    {
        var initials = "";
        for (var k = first; k <= last; k++)
            if (char.IsUpper(d.Text[k], 0) && !DropWords.Contains(d.Lower[k])) initials += char.IsSurrogate(d.Text[k][0]) ? d.Text[k][..2] : d.Text[k][..1];
        return initials.Length > 1 ? initials.ToLowerInvariant() : "";
    }
}
