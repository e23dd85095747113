namespace KnowledgeGraph.Resolution;

/// <summary>Reports of one event.</summary>
/// <param name="Id">Own id of the report that was published first.</param>
/// <param name="Members">Own ids, in ordinal order.</param>
/// <param name="Reasons">Why they were joined; one line a join.</param>
public sealed record EventCluster(string Id, IReadOnlyList<string> Members, IReadOnlyList<string> Reasons);

/// <summary>
/// Reports to events. The most precise reports lead; each other one goes to the leader that it fits best. Whatever the order of arrival, the
/// order of this work is the same.
/// </summary>
public static class EventClusters
{
    private const int MostReasons = 20;

    /// <summary>The order of the work: the most precise first, then the first published.</summary>
    public static IComparer<EventProfile> Order { get; } = Comparer<EventProfile>.Create((a, b) =>
    {
        var precision = Precision(b).CompareTo(Precision(a));
        if (precision != 0) return precision;
        var published = (a.Published ?? DateOnly.MaxValue).CompareTo(b.Published ?? DateOnly.MaxValue);
        return published != 0 ? published : string.CompareOrdinal(a.Id, b.Id);
    });

    /// <summary>Clusters a set of reports.</summary>
    public static IReadOnlyList<EventCluster> Cluster(IReadOnlyCollection<EventProfile> profiles)
    {
        var drafts = new List<Draft>();
        var byKey = new Dictionary<string, List<Draft>>();
        foreach (var profile in profiles.Order(Order))
        {
            var keys = EventKeys.Of(profile).ToList();
            var draft = keys.SelectMany(key => byKey.TryGetValue(key, out var list) ? list : []).Distinct()
                .Select(candidate => (Draft: candidate, Match: Fit(candidate.Leader, candidate.Versions, profile)))
                .Where(candidate => candidate.Match.Score >= EventMatcher.Same)
                .OrderByDescending(candidate => candidate.Match.Score).ThenBy(candidate => candidate.Draft.Leader.Id, StringComparer.Ordinal)
                .FirstOrDefault().Draft;
            if (draft is null)
            {
                draft = new Draft(profile);
                drafts.Add(draft);
            }
            else draft.Add(profile);
            foreach (var key in keys)
            {
                if (!byKey.TryGetValue(key, out var list)) byKey[key] = list = [];
                if (!list.Contains(draft)) list.Add(draft);
            }
        }
        return [.. drafts.Select(draft => Finish(draft.Members)).OrderBy(cluster => cluster.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// How well a report fits a leader and those who follow it already. What fits the leader may still contradict a follower: of each
    /// <see cref="Version"/> one is looked at.
    /// </summary>
    public static MatchScore Fit(EventProfile leader, IEnumerable<EventProfile> versions, EventProfile profile)
    {
        var fit = EventMatcher.Compare(leader, profile);
        if (fit.Score < EventMatcher.Same) return fit;
        foreach (var version in versions)
            if (!ReferenceEquals(version, leader) && EventMatcher.Compare(version, profile) is { Score: 0 } contradiction) return contradiction;
        return fit;
    }

    /// <summary>What followers of one leader may differ in.</summary>
    public static (DateOnly?, DateOnly?, string?) Version(EventProfile profile) => (profile.First, profile.Last, profile.Place);

    /// <summary>The cluster of a leader and its followers, in the order of the work.</summary>
    public static EventCluster Finish(IReadOnlyList<EventProfile> members)
    {
        var first = members.OrderBy(member => member.Published ?? DateOnly.MaxValue).ThenBy(member => member.Id, StringComparer.Ordinal).First();
        return new(first.Id, [.. members.Select(member => member.Id).Order(StringComparer.Ordinal)], [.. members.Skip(1).Take(MostReasons).Select(member => Reason(members[0], member))]);
    }

    private static string Reason(EventProfile leader, EventProfile profile)
    {
        var match = EventMatcher.Compare(leader, profile);
        return FormattableString.Invariant($"{profile.Article}: {match.Score:0.00}, {string.Join("; ", match.Reasons)}");
    }

    private static int Precision(EventProfile profile) =>
        (profile.First is not null ? 8 : 0) + (profile.Days == 1 ? 2 : 0) + (profile.Place is not null ? 1 : 0)
        + (profile.Actors.Count > 0 ? 1 : 0) + (profile.Targets.Count + profile.Others.Count > 0 ? 1 : 0);

    private sealed class Draft(EventProfile leader)
    {
        private readonly Dictionary<(DateOnly?, DateOnly?, string?), EventProfile> _versions = new() { [Version(leader)] = leader };

        public EventProfile Leader => leader;

        public List<EventProfile> Members { get; } = [leader];

        public IEnumerable<EventProfile> Versions => _versions.Values;

        public void Add(EventProfile profile)
        {
            Members.Add(profile);
            _versions.TryAdd(Version(profile), profile);
        }
    }
}
