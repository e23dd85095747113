using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>Neighbourhoods and shortest paths over relations, step by step from what was reached.</summary>
internal static class Neo4jGraphWalk
{
    private const int MostVisited = 50_000;

    public static async Task<Neighbourhood> NeighbourhoodAsync(CypherSession session, Neo4jEntityKind entities, NeighbourhoodRequest request)
    {
        if (request.Depth is < 1 or > 3) throw new GraphRequestException($"A depth of {request.Depth} was asked for: expected 1 to 3.");
        if (request.Limit is < 1 or > 500) throw new GraphRequestException($"A limit of {request.Limit} was asked for: expected 1 to 500.");
        if (await Neo4jIds.EntityAsync(session, request.Entity).ConfigureAwait(false) is not { } start) return new([], [], 0);
        List<string> chosen = [start], frontier = [start];
        var known = new HashSet<string> { start };
        var leftOut = 0;
        for (var depth = 0; depth < request.Depth && frontier.Count > 0; depth++)
        {
            var room = Math.Max(0, request.Limit - chosen.Count);
            var (found, total) = await NeighboursAsync(session, frontier, known, request, depth + 1 == request.Depth ? room : int.MaxValue).ConfigureAwait(false);
            frontier = [.. found.Take(room)];
            leftOut += total - frontier.Count;
            chosen.AddRange(frontier);
            known.UnionWith(found);
        }
        var links = IsCounted(session, request.When)
            ? Read(await Neo4jCountedLinks.AmongAsync(session, chosen, request.Predicates).ConfigureAwait(false))
            : await RecountedAsync(session, chosen, request).ConfigureAwait(false);
        return new([.. (await entities.FindAsync(session, chosen).ConfigureAwait(false)).Select(entity => entity!)], links, leftOut);
    }

    private static Task<List<GraphLink>> RecountedAsync(CypherSession session, List<string> chosen, NeighbourhoodRequest request)
    {
        var where = Conditions(session, request.Predicates, request.When);
        var among = where.Value(chosen);
        where.Add($"f.object IN {among}");
        return LinksAsync(session, $"UNWIND {among} AS one MATCH {session.Node("f", "Relation")}{where} AND f.subject = one", where);
    }

    // Neighbours that are not known yet, strongest first and at least as many as there is room for; and how many there are.
    private static async Task<(List<string> Found, int Total)> NeighboursAsync(CypherSession session, List<string> frontier, HashSet<string> known, NeighbourhoodRequest request, int room)
    {
        if (IsCounted(session, request.When))
            return request is { Depth: 1, Predicates: null or { Count: 0 }, Types: null or { Count: 0 } }
                ? await Neo4jCountedLinks.OfOneAsync(session, frontier[0], room).ConfigureAwait(false)
                : await Neo4jCountedLinks.OfSetAsync(session, frontier, known, request, room).ConfigureAwait(false);
        var where = Conditions(session, request.Predicates, request.When);
        var types = request.Types is { Count: > 0 } wanted ? $" WHERE e.type IN {where.Value(wanted.Select(type => type.ToString()).ToList())} AND {session.Seen("e")}" : $" WHERE {session.Seen("e")}";
        var rows = await session.QueryAsync(
            $"UNWIND $frontier AS one CALL (one) {{ MATCH {session.Node("f", "Relation")}{where} AND f.subject = one AND f.object IS NOT NULL RETURN f.object AS other, count(*) AS relations "
            + $"UNION ALL MATCH {session.Node("f", "Relation")}{where} AND f.object = one AND f.subject IS NOT NULL RETURN f.subject AS other, count(*) AS relations }} "
            + $"WITH other, sum(relations) AS strength MATCH {session.Node("e", "Entity")}{types} AND e.id = other RETURN other ORDER BY strength DESC, other",
            [("frontier", frontier), .. where.Values]).ConfigureAwait(false);
        var found = rows.Select(row => row.Get<string>("other")).Where(id => !known.Contains(id)).ToList();
        return (found, found.Count);
    }

    // Links are counted over all time; a range of days has to count the relations themselves, and so has a state that is past.
    private static bool IsCounted(CypherSession session, DayRange? when) => session.IsNewest && (when?.From ?? when?.To) is null;

    private static CypherWhere Conditions(CypherSession session, IReadOnlyList<string>? predicates, DayRange? when)
    {
        var where = new CypherWhere(session);
        where.In("f.predicate", predicates);
        where.Days("f.day", when);
        return where;
    }

