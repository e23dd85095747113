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
            if (neighbours.Any(profile => EventClusters.Match(profile, state.Profile))) components.Add(state.Component);
        }
        components.Remove("");
        // A component that lost a report may fall apart; the others still hang together.
        var broken = removed.Select(state => state.Component).ToHashSet();
        var members = added.Select(profile => new ReportState(profile, "", ""))
            .Concat(source.ReportsInComponents(components).Where(state => !fresh.Contains(state.Profile.Id) && !gone.Contains(state.Profile.Id))
                .Select(state => broken.Contains(state.Component) ? state with { Component = "" } : state))
            .DistinctBy(state => state.Profile.Id).ToList();
        var assignments = new List<Assignment>();
        foreach (var (key, profiles) in EventClusters.Components([.. members.Select(state => (state.Profile, state.Component))]))
            foreach (var cluster in EventClusters.Cluster(profiles))
                foreach (var member in cluster.Members)
                    assignments.Add(new(member, key, cluster.Id, cluster.Reasons));
        return [.. assignments.OrderBy(assignment => assignment.Key, StringComparer.Ordinal)];
    }
}
