using System.Text.Json;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// Gives clusters their rows. A cluster keeps the row of the one it grew out of, so that a hub's facts are not written again when its id changes.
/// Both methods return the articles whose facts point elsewhere now.
/// </summary>
internal sealed class SqliteAssignments(SqlSession session, SqliteTouched touched)
{
    public IReadOnlyCollection<long> Entities(IReadOnlyList<Assignment> plan, IReadOnlyCollection<ProfileState> gone)
    {
        var goneIds = gone.Select(state => state.Profile.Id).ToHashSet();
        var clusterOfAnchor = plan.ToDictionary(assignment => EntityProfile.Parse(assignment.Key).Id, assignment => assignment.Cluster);
        var current = Current(plan, "SELECT key, entity FROM profile WHERE key IN (SELECT value FROM json_each($1))");
        foreach (var state in gone)
        {
            if (session.Number("SELECT entity FROM profile WHERE key = $1", state.Profile.Key) is { } was) touched.Entities.Add(was);
            session.Execute("DELETE FROM profile_key WHERE profile = (SELECT n FROM profile WHERE key = $1)", state.Profile.Key);
            session.Execute("DELETE FROM profile_trait WHERE profile = (SELECT n FROM profile WHERE key = $1)", state.Profile.Key);
            session.Execute("DELETE FROM profile WHERE key = $1", state.Profile.Key);
        }
        var rows = Rows("entity", plan, current, clusterOfAnchor, goneIds,
            id => session.Number("INSERT INTO entity (id, type, name, sort, names, named, articles, mentions, rank, first_day, last_day, reasons) VALUES ($1, 0, '', '', '', 0, 0, 0, 0, 0, 0, '[]') RETURNING n", id)!.Value);
        var moved = new SortedSet<long>();
        foreach (var assignment in plan)
        {
            var number = rows[assignment.Cluster];
            var was = current.GetValueOrDefault(assignment.Key);
            session.Execute("UPDATE profile SET component = $2, entity = $3, reasons = $4 WHERE key = $1", assignment.Key, assignment.Component, number, JsonSerializer.Serialize(assignment.Reasons));
            touched.Entities.Add(number);
            if (was is null || was == number) continue;
            touched.Entities.Add(was.Value);
            moved.UnionWith(session.Query("SELECT DISTINCT l.article FROM local_entity l JOIN profile p ON p.n = l.profile WHERE p.key = $1", row => row.GetInt64(0), assignment.Key));
        }
        return moved;
    }

    public IReadOnlyCollection<long> Events(IReadOnlyList<Assignment> plan, IReadOnlyCollection<ReportState> gone)
    {
        var goneIds = gone.Select(state => state.Profile.Id).ToHashSet();
        foreach (var state in gone)
            if (session.Number("SELECT n FROM event WHERE id = $1", state.Cluster) is { } was) touched.Events.Add(was);
        var before = session.Query("SELECT id, event, component, article FROM local_event WHERE id IN (SELECT value FROM json_each($1))",
            row => (Id: row.GetString(0), Event: row.NumberOrNull(1), Component: row.GetString(2), Article: row.GetInt64(3)), JsonSerializer.Serialize(plan.Select(assignment => assignment.Key)))
            .ToDictionary(row => row.Id);
        var current = before.ToDictionary(row => row.Key, row => row.Value.Event);
        var rows = Rows("event", plan, current, plan.ToDictionary(assignment => assignment.Key, assignment => assignment.Cluster), goneIds,
            id => session.Number("INSERT INTO event (id, kind, label, day, last_day, modality, negated, articles, rank, first_reported, differing, reasons) VALUES ($1, '', '', 0, 0, 0, 0, 0, 0, 0, 0, '[]') RETURNING n", id)!.Value);
        foreach (var cluster in plan.DistinctBy(assignment => assignment.Cluster))
            session.Execute("UPDATE event SET reasons = $2 WHERE n = $1", rows[cluster.Cluster], JsonSerializer.Serialize(cluster.Reasons));
        var moved = new SortedSet<long>();
        foreach (var assignment in plan)
        {
            var number = rows[assignment.Cluster];
            var (_, was, component, article) = before[assignment.Key];
            touched.Events.Add(number);
            if (was != number || component != assignment.Component)
                session.Execute("UPDATE local_event SET component = $2, event = $3 WHERE id = $1", assignment.Key, assignment.Component, number);
            if (was is null || was == number) continue;
            touched.Events.Add(was.Value);
            moved.Add(article);
        }
        return moved;
    }

    private Dictionary<string, long?> Current(IReadOnlyList<Assignment> plan, string sql) =>
        session.Query(sql, row => (row.GetString(0), row.IsDBNull(1) ? (long?)null : row.GetInt64(1)), JsonSerializer.Serialize(plan.Select(assignment => assignment.Key)))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    // The row of each cluster: the one that has its id; else the largest one whose anchor is now a member or is no more; else a new one.
    private Dictionary<string, long> Rows(
        string table, IReadOnlyList<Assignment> plan, Dictionary<string, long?> current, Dictionary<string, string> clusterOfAnchor, HashSet<string> goneIds, Func<string, long> insert)
    {
        var rows = new Dictionary<string, long>();
        var taken = new HashSet<long>();
        var old = session.Query($"SELECT n, id, articles FROM {table} WHERE n IN (SELECT value FROM json_each($1))",
            row => (Number: row.GetInt64(0), Id: row.GetString(1), Articles: row.GetInt64(2)), JsonSerializer.Serialize(current.Values.Where(number => number is not null).Distinct()))
            .ToDictionary(row => row.Number);
        var clusters = plan.GroupBy(assignment => assignment.Cluster).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        foreach (var cluster in clusters)
            if (session.Number($"SELECT n FROM {table} WHERE id = $1", cluster.Key) is { } number && taken.Add(number)) rows[cluster.Key] = number;
        var renamed = new List<(string Cluster, long Number)>();
        foreach (var cluster in clusters)
        {
            if (rows.ContainsKey(cluster.Key)) continue;
            var heir = cluster.Select(assignment => current.GetValueOrDefault(assignment.Key)).Where(number => number is not null && !taken.Contains(number.Value)).Distinct()
                .Select(number => old[number!.Value])
                .Where(row => goneIds.Contains(row.Id) || clusterOfAnchor.GetValueOrDefault(row.Id) == cluster.Key)
                .OrderByDescending(row => row.Articles).ThenBy(row => row.Number).FirstOrDefault();
            if (heir.Id is null) continue;
            taken.Add(heir.Number);
            rows[cluster.Key] = heir.Number;
            renamed.Add((cluster.Key, heir.Number));
        }
        foreach (var (_, number) in renamed) session.Execute($"UPDATE {table} SET id = '~' || n WHERE n = $1", number);
        foreach (var (cluster, number) in renamed) session.Execute($"UPDATE {table} SET id = $2 WHERE n = $1", number, cluster);
        foreach (var cluster in clusters)
            if (!rows.ContainsKey(cluster.Key)) rows[cluster.Key] = insert(cluster.Key);
        return rows;
    }
}
