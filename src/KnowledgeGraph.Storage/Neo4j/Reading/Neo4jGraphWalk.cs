using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>Neighbourhoods and shortest paths over relations, step by step from what was reached.</summary>
internal static class Neo4jGraphWalk
{
    public static async Task<Neighbourhood> NeighbourhoodAsync(CypherSession session, Neo4jEntityKind entities, NeighbourhoodRequest request)
    {
        request.Check();
        if (await Neo4jIds.EntityAsync(session, request.Entity).ConfigureAwait(false) is not { } start) return new([], [], 0, 0);
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
        var links = IsCounted(session, request)
            ? Read(await Neo4jCountedLinks.AmongAsync(session, chosen, request.Predicates).ConfigureAwait(false))
            : await RecountedAsync(session, chosen, request).ConfigureAwait(false);
        return new([.. (await entities.FindAsync(session, chosen).ConfigureAwait(false)).Select(entity => entity!)], [.. links.Take(request.LinkLimit)], leftOut, Math.Max(0, links.Count - request.LinkLimit));
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
        if (IsCounted(session, request))
            return request.IsPlain
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
    private static bool IsCounted(CypherSession session, NeighbourhoodRequest request) => session.IsNewest && !request.HasDays;

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

    private static List<GraphLink> Read(List<IRecord> rows) => GraphLink.StrongestFirst(rows.Select(row =>
        new GraphLink(row.Get<string>("subject"), row.Get<string>("predicate"), row.Get<string>("object"), row.Get<int>("relations"), row.Get<int>("articles"), row.Get<string>("example"))));

    public static async Task<IReadOnlyList<GraphPath>> PathsAsync(CypherSession session, PathRequest request)
    {
        request.Check();
        var ends = await Neo4jIds.ResolveAsync(session, "Entity", "Profile", [request.From, request.To]).ConfigureAwait(false);
        if (!ends.TryGetValue(request.From, out var from) || !ends.TryGetValue(request.To, out var to) || from == to) return [];
        var search = new PathSearch<string>(from, to);
        for (var hop = 0; hop < request.MaxHops && search.Frontier.Count > 0; hop++) search.Go(await StepsAsync(session, request, search.Frontier).ConfigureAwait(false));
        if (!search.IsFound) return [];
        var shown = new List<GraphPath>();
        foreach (var path in search.Paths(request.Limit, id => id))
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

    private static async Task<IEnumerable<(string Near, string Far)>> StepsAsync(CypherSession session, PathRequest request, List<string> frontier)
    {
        var edge = session.IsNewest ? "(f:Link)" : session.Node("f", "Relation");
        var where = Conditions(session, request.Predicates, null);
        var steps = await session.QueryAsync(
            $"UNWIND $frontier AS near CALL (near) {{ MATCH {edge}{where} AND f.subject = near AND f.object IS NOT NULL RETURN DISTINCT f.object AS far "
            + $"UNION MATCH {edge}{where} AND f.object = near AND f.subject IS NOT NULL RETURN DISTINCT f.subject AS far }} RETURN near, far LIMIT {PathSearch<string>.MostSteps}",
            [("frontier", frontier), .. where.Values]).ConfigureAwait(false);
        return steps.Select(step => (step.Get<string>("near"), step.Get<string>("far")));
    }
}