    private static async Task<List<GraphLink>> LinksAsync(CypherSession session, string match, CypherWhere where)
    {
        var rows = await session.QueryAsync(
            $"{match} RETURN f.subject AS subject, f.predicate AS predicate, f.object AS object, count(*) AS relations, count(DISTINCT f.article) AS articles, min(f.id) AS example", where.Values).ConfigureAwait(false);
        return Read(rows);
    }

    private static List<GraphLink> Read(List<IRecord> rows) =>
        [.. rows.Select(row => new GraphLink(row.Get<string>("subject"), row.Get<string>("predicate"), row.Get<string>("object"), row.Get<int>("relations"), row.Get<int>("articles"), row.Get<string>("example")))
            .OrderByDescending(link => link.Relations).ThenBy(link => link.Subject, StringComparer.Ordinal).ThenBy(link => link.Object, StringComparer.Ordinal).ThenBy(link => link.Predicate, StringComparer.Ordinal)];

    public static async Task<IReadOnlyList<GraphPath>> PathsAsync(CypherSession session, PathRequest request)
    {
        if (request.MaxHops is < 1 or > 6) throw new GraphRequestException($"{request.MaxHops} hops were asked for: expected 1 to 6.");
        if (request.Limit is < 1 or > 50) throw new GraphRequestException($"{request.Limit} paths were asked for: expected 1 to 50.");
        var ends = await Neo4jIds.ResolveAsync(session, "Entity", "Profile", [request.From, request.To]).ConfigureAwait(false);
        if (!ends.TryGetValue(request.From, out var from) || !ends.TryGetValue(request.To, out var to) || from == to) return [];
        if (await LayersAsync(session, request, from, to).ConfigureAwait(false) is not { } before) return [];
        var paths = new List<List<string>>();
        Trace(before, to, [to], paths, request.Limit);
        var shown = new List<GraphPath>();
        foreach (var path in paths)
        {
            var links = new List<GraphLink>();
            foreach (var (a, b) in path.Zip(path.Skip(1)))
            {
                var where = Conditions(session, request.Predicates, null);
                string one = where.Value(a), other = where.Value(b);
                where.Add($"((f.subject = {one} AND f.object = {other}) OR (f.subject = {other} AND f.object = {one}))");
                links.Add((await LinksAsync(session, $"MATCH {session.Node("f", "Relation")}{where}", where).ConfigureAwait(false))[0]);
            }
            shown.Add(new(path, links));
        }
        return shown;
    }

    // Breadth first from the start: for each entity reached, those one step nearer. Null where the end is not within reach.
    private static async Task<Dictionary<string, HashSet<string>>?> LayersAsync(CypherSession session, PathRequest request, string from, string to)
    {
        var before = new Dictionary<string, HashSet<string>> { [from] = [] };
        List<string> frontier = [from];
        var edge = session.IsNewest ? "(f:Link)" : session.Node("f", "Relation");
        for (var hop = 0; hop < request.MaxHops && frontier.Count > 0; hop++)
        {
            var next = new Dictionary<string, HashSet<string>>();
            var where = Conditions(session, request.Predicates, null);
            var steps = await session.QueryAsync(
                $"UNWIND $frontier AS near CALL (near) {{ MATCH {edge}{where} AND f.subject = near AND f.object IS NOT NULL RETURN DISTINCT f.object AS far "
                + $"UNION MATCH {edge}{where} AND f.object = near AND f.subject IS NOT NULL RETURN DISTINCT f.subject AS far }} RETURN near, far LIMIT {4 * MostVisited}",
                [("frontier", frontier), .. where.Values]).ConfigureAwait(false);
            foreach (var step in steps)
            {
                var (near, far) = (step.Get<string>("near"), step.Get<string>("far"));
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

    private static void Trace(Dictionary<string, HashSet<string>> before, string at, List<string> path, List<List<string>> paths, int limit)
    {
        if (paths.Count >= limit) return;
        if (before[at].Count == 0)
        {
            paths.Add([.. Enumerable.Reverse(path)]);
            return;
        }
        foreach (var parent in before[at].Order(StringComparer.Ordinal))
        {
            path.Add(parent);
            Trace(before, parent, path, paths, limit);
            path.RemoveAt(path.Count - 1);
        }
    }
}
