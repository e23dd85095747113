using System.Text.Json;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Neighbourhoods and shortest paths over the counted links.</summary>
internal static class SqliteGraphWalk
{
    private const int MostVisited = 50_000;

    public static Neighbourhood Neighbourhood(SqlSession session, EntityKind entities, NeighbourhoodRequest request)
    {
        if (request.Depth is < 1 or > 3) throw new GraphRequestException($"A depth of {request.Depth} was asked for: expected 1 to 3.");
        if (request.Limit is < 1 or > 500) throw new GraphRequestException($"A limit of {request.Limit} was asked for: expected 1 to 500.");
        if (SqliteIds.Entity(session, request.Entity) is not { } start) return new([], [], 0);
        var chosen = new List<long> { start };
        var known = new HashSet<long> { start };
        var leftOut = 0;
        List<long> frontier = [start];
        for (var depth = 0; depth < request.Depth && frontier.Count > 0; depth++)
        {
            var found = Neighbours(session, frontier, request, known);
            var room = request.Limit - chosen.Count;
            frontier = [.. found.Take(Math.Max(0, room))];
            leftOut += found.Count - frontier.Count;
            chosen.AddRange(frontier);
            known.UnionWith(found);
        }
        var links = Links(session, chosen, request);
        var ids = SqliteIds.OfEntities(session, chosen);
        return new([.. entities.Find(session, [.. chosen.Select(number => ids[number])]).Select(entity => entity!)], links, leftOut);
    }

    // Not yet known neighbours of a set, strongest first.
    private static List<long> Neighbours(SqlSession session, List<long> frontier, NeighbourhoodRequest request, HashSet<long> known)
    {
        var where = new SqlWhere(session);
        var from = where.Value(JsonSerializer.Serialize(frontier));
        var condition = Condition(where, request);
        var table = Table(request);
        var types = request.Types is { Count: > 0 } wanted ? $" AND e.type IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(wanted.Select(type => (int)type)))}))" : "";
        var sql = $"SELECT x.other, sum(x.relations) AS strength, e.id FROM ("
            + $"SELECT object AS other, relations FROM {table} WHERE subject IN (SELECT value FROM json_each({from})) AND object IS NOT NULL{condition} UNION ALL "
            + $"SELECT subject, relations FROM {table} WHERE object IN (SELECT value FROM json_each({from})) AND subject IS NOT NULL{condition}) x "
            + $"JOIN entity e ON e.n = x.other WHERE 1{types} GROUP BY x.other ORDER BY strength DESC, e.id";
        return [.. session.Query(sql, row => row.GetInt64(0), [.. where.Values]).Where(number => !known.Contains(number))];
    }

    private static List<GraphLink> Links(SqlSession session, List<long> chosen, NeighbourhoodRequest request)
    {
        var where = new SqlWhere(session);
        var among = where.Value(JsonSerializer.Serialize(chosen));
        return Links(session, $"WITH chosen AS MATERIALIZED (SELECT value AS n FROM json_each({among})) {Counted} FROM chosen c CROSS JOIN relation r INDEXED BY relation_pair "
            + $"ON r.subject = c.n AND r.object IN (SELECT n FROM chosen) WHERE 1{Condition(where, request)} GROUP BY r.subject, r.predicate, r.object", where);
    }

    private static string Condition(SqlWhere where, NeighbourhoodRequest request)
    {
        var condition = request.Predicates is { Count: > 0 } predicates ? $" AND predicate IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(predicates))}))" : "";
        if (request.When?.From is { } from) condition += $" AND day >= {where.Value(from.DayNumber)}";
        if (request.When?.To is { } to) condition += $" AND day BETWEEN 1 AND {where.Value(to.DayNumber)}";
        return condition;
    }

    // Links are counted over all time; a range of days has to count the relations themselves.
    private static string Table(NeighbourhoodRequest request) =>
        request.When is { From: not null } or { To: not null } ? "(SELECT subject, predicate, object, day, 1 AS relations FROM relation)" : "link";

    private const string Counted = "SELECT r.subject, r.predicate, r.object, count(*), count(DISTINCT r.article), min(r.id)";

