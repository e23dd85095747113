using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Neighbourhoods and shortest paths over the counted links.</summary>
internal static class SqliteGraphWalk
{
    public static Neighbourhood Neighbourhood(SqlSession session, EntityKind entities, NeighbourhoodRequest request)
    {
        request.Check();
        if (SqliteIds.Entity(session, request.Entity) is not { } start) return new([], [], 0, 0);
        var chosen = new List<long> { start };
        var known = new HashSet<long> { start };
        var leftOut = 0;
        List<long> frontier = [start];
        for (var depth = 0; depth < request.Depth && frontier.Count > 0; depth++)
        {
            var room = Math.Max(0, request.Limit - chosen.Count);
            if (request.IsPlain)
            {
                (frontier, var total) = OfOne(session, start, room);
                leftOut = total - frontier.Count;
                chosen.AddRange(frontier);
                break;
            }
            if (room == 0)
            {
                // Nothing goes on from those that are only counted.
                leftOut += CountNeighbours(session, frontier, request, known);
                break;
            }
            var found = Neighbours(session, frontier, request, known);
            frontier = Strongest(session, found, room);
            leftOut += found.Count - frontier.Count;
            chosen.AddRange(frontier);
            known.UnionWith(found.Select(neighbour => neighbour.Number));
        }
        var ids = SqliteIds.OfEntities(session, chosen);
        var (links, linksLeftOut) = Among(session, chosen, request);
        return new([.. entities.Find(session, [.. chosen.Select(number => ids[number])]).Select(entity => entity!)], links, leftOut, linksLeftOut);
    }

    private readonly record struct Neighbour(long Number, long Strength);

    // The strongest neighbours of one entity, by the index that has them in order; and how many there are.
    private static (List<long> Chosen, int Total) OfOne(SqlSession session, long entity, int room)
    {
        var total = (int)session.Number("SELECT count(*) FROM neighbour WHERE entity = $1", entity)!.Value;
        if (room == 0) return ([], total);
        var weakest = session.Number("SELECT relations FROM neighbour WHERE entity = $1 ORDER BY relations DESC LIMIT 1 OFFSET $2", entity, room - 1) ?? 0;
        var enough = session.Query("SELECT other, relations FROM neighbour WHERE entity = $1 AND relations >= $2", row => new Neighbour(row.GetInt64(0), row.GetInt64(1)), entity, weakest);
        return (Strongest(session, enough, room), total);
    }

    // By strength, then by id; ids are looked up of those only that can be among them.
    private static List<long> Strongest(SqlSession session, List<Neighbour> found, int room)
    {
        if (room == 0 || found.Count == 0) return [];
        var ordered = found.OrderByDescending(neighbour => neighbour.Strength).ToList();
        var weakest = ordered[Math.Min(room, ordered.Count) - 1].Strength;
        var candidates = ordered.TakeWhile(neighbour => neighbour.Strength >= weakest).ToList();
        var ids = SqliteIds.OfEntities(session, candidates.Select(neighbour => neighbour.Number));
        return [.. candidates.OrderByDescending(neighbour => neighbour.Strength).ThenBy(neighbour => ids[neighbour.Number], StringComparer.Ordinal).Take(room).Select(neighbour => neighbour.Number)];
    }

    // Added up here: a hub's neighbours have a hundred thousand between them, and grouping so many is what would take the engine time.
    private static List<Neighbour> Neighbours(SqlSession session, List<long> frontier, NeighbourhoodRequest request, HashSet<long> known)
    {
        var where = new SqlWhere(session);
        var strengths = new Dictionary<long, long>();
        session.ReadNumbers($"SELECT x.other, x.relations {FromNeighbours(where, frontier, request)}",
            (other, relations) => CollectionsMarshal.GetValueRefOrAddDefault(strengths, other, out _) += relations, [.. where.Values]);
        return [.. strengths.Where(pair => !known.Contains(pair.Key)).Select(pair => new Neighbour(pair.Key, pair.Value))];
    }

    private static int CountNeighbours(SqlSession session, List<long> frontier, NeighbourhoodRequest request, HashSet<long> known)
    {
        var where = new SqlWhere(session);
        var others = new HashSet<long>();
        session.ReadNumbers($"SELECT x.other {FromNeighbours(where, frontier, request)}", (other, _) => others.Add(other), [.. where.Values]);
        return others.Count(other => !known.Contains(other));
    }

