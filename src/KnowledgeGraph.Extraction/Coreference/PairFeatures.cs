using static KnowledgeGraph.Extraction.Coreference.CorefVocabulary;

namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>
/// Features of a mention and an earlier one: each is a row of one table, whose parts lie one after another in the order of
/// <see cref="Sizes"/>: 18 that stay and 8 that depend on the earlier one's cluster.
/// </summary>
internal static class PairFeatures
{
    public const int Matches = 13, Static = 18, Count = 26, Window = 70;

    public static readonly int[] Sizes =
    [
        Matches * 18, Matches * 18, 18 * 18, 8 * 18, 9 * 18, 25 * 9, 14 * 14, 12 * 18, 12 * 18, 300, 7 * 7 * 3 * 3 * 2, 5 * 49, 4 * 49, 7 * 18, 7 * 9,
        4 * 18 * 2, 2 * 2 * 18, Matches * 8 * 3,
        Matches * 3 * 2, 6 * 18, 2 * 2 * 18, 6 * 2 * 18, 2 * 3 * 18, 3 * 3, 14 * 18, 2 * 7,
    ];

    public static readonly int[] Offsets = RunningSum();

    private static readonly double[] SentenceEdges = [0, 1, 2, 3, 5, 9, 19];
    private static readonly double[] MentionEdges = [1, 2, 3, 5, 8, 13, 24, 50];
    private static readonly double[] RankEdges = [0, 1, 2, 4, 8];
    private static readonly double[] CosineEdges = [0.1, 0.25, 0.4, 0.6, 0.99];

    /// <summary>How the words of a mention and an earlier one agree: a code whose strength <see cref="MatchOrder"/> gives.</summary>
    public static int Match(CorefMention a, CorefMention b)
    {
        bool pa = a.Group == 0, pb = b.Group == 0;
        if (pa || pb) return pa && pb && a.HeadWord == b.HeadWord ? 1 : 0;
        if (a.String == b.String) return 2;
        if (a.Core == b.Core) return 3;
        if (a.HeadWord == b.HeadWord) return All(a.Premodifiers, b) ? 4 : All(b.Premodifiers, a) ? 5 : 6;
        if (a.Lemma == b.Lemma) return 7;
        if (a.Words.Length > 0 && All(a.Words, b)) return 8;
        if (b.Words.Length > 0 && All(b.Words, a)) return 9;
        if (a.Acronym != 0 && a.Acronym == b.HeadWithoutDots || b.Acronym != 0 && b.Acronym == a.HeadWithoutDots) return 10;
        return b.HasWord(a.HeadWord) || a.HasWord(b.HeadWord) ? 11 : 12;
    }

    /// <summary>Whether two gender codes clash: male and female, or a person and a thing.</summary>
    public static bool Clash(int x, int y) =>
        x != 0 && y != 0 && x != y && !(x == 4 && y is 1 or 2) && !(y == 4 && x is 1 or 2);

    /// <summary>Whether gender and number of two mentions can be one's.</summary>
    public static bool Agree(CorefMention a, CorefMention b) => !Clash(a.Gender, b.Gender) && !(a.Number != 0 && b.Number != 0 && a.Number != b.Number);

