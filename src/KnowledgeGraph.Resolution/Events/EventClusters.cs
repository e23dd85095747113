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

    /// <summary>Clusters any set: its components, which no match leads out of, one by one.</summary>
    public static IReadOnlyList<EventCluster> ClusterAll(IReadOnlyCollection<EventProfile> profiles) =>
        [.. Components([.. profiles.Select(profile => (profile, ""))]).SelectMany(component => Cluster(component.Profiles)).OrderBy(cluster => cluster.Id, StringComparer.Ordinal)];

    /// <summary>
    /// Parts a set by matches. Reports that come with the name of a component hang together already, and are not compared with each other. A
    /// component is named by its ordinally first member.
    /// </summary>
    public static IReadOnlyList<(string Key, IReadOnlyList<EventProfile> Profiles)> Components(IReadOnlyList<(EventProfile Profile, string Component)> reports)
    {
        var root = reports.ToDictionary(report => report.Profile.Id, report => report.Profile.Id);
        string Find(string id)
        {
            while (root[id] != id) id = root[id] = root[root[id]];
            return id;
        }
        void Join(string a, string b)
        {
            a = Find(a);
            b = Find(b);
            if (string.CompareOrdinal(a, b) <= 0) root[b] = a;
            else root[a] = b;
        }
        foreach (var component in reports.Where(report => report.Component.Length > 0).GroupBy(report => report.Component))
            foreach (var report in component.Skip(1)) Join(component.First().Profile.Id, report.Profile.Id);
        foreach (var block in reports.SelectMany(report => EventKeys.Of(report.Profile).Select(key => (key, report))).GroupBy(pair => pair.key, pair => pair.report))
        {
            var members = block.ToList();
            for (var i = 0; i < members.Count; i++)
                for (var j = i + 1; j < members.Count; j++)
                {
                    var (a, b) = (members[i], members[j]);
                    if (a.Component.Length > 0 && b.Component.Length > 0) continue;
                    if (Find(a.Profile.Id) != Find(b.Profile.Id) && Match(a.Profile, b.Profile)) Join(a.Profile.Id, b.Profile.Id);
                }
        }
        return [.. reports.GroupBy(report => Find(report.Profile.Id)).Select(group => (group.Key, (IReadOnlyList<EventProfile>)[.. group.Select(report => report.Profile)]))];
    }

    /// <summary>Whether two reports match, whichever comes first.</summary>
    public static bool Match(EventProfile a, EventProfile b) =>
        EventMatcher.Compare(string.CompareOrdinal(a.Id, b.Id) <= 0 ? a : b, string.CompareOrdinal(a.Id, b.Id) <= 0 ? b : a).Score >= EventMatcher.Same;

    /// <summary>Clusters a set that is closed: with a report, it holds all that match it, and so on.</summary>
    public static IReadOnlyList<EventCluster> Cluster(IReadOnlyCollection<EventProfile> profiles)
    {
        var drafts = new List<Draft>();
        var byKey = new Dictionary<string, List<Draft>>();
        foreach (var profile in profiles.OrderByDescending(Precision).ThenBy(profile => profile.Published ?? DateOnly.MaxValue).ThenBy(profile => profile.Id, StringComparer.Ordinal))
        {
            var keys = EventKeys.Of(profile).ToList();
            var candidates = keys.SelectMany(key => byKey.TryGetValue(key, out var list) ? list : []).Distinct();
            var (draft, match) = candidates
                .Select(candidate => (Draft: candidate, Match: candidate.Fit(profile)))
                .Where(candidate => candidate.Match.Score >= EventMatcher.Same)
                .OrderByDescending(candidate => candidate.Match.Score).ThenBy(candidate => candidate.Draft.Leader.Id, StringComparer.Ordinal)
                .FirstOrDefault();
            if (draft is null)
            {
                draft = new Draft(profile);
                drafts.Add(draft);
            }
            else draft.Add(profile, match);
            foreach (var key in keys)
            {
                if (!byKey.TryGetValue(key, out var list)) byKey[key] = list = [];
                if (!list.Contains(draft)) list.Add(draft);
            }
        }
        return [.. drafts.Select(draft => draft.Finish()).OrderBy(cluster => cluster.Id, StringComparer.Ordinal)];
    }

    private static int Precision(EventProfile profile) =>
        (profile.First is not null ? 8 : 0) + (profile.Days == 1 ? 2 : 0) + (profile.Place is not null ? 1 : 0)
        + (profile.Actors.Count > 0 ? 1 : 0) + (profile.Targets.Count + profile.Others.Count > 0 ? 1 : 0);

    private sealed class Draft(EventProfile leader)
    {
        private readonly List<EventProfile> _members = [leader];
        private readonly List<string> _reasons = [];

        // One report for every date and place among the members: what fits the leader may still contradict another.
        private readonly Dictionary<(DateOnly?, DateOnly?, string?), EventProfile> _kinds = new() { [(leader.First, leader.Last, leader.Place)] = leader };

        public EventProfile Leader => leader;

        public MatchScore Fit(EventProfile profile)
        {
            var fit = EventMatcher.Compare(leader, profile);
            if (fit.Score < EventMatcher.Same) return fit;
            foreach (var member in _kinds.Values)
                if (!ReferenceEquals(member, leader) && EventMatcher.Compare(member, profile) is { Score: 0 } contradiction) return contradiction;
            return fit;
        }

        public void Add(EventProfile profile, MatchScore match)
        {
            _members.Add(profile);
            _kinds.TryAdd((profile.First, profile.Last, profile.Place), profile);
            if (_reasons.Count < MostReasons)
                _reasons.Add(FormattableString.Invariant($"{profile.Article}: {match.Score:0.00}, {string.Join("; ", match.Reasons)}"));
        }

        public EventCluster Finish()
        {
            var first = _members.OrderBy(member => member.Published ?? DateOnly.MaxValue).ThenBy(member => member.Id, StringComparer.Ordinal).First();
            return new(first.Id, [.. _members.Select(member => member.Id).Order(StringComparer.Ordinal)], [.. _reasons]);
        }
    }
}
