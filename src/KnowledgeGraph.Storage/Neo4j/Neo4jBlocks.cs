using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// Blocks of profiles and reports, read within the writing transaction. The planners ask without waiting, so what is not known yet is noted and
/// answered as empty; the caller reads it and plans again, until nothing is asked that is not known. A plan is a pure function, so the last
/// one is what asking a database directly would have given.
/// </summary>
internal sealed class Neo4jBlocks(CypherSession session) : IBlockSource
{
    private enum Question { Profiles, ProfilesInBlocks, ProfilesInComponents, ReportsInBlocks, ReportsInComponents, ReportsInClusters }

    private readonly Dictionary<(Question, string), List<ProfileState>> _profiles = [];
    private readonly Dictionary<(Question, string), List<ReportState>> _reports = [];
    private readonly HashSet<(Question Question, string Key)> _open = [];

    public async Task<T> PlanAsync<T>(Func<IBlockSource, T> plan)
    {
        while (true)
        {
            var result = plan(this);
            if (_open.Count == 0) return result;
            foreach (var group in _open.GroupBy(open => open.Question).ToList()) await ReadAsync(group.Key, [.. group.Select(open => open.Key)]).ConfigureAwait(false);
            _open.Clear();
        }
    }

    public IReadOnlyList<ProfileState> Profiles(IReadOnlyCollection<string> keys) => Ask(_profiles, Question.Profiles, keys, state => state.Profile.Key);

    public IReadOnlyList<ProfileState> ProfilesInBlocks(IReadOnlyCollection<string> blockKeys) => Ask(_profiles, Question.ProfilesInBlocks, blockKeys, state => state.Profile.Key);

    public IReadOnlyList<ProfileState> ProfilesInComponents(IReadOnlyCollection<string> components) => Ask(_profiles, Question.ProfilesInComponents, components, state => state.Profile.Key);

    public IReadOnlyList<IReadOnlyList<ReportState>> ReportsInBlocks(IReadOnlyList<string> blockKeys) =>
        [.. blockKeys.Select(key => Ask(_reports, Question.ReportsInBlocks, [key], state => state.Profile.Id))];

    public IReadOnlyList<ReportState> ReportsInComponents(IReadOnlyCollection<string> components) => Ask(_reports, Question.ReportsInComponents, components, state => state.Profile.Id);

    public IReadOnlyList<ReportState> ReportsInClusters(IReadOnlyCollection<string> clusters) => Ask(_reports, Question.ReportsInClusters, clusters, state => state.Profile.Id);

    private List<T> Ask<T>(Dictionary<(Question, string), List<T>> known, Question question, IReadOnlyCollection<string> keys, Func<T, string> id)
    {
        var found = new List<T>();
        foreach (var key in keys.Distinct())
            if (known.TryGetValue((question, key), out var states)) found.AddRange(states);
            else _open.Add((question, key));
        return [.. found.DistinctBy(id)];
    }

    private async Task ReadAsync(Question question, List<string> keys)
    {
        var of = question is Question.ReportsInBlocks or Question.ReportsInComponents or Question.ReportsInClusters ? "Report" : "Profile";
        var match = question switch
        {
            Question.Profiles => "MATCH (p:Profile {key: asked})",
            Question.ProfilesInBlocks or Question.ReportsInBlocks => $"MATCH (:Block {{key: asked}})<-[:IN_BLOCK]-(p:{of})",
            Question.ReportsInClusters => "MATCH (p:Report {cluster: asked})",
            _ => $"MATCH (p:{of} {{component: asked}})",
        };
        // Each once, however many of the keys lead to it.
        var rows = await session.QueryAsync($"UNWIND $keys AS asked {match} WITH p, collect(asked) AS asked RETURN asked, {(of == "Report" ? "p.profile" : "p.key")} AS profile, p.component AS component, p.cluster AS cluster",
            ("keys", keys)).ConfigureAwait(false);
        if (of == "Report") Keep(_reports, question, keys, rows, row => ReadReport(row));
        else Keep(_profiles, question, keys, rows, row => new ProfileState(EntityProfile.Parse(row.Get<string>("profile")), row.Get<string>("component"), row.Get<string>("cluster")));
    }

    internal static ReportState ReadReport(IRecord row) =>
        new(JsonSerializer.Deserialize<EventProfile>(row.Get<string>("profile"), ContributionJson.Options)!, row.Get<string>("component"), row.Get<string>("cluster"));

    private static void Keep<T>(Dictionary<(Question, string), List<T>> known, Question question, List<string> keys, List<IRecord> rows, Func<IRecord, T> read)
    {
        foreach (var key in keys) known[(question, key)] = [];
        foreach (var row in rows)
        {
            var state = read(row);
            foreach (var key in row.Get<List<string>>("asked")) known[(question, key)].Add(state);
        }
    }
}
