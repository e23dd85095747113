namespace KnowledgeGraph.Resolution;

/// <summary>
/// How much a word tells one story from others: the rarer it is in English at large, the more. The measure is a fixed list of words in the order of their
/// frequency (<c>Stories/data/common_words.tsv</c>), so that no article changes what another one's words weigh.
/// </summary>
public static class UnusualWords
{
    private const double Least = 0.05, ShortNumber = 0.5, LongNumber = 0.9;

    // Frequency falls with rank (Zipf); the first words of the list tell nothing apart.
    private const double Everyday = 30, Last = 24000;

    private static readonly Dictionary<string, double> Weights = Read();

    /// <summary>From 0.05 for what stands in every text to 1 for what no list of words has: names, above all.</summary>
    /// <param name="stem">See <see cref="WordStem"/>; or a number in digits.</param>
    public static double Weight(string stem)
    {
        if (!stem.AsSpan().ContainsAnyExceptInRange('0', '9')) return stem.Length < 3 ? ShortNumber : LongNumber;
        return Weights.GetValueOrDefault(stem, 1);
    }

    // A stem is as usual as its most usual word.
    private static Dictionary<string, double> Read()
    {
        var weights = new Dictionary<string, double>();
        foreach (var line in Tables.Lines("stories/common_words.tsv"))
            weights.TryAdd(WordStem.Of(line), Math.Clamp(Math.Log((weights.Count + Everyday) / Everyday) / Math.Log(Last / Everyday), Least, 1));
        return weights;
    }
}