    private static string FromNeighbours(SqlWhere where, List<long> frontier, NeighbourhoodRequest request)
    {
        var from = $"(SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(frontier))}))";
        var condition = Condition(where, request);
        var steps = request.HasDays || condition.Length > 0
            ? $"SELECT object AS other, {Weight(request)} AS relations FROM {Table(request)} WHERE subject IN {from} AND object IS NOT NULL{condition} UNION ALL "
                + $"SELECT subject, {Weight(request)} FROM {Table(request)} WHERE object IN {from} AND subject IS NOT NULL{condition}"
            : $"SELECT other, relations FROM neighbour WHERE entity IN {from}";
        var types = request.Types is { Count: > 0 } wanted
            ? $" JOIN entity e ON e.n = x.other WHERE e.type IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(wanted.Select(type => (int)type)))}))" : "";
        return $"FROM ({steps}) x{types}";
    }

    private const int LookedUp = 64;

    // The strongest links between entities, and how many more there are. A link is counted already; within days its relations are.
    private static (List<GraphLink> Links, int LeftOut) Among(SqlSession session, List<long> entities, NeighbourhoodRequest request)
    {
        if (entities.Count > LookedUp && !request.HasDays) return AmongMany(session, entities, request);
        var where = new SqlWhere(session);
        var among = Chosen(where, entities);
        var condition = Condition(where, request);
        // Few are looked up pair by pair. Of more, all links of each are read: the plus keeps the engine from trying each pair.
        var target = entities.Count <= LookedUp ? "r.object" : "+r.object";
        var (links, counted) = request.HasDays
            ? ($"FROM chosen c CROSS JOIN relation r INDEXED BY relation_subject ON r.subject = c.n AND {target} IN (SELECT n FROM chosen) WHERE 1{condition} GROUP BY r.subject, r.predicate, r.object", "count(*)")
            : ($"FROM chosen c CROSS JOIN link r ON r.subject = c.n AND {target} IN (SELECT n FROM chosen) WHERE 1{condition}", "r.relations");
        var (total, least) = Counts(session, $"{among} SELECT {counted}, 1 {links}", [.. where.Values], request.LinkLimit);
        var strong = session.Query($"{among} {(request.HasDays ? Recounted : Counted)} {links}{(request.HasDays ? " HAVING" : " AND")} {counted} >= {where.Value(least)}", Link, [.. where.Values]);
        return ([.. StrongestFirst(session, strong).Take(request.LinkLimit)], Math.Max(0, total - request.LinkLimit));
    }

    // Many entities have far more links between them than are shown: they are counted in the narrow index, and the strongest found by way of those whom most relations
    // connect, since no link is stronger than all between its two entities together.
    private static (List<GraphLink> Links, int LeftOut) AmongMany(SqlSession session, List<long> entities, NeighbourhoodRequest request)
    {
        var where = new SqlWhere(session);
        var among = Chosen(where, entities);
        var condition = Condition(where, request);
        var total = (int)session.Number($"{among} SELECT count(*) FROM chosen c CROSS JOIN link r INDEXED BY link_object ON r.object = c.n AND +r.subject IN (SELECT n FROM chosen) WHERE 1{condition}", [.. where.Values])!.Value;
        var from = where.Value(FirstTried);
        var pairs = $"{among}, pair(a, b) AS (SELECT c.n, p.other FROM chosen c CROSS JOIN neighbour p INDEXED BY neighbour_strength ON p.entity = c.n AND p.relations >= {from} AND +p.other IN (SELECT n FROM chosen) "
            + "UNION ALL SELECT n, n FROM chosen) ";
        var links = $"FROM pair CROSS JOIN link r ON r.subject = pair.a AND r.object = pair.b WHERE r.relations >= {from}{condition}";
        var values = where.Values.ToArray();
        for (var strength = FirstTried; ; strength = Math.Max(1, strength / 4))
        {
            values[^1] = strength;
            var (found, least) = Counts(session, $"{pairs}SELECT r.relations, count(*) {links} GROUP BY 1", values, request.LinkLimit);
            if (found < Math.Min(total, request.LinkLimit) && strength > 1) continue;
            values[^1] = Math.Max(1, least);
            return ([.. StrongestFirst(session, session.Query($"{pairs}{Counted} {links}", Link, values)).Take(request.LinkLimit)], Math.Max(0, total - request.LinkLimit));
        }
    }

    // Relations from which on links are tried to be the strongest; a quarter of that next.
    private const int FirstTried = 1024;

    private static string Chosen(SqlWhere where, List<long> entities) => $"WITH chosen AS MATERIALIZED (SELECT value AS n FROM json_each({where.Value(JsonSerializer.Serialize(entities))}))";

