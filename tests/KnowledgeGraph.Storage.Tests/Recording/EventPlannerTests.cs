using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Tests.Recording;

/// <summary>Deciding again what a change can reach equals deciding everything.</summary>
public sealed class EventPlannerTests
{
    [Property(MaxTest = 100)]
    public Property Step_by_step_equals_all_at_once() => Prop.ForAll(
        Arb.From(from reports in GeneratedProfile().ListOf(60) from steps in Gen.Choose(0, 1_000_000) select (reports, steps)), sample =>
        {
            var random = new Random(sample.steps);
            var memory = new Memory();
            var waiting = new Queue<EventProfile>(sample.reports.DistinctBy(report => report.Id));
            while (waiting.Count > 0)
            {
                var added = Enumerable.Range(0, Math.Min(waiting.Count, 1 + random.Next(6))).Select(_ => waiting.Dequeue()).ToList();
                var removed = memory.All.Where(_ => random.Next(8) == 0).ToList();
                // Some of what goes comes back at once with other content, as when an article is read again.
                added.AddRange(removed.Where(_ => random.Next(3) == 0).Select(profile => profile with { Place = Places[random.Next(Places.Length)], First = null, Last = null }));
                memory.Change(added, removed);
                Assert.Equal(
                    EventClusters.Cluster([.. memory.All]).Select(cluster => $"{cluster.Id}: {string.Join(' ', cluster.Members)}; {string.Join(", ", cluster.Reasons)}"),
                    memory.Clusters());
            }
        });

    [Fact]
    public void Reports_whose_leader_is_not_known_are_decided_when_they_are_met()
    {
        var memory = new Memory();
        List<EventProfile> reports = [.. Enumerable.Range(0, 6).Select(i => Profile($"v{i}", 1 + i / 3, 2, "name:a", ["c:PT"], 5 + i, null))];
        memory.Change(reports, []);
        var expected = memory.Clusters();
        memory.Forget();
        memory.Change([Profile("w", 2, 2, "name:a", ["c:PT"], 7, null)], []);
        memory.Change([], [memory.All.Single(profile => profile.Id == "w")]);
        Assert.Equal(expected, memory.Clusters());
    }

    private static readonly string?[] Places = ["name:a", "name:b", "country:PT", null];

    private static Gen<EventProfile> GeneratedProfile() =>
        from id in Gen.Choose(0, 99)
        from first in Gen.Choose(-2, 5)
        from days in Gen.Choose(1, 2)
        from place in Gen.Elements(Places)
        from who in Gen.SubListOf("c:PT", "t:red cross", "p:tfrs", "p:krflh")
        from published in Gen.Choose(-1, 8)
        from number in Gen.Choose(0, 4)
        from kind in Gen.Elements("attack", "attack", "casualty", "other")
        from prominence in Gen.Elements(Prominence.Passing, Prominence.Lead, Prominence.Main, Prominence.Main)
        from words in Gen.SubListOf("ferrix", "gantry", "quayside", "harbour", "tug", "pilot")
        from names in Gen.SubListOf("lofren", "kastel", "ostrik")
        select Profile($"v{id:D2}", first, days, place, who, published, number == 0 ? null : $"killed={number}") with
        {
            Kind = kind,
            Prominence = prominence,
            Lead = prominence == Prominence.Passing ? [] : [.. words],
            LeadNames = prominence == Prominence.Passing ? [] : [.. names],
            Focal = prominence == Prominence.Passing ? 0 : names.Count,
            Protagonists = prominence == Prominence.Passing ? 0 : Math.Min(1, names.Count),
        };

    private static EventProfile Profile(string id, int first, int days, string? place, IEnumerable<string> who, int published, string? number)
    {
        DateOnly? day = first < 1 ? null : new DateOnly(2025, 3, first);
        var (people, others) = (who.Where(key => key[0] == 'p').ToList(), who.Where(key => key[0] != 'p').ToList());
        return new(id, "a" + id, "attack", day, day?.AddDays(days - 1), published < 1 ? null : new DateOnly(2025, 3, published), place, place is null ? null : "PT", others, people, [],
            number is null ? [] : [number], ["attack"], null, false, ["a", "b", "c"], []);
    }

    /// <summary>What a store keeps of reports.</summary>
    private sealed class Memory : IBlockSource
    {
        private Dictionary<string, (EventProfile Profile, string Component, string Cluster, IReadOnlyList<string> Reasons)> _reports = [];

        public IReadOnlyList<EventProfile> All => [.. _reports.Values.Select(report => report.Profile)];

        public void Change(IReadOnlyList<EventProfile> added, IReadOnlyList<EventProfile> removed)
        {
            var gone = removed.Select(profile => State(_reports[profile.Id])).ToList();
            foreach (var profile in removed) _reports.Remove(profile.Id);
            foreach (var profile in added) _reports[profile.Id] = (profile, "", "", []);
            foreach (var assignment in new EventPlanner(this).Plan(added, gone))
                _reports[assignment.Key] = (_reports[assignment.Key].Profile, assignment.Component, assignment.Cluster, assignment.Reasons);
        }

        public void Forget() => _reports = _reports.ToDictionary(report => report.Key, report => (report.Value.Profile, "as it was", report.Value.Cluster, report.Value.Reasons));

        public IEnumerable<string> Clusters() => _reports.Values.GroupBy(report => report.Cluster).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key}: {string.Join(' ', group.Select(report => report.Profile.Id).Order(StringComparer.Ordinal))}; {string.Join(", ", group.First().Reasons)}");

        public IReadOnlyList<IReadOnlyList<ReportState>> ReportsInBlocks(IReadOnlyList<string> blockKeys)
        {
            var filed = _reports.Values.SelectMany(report => EventKeys.Filed(report.Profile).Distinct().Select(key => (Key: key, Report: report))).ToLookup(pair => pair.Key, pair => State(pair.Report));
            return [.. blockKeys.Select(key => filed[key].ToList())];
        }

        public IReadOnlyList<ReportState> ReportsInComponents(IReadOnlyCollection<string> components) => [.. _reports.Values.Where(report => components.Contains(report.Component)).Select(State)];

        public IReadOnlyList<ReportState> ReportsInClusters(IReadOnlyCollection<string> clusters) => [.. _reports.Values.Where(report => clusters.Contains(report.Cluster)).Select(State)];

        public IReadOnlyList<ProfileState> Profiles(IReadOnlyCollection<string> keys) => throw new NotSupportedException();

        public IReadOnlyList<ProfileState> ProfilesInBlocks(IReadOnlyCollection<string> blockKeys) => throw new NotSupportedException();

        public IReadOnlyList<ProfileState> ProfilesInComponents(IReadOnlyCollection<string> components) => throw new NotSupportedException();

        private static ReportState State((EventProfile Profile, string Component, string Cluster, IReadOnlyList<string> Reasons) report) => new(report.Profile, report.Component, report.Cluster);
    }
}
