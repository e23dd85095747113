namespace KnowledgeGraph.Resolution;

/// <summary>
/// Whether two names can be one person's. Words are paired one to one, each word with the one that costs least; what stays over on one side is a
/// middle name, what stays over on both sides is another person.
/// </summary>
public static class PersonNames
{
    /// <summary>The score from which two names are called one person's when nothing else is known.</summary>
    public const double Threshold = 0.6;

    public static MatchScore Compare(string a, string b) => Compare(PersonName.Parse(a), PersonName.Parse(b));

    public static MatchScore Compare(PersonName a, PersonName b)
    {
        if (a.Tokens.Count == 0 || b.Tokens.Count == 0) return MatchScore.No("a name without words");
        string whole = string.Concat(a.Tokens), other = string.Concat(b.Tokens);
        if (whole == other) return new(1, ["the same words"]);
        var asOne = TokenDistance.Between(whole, other);
        if (asOne <= 0.3) return new(0.98, ["the same sound"]);

        var skeletons = a.IsAbjad != b.IsAbjad;
        var pairs = Pair(a.Tokens, b.Tokens, skeletons);
        var reasons = new List<string>();
        double cost = 0, weight = 0;
        var edited = 0;
        foreach (var pair in pairs)
        {
            cost += pair.Penalty;
            weight += pair.Weight;
            if (pair.Reason is not null) reasons.Add(pair.Reason);
            if (pair.Penalty >= 0.3) edited++;
        }
        var (freeA, freeB) = (Free(a, pairs.Select(pair => pair.A)), Free(b, pairs.Select(pair => pair.B)));
        if (pairs.Count == 0) return MatchScore.No("no word in common");
        if (freeA.Count > 0 && freeB.Count > 0)
            return OneWordApart(a, b, pairs, asOne, freeA, freeB) ?? new(0.2, [.. reasons, $"'{string.Join(' ', freeA)}' against '{string.Join(' ', freeB)}'"]);
        if (a.HasPatronym && b.HasPatronym && !InOrder(pairs)) return new(0.2, [.. reasons, "son and father change places"]);
        var extra = freeA.Count + freeB.Count;
        var shorter = Math.Min(a.Tokens.Count, b.Tokens.Count);
        if (shorter == 1 && extra > 0) return Bare(a, b, pairs[0], reasons);
        if (extra > 0) reasons.Add($"without '{string.Join(' ', freeA.Concat(freeB))}'");
        var score = 1 - cost / weight - 0.04 * Math.Min(extra, 3) - (edited > 1 ? 0.1 * (edited - 1) : 0) - (edited > 0 && extra > 0 ? 0.06 : 0);
        return new(Math.Clamp(score, 0, 1), reasons);
    }

    // One word against a full name: fits where it is the family name (or the only one that a title leaves).
    private static MatchScore Bare(PersonName a, PersonName b, WordPair pair, List<string> reasons)
    {
        var (full, at) = a.Tokens.Count > 1 ? (a, pair.A) : (b, pair.B);
        var isLast = at == full.Tokens.Count - 1;
        reasons.Add(isLast ? "a family name alone" : "a given name alone");
        return new(Math.Max(0, (isLast ? 0.65 : 0.35) - pair.Penalty), reasons);
    }

    // "KO TAE BIN" and "KO TAE HUN" are two people; "Kim Myong-sik" and "Kim Myong-guk" too. But a word cut in two or run together is a spelling.
    private static MatchScore? OneWordApart(PersonName a, PersonName b, List<WordPair> pairs, double asOne, List<string> freeA, List<string> freeB)
    {
        if (pairs.Count == 0 || asOne > 1.2) return null;
        return TokenDistance.Between(string.Concat(freeA), string.Concat(freeB)) <= 0.6 ? new(0.8, ["words parted in another way"]) : null;
    }

    private static List<string> Free(PersonName name, IEnumerable<int> used)
    {
        var taken = used.ToHashSet();
        return [.. name.Tokens.Where((_, index) => !taken.Contains(index))];
    }

    private static bool InOrder(List<WordPair> pairs)
    {
        var last = -1;
        foreach (var pair in pairs.OrderBy(pair => pair.A))
        {
            if (pair.B < last) return false;
            last = pair.B;
        }
        return true;
    }

    private readonly record struct WordPair(int A, int B, double Penalty, double Weight, string? Reason);

    private static List<WordPair> Pair(IReadOnlyList<string> a, IReadOnlyList<string> b, bool skeletons)
    {
        var candidates = new List<WordPair>();
        for (var i = 0; i < a.Count; i++)
            for (var j = 0; j < b.Count; j++)
                if (Words(a, i, b, j, skeletons) is { } pair) candidates.Add(pair);
        candidates.Sort((x, y) =>
            x.Penalty != y.Penalty ? x.Penalty.CompareTo(y.Penalty)
            : y.Weight != x.Weight ? y.Weight.CompareTo(x.Weight)
            : Math.Abs(x.A - x.B) != Math.Abs(y.A - y.B) ? Math.Abs(x.A - x.B).CompareTo(Math.Abs(y.A - y.B))
            : (x.A, x.B).CompareTo((y.A, y.B)));
        var pairs = new List<WordPair>();
        foreach (var candidate in candidates)
            if (pairs.TrueForAll(pair => pair.A != candidate.A && pair.B != candidate.B)) pairs.Add(candidate);
        return pairs;
    }

    private static WordPair? Words(IReadOnlyList<string> a, int i, IReadOnlyList<string> b, int j, bool skeletons)
    {
        string x = a[i], y = b[j];
        double weight = Math.Max(x.Length, y.Length);
        if (x == y) return new(i, j, 0, weight, null);
        if (x.Length == 1 || y.Length == 1)
            return x[0] == y[0] ? new(i, j, 0.05 * weight, weight, $"initial {(x.Length == 1 ? x : y)}") : null;
        if (skeletons)
            return SoundForm.Skeleton(x) == SoundForm.Skeleton(y) ? new(i, j, 0.05 * weight, weight, $"'{x}' has the consonants of '{y}'") : null;
        var isGiven = i < a.Count - 1 || j < b.Count - 1 || a.Count == 1 || b.Count == 1;
        if (isGiven && Nicknames.Share(x, y)) return new(i, j, 0.05 * weight, weight, $"'{x}' stands for '{y}'");
        if (isGiven && IsShortForm(x, y)) return new(i, j, 0.12 * weight, weight, $"'{x}' is short for '{y}'");
        if (x.Length == 2 && y.Length > 2 && a.Count > 1 && i == 0 && Initials(x, b, j)) return new(i, j, 0.1 * weight, weight, $"'{x}' are initials");
        var distance = TokenDistance.Between(x, y);
        var allowance = TokenDistance.Allowance(Math.Min(x.Length, y.Length));
        if (distance > allowance) return null;
        return new(i, j, distance <= 0.1 ? 0.02 * weight : 0.35 * weight * distance / Math.Max(allowance, 1), weight, $"'{x}' is close to '{y}'");
    }

    private static bool IsShortForm(string x, string y)
    {
        var (small, large) = x.Length < y.Length ? (x, y) : (y, x);
        return small.Length >= 3 && large.Length - small.Length >= 2 && large.StartsWith(small, StringComparison.Ordinal);
    }

    private static bool Initials(string letters, IReadOnlyList<string> words, int at) =>
        words[at][0] == letters[0] && at + 1 < words.Count && words[at + 1][0] == letters[1];
}
