namespace KnowledgeGraph.Nlp.Parsing;

/// <summary>Sentences from a finished parse: one starts at the left edge of each root's subtree.</summary>
internal static class SentenceBounds
{
    private const int MostRounds = 12;

    /// <summary>Sets <see cref="TokenFlags.SentenceStart"/> (and clears the other flags) of each token; <paramref name="left"/> and <paramref name="right"/> are scratch of the same length.</summary>
    public static void Find(ReadOnlySpan<int> heads, Span<TokenFlags> flags, Span<int> left, Span<int> right)
    {
        var n = heads.Length;
        for (var i = 0; i < n; i++) left[i] = right[i] = i;
        for (var round = 0; round < MostRounds; round++)
        {
            for (var i = 0; i < n; i++) Widen(i, heads, left, right);
            for (var i = n - 1; i >= 0; i--) Widen(i, heads, left, right);
            flags.Clear();
            for (var i = 0; i < n; i++)
                if (heads[i] == i) flags[left[i]] = TokenFlags.SentenceStart;
            if (HoldTheirHeads(heads, flags)) break;
        }
    }

    private static void Widen(int i, ReadOnlySpan<int> heads, Span<int> left, Span<int> right)
    {
        var head = heads[i];
        left[head] = Math.Min(left[head], left[i]);
        right[head] = Math.Max(right[head], right[i]);
    }

    /// <summary>Whether no arc leaves its sentence (edges that depend on each other may need more rounds).</summary>
    private static bool HoldTheirHeads(ReadOnlySpan<int> heads, ReadOnlySpan<TokenFlags> flags)
    {
        var current = 0;
        for (var i = 0; i < heads.Length; i++)
        {
            if (!(i > 0 && flags[i] != 0) && i != heads.Length - 1) continue;
            for (var j = current; j < i; j++)
                if (heads[j] < current || heads[j] > i) return false;
            current = i;
        }
        return true;
    }
}
