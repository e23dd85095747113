namespace KnowledgeGraph.Resolution;

/// <summary>Passages that tell one thing, of two articles or more.</summary>
/// <param name="Members">By publication, then by id.</param>
/// <param name="Shared">Two words that most of them have, as the first writes them: what people can call the group by.</param>
internal sealed record PassageGroup(IReadOnlyList<Passage> Members, string Shared);

/// <summary>
/// Brings together the passages of different articles that tell one thing: those that have most of their words in common, what all have counting
/// little. Each passage goes to the group that it fits best, in order of publication.
/// </summary>
internal sealed class PassageGroups
{
    /// <summary>Cosine of weighted words from which two passages tell one thing.</summary>
    private const double SameThing = 0.3;

    /// <summary>The same of two sentences by which their articles tell one event.</summary>
    private const double SameEvent = 0.15;

    // A word that most passages have says little of which thing is told.
    private const double Everywhere = 0.35;

    private readonly Dictionary<string, double> _weight = [];
    private readonly Dictionary<Passage, double> _sum = [];
    private readonly List<List<Passage>> _groups = [];
    private readonly Dictionary<Passage, List<Passage>> _groupOf = [];

    private PassageGroups(IReadOnlyCollection<Passage> passages, IReadOnlySet<string> triggers)
    {
        foreach (var word in passages.SelectMany(passage => passage.Stems).GroupBy(stem => stem))
            _weight[word.Key] = triggers.Contains(word.Key) || (passages.Count >= 5 && word.Count() * 2 > passages.Count) ? Everywhere : 1;
        foreach (var passage in passages) _sum[passage] = passage.Stems.Sum(stem => _weight[stem]);
    }

    /// <param name="triggers">Stems of the words that evoke the event: every passage about it has one.</param>
    public static IReadOnlyList<PassageGroup> Of(IReadOnlyCollection<Passage> passages, IReadOnlySet<string> triggers)
    {
        var groups = new PassageGroups(passages, triggers);
        foreach (var (a, b, _) in groups.Alike([.. passages.OrderBy(passage => passage.Id, StringComparer.Ordinal)])
            .OrderByDescending(pair => pair.Likeness).ThenBy(pair => pair.A.Id, StringComparer.Ordinal).ThenBy(pair => pair.B.Id, StringComparer.Ordinal)) groups.Join(a, b);
        return [.. groups._groups.Where(group => group.Select(passage => passage.Article).Distinct().Count() >= 2).Select(groups.Finish)
            .OrderBy(group => group.Members[0].Published ?? DateTimeOffset.MaxValue).ThenBy(group => group.Members[0].Id, StringComparer.Ordinal)];
    }

    private static double Least(Passage a, Passage b) => a.IsMain && b.IsMain ? SameEvent : SameThing;

    // Pairs of two articles that are alike enough, found by the words that they share.
    private IEnumerable<(Passage A, Passage B, double Likeness)> Alike(List<Passage> passages)
    {
        var having = new Dictionary<string, List<int>>();
        foreach (var (index, passage) in passages.Index())
            foreach (var stem in passage.Stems)
            {
                if (!having.TryGetValue(stem, out var list)) having[stem] = list = [];
                list.Add(index);
            }
        var both = new double[passages.Count];
        var telling = new int[passages.Count];
        for (var a = 0; a < passages.Count; a++)
        {
            Array.Clear(both);
            Array.Clear(telling);
            foreach (var stem in passages[a].Stems)
            {
                var weight = _weight[stem];
                foreach (var b in having[stem])
                {
                    both[b] += weight;
                    if (weight >= 1) telling[b]++;
                }
            }
            for (var b = a + 1; b < passages.Count; b++)
                if (telling[b] > 0 && passages[a].Article != passages[b].Article && Likeness(passages[a], passages[b], both[b], telling[b]) is var likeness && likeness >= Least(passages[a], passages[b]))
                    yield return (passages[a], passages[b], likeness);
        }
    }

    private double Likeness(Passage a, Passage b)
    {
        double both = 0;
        var telling = 0;
        foreach (var stem in a.Stems)
            if (b.Stems.Contains(stem))
            {
                both += _weight[stem];
                if (_weight[stem] >= 1) telling++;
            }
        return Likeness(a, b, both, telling);
    }

    // 0 to 1; 0 where they share less than two words that tell something, one for the sentences that tell the event.
    private double Likeness(Passage a, Passage b, double both, int telling) => telling < (a.IsMain && b.IsMain ? 1 : 2) ? 0 : both / Math.Sqrt(_sum[a] * _sum[b]);

    // The surest pairs come first, and a passage stays where it first belonged: what it is second best to makes no bridge.
    private void Join(Passage a, Passage b)
    {
        List<Passage>? one = _groupOf.GetValueOrDefault(a), other = _groupOf.GetValueOrDefault(b);
        if (one is null && other is null)
        {
            _groups.Add([a, b]);
            _groupOf[a] = _groupOf[b] = _groups[^1];
        }
        else if (one is null) Add(other!, a);
        else if (other is null) Add(one, b);
    }

    private void Add(List<Passage> group, Passage passage)
    {
        // With more than one of another article it has to go together as well.
        if (!group.Where(member => member.Article != passage.Article).All(member => Likeness(member, passage) >= Least(member, passage) / 2)) return;
        group.Add(passage);
        _groupOf[passage] = group;
    }

    private PassageGroup Finish(List<Passage> members)
    {
        var ordered = Passage.Ordered(members).ToList();
        var shared = ordered[0].Words.Index()
            .GroupBy(word => word.Item.Stem).Select(word => (word.First().Item, word.First().Index, In: ordered.Count(member => member.Stems.Contains(word.Key))))
            .Where(word => word.In >= 2 && !char.IsAsciiDigit(word.Item.Surface[0]))
            .OrderByDescending(word => _weight[word.Item.Stem]).ThenByDescending(word => word.In).ThenByDescending(word => word.Item.Surface.Length).ThenBy(word => word.Index)
            .Take(2).OrderBy(word => word.Index).Select(word => word.Item.Surface);
        return new(ordered, string.Join('-', shared));
    }
}
