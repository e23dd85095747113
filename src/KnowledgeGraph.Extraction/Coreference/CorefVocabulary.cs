using System.Collections.Frozen;

namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>The closed sets of the ranker. The order of each list is its index in the weights and must not change.</summary>
internal static class CorefVocabulary
{
    public const int It = 5, They = 6, DemonstrativePronoun = 7, OtherPronoun = 8, Name = 9, Date = 10, Definite = 11, Demonstrative = 12,
        Possessive = 13, Indefinite = 14, Quantified = 15, Bare = 16, Coordination = 17, I = 0, We = 1, You = 2, He = 3, She = 4;

    public static readonly string[] Classes =
        ["I", "we", "you", "he", "she", "it", "they", "dempron", "otherpron", "name", "date", "def", "demdet", "poss", "indef", "quant", "bare", "coord"];

    public static readonly string[] Kinds = ["pron", "full", "coord", "noconj", "noappos", "norel", "nobracket", "ent", "entposs", "run"];

    public static readonly string[] Entities =
        ["", "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "DATE", "TIME", "other"];

    /// <summary>Class to one of nine coarse classes.</summary>
    public static readonly int[] Coarse = [0, 0, 0, 1, 1, 2, 3, 4, 4, 5, 6, 7, 7, 7, 8, 8, 8, 6];

    /// <summary>Class to 0 pronoun, 1 name, 2 nominal.</summary>
    public static readonly int[] Group = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2];

    /// <summary>Class to 1 I, 2 we, 3 you, 4 third person, 5 name, 6 nominal.</summary>
    public static readonly int[] Person = [1, 2, 3, 4, 4, 4, 4, 4, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6];

    /// <summary>Strength of each code of <see cref="PairFeatures.Match"/>: lower is stronger.</summary>
    public static readonly int[] MatchOrder = [9, 8, 0, 1, 2, 3, 10, 11, 4, 6, 5, 7, 12];

    public static readonly FrozenDictionary<string, int> PronounClass = Pronouns();

    public static readonly FrozenSet<string> NameEntities =
        Set("PERSON ORG GPE LOC FAC NORP PRODUCT EVENT WORK_OF_ART LAW LANGUAGE");

    public static readonly FrozenDictionary<string, int> Roles = new Dictionary<string, int>
    {
        ["nsubj"] = 1,
        ["nsubjpass"] = 2,
        ["csubj"] = 1,
        ["dobj"] = 3,
        ["dative"] = 3,
        ["pobj"] = 4,
        ["poss"] = 5,
        ["attr"] = 6,
        ["appos"] = 7,
        ["conj"] = 8,
        ["compound"] = 9,
        ["nmod"] = 9,
        ["amod"] = 9,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenDictionary<string, int> Determiners = new Dictionary<string, int>
    {
        ["the"] = 1,
        ["a"] = 2,
        ["an"] = 2,
        ["this"] = 3,
        ["that"] = 4,
        ["these"] = 5,
        ["those"] = 6,
        ["no"] = 8,
        ["some"] = 9,
        ["any"] = 9,
        ["all"] = 10,
        ["both"] = 10,
        ["each"] = 11,
        ["every"] = 11,
        ["another"] = 12,
        ["other"] = 12,
        ["such"] = 13,
        ["many"] = 14,
        ["most"] = 14,
        ["several"] = 14,
        ["one"] = 15,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenSet<string> Demonstratives = Set("this that these those");

    public static readonly FrozenSet<string> Quantifiers =
        Set("some any no every each all both many most few several more another either neither much half other");

    public static readonly FrozenSet<string> DropWords =
        Set("the a an this that these those my your his her its our their 's ’s ' ’ of in on at for to and or , . - -- – — \" “ ” ( ) ; :");

    public static readonly FrozenSet<string> Say = Set(
        "say tell add state note argue claim report announce explain write tweet insist declare suggest warn believe think acknowledge assert " +
        "contend reply respond admit ask confirm deny conclude remark describe comment recall");

    public static readonly FrozenSet<string> LeftTrim = Set(", . ; : - -- – — ) ] ! ? … ” ’ ' * and or but");

    public static readonly FrozenSet<string> RightTrim = Set(", . ; : - -- – — ( [ ! ? … “ ‘ *");

    public static int EntityIndex(string label)
    {
        var index = Array.IndexOf(Entities, label);
        return index < 0 ? Entities.Length - 1 : index;
    }

    /// <summary>Index of the first edge that the value is not above.</summary>
    public static int Bucket(double value, ReadOnlySpan<double> edges)
    {
        for (var i = 0; i < edges.Length; i++) if (value <= edges[i]) return i;
        return edges.Length;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, int> Pronouns()
    {
        var classes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, words) in new[]
        {
            (I, "i me my mine myself"), (We, "we us our ours ourselves 's"), (You, "you your yours yourself yourselves"), (He, "he him his himself"),
            (She, "she her hers herself"), (It, "it its itself"), (They, "they them their theirs themselves 'em"),
        })
            foreach (var word in words.Split(' ')) classes[word] = index;
        return classes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
