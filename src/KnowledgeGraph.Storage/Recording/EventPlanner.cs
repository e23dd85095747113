using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage;

/// <summary>
/// Which reports change their event when some come or go. The answer equals clustering everything (<see cref="EventClusters.Cluster"/>): that work
/// has an order, and a report's choice depends only on those before it that share a key with it and on who follows the same leaders. So the work is
/// done again from the first change on, for those only whose choice a change can reach. A report's component is <c>d:</c> and its leader's id. Which leaders are
/// one depends only on who speaks for them: it is looked at again for those whose speakers changed, for those who may be one with them, and for all of their former events.
/// </summary>
internal sealed class EventPlanner(IBlockSource source)
{
    private const string Prefix = "d:";
    private static readonly Comparer<Report> Order = Comparer<Report>.Create((a, b) => a.Rank.CompareTo(b.Rank));

    private readonly Dictionary<string, Report> _reports = [];
    private readonly Dictionary<string, List<Report>> _blocks = [];
    private readonly Dictionary<string, Following> _followers = [];
    private readonly SortedSet<Report> _open = new(Order);
    private readonly SortedSet<string> _touched = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _heard = new(StringComparer.Ordinal);

    /// <param name="added">Reports that are new. The source knows them already.</param>
    /// <param name="removed">Reports that went. The source no longer knows them.</param>
    public IReadOnlyList<Assignment> Plan(IReadOnlyCollection<EventProfile> added, IReadOnlyCollection<ReportState> removed)
    {
        foreach (var profile in added)
        {
            var report = new Report(profile, null, "");
            _reports[profile.Id] = report;
            _open.Add(report);
        }
        var gone = removed.Select(state => new Report(state.Profile, LeaderOf(state), state.Cluster)).ToList();
        Load(gone.Concat(_open).SelectMany(report => report.Keys));
        LoadFollowers(gone.Concat(_blocks.Values.SelectMany(block => block)).Select(report => report.Leader).Concat(added.Select(profile => profile.Id)));
        foreach (var report in gone)
            if (report.Leader is { } leader) Lost(report, leader);
        while (true)
        {
            DecideOpen();
            var assignments = Assign(gone.Select(report => report.Event));
            // What an older file tells no leader of was met while leaders were joined.
            if (_open.Count == 0) return assignments;
        }
    }

    private void DecideOpen()
    {
        while (_open.Min is { } next)
        {
            Load(next.Keys);
            if (!ReferenceEquals(_open.Min, next)) continue;
            _open.Remove(next);
            Decide(next);
        }
    }

    // Who leads a report is decided anew; what that changes for those after it is opened.
    private void Decide(Report report)
    {
        var leaders = Neighbours(report.Keys).Where(other => other.Leader is not null && Order.Compare(other, report) < 0).Select(other => other.Leader!).ToHashSet();
        LoadFollowers([.. leaders, report.Leader]);
        var chosen = leaders.Select(id => _reports.GetValueOrDefault(id))
            .Where(leader => leader is not null && Order.Compare(leader, report) < 0 && leader.Leader == leader.Profile.Id && CanLead(leader, report))
            .Select(leader => (leader!.Profile.Id, Match: EventClusters.Fit(leader.Profile, Profiles(Before(report, Speakers(leader.Profile.Id))), Profiles(Earlier(report, leader.Profile.Id)), report.Profile)))
            .Where(candidate => candidate.Match.Score >= EventMatcher.Same)
            .OrderByDescending(candidate => candidate.Match.Score).ThenBy(candidate => candidate.Id, StringComparer.Ordinal)
            .FirstOrDefault().Id ?? report.Profile.Id;
        if (report.Leader is not null) _touched.Add(report.Leader);
        if (chosen == report.Leader) return;
        if (report.Leader is { } old)
        {
            _followers[old].Remove(report);
            Lost(report, old);
        }
        report.Leader = chosen;
        LoadFollowers([chosen]);
        _followers[chosen].Add(report);
        Gained(report, chosen);
    }

    // Most of those who share a key with it cannot be of one event with it.
    private bool CanLead(Report leader, Report report)
    {
        if (EventMatcher.CanBeOne(leader.Profile, report.Profile)) return true;
        var speaking = _followers[leader.Profile.Id].Speaking;
        for (var i = 0; i < Math.Min(EventClusters.MostSpeakers, speaking.Count); i++)
            if (EventMatcher.CanBeOne(speaking[i].Profile, report.Profile)) return true;
        return false;
    }