    // How many links there are, and how strong those are at least that can be among the first so many: only they are read whole.
    private static (int Total, int Least) Counts(SqlSession session, string strengths, ReadOnlySpan<object?> values, int limit)
    {
        var ofStrength = new SortedDictionary<int, int>();
        session.Read(strengths, row =>
        {
            var relations = row.GetInt32(0);
            ofStrength[relations] = ofStrength.GetValueOrDefault(relations) + row.GetInt32(1);
            return true;
        }, values);
        int total = 0, least = 0;
        foreach (var (relations, count) in ofStrength.Reverse())
        {
            if (total < limit) least = relations;
            total += count;
        }
        return (total, least);
    }

    private static string Condition(SqlWhere where, NeighbourhoodRequest request)
    {
        var condition = Predicates(where, request.Predicates);
        if (request.When?.From is { } from) condition += $" AND day >= {where.Value(from.DayNumber)}";
        if (request.When?.To is { } to) condition += $" AND day BETWEEN 1 AND {where.Value(to.DayNumber)}";
        return condition;
    }

    private static string Predicates(SqlWhere where, IReadOnlyList<string>? predicates) =>
        predicates is { Count: > 0 } ? $" AND predicate IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(predicates))}))" : "";

    // Links are counted over all time; a range of days has to count the relations themselves.
    private static string Table(NeighbourhoodRequest request) => request.HasDays ? "relation" : "link";

    private static string Weight(NeighbourhoodRequest request) => request.HasDays ? "1" : "relations";

    private const string Counted = "SELECT r.subject, r.predicate, r.object, r.relations, r.articles, r.example";

    private const string Recounted = "SELECT r.subject, r.predicate, r.object, count(*), count(DISTINCT r.article), min(r.id)";

    private readonly record struct Numbered(long Subject, string Predicate, long Object, int Relations, int Articles, string Example);

    private static Numbered Link(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt32(3), row.GetInt32(4), row.GetString(5));

    private static List<GraphLink> StrongestFirst(SqlSession session, List<Numbered> links)
    {
        var ids = SqliteIds.OfEntities(session, links.SelectMany(link => new[] { link.Subject, link.Object }));
        return GraphLink.StrongestFirst(links.Select(link => new GraphLink(ids[link.Subject], link.Predicate, ids[link.Object], link.Relations, link.Articles, link.Example)));
    }

    public static IReadOnlyList<GraphPath> Paths(SqlSession session, PathRequest request)
    {
        request.Check();
        if (SqliteIds.Entity(session, request.From) is not { } from || SqliteIds.Entity(session, request.To) is not { } to || from == to) return [];
        var search = new PathSearch<long>(from, to);
        // The last step is known from the other end: all that lie one step further, a hub's among them, need not be read to find it.
        var beside = Steps(session, request, [to]).Select(step => step.Far).ToHashSet();
        for (var hop = 0; hop < request.MaxHops && search.Frontier.Count > 0; hop++)
        {
            var last = search.Frontier.Where(beside.Contains).Select(near => (near, to)).ToList();
            if (last.Count == 0 && hop == request.MaxHops - 1) return [];
            search.Go(last.Count > 0 ? last : Steps(session, request, search.Frontier));
        }
        if (!search.IsFound) return [];
        var ids = SqliteIds.OfEntities(session, search.OnChains());
        return [.. search.Paths(request.Limit, number => ids[number]).Select(path => Show(session, request, path, ids))];
    }

    private static List<(long Near, long Far)> Steps(SqlSession session, PathRequest request, List<long> frontier)
    {
        var where = new SqlWhere(session);
        var from = $"(SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(frontier))}))";
        var condition = Predicates(where, request.Predicates);
        var steps = new List<(long Near, long Far)>();
        session.ReadNumbers(condition.Length == 0
            ? $"SELECT entity, other FROM neighbour WHERE entity IN {from}"
            : $"SELECT subject, object FROM link WHERE subject IN {from}{condition} UNION SELECT object, subject FROM link WHERE object IN {from}{condition}",
            (near, far) => steps.Add((near, far)), [.. where.Values]);
        return steps;
    }

    private static GraphPath Show(SqlSession session, PathRequest request, List<long> path, Dictionary<long, string> ids)
    {
        var links = path.Zip(path.Skip(1)).Select(step =>
        {
            var where = new SqlWhere(session);
            string a = where.Value(step.First), b = where.Value(step.Second);
            var condition = Predicates(where, request.Predicates);
            return StrongestFirst(session, session.Query(
                $"{Counted} FROM link r WHERE r.subject = {a} AND r.object = {b}{condition} UNION ALL {Counted} FROM link r WHERE r.subject = {b} AND r.object = {a}{condition}", Link, [.. where.Values]))[0];
        });
        return new([.. path.Select(number => ids[number])], [.. links]);
    }
}
