using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Blocks of profiles and reports, read within the writing transaction.</summary>
internal sealed class SqliteBlocks(SqlSession session) : IBlockSource
{
    private const string Profile = "SELECT p.key, p.component, coalesce(e.id, '') FROM profile p LEFT JOIN entity e ON e.n = p.entity";
    private const string Report = "SELECT r.profile, r.component, coalesce(e.id, '') FROM local_event r LEFT JOIN event e ON e.n = r.event";

    public IReadOnlyList<ProfileState> Profiles(IReadOnlyCollection<string> keys) =>
        keys.Count == 0 ? [] : session.Query($"{Profile} WHERE p.key IN (SELECT value FROM json_each($1))", ReadProfile, JsonSerializer.Serialize(keys));

    public IReadOnlyList<ProfileState> ProfilesInBlocks(IReadOnlyCollection<string> blockKeys) =>
        blockKeys.Count == 0 ? [] : session.Query(
            $"{Profile} WHERE p.n IN (SELECT k.profile FROM profile_key k WHERE k.key IN (SELECT value FROM json_each($1)))", ReadProfile, JsonSerializer.Serialize(blockKeys));

    public IReadOnlyList<ProfileState> ProfilesInComponents(IReadOnlyCollection<string> components) =>
        components.Count == 0 ? [] : session.Query($"{Profile} WHERE p.component IN (SELECT value FROM json_each($1))", ReadProfile, JsonSerializer.Serialize(components));

    public IReadOnlyList<ReportState> ReportsInBlocks(IReadOnlyCollection<string> blockKeys) =>
        blockKeys.Count == 0 ? [] : session.Query(
            $"{Report} WHERE r.n IN (SELECT k.report FROM event_key k WHERE k.key IN (SELECT value FROM json_each($1)))", ReadReport, JsonSerializer.Serialize(blockKeys));

    public IReadOnlyList<ReportState> ReportsInComponents(IReadOnlyCollection<string> components) =>
        components.Count == 0 ? [] : session.Query($"{Report} WHERE r.component IN (SELECT value FROM json_each($1))", ReadReport, JsonSerializer.Serialize(components));

    private static ProfileState ReadProfile(SqliteDataReader row) => new(EntityProfile.Parse(row.GetString(0)), row.GetString(1), row.GetString(2));

    private static ReportState ReadReport(SqliteDataReader row) =>
        new(JsonSerializer.Deserialize<EventProfile>(row.GetString(0), ContributionJson.Options)!, row.GetString(1), row.GetString(2));
}
