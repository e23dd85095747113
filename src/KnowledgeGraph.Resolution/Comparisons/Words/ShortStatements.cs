namespace KnowledgeGraph.Resolution;

/// <summary>
/// What somebody says in few words and somebody else denies in another article: "The ferry was overloaded", "the ferry was not overloaded". Their sentences are
/// mostly names and offices, so that as sentences they have little in common.
/// </summary>
internal static class ShortStatements
{
    /// <summary>Groups of statements with the word that one of them denies, by that word.</summary>
    /// <param name="passages">Sentences that tell of one event.</param>
    /// <param name="isDenied">Whether one of two denies what the other affirms.</param>
    public static IEnumerable<(PassageGroup Group, string Denied)> Of(IEnumerable<Passage> passages, Func<Passage, Passage, bool> isDenied)
    {
        // What a word ties to an event is compared by its sentence.
        var said = passages.Where(passage => !passage.EvokesAny).Select(passage => passage.AsSaid()).OfType<Passage>().ToList();
        var words = new SortedDictionary<string, HashSet<Passage>>(StringComparer.Ordinal);
        foreach (var (index, a) in said.Index())
            foreach (var b in said.Skip(index + 1))
            {
                if (a.Article == b.Article || !IsOfOneThing(a, b) || !isDenied(a, b)) continue;
                var word = Denied(a, b) ?? Denied(b, a)!;
                if (!words.TryGetValue(word, out var sides)) words[word] = sides = [];
                sides.UnionWith([a, b]);
            }
        return words.Select(pair => (new PassageGroup([.. Passage.Ordered(pair.Value)], pair.Key), pair.Key));
    }

    // What is said of a thing comes last: "the ferry was overloaded".
    private static string? Denied(Passage denying, Passage affirming) =>
        denying.Words.Where(word => word.Denied && affirming.Stems.Contains(word.Stem)).Select(word => word.Surface).LastOrDefault();

    // One of them says little that the other does not.
    private static bool IsOfOneThing(Passage a, Passage b)
    {
        var least = Math.Min(a.Stems.Count, b.Stems.Count);
        return least >= 2 && a.Stems.Count(b.Stems.Contains) * 3 >= least * 2;
    }
}