    /// <summary>Writes the rows of the static features.</summary>
    /// <param name="d">The document.</param>
    /// <param name="a">The mention.</param>
    /// <param name="b">The earlier mention.</param>
    /// <param name="match">Their <see cref="Match"/>.</param>
    /// <param name="distance">Mentions between them, plus one.</param>
    /// <param name="rank">How many candidates nearer by agree in gender and number; -1 where this one does not.</param>
    /// <param name="cosine">Of their heads' vectors; NaN where one has none.</param>
    /// <param name="rows">Receives <see cref="Static"/> rows.</param>
    public static void Write(CorefDocument d, CorefMention a, CorefMention b, int match, int distance, int rank, float cosine, Span<int> rows)
    {
        int ci = a.Class, cj = b.Class;
        var sentences = Bucket(a.Sentence - b.Sentence, SentenceEdges);
        var relation = Relation(d, a, b);
        var rankCode = rank >= 0 ? Bucket(rank, RankEdges) : 6;
        var cosineCode = float.IsNaN(cosine) ? 0 : 1 + Bucket(cosine, CosineEdges);
        int qa = a.Quote, qb = b.Quote;
        var quote = qa < 0 && qb < 0 ? 0 : qa == qb ? 1 : qb < 0 ? 2 : qa < 0 ? 3 : 4;
        int sa = qa >= 0 ? d.Speaker[qa] : -1, sb = qb >= 0 ? d.Speaker[qb] : -1;
        var speaker = sa >= 0 && b.Head == sa ? 1 : sb >= 0 && a.Head == sb ? 2 : sa >= 0 && sa == sb ? 3 : 0;
        var persons = a.Person * 7 + b.Person;
        var paragraphs = a.Paragraph == b.Paragraph ? 0 : a.Paragraph == b.Paragraph + 1 ? 1 : a.Paragraph == b.Paragraph + 2 ? 2 : 3;
        var sameGovernor = d.Lemma[d.Head[a.Head]] == d.Lemma[d.Head[b.Head]] && d.Head[a.Head] != d.Head[b.Head];

        rows[0] = match * 18 + ci;
        rows[1] = match * 18 + cj;
        rows[2] = ci * 18 + cj;
        rows[3] = sentences * 18 + ci;
        rows[4] = Bucket(distance, MentionEdges) * 18 + ci;
        rows[5] = (a.Gender * 5 + b.Gender) * 9 + a.Number * 3 + b.Number;
        rows[6] = a.Entity * 14 + b.Entity;
        rows[7] = relation * 18 + ci;
        rows[8] = relation * 18 + cj;
        rows[9] = (a.Role * 10 + b.Role) * 3 + Math.Min(sentences, 2);
        rows[10] = ((persons * 3 + d.Side[a.Paragraph]) * 3 + d.Side[b.Paragraph]) * 2 + (paragraphs == 0 ? 1 : 0);
        rows[11] = quote * 49 + persons;
        rows[12] = speaker * 49 + persons;
        rows[13] = rankCode * 18 + ci;
        rows[14] = cosineCode * 9 + Coarse[ci];
        rows[15] = (paragraphs * 18 + ci) * 2 + (b.Title ? 1 : 0);
        rows[16] = ((sameGovernor ? 2 : 0) + (a.Role == b.Role ? 1 : 0)) * 18 + ci;
        rows[17] = (match * 8 + sentences) * 3 + a.Group;
        for (var k = 0; k < Static; k++) rows[k] += Offsets[k];
    }

    // Syntactic relation of a mention to an earlier one.
    private static int Relation(CorefDocument d, CorefMention a, CorefMention b)
    {
        if (a.Head == b.Head) return 1;
        var inside = b.First <= a.First && a.Last <= b.Last;
        var dep = d.Dep[a.Head];
        int ga = d.Head[a.Head], gb = d.Head[b.Head];
        if (ga == b.Head && dep == "appos") return 2;
        if (ga == b.Head && dep == "conj") return 3;
        if (inside) return dep == "poss" && ga == b.Head ? 4 : 5;
        if (a.First <= b.First && b.Last <= a.Last) return 6;
        if (a.Sentence != b.Sentence) return 0;
        if (ga == gb) return dep == "attr" || d.Dep[b.Head] == "attr" ? 7 : 8;
        if (d.Dep[ga] is "prep" or "agent" && d.Head[ga] == gb) return 9;
        return dep == "poss" && d.Head[ga] == gb ? 10 : 11;
    }

    private static bool All(int[] words, CorefMention other)
    {
        foreach (var word in words) if (!other.HasWord(word)) return false;
        return true;
    }

    private static int[] RunningSum()
    {
        var offsets = new int[Sizes.Length];
        for (var i = 1; i < offsets.Length; i++) offsets[i] = offsets[i - 1] + Sizes[i - 1];
        return offsets;
    }
}
