using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>
/// Which profiles have to be resolved again when some come or go, and to what. The answer equals resolving everything: edges between profiles that
/// stayed are as they were, so only the components that a change touches can change, and the bare names that look into them.
/// </summary>
internal sealed class EntityPlanner(IBlockSource source, IReadOnlyCollection<ProfileJudgement> judgements)
{
    private readonly ILookup<string, ProfileJudgement> _judged = judgements
        .SelectMany(judgement => new[] { (judgement.A, judgement), (judgement.B, judgement) })
        .ToLookup(pair => pair.Item1, pair => pair.judgement);

    /// <param name="added">Profiles that are new. The source knows them already.</param>
    /// <param name="removed">Profiles that no local entity has any more. The source still knows them.</param>
    /// <param name="judged">Keys of profiles about which a judgement came or went.</param>
    public IReadOnlyList<Assignment> Plan(IReadOnlyCollection<EntityProfile> added, IReadOnlyCollection<ProfileState> removed, IReadOnlyCollection<string> judged)
    {
        var gone = removed.Select(state => state.Profile.Key).ToHashSet();
        var touched = Touched(added, removed, judged);
        var members = touched.Values.Where(state => !gone.Contains(state.Profile.Key)).Select(state => state.Profile).ToList();
        var assignments = new Dictionary<string, Assignment>();
        foreach (var component in Components(members))
            foreach (var cluster in EntityClusters.Cluster(component.Profiles, judgements))
                foreach (var member in cluster.Members)
                    assignments[member] = new(member, component.Key, cluster.Id, cluster.Reasons);
        AssignBare(touched, gone, assignments);
        return [.. assignments.Values.OrderBy(assignment => assignment.Key, StringComparer.Ordinal)];
    }

    // The changed profiles, the components they were in, and the components that they now have an edge to.
    private Dictionary<string, ProfileState> Touched(
        IReadOnlyCollection<EntityProfile> added, IReadOnlyCollection<ProfileState> removed, IReadOnlyCollection<string> judged)
    {
        var touched = new Dictionary<string, ProfileState>();
        var fresh = added.ToDictionary(profile => profile.Key);
        var components = new HashSet<string>(removed.Select(state => state.Component));
        foreach (var state in source.Profiles(judged))
        {
            touched[state.Profile.Key] = state;
            if (state.Component.Length > 0) components.Add(state.Component);
        }
        foreach (var profile in added) touched[profile.Key] = new(profile, "", "");

        var blocks = added.SelectMany(EntityKeys.Pairing).ToHashSet();
        foreach (var block in source.ProfilesInBlocks(blocks).SelectMany(state => EntityKeys.Pairing(state.Profile).Where(blocks.Contains).Select(key => (key, state)))
            .GroupBy(pair => pair.key, pair => pair.state))
        {
            var here = block.ToList();
            foreach (var state in here)
            {
                if (fresh.ContainsKey(state.Profile.Key) || components.Contains(state.Component)) continue;
                if (here.Exists(other => fresh.ContainsKey(other.Profile.Key) && EntityClusters.Edge(other.Profile, state.Profile) is not null))
                    components.Add(state.Component);
            }
        }
        var partners = added.Select(profile => profile.Key).Concat(judged).SelectMany(key => _judged[key]).SelectMany(judgement => new[] { judgement.A, judgement.B }).ToHashSet();
        foreach (var state in source.Profiles(partners))
        {
            touched.TryAdd(state.Profile.Key, state);
            if (state.Component.Length > 0) components.Add(state.Component);
        }
        components.Remove("");
        foreach (var state in source.ProfilesInComponents(components)) touched.TryAdd(state.Profile.Key, state);
        return touched;
    }

    // Connected by edges; a component is named by its ordinally first member.
    private List<(string Key, List<EntityProfile> Profiles)> Components(List<EntityProfile> profiles)
    {
        var root = profiles.ToDictionary(profile => profile.Key, profile => profile.Key);
        string Find(string key)
        {
            while (root[key] != key) key = root[key] = root[root[key]];
            return key;
        }
        foreach (var edge in EntityClusters.Edges(profiles, judgements))
        {
            string a = Find(edge.A), b = Find(edge.B);
            if (string.CompareOrdinal(a, b) <= 0) root[b] = a;
            else root[a] = b;
        }
        return [.. profiles.GroupBy(profile => Find(profile.Key)).Select(group => (group.Key, group.ToList()))];
    }

