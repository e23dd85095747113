using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>Neighbours, and links within a set, by the counts that recording keeps: over all time and in the newest state only.</summary>
internal static class Neo4jCountedLinks
{
    private const string Asked = "($predicates IS NULL OR f.predicate IN $predicates)";
    private const string Ends = "RETURN f.subject AS subject, f.predicate AS predicate, f.object AS object, f.relations AS relations, f.articles AS articles, f.example AS example";

    /// <summary>The strongest neighbours of one entity, read in the order of an index; and how many it has.</summary>
    public static async Task<(List<string> Strongest, int Total)> OfOneAsync(CypherSession session, string entity, int room)
    {
        static string Pairs(string near, string far) => $"MATCH (p:Pair) USING INDEX p:Pair({near}, rank, {far}) WHERE p.{near} = $entity AND p.rank IS NOT NULL AND p.{far} IS NOT NULL";
        static string Top(string near, string far) => $"{Pairs(near, far)} RETURN p.{far} AS other, p.rank AS rank ORDER BY p.{near}, p.rank, p.{far} LIMIT $room";
        var strongest = await session.AskAsync($"CALL () {{ {Top("first", "second")} UNION ALL {Top("second", "first")} }} RETURN other ORDER BY rank, other LIMIT $room", ("entity", entity), ("room", room)).ConfigureAwait(false);
        var counts = await session.AskAsync($"CALL () {{ {Pairs("first", "second")} RETURN count(*) AS counted UNION ALL {Pairs("second", "first")} RETURN count(*) AS counted }} RETURN sum(counted) AS counted", ("entity", entity)).ConfigureAwait(false);
        return ([.. (await strongest.RowsAsync().ConfigureAwait(false)).Select(row => row.Get<string>("other"))], (await counts.RowsAsync().ConfigureAwait(false))[0].Get<int>("counted"));
    }

    /// <summary>Neighbours of a set that are not known yet, strongest first and no more than there is room for; and how many there are.</summary>
    public static async Task<(List<string> Strongest, int Total)> OfSetAsync(CypherSession session, IReadOnlyCollection<string> frontier, IReadOnlyCollection<string> known, NeighbourhoodRequest request, int room)
    {
        var types = Listed(request.Types?.Select(type => type.ToString()).ToList());
        var row = (await session.QueryAsync(
            $"UNWIND $frontier AS one CALL (one) {{ MATCH (f:Link) WHERE f.subject = one AND {Asked} RETURN f.object AS other, f.relations AS relations "
            + $"UNION ALL MATCH (f:Link) WHERE f.object = one AND {Asked} RETURN f.subject AS other, f.relations AS relations }} "
            + $"WITH other, sum(relations) AS strength WHERE NOT other IN $known {(types is null ? "" : "MATCH (e:Entity) WHERE e.id = other AND e.type IN $types ")}"
            + "WITH other ORDER BY strength DESC, other WITH collect(other) AS others RETURN others[..$room] AS strongest, size(others) AS counted",
            ("frontier", frontier.ToList()), ("known", known.ToList()), ("predicates", Listed(request.Predicates)), ("types", types), ("room", room)).ConfigureAwait(false))[0];
        return (row.Get<List<string>>("strongest"), row.Get<int>("counted"));
    }

    /// <summary>
    /// The links between the members of a set, in no order. An entity with few links is read through; two with many are asked for by both ends, since
    /// neither's links could be read in time.
    /// </summary>
    public static async Task<List<IRecord>> AmongAsync(CypherSession session, List<string> chosen, IReadOnlyList<string>? predicates)
    {
        // A look-up by both ends costs about as much as reading three links, and saves one for each member.
        var most = 2 * chosen.Count;
        var few = new HashSet<string>();
        foreach (var row in await session.QueryAsync(
            "UNWIND $chosen AS one CALL (one) { MATCH (f:Link) WHERE f.subject = one WITH f LIMIT $most RETURN count(*) AS outward } CALL (one) { MATCH (f:Link) WHERE f.object = one WITH f LIMIT $most RETURN count(*) AS inward } "
            + "WITH one, outward + inward AS links WHERE links < $most RETURN one", ("chosen", chosen), ("most", most)).ConfigureAwait(false)) few.Add(row.Get<string>("one"));
        var many = chosen.Where(id => !few.Contains(id)).ToList();
        (string, object?)[] values = [("chosen", chosen), ("few", few.ToList()), ("many", many), ("predicates", Listed(predicates))];
        var questions = new List<Answer>();
        async Task AskAsync(string cypher) => questions.Add(await session.AskAsync($"{cypher} AND {Asked} {Ends}", values).ConfigureAwait(false));
        if (few.Count > 0) await AskAsync("UNWIND $few AS one MATCH (f:Link) USING INDEX f:Link(subject) WHERE f.subject = one AND f.object IN $chosen").ConfigureAwait(false);
        if (few.Count > 0 && many.Count > 0) await AskAsync("UNWIND $few AS one MATCH (f:Link) USING INDEX f:Link(object) WHERE f.object = one AND f.subject IN $many").ConfigureAwait(false);
        if (many.Count > 0) await AskAsync("UNWIND $many AS one MATCH (f:Link) USING INDEX f:Link(subject, object) WHERE f.subject = one AND f.object IN $many").ConfigureAwait(false);
        var found = new List<IRecord>();
        foreach (var question in questions) found.AddRange(await question.RowsAsync().ConfigureAwait(false));
        return found;
    }

    private static IReadOnlyList<string>? Listed(IReadOnlyList<string>? values) => values is { Count: > 0 } ? values : null;
}
