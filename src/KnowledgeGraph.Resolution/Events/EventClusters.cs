namespace KnowledgeGraph.Resolution;

/// <summary>Reports of one event.</summary>
/// <param name="Id">Own id of the report that was published first.</param>
/// <param name="Members">Own ids, in ordinal order.</param>
/// <param name="Reasons">Why they were joined; one line a join.</param>
public sealed record EventCluster(string Id, IReadOnlyList<string> Members, IReadOnlyList<string> Reasons);

/// <summary>
/// Reports to events. The most precise reports lead; each other one goes to the leader that it fits best. Then leaders whose followers tell of one happening
/// are one: a report that fits two of them has shown it. Whatever the order of arrival, the order of this work is the same.
/// </summary>
public static class EventClusters
{
    /// <summary>How many followers may speak for a leader.</summary>
    public const int MostSpeakers = 4;

    /// <summary>From here on two leaders are of one event: see <see cref="Likeness"/>.</summary>
    public const double OneEvent = 0.4;

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
        // Those before it are done: a leader's first is that of the one it is joined to.
        var firsts = new Dictionary<string, string>();
        foreach (var draft in drafts)
        {
            var speakers = Speakers(draft.Members).ToList();
            var before = speakers.SelectMany(EventKeys.Asked).Distinct().SelectMany(key => byKey.TryGetValue(key, out var list) ? list : []).Distinct().Where(other => firsts.ContainsKey(other.Leader.Id));
            firsts[draft.Leader.Id] = Joined(before.Select(other => (other.Leader.Id, Speakers(other.Members))), speakers) is { } joined ? firsts[joined] : draft.Leader.Id;
        }
        return [.. drafts.GroupBy(draft => firsts[draft.Leader.Id]).Select(whole => Finish([.. whole.Select(draft => draft.Members)])).OrderBy(cluster => cluster.Id, StringComparer.Ordinal)];
    }

    /// <summary>Id of the leader with whose event that of a later one is one: the likest of those before it; null where none is like enough.</summary>
    /// <param name="before">Leaders before it in the order of the work that share a key with one who speaks for it, with who speaks for them.</param>
    /// <param name="speakers">Who speaks for the later one.</param>
    public static string? Joined(IEnumerable<(string Leader, IEnumerable<EventProfile> Speakers)> before, IReadOnlyList<EventProfile> speakers) =>
        speakers.Count == 0 ? null : before.Select(other => (other.Leader, Likeness: Likeness([.. other.Speakers], speakers))).Where(other => other.Likeness >= OneEvent)
            .OrderByDescending(other => other.Likeness).ThenBy(other => other.Leader, StringComparer.Ordinal).FirstOrDefault().Leader;

    /// <summary>How like those who speak for two leaders are to each other: half-way between the likest two and the mean of all; 0 where two of them were published too far apart. What two reports have in common counts where it makes them one, what their articles are about in any case.</summary>
    public static double Likeness(IReadOnlyList<EventProfile> speakers, IReadOnlyList<EventProfile> others)
    {
        double most = 0, sum = 0;
        foreach (var speaker in speakers)
            foreach (var other in others)
            {
                if (StoryMatcher.AreOfOtherNews(speaker, other)) return 0;
                if (!IsHeard(speaker, other)) continue;
                var story = StoryMatcher.Compare(speaker, other);
                var told = EventMatcher.Compare(speaker, other, story).Score;
                var score = told >= EventMatcher.Same ? told : story?.Score ?? 0;
                most = Math.Max(most, score);
                sum += score;
            }
        return most == 0 ? 0 : (most + sum / (speakers.Count * others.Count)) / 2;
    }

    // What one who speaks for a leader says of another report; null where the two do not find each other by what their articles are about.
    private static MatchScore? Heard(EventProfile speaker, EventProfile profile) => IsHeard(speaker, profile) ? EventMatcher.Compare(speaker, profile) : null;

    private static bool IsHeard(EventProfile speaker, EventProfile profile) => EventMatcher.CanBeOne(speaker, profile) && EventKeys.MeetAsStories(speaker, profile);

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
                if (Heard(speaker, profile) is { } told && told.Score > fit.Score) fit = told;
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

    /// <summary>The cluster of leaders that are one, and of their followers: of each leader in the order of the work, those who follow it, itself first.</summary>
    public static EventCluster Finish(IReadOnlyList<IReadOnlyList<EventProfile>> followings)
    {
        var members = followings.SelectMany(following => following).ToList();
        var first = members.OrderBy(member => member.Published ?? DateOnly.MaxValue).ThenBy(member => member.Id, StringComparer.Ordinal).First();
        return new(first.Id, [.. members.Select(member => member.Id).Order(StringComparer.Ordinal)], [.. followings.SelectMany((following, at) => Reasons(followings.Take(at), following)).Take(MostReasons)]);
    }

    private static IEnumerable<string> Reasons(IEnumerable<IReadOnlyList<EventProfile>> before, IReadOnlyList<EventProfile> following)
    {
        var others = before.SelectMany(Speakers).ToList();
        if (others.Count > 0) yield return Reason(following[0], Speakers(following).SelectMany(speaker => others.Select(other => Heard(other, speaker))).OfType<MatchScore>().MaxBy(told => told.Score)!);
        for (var at = 1; at < following.Count; at++)
        {
            var match = EventMatcher.Compare(following[0], following[at]);
            if (match.Score < EventMatcher.Same) match = Speakers(following.Take(at)).Select(speaker => Heard(speaker, following[at])).OfType<MatchScore>().Append(match).MaxBy(told => told.Score)!;
            yield return Reason(following[at], match);
        }
    }

    private static string Reason(EventProfile profile, MatchScore match) => FormattableString.Invariant($"{profile.Article}: {match.Score:0.00}, {string.Join("; ", match.Reasons)}");

    private sealed class Draft(EventProfile leader)
    {
        public EventProfile Leader => leader;

        public List<EventProfile> Members { get; } = [leader];
    }
}