    // Bare names that are touched, or whose bearer may be a full name that came, went or changed its cluster, find their one bearer.
    private void AssignBare(Dictionary<string, ProfileState> touched, HashSet<string> gone, Dictionary<string, Assignment> assignments)
    {
        var changed = touched.Values
            .Where(state => gone.Contains(state.Profile.Key) || state.Cluster.Length == 0 || assignments.GetValueOrDefault(state.Profile.Key)?.Cluster != state.Cluster)
            .SelectMany(state => EntityKeys.Offers(state.Profile).Select(key => (key, state.Profile))).ToLookup(pair => pair.key, pair => pair.Profile);
        bool MayChange(EntityProfile bare) => touched.ContainsKey(bare.Key) || EntityKeys.Lookups(bare).SelectMany(lookup => changed[lookup]).Any(full => EntityMatcher.Bears(full, bare).Score > 0);
        var bare = source.ProfilesInBlocks([.. changed.Select(offer => BareBlock(offer.Key))]).Concat(touched.Values).Where(state => state.Profile.IsBare && !gone.Contains(state.Profile.Key))
            .DistinctBy(state => state.Profile.Key).Where(state => MayChange(state.Profile)).ToList();
        if (bare.Count == 0) return;
        // One that a judgement joins to another is in a component and stays with it.
        var untouched = source.ProfilesInComponents([.. bare.Where(state => IsJudgedSame(state) && !touched.ContainsKey(state.Profile.Key) && state.Component.Length > 0).Select(state => state.Component).Distinct()])
            .ToLookup(state => (state.Component, state.Cluster), state => state.Profile.Key);
        bare.RemoveAll(state => IsJudgedSame(state) && (assignments.TryGetValue(state.Profile.Key, out var assignment)
            ? assignments.Values.Any(other => other.Key != state.Profile.Key && other.Cluster == assignment.Cluster)
            : untouched[(state.Component, state.Cluster)].Any(other => other != state.Profile.Key)));
        var lookups = bare.SelectMany(state => EntityKeys.Lookups(state.Profile)).ToHashSet();
        var full = source.ProfilesInBlocks(lookups).Where(state => !gone.Contains(state.Profile.Key))
            .SelectMany(state => EntityKeys.Offers(state.Profile).Select(key => (key, state))).ToLookup(pair => pair.key, pair => pair.state);
        var never = judgements.Where(judgement => !judgement.Same).SelectMany(judgement => new[] { (judgement.A, judgement.B), (judgement.B, judgement.A) }).ToHashSet();
        foreach (var state in bare.OrderBy(state => state.Profile.Key, StringComparer.Ordinal))
        {
            var key = state.Profile.Key;
            var candidates = EntityKeys.Lookups(state.Profile).SelectMany(lookup => full[lookup]).DistinctBy(candidate => candidate.Profile.Key)
                .Where(candidate => !never.Contains((key, candidate.Profile.Key)))
                .Select(candidate => (candidate.Profile, assignments.TryGetValue(candidate.Profile.Key, out var assignment) ? assignment.Cluster : candidate.Cluster));
            assignments[key] = EntityClusters.Bearer(state.Profile, candidates) is { } bearer
                ? new(key, key, bearer.Cluster, [bearer.Reason])
                : new(key, key, state.Profile.Id, []);
        }
    }

    private bool IsJudgedSame(ProfileState state) => _judged[state.Profile.Key].Any(judgement => judgement.Same);

    /// <summary>The block under which a bare name files its question, so that a full name finds those who ask for it.</summary>
    internal static string BareBlock(string lookup) => "?" + lookup;

    /// <summary>All blocks under which a store files a profile.</summary>
    internal static IEnumerable<string> Blocks(EntityProfile profile) =>
        EntityKeys.Pairing(profile).Concat(EntityKeys.Offers(profile)).Concat(EntityKeys.Lookups(profile).Select(BareBlock));
}
