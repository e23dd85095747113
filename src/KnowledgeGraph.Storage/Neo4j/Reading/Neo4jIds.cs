using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>Ids, retired ones too, to the ids that are in force.</summary>
internal static class Neo4jIds
{
    public static async Task<List<string>> EntitiesAsync(CypherSession session, IReadOnlyList<string> ids) => [.. (await ResolveAsync(session, "Entity", "Profile", ids).ConfigureAwait(false)).Values.Distinct()];

    public static async Task<List<string>> EventsAsync(CypherSession session, IReadOnlyList<string> ids) => [.. (await ResolveAsync(session, "Event", "Report", ids).ConfigureAwait(false)).Values.Distinct()];

    public static async Task<string?> EntityAsync(CypherSession session, string id) => (await ResolveAsync(session, "Entity", "Profile", [id]).ConfigureAwait(false)).GetValueOrDefault(id);

    /// <summary>From ids asked for to those in force; unknown ones are left out.</summary>
    public static async Task<Dictionary<string, string>> ResolveAsync(CypherSession session, string label, string member, IReadOnlyList<string> ids)
    {
        var found = (await session.QueryAsync($"UNWIND $ids AS id MATCH {session.Node("f", label)} WHERE f.id = id AND {session.Seen("f")} RETURN DISTINCT id", ("ids", ids.Distinct().ToList())).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => row.Get<string>("id"));
        var others = ids.Where(id => !found.ContainsKey(id)).Distinct().ToList();
        if (others.Count > 0)
            foreach (var row in await session.QueryAsync($"UNWIND $ids AS id MATCH (m:{member} {{id: id}}) WHERE m.cluster <> '' RETURN id, m.cluster AS cluster", ("ids", others)).ConfigureAwait(false))
                found[row.Get<string>("id")] = row.Get<string>("cluster");
        return found;
    }
}
