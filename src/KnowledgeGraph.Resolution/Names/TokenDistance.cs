namespace KnowledgeGraph.Resolution;

/// <summary>
/// Weighted edit distance of two folded words after <see cref="SoundForm"/>: letters that are taken for each other between languages
/// (vowels, voiced and unvoiced pairs) cost half, a neighbours' swap costs one.
/// </summary>
public static class TokenDistance
{
    /// <summary>0 for equal sound; otherwise the least cost of edits.</summary>
    public static double Between(string a, string b)
    {
        if (a == b) return 0;
        string x = SoundForm.Of(a), y = SoundForm.Of(b);
        if (x == y) return 0.1;
        return Math.Min(Edit(x, y), Edit(a, b) + 0.1);
    }

    /// <summary>
    /// What a spelling may differ by and still be the same word: nothing for two letters, one edit for four to six, two for ten or more.
    /// </summary>
    public static double Allowance(int length) => length switch { <= 2 => 0.1, 3 => 0.5, <= 6 => 1.0, <= 9 => 1.5, _ => 2.0 };

    private static double Edit(string x, string y)
    {
        if (Math.Abs(x.Length - y.Length) > 4) return Math.Max(x.Length, y.Length);
        Span<double> two = stackalloc double[y.Length + 1], one = stackalloc double[y.Length + 1], row = stackalloc double[y.Length + 1];
        for (var j = 1; j <= y.Length; j++) one[j] = one[j - 1] + Gap(y, j - 1);
        for (var i = 1; i <= x.Length; i++)
        {
            row[0] = one[0] + Gap(x, i - 1);
            for (var j = 1; j <= y.Length; j++)
            {
                var best = Math.Min(one[j - 1] + Swap(x[i - 1], y[j - 1]), Math.Min(one[j] + Gap(x, i - 1), row[j - 1] + Gap(y, j - 1)));
                if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1]) best = Math.Min(best, two[j - 2] + 1);
                row[j] = best;
            }
            var spare = two;
            two = one;
            one = row;
            row = spare;
        }
        return one[y.Length];
    }

    // A doubled letter costs little, h and a vowel beside a vowel half, others whole.
    private static double Gap(string word, int at) =>
        at > 0 && word[at - 1] == word[at] ? 0.2
        : word[at] == 'h' ? 0.5
        : SoundForm.IsVowel(word[at]) && at > 0 && SoundForm.IsVowel(word[at - 1]) ? 0.5
        : 1;

    private static double Swap(char a, char b)
    {
        if (a == b) return 0;
        if (SoundForm.IsVowel(a) && SoundForm.IsVowel(b)) return 0.5;
        return (a < b ? (a, b) : (b, a)) switch
        {
            ('b', 'p') or ('d', 't') or ('g', 'k') or ('s', 'z') or ('f', 'v') or ('c', 'k') or ('c', 's') or ('g', 'h') or ('h', 'k')
                or ('b', 'v') or ('b', 'f') or ('s', 'x') or ('k', 'x') or ('0', 'o') or ('1', 'i') or ('1', 'l') => 0.5,
            _ => 1,
        };
    }
}
