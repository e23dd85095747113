namespace KnowledgeGraph.Resolution;

/// <summary>
/// Texts to stories: which tell of the same happenings, by the words that they share and others lack. Cosine of tf-idf vectors, joined by average
/// linkage (Sokal and Michener 1958) from the most alike down. For corpora up to some thousands of texts: memory grows with the pairs that share words.
/// </summary>
public static class StoryClusters
{
    /// <summary>Mean likeness between two groups from which they tell one story.</summary>
    public const double Threshold = 0.15;

    // Words in more texts than this tell nothing apart.
    private const double Everyday = 0.2;

    /// <summary>The story of each text, in their order: 0, 1, ... by first text.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<string> texts, double threshold = Threshold)
    {
        var likeness = Likeness(Vectors(texts));
        var members = Enumerable.Range(0, texts.Count).ToDictionary(i => i, i => new List<int> { i });
        var queue = new PriorityQueue<(int A, int B, double Likeness), (double, int, int)>();
        void Offer(int a, int b, double value)
        {
            if (value >= threshold) queue.Enqueue((Math.Min(a, b), Math.Max(a, b), value), (-value, Math.Min(a, b), Math.Max(a, b)));
        }
        for (var a = 0; a < likeness.Count; a++)
            foreach (var (b, value) in likeness[a])
                if (a < b) Offer(a, b, value);
        while (queue.TryDequeue(out var pair, out _))
        {
            if (!members.ContainsKey(pair.A) || !members.ContainsKey(pair.B) || likeness[pair.A].GetValueOrDefault(pair.B) != pair.Likeness) continue;
            Join(pair.A, pair.B, members, likeness, Offer);
        }
        var story = new int[texts.Count];
        foreach (var (group, index) in members.Values.OrderBy(group => group.Min()).Select((group, index) => (group, index)))
            foreach (var text in group) story[text] = index;
        return story;
    }

    private static void Join(int a, int b, Dictionary<int, List<int>> members, List<Dictionary<int, double>> likeness, Action<int, int, double> offer)
    {
        double sizeA = members[a].Count, sizeB = members[b].Count;
        var joined = new Dictionary<int, double>();
        foreach (var other in likeness[a].Keys.Concat(likeness[b].Keys).Distinct())
            if (other != a && other != b && members.ContainsKey(other))
                joined[other] = (sizeA * likeness[a].GetValueOrDefault(other) + sizeB * likeness[b].GetValueOrDefault(other)) / (sizeA + sizeB);
        members[a].AddRange(members[b]);
        members.Remove(b);
        likeness[a] = joined;
        foreach (var (other, value) in joined)
        {
            likeness[other].Remove(b);
            likeness[other][a] = value;
            offer(a, other, value);
        }
    }

    private static List<Dictionary<string, double>> Vectors(IReadOnlyList<string> texts)
    {
        var counts = texts.Select(text => Folding.Fold(text).Split(' ').Where(word => word.Length > 2).Select(WordStem.Of).GroupBy(word => word).ToDictionary(group => group.Key, group => group.Count())).ToList();
        var spread = counts.SelectMany(count => count.Keys).GroupBy(word => word).ToDictionary(group => group.Key, group => group.Count());
        return [.. counts.Select(count =>
        {
            var vector = count.Where(pair => spread[pair.Key] > 1 && spread[pair.Key] < Math.Max(2.5, Everyday * texts.Count))
                .ToDictionary(pair => pair.Key, pair => (1 + Math.Log(pair.Value)) * Math.Log((double)texts.Count / spread[pair.Key]));
            var length = Math.Sqrt(vector.Values.Sum(value => value * value));
            return length > 0 ? vector.ToDictionary(pair => pair.Key, pair => pair.Value / length) : vector;
        })];
    }

    private static List<Dictionary<int, double>> Likeness(List<Dictionary<string, double>> vectors)
    {
        var likeness = vectors.ConvertAll(_ => new Dictionary<int, double>());
        var byWord = vectors.SelectMany((vector, index) => vector.Select(pair => (pair.Key, Index: index, pair.Value))).GroupBy(item => item.Key);
        foreach (var word in byWord.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var here = word.ToList();
            for (var i = 0; i < here.Count; i++)
                for (var j = 0; j < i; j++)
                {
                    int a = here[i].Index, b = here[j].Index;
                    var value = likeness[a].GetValueOrDefault(b) + here[i].Value * here[j].Value;
                    likeness[a][b] = value;
                    likeness[b][a] = value;
                }
        }
        return likeness;
    }
}
