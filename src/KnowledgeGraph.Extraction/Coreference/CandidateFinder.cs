namespace KnowledgeGraph.Extraction.Coreference;

/// <summary>
/// Spans that may refer: pronouns; the subtree of each noun-like head, and variants without conjuncts, apposition, clauses, bracket;
/// entities; runs of proper nouns before a noun.
/// </summary>
internal static class CandidateFinder
{
    private const int MostTokens = 60;

    /// <summary>Spans by first token, longer first. The first kind that finds a span keeps it.</summary>
    public static List<(int First, int Last, int Head, int Kind)> Find(CorefDocument d)
    {
        var found = new Dictionary<(int, int), (int Head, int Kind)>();
        for (var i = 0; i < d.Count; i++) if (!d.Space[i]) Phrases(d, i, found);
        Entities(d, found);
        Runs(d, found);
        return [.. found.Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value.Head, pair.Value.Kind)).OrderBy(x => x.Item1).ThenByDescending(x => x.Item2)];
    }

    private static void Add(CorefDocument d, Dictionary<(int, int), (int, int)> found, int low, int high, int head, int kind)
    {
        (low, high) = d.Trim(low, high, head);
        if (high - low <= MostTokens) found.TryAdd((low, high), (head, kind));
    }

    private static void Phrases(CorefDocument d, int i, Dictionary<(int, int), (int, int)> found)
    {
        string tag = d.Tag[i], pos = d.Pos[i], dep = d.Dep[i];
        if (tag is "PRP" or "PRP$")
        {
            Add(d, found, i, i, i, 0);
            return;
        }
        if (tag is "WP" or "WDT" or "EX" or "WP$" or "WRB") return;
        if (dep is "compound" or "amod" or "nmod" or "advmod" or "case" or "det" or "punct" or "expl" or "quantmod") return;
        var nominal = pos is "NOUN" or "PROPN" or "PRON"
            || pos is "NUM" or "ADJ" or "DET" or "SYM" or "X" && dep is "nsubj" or "nsubjpass" or "dobj" or "pobj" or "dative" or "attr" or "conj" or "appos" or "poss";
        if (!nominal) return;

        var children = d.Children[i];
        var lastConjunct = -1;
        bool hasAppos = false, hasClause = false;
        foreach (var c in children)
        {
            if (d.Dep[c] == "conj") lastConjunct = c;
            hasAppos |= d.Dep[c] == "appos";
        }
        bool Joined(int c) => d.Dep[c] is "conj" or "cc" or "preconj" || lastConjunct >= 0 && d.Text[c] == "," && i < c && c < lastConjunct;
        bool Appos(int c) => Joined(c) || d.Dep[c] == "appos";
        bool Clause(int c) => Appos(c) || c > i && d.Dep[c] is ("relcl" or "acl" or "advcl" or "ccomp" or "parataxis" or "npadvmod" or "dep" or "advmod");
        foreach (var c in children) hasClause |= Clause(c) && !Appos(c);

        var (low, high) = d.Span(i);
        Add(d, found, low, high, i, lastConjunct >= 0 ? 2 : 1);
        if (lastConjunct >= 0)
        {
            (low, high) = d.Span(i, Joined);
            Add(d, found, low, high, i, 3);
        }
        if (hasAppos)
        {
            (low, high) = d.Span(i, Appos);
            Add(d, found, low, high, i, 4);
        }
        if (hasClause)
        {
            (low, high) = d.Span(i, Clause);
            Add(d, found, low, high, i, 5);
        }
        (low, high) = d.Span(i, Joined);
        for (var k = i + 1; k <= high; k++)
            if (d.Text[k] == "(")
            {
                Add(d, found, low, k - 1, i, 6);
                break;
            }
    }

    private static void Entities(CorefDocument d, Dictionary<(int, int), (int, int)> found)
    {
        for (var i = 0; i < d.Count;)
        {
            if (!d.EntityTag[i].StartsWith("B-", StringComparison.Ordinal))
            {
                i++;
                continue;
            }
            var j = i + 1;
            while (j < d.Count && d.EntityTag[j].StartsWith("I-", StringComparison.Ordinal)) j++;
            if (d.Entity[i] is not ("CARDINAL" or "ORDINAL" or "PERCENT" or "QUANTITY" or "MONEY"))
            {
                int firstBreak = -1, lastBreak = -1;
                for (var k = i; k < j; k++)
                    if (d.Break[k])
                    {
                        if (firstBreak < 0) firstBreak = k;
                        lastBreak = k;
                    }
                if (firstBreak < 0) Entity(d, found, i, j);
                else
                {
                    Entity(d, found, i, firstBreak);
                    Entity(d, found, lastBreak + 1, j);
                }
            }
            i = j;
        }
    }

    private static void Entity(CorefDocument d, Dictionary<(int, int), (int, int)> found, int a, int b)
    {
        if (a >= b) return;
        var head = b - 1;
        for (var k = b - 1; k >= a; k--)
            if (d.Head[k] < a || d.Head[k] >= b || d.Head[k] == k)
            {
                head = k;
                break;
            }
        Add(d, found, a, b - 1, head, 7);
        if (b < d.Count && d.Tag[b] == "POS") Add(d, found, a, b, head, 8);
    }

    private static void Runs(CorefDocument d, Dictionary<(int, int), (int, int)> found)
    {
        for (var i = 0; i < d.Count;)
        {
            if (d.Pos[i] != "PROPN" || d.Dep[i] is not ("compound" or "nmod" or "amod" or "poss"))
            {
                i++;
                continue;
            }
            var j = i + 1;
            while (j < d.Count && d.Pos[j] == "PROPN" && d.Dep[j] is ("compound" or "nmod" or "amod")) j++;
            if (j < d.Count && d.Pos[j] == "NOUN") Add(d, found, i, j - 1, j - 1, 9);
            i = j;
        }
    }
}
