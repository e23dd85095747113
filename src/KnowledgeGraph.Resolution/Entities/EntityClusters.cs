namespace KnowledgeGraph.Resolution;

/// <summary>A judgement between two profiles: the same bearer, or never.</summary>
public sealed record ProfileJudgement(string A, string B, bool Same);

/// <summary>Profiles of one bearer.</summary>
/// <param name="Id">The id of the member whose key is ordinally first among the full names.</param>
/// <param name="Members">Keys, in ordinal order.</param>
/// <param name="Reasons">Why they were joined; one line a join.</param>
public sealed record EntityCluster(string Id, IReadOnlyList<string> Members, IReadOnlyList<string> Reasons);

/// <summary>
/// Full names to clusters, in two steps that do not depend on the order in which anything arrived: pairs that match or are judged the same become
/// edges; the edges join clusters from the surest to the least sure, except where a judgement or a contradiction stands between two members.
/// </summary>
public static class EntityClusters
{
    /// <summary>
    /// Clusters profiles. The set must be closed: with a profile, it holds all that <see cref="Edges"/> leads to.
    /// Bare profiles come out alone unless a judgement joins them.
    /// </summary>
    public static IReadOnlyList<EntityCluster> Cluster(IReadOnlyCollection<EntityProfile> profiles, IReadOnlyCollection<ProfileJudgement> judgements)
    {
        var byKey = profiles.ToDictionary(profile => profile.Key);
        var never = judgements.Where(judgement => !judgement.Same).Select(judgement => Pair(judgement.A, judgement.B)).ToHashSet();
        var clusters = byKey.Keys.ToDictionary(key => key, key => new Draft([key], []));
        foreach (var edge in Edges(profiles, judgements))
        {
            Draft left = clusters[edge.A], right = clusters[edge.B];
            if (ReferenceEquals(left, right)) continue;
            if (!edge.Judged && !MayJoin(left, right, byKey)) continue;
            if (left.Members.Exists(a => right.Members.Exists(b => never.Contains(Pair(a, b))))) continue;
            left.Members.AddRange(right.Members);
            left.Reasons.AddRange(right.Reasons);
            left.Reasons.Add(edge.Reason);
            foreach (var member in right.Members) clusters[member] = left;
        }
        return [.. clusters.Values.Distinct().Select(draft => draft.Finish(byKey)).OrderBy(cluster => cluster.Id, StringComparer.Ordinal)];
    }

    /// <summary>The edges between profiles, surest first.</summary>
    public static IReadOnlyList<EntityEdge> Edges(IReadOnlyCollection<EntityProfile> profiles, IReadOnlyCollection<ProfileJudgement> judgements)
    {
        var keys = profiles.Select(profile => profile.Key).ToHashSet();
        var edges = new Dictionary<(string, string), EntityEdge>();
        foreach (var judgement in judgements.Where(judgement => judgement.Same && keys.Contains(judgement.A) && keys.Contains(judgement.B) && judgement.A != judgement.B))
        {
            var (a, b) = Pair(judgement.A, judgement.B);
            edges[(a, b)] = new(a, b, 2, true, $"'{Show(a)}' and '{Show(b)}': judged the same");
        }
        foreach (var block in profiles.SelectMany(profile => EntityKeys.Pairing(profile).Select(key => (key, profile))).GroupBy(pair => pair.key, pair => pair.profile))
        {
            var members = block.ToList();
            for (var i = 0; i < members.Count; i++)
                for (var j = i + 1; j < members.Count; j++)
                {
                    var (a, b) = Pair(members[i].Key, members[j].Key);
                    if (!edges.ContainsKey((a, b)) && Edge(members[i], members[j]) is { } edge) edges[(a, b)] = edge;
                }
        }
        return [.. edges.Values.OrderByDescending(edge => edge.Score).ThenBy(edge => edge.A, StringComparer.Ordinal).ThenBy(edge => edge.B, StringComparer.Ordinal)];
    }

    /// <summary>The edge between two profiles; null where they do not match.</summary>
    public static EntityEdge? Edge(EntityProfile first, EntityProfile second)
    {
        var (a, b) = string.CompareOrdinal(first.Key, second.Key) <= 0 ? (first, second) : (second, first);
        var match = EntityMatcher.Compare(a, b);
        if (match.Score < EntityMatcher.Same) return null;
        return new(a.Key, b.Key, Math.Round(match.Score, 6), false,
            FormattableString.Invariant($"'{Show(a.Key)}' and '{Show(b.Key)}': {match.Score:0.00}, {string.Join("; ", match.Reasons)}"));
    }

    /// <summary>
    /// The one cluster that a bare name belongs to; null where none fits or several do. Candidates come with the id of their cluster.
    /// </summary>
    public static (string Cluster, string Reason)? Bearer(EntityProfile bare, IEnumerable<(EntityProfile Full, string Cluster)> candidates)
    {
        var fitting = candidates.Select(candidate => (candidate.Cluster, Match: EntityMatcher.Bears(candidate.Full, bare))).Where(candidate => candidate.Match.Score > 0).ToList();
        if (fitting.Count == 0) return null;
        // A family name beats a first name: "Xi" is Xi Jinping only where nobody has Xi as family name.
        var best = fitting.Where(candidate => candidate.Match.Score >= 0.7).ToList();
        if (best.Count == 0) best = fitting;
        var clusters = best.Select(candidate => candidate.Cluster).Distinct().ToList();
        if (clusters.Count != 1) return null;
        var surest = best.OrderByDescending(candidate => candidate.Match.Score).ThenBy(candidate => candidate.Match.Reasons[0], StringComparer.Ordinal).First();
        return (clusters[0], FormattableString.Invariant($"'{Show(bare.Key)}': {surest.Match.Score:0.00}, {surest.Match.Reasons[0]}, one bearer fits"));
    }

    private static bool MayJoin(Draft left, Draft right, Dictionary<string, EntityProfile> byKey)
    {
        foreach (var a in left.Members)
            foreach (var b in right.Members)
            {
                EntityProfile x = byKey[a], y = byKey[b];
                if (x.Class == y.Class && !x.IsBare && EntityMatcher.Compare(x, y).Score <= EntityMatcher.Contradiction) return false;
            }
        return true;
    }

    private static (string, string) Pair(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);

    private static string Show(string key) => key.Split('|') is [_, var name, ..] ? name : key;

    private sealed record Draft(List<string> Members, List<string> Reasons)
    {
        public EntityCluster Finish(Dictionary<string, EntityProfile> byKey)
        {
            Members.Sort(StringComparer.Ordinal);
            Reasons.Sort(StringComparer.Ordinal);
            var anchor = Members.Where(key => !byKey[key].IsBare && byKey[key].Class != ProfileClass.Local).FirstOrDefault() ?? Members[0];
            return new(byKey[anchor].Id, Members, Reasons);
        }
    }
}

/// <summary>Two profiles that match.</summary>
/// <param name="Judged">A person said so: no contradiction of names stands against it.</param>
public sealed record EntityEdge(string A, string B, double Score, bool Judged, string Reason);
