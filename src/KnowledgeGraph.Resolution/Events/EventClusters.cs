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
    /// <summary>How many followers may speak for a leader.</summary>
    public const int MostSpeakers = 4;

    private const int MostReasons = 20;

    /// <summary>The order of the work: the most precise first, then the first published, then the one whose article begins with most.</summary>
    public static IComparer<EventProfile> Order { get; } = Comparer<EventProfile>.Create((a, b) => EventRank.Of(a).CompareTo(EventRank.Of(b)));

    /// <summary>Clusters a set of reports.</summary>
    public static IReadOnlyList<EventCluster> Cluster(IReadOnlyCollection<EventProfile> profiles)
    {
        var drafts = new List<Draft>();
        var byKey = new Dictionary<string, List<Draft>>();
        foreach (var profile in profiles.OrderBy(EventRank.Of))
        {
            var draft = EventKeys.Asked(profile).SelectMany(key => byKey.TryGetValue(key, out var list) ? list : []).Distinct()
                .Select(candidate => (Draft: candidate, Match: Fit(candidate.Leader, Speakers(candidate.Members), candidate.Members, profile)))
                .Where(candidate => candidate.Match.Score >= EventMatcher.Same)
                .OrderByDescending(candidate => candidate.Match.Score).ThenBy(candidate => candidate.Draft.Leader.Id, StringComparer.Ordinal)
                .FirstOrDefault().Draft;
            if (draft is null)
            {
                draft = new Draft(profile);
                drafts.Add(draft);
            }
            else draft.Members.Add(profile);
            foreach (var key in EventKeys.Filed(profile))
            {
                if (!byKey.TryGetValue(key, out var list)) byKey[key] = list = [];
                if (!list.Contains(draft)) list.Add(draft);
            }
        }
        return [.. drafts.Select(draft => Finish(draft.Members)).OrderBy(cluster => cluster.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// How well a report fits a leader and those who follow it already. Articles about one happening may tell it in other words than the leader's does and in
    /// those of a follower that is about it too: the first few of these speak for the leader, to those that they share words or names with. What fits may still contradict a follower: of each
    /// <see cref="Version"/> one is looked at.
    /// </summary>
    /// <param name="speakers">Who of the followers before the report speak for the leader: see <see cref="Speakers"/>.</param>
    /// <param name="followers">Those before the report, in the order of the work; the leader may be among them.</param>
    public static MatchScore Fit(EventProfile leader, IEnumerable<EventProfile> speakers, IEnumerable<EventProfile> followers, EventProfile profile)
    {
        var fit = EventMatcher.Compare(leader, profile);
        if (fit.Score < EventMatcher.Same)
        {
            if (!Speaks(profile) || Contradicts(leader, fit, profile)) return fit;
            foreach (var speaker in speakers)
                if (EventMatcher.CanBeOne(speaker, profile) && EventKeys.MeetAsStories(speaker, profile) && EventMatcher.Compare(speaker, profile) is var told && told.Score > fit.Score) fit = told;
            if (fit.Score < EventMatcher.Same) return fit;
        }
        foreach (var version in followers.DistinctBy(Version))
            if (!ReferenceEquals(version, leader) && EventMatcher.Compare(version, profile) is var told && Contradicts(version, told, profile)) return told;
        return fit;
    }

    /// <summary>Who of the followers of a leader may bring others to it: the first few whose articles are about the happening.</summary>
    public static IEnumerable<EventProfile> Speakers(IEnumerable<EventProfile> followers) => followers.Where(Speaks).Take(MostSpeakers);

    /// <summary>Whether a follower is one that may speak for its leader.</summary>
    public static bool Speaks(EventProfile follower) => follower.Prominence == Prominence.Main;

    private static bool Contradicts(EventProfile version, MatchScore told, EventProfile profile) => version.Kind == profile.Kind && told.Score == 0;

    /// <summary>What followers of one leader may differ in.</summary>
    public static (DateOnly?, DateOnly?, string?) Version(EventProfile profile) => (profile.First, profile.Last, profile.Place);

    /// <summary>The cluster of a leader and its followers, in the order of the work.</summary>
    public static EventCluster Finish(IReadOnlyList<EventProfile> members)
    {
        var first = members.OrderBy(member => member.Published ?? DateOnly.MaxValue).ThenBy(member => member.Id, StringComparer.Ordinal).First();
        return new(first.Id, [.. members.Select(member => member.Id).Order(StringComparer.Ordinal)], [.. members.Skip(1).Take(MostReasons).Select(member => Reason(members, member))]);
    }

    private static string Reason(IReadOnlyList<EventProfile> members, EventProfile profile)
    {
        var match = EventMatcher.Compare(members[0], profile);
        if (match.Score < EventMatcher.Same)
            match = Speakers(members.TakeWhile(member => member.Id != profile.Id)).Where(speaker => EventKeys.MeetAsStories(speaker, profile)).Select(speaker => EventMatcher.Compare(speaker, profile)).Append(match).MaxBy(told => told.Score)!;
        return FormattableString.Invariant($"{profile.Article}: {match.Score:0.00}, {string.Join("; ", match.Reasons)}");
    }

    private sealed class Draft(EventProfile leader)
    {
        public EventProfile Leader => leader;

        public List<EventProfile> Members { get; } = [leader];
    }
}
