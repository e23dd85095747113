using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>As <see cref="EntityPlanner"/>, for reports of events: only components that a change touches are clustered again.</summary>
internal sealed class EventPlanner(IBlockSource source)
{
    /// <param name="added">Reports that are new. The source knows them already.</param>
    /// <param name="removed">Reports that went. The source no longer knows them.</param>
    public IReadOnlyList<Assignment> Plan(IReadOnlyCollection<EventProfile> added, IReadOnlyCollection<ReportState> removed)
    {
        if (added.Count == 0 && removed.Count == 0) return [];
        var fresh = added.Select(profile => profile.Id).ToHashSet();
        var gone = removed.Select(state => state.Profile.Id).ToHashSet();
        var components = new HashSet<string>(removed.Select(state => state.Component));
        var blocks = added.SelectMany(profile => EventKeys.Of(profile).Select(key => (key, profile))).ToLookup(pair => pair.key, pair => pair.profile);
        foreach (var state in source.ReportsInBlocks([.. blocks.Select(block => block.Key)]))
        {
            if (fresh.Contains(state.Profile.Id) || components.Contains(state.Component)) continue;
            var neighbours = EventKeys.Of(state.Profile).SelectMany(key => blocks[key]).DistinctBy(profile => profile.Id);
            if (neighbours.Any(profile => Match(profile, state.Profile))) components.Add(state.Component);
        }
        components.Remove("");
        // A component that lost a report may fall apart; the others still hang together.
        var broken = removed.Select(state => state.Component).ToHashSet();
        var members = added.Select(profile => new ReportState(profile, "", ""))
            .Concat(source.ReportsInComponents(components).Where(state => !fresh.Contains(state.Profile.Id) && !gone.Contains(state.Profile.Id))
                .Select(state => broken.Contains(state.Component) ? state with { Component = "" } : state))
            .DistinctBy(state => state.Profile.Id).ToList();
        var assignments = new List<Assignment>();
        foreach (var (key, profiles) in Components(members))
            foreach (var cluster in EventClusters.Cluster(profiles))
                foreach (var member in cluster.Members)
                    assignments.Add(new(member, key, cluster.Id, cluster.Reasons));
        return [.. assignments.OrderBy(assignment => assignment.Key, StringComparer.Ordinal)];
    }

    private static bool Match(EventProfile a, EventProfile b) =>
        EventMatcher.Compare(string.CompareOrdinal(a.Id, b.Id) <= 0 ? a : b, string.CompareOrdinal(a.Id, b.Id) <= 0 ? b : a).Score >= EventMatcher.Same;

    // Connected by matches; reports that come with a component are connected already. A component is named by its ordinally first member.
    private static List<(string Key, List<EventProfile> Profiles)> Components(List<ReportState> states)
    {
        var root = states.ToDictionary(state => state.Profile.Id, state => state.Profile.Id);
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
        foreach (var component in states.Where(state => state.Component.Length > 0).GroupBy(state => state.Component))
            foreach (var state in component.Skip(1)) Join(component.First().Profile.Id, state.Profile.Id);
        foreach (var block in states.SelectMany(state => EventKeys.Of(state.Profile).Select(key => (key, state))).GroupBy(pair => pair.key, pair => pair.state))
        {
            var members = block.ToList();
            for (var i = 0; i < members.Count; i++)
                for (var j = i + 1; j < members.Count; j++)
                {
                    ReportState a = members[i], b = members[j];
                    if (a.Component.Length > 0 && b.Component.Length > 0) continue;
                    if (Find(a.Profile.Id) != Find(b.Profile.Id) && Match(a.Profile, b.Profile)) Join(a.Profile.Id, b.Profile.Id);
                }
        }
        return [.. states.GroupBy(state => Find(state.Profile.Id)).Select(group => (group.Key, group.Select(state => state.Profile).ToList()))];
    }
}
