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
    private readonly List<List<Passage>> _groups = [];

    private PassageGroups(IReadOnlyCollection<Passage> passages, IReadOnlySet<string> triggers)
    {
        foreach (var word in passages.SelectMany(passage => passage.Stems).GroupBy(stem => stem))
            _weight[word.Key] = triggers.Contains(word.Key) || (passages.Count >= 5 && word.Count() * 2 > passages.Count) ? Everywhere : 1;
    }

    /// <param name="triggers">Stems of the words that evoke the event: every passage about it has one.</param>
    public static IReadOnlyList<PassageGroup> Of(IReadOnlyCollection<Passage> passages, IReadOnlySet<string> triggers)
    {
        var groups = new PassageGroups(passages, triggers);
        var pairs = (from a in passages
                     from b in passages
                     where string.CompareOrdinal(a.Id, b.Id) < 0 && a.Article != b.Article
                     let likeness = groups.Likeness(a, b)
                     where likeness >= Least(a, b)
                     orderby likeness descending, a.Id, b.Id
                     select (a, b)).ToList();
        foreach (var (a, b) in pairs) groups.Join(a, b);
        return [.. groups._groups.Where(group => group.Select(passage => passage.Article).Distinct().Count() >= 2).Select(groups.Finish)
            .OrderBy(group => group.Members[0].Published ?? DateTimeOffset.MaxValue).ThenBy(group => group.Members[0].Id, StringComparer.Ordinal)];
    }

    private static double Least(Passage a, Passage b) => a.IsMain && b.IsMain ? SameEvent : SameThing;

    /// <summary>0 to 1; 0 where they share less than two words that tell something, one for the sentences that tell the event.</summary>
    public double Likeness(Passage a, Passage b)
    {
        double both = 0;
        var telling = 0;
        foreach (var stem in a.Stems)
            if (b.Stems.Contains(stem))
            {
                both += _weight[stem];
                if (_weight[stem] >= 1) telling++;
            }
        return telling < (a.IsMain && b.IsMain ? 1 : 2) ? 0 : both / Math.Sqrt(a.Stems.Sum(stem => _weight[stem]) * b.Stems.Sum(stem => _weight[stem]));
    }

    // The surest pairs come first, and a passage stays where it first belonged: what it is second best to makes no bridge.
    private void Join(Passage a, Passage b)
    {
        List<Passage>? one = _groups.Find(group => group.Contains(a)), other = _groups.Find(group => group.Contains(b));
        if (one is null && other is null) _groups.Add([a, b]);
        else if (one is null) Add(other!, a);
        else if (other is null) Add(one, b);
    }

    private void Add(List<Passage> group, Passage passage)
    {
        // With more than one of another article it has to go together as well.
        if (group.Where(member => member.Article != passage.Article).All(member => Likeness(member, passage) >= Least(member, passage) / 2)) group.Add(passage);
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