    private void Lost(Report report, string leader)
    {
        Touch(report, leader);
        LoadFollowers([leader]);
        OpenFollowers(report, leader);
        if (report.Profile.Id == leader) return;
        // Another stands for its version now, or none: what it contradicted may fit.
        if (!Earlier(report, leader).Any(other => SameVersion(other, report))) OpenNeighbours(leader, report);
        // Another speaks in its stead: what that one brings may fit.
        if (Spoke(report, leader) && _followers[leader].Speaking.Skip(EventClusters.MostSpeakers - 1).FirstOrDefault() is { } next) Open(next.Keys, leader, next);
    }

    private void Gained(Report report, string leader)
    {
        Touch(report, leader);
        Open(report.Keys, leader, report);
        // One who spoke does so no more.
        if (Spoke(report, leader) && _followers[leader].Speaking.Skip(EventClusters.MostSpeakers).FirstOrDefault() is { } silenced) OpenFollowers(silenced, leader);
        if (Earlier(report, leader).Any(other => SameVersion(other, report))) return;
        var replaces = _followers[leader].All.Exists(other => !ReferenceEquals(other, report) && SameVersion(other, report));
        OpenFollowers(report, leader);
        if (replaces) OpenNeighbours(leader, report);
    }

    private void Touch(Report report, string leader)
    {
        _touched.Add(leader);
        if (EventClusters.Speaks(report.Profile)) _heard.Add(leader);
    }

    // Whether it is, or was, one of those who speak for the leader.
    private bool Spoke(Report report, string leader) => EventClusters.Speaks(report.Profile) && Before(report, Speakers(leader)).Count() < EventClusters.MostSpeakers;

    private IEnumerable<Report> Speakers(string leader) => _followers[leader].Speaking.Take(EventClusters.MostSpeakers);

    private void OpenFollowers(Report after, string leader)
    {
        foreach (var follower in _followers[leader].All)
            if (Order.Compare(follower, after) > 0) _open.Add(follower);
    }

    private void OpenNeighbours(string leader, Report after) => Open(_followers[leader].All.SelectMany(follower => follower.Keys).Distinct().ToList(), leader, after);

    // Those after a report that share a key and may now prefer the leader.
    private void Open(IReadOnlyList<string> keys, string leader, Report after)
    {
        if (!_reports.TryGetValue(leader, out var leading)) return;
        Load(keys);
        var speakers = Profiles(Speakers(leader)).ToList();
        foreach (var other in Neighbours(keys))
            if (Order.Compare(other, after) > 0 && other.Leader != leader && !_open.Contains(other) && MayFit(leading.Profile, speakers, other.Profile)) _open.Add(other);
    }

    private static bool MayFit(EventProfile leader, List<EventProfile> speakers, EventProfile profile) =>
        EventMatcher.Compare(leader, profile).Score >= EventMatcher.Same
        || speakers.Exists(speaker => EventMatcher.CanBeOne(speaker, profile) && EventKeys.MeetAsStories(speaker, profile) && EventMatcher.Compare(speaker, profile).Score >= EventMatcher.Same);

    // Those who share one of the keys, each once.
    private IEnumerable<Report> Neighbours(IReadOnlyList<string> keys) => keys.SelectMany(key => _blocks[key]).Distinct();

    private IEnumerable<Report> Earlier(Report report, string leader) => Before(report, _followers[leader].All);

    private static IEnumerable<Report> Before(Report report, IEnumerable<Report> reports) => reports.TakeWhile(other => Order.Compare(other, report) < 0);

    private static IEnumerable<EventProfile> Profiles(IEnumerable<Report> reports) => reports.Select(report => report.Profile);

    private static bool SameVersion(Report a, Report b) => EventClusters.Version(a.Profile) == EventClusters.Version(b.Profile);

    // ---------------------------------------------------------------- leaders that are one

    /// <param name="left">Events of reports that went.</param>
    private List<Assignment> Assign(IEnumerable<string> left)
    {
        var joined = new Dictionary<string, string?>();
        var former = new HashSet<string>();
        var waiting = new Queue<string>(_touched.Concat(_heard.SelectMany(MayJoin)));
        Follow(left);
        while (waiting.TryDequeue(out var leader))
        {
            LoadFollowers([leader]);
            if (joined.ContainsKey(leader) || !_reports.ContainsKey(leader) || _followers[leader].All.Count == 0) continue;
            joined[leader] = Joined(leader);
            if (joined[leader] is { } other) waiting.Enqueue(other);
            Follow(_followers[leader].All.Select(report => report.Event));
        }
        return [.. joined.Keys.GroupBy(First).SelectMany(whole => Assign([.. whole.OrderBy(leader => _reports[leader], Order)])).OrderBy(assignment => assignment.Key, StringComparer.Ordinal)];

        // The leaders of one event stay together or part: of each it has to be known.
        void Follow(IEnumerable<string> events)
        {
            var missing = events.Where(id => id.Length > 0 && former.Add(id)).ToList();
            if (missing.Count == 0) return;
            foreach (var report in source.ReportsInClusters(missing).Select(Known))
                if (report.Leader is { } leader) waiting.Enqueue(leader);
        }

        string First(string leader) => joined.GetValueOrDefault(leader) is { } other ? First(other) : leader;
    }