    private static List<GraphLink> Links(SqlSession session, string sql, SqlWhere where)
    {
        var found = session.Query(sql, row => (Subject: row.GetInt64(0), Predicate: row.GetString(1), Object: row.GetInt64(2), Relations: row.GetInt32(3), Articles: row.GetInt32(4), Example: row.GetString(5)), [.. where.Values]);
        var ids = SqliteIds.OfEntities(session, found.SelectMany(link => new[] { link.Subject, link.Object }));
        return [.. found.Select(link => new GraphLink(ids[link.Subject], link.Predicate, ids[link.Object], link.Relations, link.Articles, link.Example))
            .OrderByDescending(link => link.Relations).ThenBy(link => link.Subject, StringComparer.Ordinal).ThenBy(link => link.Object, StringComparer.Ordinal).ThenBy(link => link.Predicate, StringComparer.Ordinal)];
    }

    public static IReadOnlyList<GraphPath> Paths(SqlSession session, PathRequest request)
    {
        if (request.MaxHops is < 1 or > 6) throw new GraphRequestException($"{request.MaxHops} hops were asked for: expected 1 to 6.");
        if (request.Limit is < 1 or > 50) throw new GraphRequestException($"{request.Limit} paths were asked for: expected 1 to 50.");
        if (SqliteIds.Entity(session, request.From) is not { } from || SqliteIds.Entity(session, request.To) is not { } to || from == to) return [];
        var before = Layers(session, request, from, to);
        if (before is null) return [];
        var paths = new List<List<long>>();
        Trace(before, to, [to], paths, request.Limit, SqliteIds.OfEntities(session, before.Keys));
        return [.. paths.Select(path => Show(session, request, path))];
    }

    // Breadth first from the start: for each entity reached, those one step nearer. Null where the end is not within reach.
    private static Dictionary<long, HashSet<long>>? Layers(SqlSession session, PathRequest request, long from, long to)
    {
        var before = new Dictionary<long, HashSet<long>> { [from] = [] };
        List<long> frontier = [from];
        for (var hop = 0; hop < request.MaxHops && frontier.Count > 0; hop++)
        {
            var next = new Dictionary<long, HashSet<long>>();
            foreach (var (near, far) in Steps(session, request, frontier))
            {
                if (before.ContainsKey(far)) continue;
                if (!next.TryGetValue(far, out var parents)) next[far] = parents = [];
                parents.Add(near);
            }
            foreach (var (far, parents) in next) before[far] = parents;
            if (next.ContainsKey(to)) return before;
            if (before.Count > MostVisited) return null;
            frontier = [.. next.Keys];
        }
        return null;
    }

    private static IEnumerable<(long Near, long Far)> Steps(SqlSession session, PathRequest request, List<long> frontier)
    {
        var where = new SqlWhere(session);
        var from = where.Value(JsonSerializer.Serialize(frontier));
        var condition = request.Predicates is { Count: > 0 } predicates ? $" AND predicate IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(predicates))}))" : "";
        return session.Query(
            $"SELECT subject, object FROM link WHERE subject IN (SELECT value FROM json_each({from})){condition} UNION SELECT object, subject FROM link WHERE object IN (SELECT value FROM json_each({from})){condition}",
            row => (row.GetInt64(0), row.GetInt64(1)), [.. where.Values]);
    }

    private static void Trace(Dictionary<long, HashSet<long>> before, long at, List<long> path, List<List<long>> paths, int limit, Dictionary<long, string> ids)
    {
        if (paths.Count >= limit) return;
        if (before[at].Count == 0)
        {
            paths.Add([.. Enumerable.Reverse(path)]);
            return;
        }
        foreach (var parent in before[at].OrderBy(number => ids[number], StringComparer.Ordinal))
        {
            path.Add(parent);
            Trace(before, parent, path, paths, limit, ids);
            path.RemoveAt(path.Count - 1);
        }
    }

    private static GraphPath Show(SqlSession session, PathRequest request, List<long> path)
    {
        var ids = SqliteIds.OfEntities(session, path);
        var links = path.Zip(path.Skip(1)).Select(step =>
        {
            var where = new SqlWhere(session);
            string a = where.Value(step.First), b = where.Value(step.Second);
            var condition = request.Predicates is { Count: > 0 } predicates ? $" AND predicate IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(predicates))}))" : "";
            return Links(session, $"{Counted} FROM relation r WHERE ((r.subject = {a} AND r.object = {b}) OR (r.subject = {b} AND r.object = {a})){condition} GROUP BY r.subject, r.predicate, r.object", where)[0];
        });
        return new([.. path.Select(number => ids[number])], [.. links]);
    }
}
