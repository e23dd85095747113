using System.Text.Json;
using KnowledgeGraph.Resolution;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Blocks of profiles and reports, read within the writing transaction for one plan, during which they do not change: a report is read once.</summary>
internal sealed class SqliteBlocks(SqlSession session) : IBlockSource
{
    private const string Profile = "SELECT p.key, p.component, coalesce(e.id, '') FROM profile p LEFT JOIN entity e ON e.n = p.entity";

    private readonly Dictionary<long, ReportState> _reports = [];

    public IReadOnlyList<ProfileState> Profiles(IReadOnlyCollection<string> keys) =>
        keys.Count == 0 ? [] : session.Query($"{Profile} WHERE p.key IN (SELECT value FROM json_each($1))", ReadProfile, JsonSerializer.Serialize(keys));

    public IReadOnlyList<ProfileState> ProfilesInBlocks(IReadOnlyCollection<string> blockKeys) =>
        blockKeys.Count == 0 ? [] : session.Query(
            $"{Profile} WHERE p.n IN (SELECT k.profile FROM profile_key k WHERE k.key IN (SELECT value FROM json_each($1)))", ReadProfile, JsonSerializer.Serialize(blockKeys));

    public IReadOnlyList<ProfileState> ProfilesInComponents(IReadOnlyCollection<string> components) =>
        components.Count == 0 ? [] : session.Query($"{Profile} WHERE p.component IN (SELECT value FROM json_each($1))", ReadProfile, JsonSerializer.Serialize(components));

    public IReadOnlyList<IReadOnlyList<ReportState>> ReportsInBlocks(IReadOnlyList<string> blockKeys)
    {
        if (blockKeys.Count == 0) return [];
        var filed = session.Query("SELECT asked.key, k.report FROM json_each($1) asked CROSS JOIN event_key k ON k.key = asked.value",
            row => (Key: row.GetInt32(0), Number: row.GetInt64(1)), JsonSerializer.Serialize(blockKeys));
        ReadReports(filed.Select(report => report.Number));
        var blocks = blockKeys.Select(_ => new List<ReportState>()).ToList();
        foreach (var (key, number) in filed) blocks[key].Add(_reports[number]);
        return blocks;
    }

    public IReadOnlyList<ReportState> ReportsInComponents(IReadOnlyCollection<string> components) =>
        Reports("SELECT r.n FROM local_event r WHERE r.component IN (SELECT value FROM json_each($1))", components);

    public IReadOnlyList<ReportState> ReportsInClusters(IReadOnlyCollection<string> clusters) =>
        Reports("SELECT r.n FROM json_each($1) asked CROSS JOIN event e ON e.id = asked.value CROSS JOIN local_event r ON r.event = e.n", clusters);

    private List<ReportState> Reports(string query, IReadOnlyCollection<string> keys)
    {
        if (keys.Count == 0) return [];
        var numbers = session.Query(query, row => row.GetInt64(0), JsonSerializer.Serialize(keys));
        ReadReports(numbers);
        return [.. numbers.Select(number => _reports[number])];
    }

    private void ReadReports(IEnumerable<long> numbers)
    {
        var missing = numbers.Where(number => !_reports.ContainsKey(number)).Distinct().ToList();
        if (missing.Count == 0) return;
        foreach (var (number, report) in session.Query(
            "SELECT r.n, r.profile, r.component, coalesce(e.id, '') FROM json_each($1) asked CROSS JOIN local_event r ON r.n = asked.value LEFT JOIN event e ON e.n = r.event",
            row => (row.GetInt64(0), ReadReport(row)), JsonSerializer.Serialize(missing)))
            _reports[number] = report;
    }

    private static ProfileState ReadProfile(SqliteDataReader row) => new(EntityProfile.Parse(row.GetString(0)), row.GetString(1), row.GetString(2));

    private static ReportState ReadReport(SqliteDataReader row) => new(ReportJson.Read(row.GetFieldValue<byte[]>(1)), row.GetString(2), row.GetString(3));
}