    private string? Joined(string leader)
    {
        var speakers = Speakers(leader).ToList();
        return speakers.Count == 0 ? null
            : EventClusters.Joined(OthersHeard(leader, speakers).Where(other => Order.Compare(_reports[other], _reports[leader]) < 0).Select(other => (other, Profiles(Speakers(other)))), [.. Profiles(speakers)]);
    }

    // Later leaders that may be one with it.
    private List<string> MayJoin(string leader)
    {
        LoadFollowers([leader]);
        var speakers = Speakers(leader).ToList();
        if (speakers.Count == 0) return [];
        var profiles = Profiles(speakers).ToList();
        return [.. OthersHeard(leader, speakers).Where(other => Order.Compare(_reports[other], _reports[leader]) > 0 && EventClusters.Likeness(profiles, [.. Profiles(Speakers(other))]) >= EventClusters.OneEvent)];
    }

    // Other leaders for whom someone speaks who shares a key with those who speak for this one.
    private List<string> OthersHeard(string leader, List<Report> speakers)
    {
        var keys = speakers.SelectMany(speaker => speaker.Keys).Distinct().ToList();
        Load(keys);
        var others = Neighbours(keys).Where(report => EventClusters.Speaks(report.Profile) && report.Leader is not null && report.Leader != leader).Select(report => report.Leader!).Distinct().ToList();
        LoadFollowers(others);
        // A source that has yet to answer knows no leader.
        others.RemoveAll(other => !_reports.ContainsKey(other));
        return others;
    }

    private IEnumerable<Assignment> Assign(IReadOnlyList<string> leaders)
    {
        var cluster = EventClusters.Finish([.. leaders.Select(leader => (IReadOnlyList<EventProfile>)[.. Profiles(_followers[leader].All)])]);
        return leaders.SelectMany(leader => _followers[leader].All.Select(member => new Assignment(member.Profile.Id, Prefix + leader, cluster.Id, cluster.Reasons)));
    }

    // ---------------------------------------------------------------- what the source knows

    private void Load(IEnumerable<string> keys)
    {
        var missing = keys.Where(key => !_blocks.ContainsKey(key)).Distinct().ToList();
        if (missing.Count == 0) return;
        foreach (var (key, block) in missing.Zip(source.ReportsInBlocks(missing))) _blocks[key] = [.. block.Select(Known)];
    }

    private void LoadFollowers(IEnumerable<string?> leaders)
    {
        var missing = leaders.Where(leader => leader is not null && !_followers.ContainsKey(leader)).Select(leader => leader!).ToHashSet();
        if (missing.Count == 0) return;
        foreach (var leader in missing) _followers[leader] = new();
        foreach (var report in source.ReportsInComponents([.. missing.Select(leader => Prefix + leader)]).Select(Known))
            if (report.Leader is { } leader && missing.Contains(leader)) _followers[leader].Add(report);
    }

    // A report whose leader is not known, as one of an older file, is decided before anyone asks.
    private Report Known(ReportState state)
    {
        if (_reports.TryGetValue(state.Profile.Id, out var known)) return known;
        var report = _reports[state.Profile.Id] = new(state.Profile, LeaderOf(state), state.Cluster);
        if (report.Leader is null) _open.Add(report);
        return report;
    }

    private static string? LeaderOf(ReportState state) => state.Component.StartsWith(Prefix, StringComparison.Ordinal) ? state.Component[Prefix.Length..] : null;

    private sealed class Report(EventProfile profile, string? leader, string formerly)
    {
        private List<string>? _keys;

        public EventProfile Profile => profile;

        public EventRank Rank { get; } = EventRank.Of(profile);

        /// <summary>Id of the event that it was of before; empty where it is new.</summary>
        public string Event => formerly;

        public string? Leader { get; set; } = leader;

        public IReadOnlyList<string> Keys => _keys ??= [.. EventKeys.Asked(profile).Distinct()];
    }

    /// <summary>Who follows a leader, itself among them, in the order of the work; and who of them speak for it as long as their turn comes.</summary>
    private sealed class Following
    {
        public List<Report> All { get; } = [];

        public List<Report> Speaking { get; } = [];

        public void Add(Report report)
        {
            Insert(All, report);
            if (EventClusters.Speaks(report.Profile)) Insert(Speaking, report);
        }

        public void Remove(Report report)
        {
            All.Remove(report);
            Speaking.Remove(report);
        }

        private static void Insert(List<Report> reports, Report report)
        {
            var at = reports.BinarySearch(report, Order);
            if (at < 0) reports.Insert(~at, report);
        }
    }
}
