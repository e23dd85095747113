using System.Collections;
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
        var reached = new List<Reached> { new(start, 0, 0) };
        var known = new HashSet<long> { start };
        var leftOut = 0;
        List<long> frontier = [start];
        for (var step = 1; step <= request.Depth && frontier.Count > 0; step++)
        {
            // Where there is no room left they are only counted, and nothing goes on from them.
            var room = Math.Max(0, request.Limit - reached.Count);
            var found = Neighbours(session, frontier, request, known);
            var strongest = Strongest(session, found, room);
            leftOut += found.Count - strongest.Count;
            reached.AddRange(strongest.Select(neighbour => new Reached(neighbour.Number, step, neighbour.Relations)));
            frontier = strongest.ConvertAll(neighbour => neighbour.Number);
            known.UnionWith(found.Select(neighbour => neighbour.Number));
        }
        var shown = entities.OfNumbers(session, reached.ConvertAll(entity => entity.Number));
        var ids = shown.ToDictionary(entity => entity.Key, entity => entity.Value.Id);
        var (links, linksLeftOut) = IsOfAll(request) ? AmongAll(session, ids, request.LinkLimit) : Among(session, ids, request);
        var ordered = reached.OrderBy(entity => entity.Step).ThenByDescending(entity => entity.Relations).ThenBy(entity => ids[entity.Number], StringComparer.Ordinal);
        return new([.. ordered.Select(entity => shown[entity.Number])], links, leftOut, linksLeftOut);
    }

    /// <param name="Relations">Those that the entity was reached by.</param>
    private readonly record struct Reached(long Number, int Step, long Relations);

    // Whether relations of every predicate and day are asked for, as lists of neighbours count them.
    private static bool IsOfAll(NeighbourhoodRequest request) => !request.HasDays && request.Predicates is not { Count: > 0 };

    private readonly record struct Strength(long Number, long Relations);

    // By strength, then by id, in no order; ids are looked up of those only of which not all are.
    private static List<Strength> Strongest(SqlSession session, List<Strength> found, int room)
    {
        if (room == 0) return [];
        if (found.Count <= room) return found;
        var strengths = found.ConvertAll(neighbour => neighbour.Relations);
        strengths.Sort();
        var weakest = strengths[^room];
        var weak = found.FindAll(neighbour => neighbour.Relations == weakest);
        var ids = SqliteIds.OfEntities(session, weak.Select(neighbour => neighbour.Number));
        var strong = found.FindAll(neighbour => neighbour.Relations > weakest);
        return [.. strong, .. weak.OrderBy(neighbour => ids[neighbour.Number], StringComparer.Ordinal).Take(room - strong.Count)];
    }

    // Added up here: a hub's neighbours have a hundred thousand between them, and grouping so many is what would take the engine time.
    private static List<Strength> Neighbours(SqlSession session, List<long> frontier, NeighbourhoodRequest request, HashSet<long> known)
    {
        var strengths = new Dictionary<long, long>();
        void Add(long other, long relations) => CollectionsMarshal.GetValueRefOrAddDefault(strengths, other, out _) += relations;
        if (IsOfAll(request)) new SqliteNeighbours(session).Read(frontier, (_, in neighbour) => Add(neighbour.Other, neighbour.Relations));
        else
        {
            var where = new SqlWhere(session);
            session.ReadNumbers(Steps(where, frontier, request), Add, [.. where.Values]);
        }
        foreach (var number in known) strengths.Remove(number);
        IEnumerable<long> found = strengths.Keys;
        if (request.Types is { Count: > 0 } types)
            found = session.Query("SELECT n FROM entity WHERE n IN (SELECT value FROM json_each($1)) AND type IN (SELECT value FROM json_each($2))", row => row.GetInt64(0),
                JsonSerializer.Serialize(found), JsonSerializer.Serialize(types.Select(type => (int)type)));
        return [.. found.Select(number => new Strength(number, strengths[number]))];
    }

    private static string Steps(SqlWhere where, List<long> frontier, NeighbourhoodRequest request)
    {
        var from = $"(SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(frontier))}))";
        var condition = Condition(where, request);
        return $"SELECT object AS other, {Weight(request)} AS relations FROM {Table(request)} WHERE subject IN {from} AND object IS NOT NULL{condition} UNION ALL "
            + $"SELECT subject, {Weight(request)} FROM {Table(request)} WHERE object IN {from} AND subject IS NOT NULL{condition}";
    }

    // The strongest links between entities, and how many more there are: lists of neighbours tell all, and only links that are shown are read.
    private static (List<GraphLink> Links, int LeftOut) AmongAll(SqlSession session, Dictionary<long, string> ids, int limit)
    {
        // Of equally strong links those of what has the lesser id come first: it stands further on here.
        var numbers = ids.OrderByDescending(pair => pair.Value, StringComparer.Ordinal).Select(pair => pair.Key).ToArray();
        var places = numbers.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        long Strength(int relations, int subject, int target) => ((long)relations << (2 * PlaceBits)) | ((long)subject << PlaceBits) | (long)target;
        var strongest = new List<long>();
        var (least, total) = (0L, 0);
        void Cut()
        {
            strongest.Sort();
            strongest.RemoveRange(0, strongest.Count - limit);
            least = strongest[0];
        }
        // Most neighbours are none of them, which a few bits tell sooner.
        var perhaps = new BitArray(1 << FewBits);
        int Few(long number) => (int)number & ((1 << FewBits) - 1);
        foreach (var number in numbers) perhaps[Few(number)] = true;
        var (subject, place) = (-1L, 0);
        new SqliteNeighbours(session).Read(ids.Keys, (entity, in neighbour) =>
        {
            if (!perhaps[Few(neighbour.Other)] || neighbour.Predicates == 0 || !places.TryGetValue(neighbour.Other, out var target)) return;
            if (entity != subject) (subject, place) = (entity, places[entity]);
            total += neighbour.Predicates;
            foreach (var relations in neighbour.Outgoing)
            {
                var strength = Strength(relations, place, target);
                if (strength <= least) break;
                strongest.Add(strength);
                if (strongest.Count == 4 * limit) Cut();
            }
        });
        if (strongest.Count > limit) Cut();
        const int Mask = (1 << PlaceBits) - 1;
        var pairs = strongest.Select(strength => (numbers[(strength >> PlaceBits) & Mask] << 32) | numbers[strength & Mask]).Distinct().Order();
        var links = session.Query($"{Counted} FROM json_each($1) x CROSS JOIN link r ON r.subject = x.value >> 32 AND r.object = x.value & 4294967295 AND r.relations >= $2", Link, JsonSerializer.Serialize(pairs), least >> (2 * PlaceBits));
        // In the order of GraphLink.StrongestFirst, by numbers.
        var ordered = links.OrderByDescending(link => Strength(link.Relations, places[link.Subject], places[link.Object])).ThenBy(link => link.Predicate, StringComparer.Ordinal);
        return ([.. ordered.Take(limit).Select(link => Shown(link, ids))], Math.Max(0, total - limit));
    }

    // A neighbourhood has 501 entities at most.
    private const int PlaceBits = 10, FewBits = 13;

    private const int LookedUp = 64;

    // Of one predicate, or within days.
    private static (List<GraphLink> Links, int LeftOut) Among(SqlSession session, Dictionary<long, string> ids, NeighbourhoodRequest request)
    {
        var where = new SqlWhere(session);
        var among = Chosen(where, ids.Keys);
        var condition = Condition(where, request);
        // Few are looked up pair by pair. Of more, all links of each are read: the plus keeps the engine from trying each pair.
        var target = ids.Count <= LookedUp ? "r.object" : "+r.object";
        if (request.HasDays)
        {
            var recounted = Recount(session, $"{among} SELECT r.subject, r.predicate, r.object, r.article, r.id FROM chosen c CROSS JOIN relation r INDEXED BY relation_subject ON r.subject = c.n AND {target} IN (SELECT n FROM chosen) WHERE 1{condition}", [.. where.Values]);
            var weakest = recounted.Count <= request.LinkLimit ? 0 : recounted.Select(link => link.Relations).OrderDescending().ElementAt(request.LinkLimit - 1);
            return ([.. StrongestFirst(recounted.FindAll(link => link.Relations >= weakest), ids).Take(request.LinkLimit)], Math.Max(0, recounted.Count - request.LinkLimit));
        }
        var links = $"FROM chosen c CROSS JOIN link r ON r.subject = c.n AND {target} IN (SELECT n FROM chosen) WHERE 1{condition}";
        var (total, least) = Counts(session, $"{among} SELECT r.relations {links}", [.. where.Values], request.LinkLimit);
        var strong = session.Query($"{among} {Counted} {links} AND r.relations >= {where.Value(least)}", Link, [.. where.Values]);
        return ([.. StrongestFirst(strong, ids).Take(request.LinkLimit)], Math.Max(0, total - request.LinkLimit));
    }

    // The links of some relations, counted here: a few thousand take the engine longer to group than to read.
    private static List<Numbered> Recount(SqlSession session, string relations, ReadOnlySpan<object?> values)
    {
        var links = new Dictionary<(long Subject, string Predicate, long Object), Numbered>();
        var told = new HashSet<(long Subject, string Predicate, long Object, long Article)>();
        session.Read(relations, row =>
        {
            var (subject, predicate, target, id) = (row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(4));
            ref var link = ref CollectionsMarshal.GetValueRefOrAddDefault(links, (subject, predicate, target), out var isKnown);
            var articles = told.Add((subject, predicate, target, row.GetInt64(3))) ? 1 : 0;
            link = isKnown
                ? link with { Relations = link.Relations + 1, Articles = link.Articles + articles, Example = string.CompareOrdinal(id, link.Example) < 0 ? id : link.Example }
                : new(subject, predicate, target, 1, 1, id);
            return true;
        }, values);
        return [.. links.Values];
    }

    private static string Chosen(SqlWhere where, IEnumerable<long> entities) => $"WITH chosen AS MATERIALIZED (SELECT value AS n FROM json_each({where.Value(JsonSerializer.Serialize(entities))}))";

    // How many links there are, and how strong those are at least that can be among the first so many: only they are read whole.
    private static (int Total, int Least) Counts(SqlSession session, string strengths, ReadOnlySpan<object?> values, int limit)
    {
        var ofStrength = new SortedDictionary<int, int>();
        session.Read(strengths, row =>
        {
            var relations = row.GetInt32(0);
            ofStrength[relations] = ofStrength.GetValueOrDefault(relations) + 1;
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

    private readonly record struct Numbered(long Subject, string Predicate, long Object, int Relations, int Articles, string Example);

    private static Numbered Link(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt32(3), row.GetInt32(4), row.GetString(5));

    private static List<GraphLink> StrongestFirst(List<Numbered> links, Dictionary<long, string> ids) =>
        GraphLink.StrongestFirst(links.Select(link => Shown(link, ids)));

    private static GraphLink Shown(Numbered link, Dictionary<long, string> ids) => new(ids[link.Subject], link.Predicate, ids[link.Object], link.Relations, link.Articles, link.Example);

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
        var steps = new List<(long Near, long Far)>();
        if (request.Predicates is not { Count: > 0 })
        {
            new SqliteNeighbours(session).Read(frontier, (near, in neighbour) => steps.Add((near, neighbour.Other)));
            return steps;
        }
        var where = new SqlWhere(session);
        var from = $"(SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(frontier))}))";
        var condition = Predicates(where, request.Predicates);
        session.ReadNumbers($"SELECT subject, object FROM link WHERE subject IN {from}{condition} UNION SELECT object, subject FROM link WHERE object IN {from}{condition}",
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
            return StrongestFirst(session.Query(
                $"{Counted} FROM link r WHERE r.subject = {a} AND r.object = {b}{condition} UNION ALL {Counted} FROM link r WHERE r.subject = {b} AND r.object = {a}{condition}", Link, [.. where.Values]), ids)[0];
        });
        return new([.. path.Select(number => ids[number])], [.. links]);
    }
}
