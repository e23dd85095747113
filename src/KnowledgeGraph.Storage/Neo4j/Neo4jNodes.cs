namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// Writes nodes so that an open snapshot keeps seeing what a change takes away: a node that is replaced leaves a copy with the
/// label <c>Past...</c> and the numbers of the writes between which it was seen; one that is removed becomes that copy. Copies older than <see cref="Kept"/> are deleted by later writes.
/// </summary>
internal sealed class Neo4jNodes(CypherSession session, long turn, DateTimeOffset now)
{
    private const int Batch = 2000, Forgotten = 10_000;

    /// <summary>How long a snapshot can be relied on.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    public CypherSession Session => session;

    public async Task CreateAsync(string label, IEnumerable<Dictionary<string, object?>> rows)
    {
        foreach (var batch in rows.Chunk(Batch))
            await session.SendAsync($"UNWIND $rows AS row CREATE (f:{label}) SET f = row, f.since = $turn", ("rows", batch), ("turn", turn)).ConfigureAwait(false);
    }

    public async Task CreateAsync(FactShape shape, IEnumerable<Dictionary<string, object?>> rows)
    {
        foreach (var batch in rows.Chunk(Batch)) await session.SendAsync(shape.Cypher, ("rows", batch), ("turn", turn)).ConfigureAwait(false);
    }

    /// <summary>Makes sure that nodes with these ids are there, so that others can be tied to them before <see cref="CompleteAsync"/> says what they are.</summary>
    public async Task PrepareAsync(string label, IEnumerable<string> ids)
    {
        foreach (var batch in ids.Chunk(Batch)) await session.SendAsync($"UNWIND $ids AS id MERGE (:{label} {{id: id}})", ("ids", batch)).ConfigureAwait(false);
    }

    public async Task CompleteAsync(string label, IEnumerable<Dictionary<string, object?>> rows)
    {
        foreach (var batch in rows.Chunk(Batch))
            await session.SendAsync($"UNWIND $rows AS row MATCH (f:{label} {{id: row.id}}) SET f = row, f.since = $turn", ("rows", batch), ("turn", turn)).ConfigureAwait(false);
    }

    /// <summary>Gives the nodes with the rows' ids new properties; their relationships stay.</summary>
    public async Task ReplaceAsync(string label, IEnumerable<Dictionary<string, object?>> rows)
    {
        foreach (var batch in rows.Chunk(Batch))
            await session.SendAsync(
                $"UNWIND $rows AS row MATCH (f:{label} {{id: row.id}}) CREATE (p:Past{label}:Past) SET p = properties(f), p.until = $turn, p.kept = $now SET f = row, f.since = $turn",
                ("rows", batch), ("turn", turn), ("now", now.UtcTicks)).ConfigureAwait(false);
    }

    /// <summary>
    /// Removes the nodes that have one of some values in a property: they become the copies themselves, since each later look-up in the transaction
    /// goes through all nodes that it has deleted.
    /// </summary>
    /// <param name="kinds">Labels besides, as <c>:Person:Place</c>, that go with the first.</param>
    public async Task RemoveAsync(string label, string property, IEnumerable<string> values, string kinds = "")
    {
        foreach (var batch in values.Chunk(Batch))
            await session.SendAsync(
                $"UNWIND $values AS value MATCH (f:{label} {{{property}: value}}) SET f:Past{label}:Past, f.until = $turn, f.kept = $now REMOVE f:{label}{kinds} WITH f MATCH (f)-[r]-() DELETE r",
                ("values", batch), ("turn", turn), ("now", now.UtcTicks)).ConfigureAwait(false);
    }

    /// <summary>Relationships between nodes by their ids; rows have <c>from</c>, <c>to</c> and properties <c>with</c>.</summary>
    public async Task LinkAsync(string from, string type, string to, IEnumerable<(string From, string To, Dictionary<string, object?> With)> rows)
    {
        foreach (var batch in rows.Chunk(Batch))
            await session.SendAsync($"UNWIND $rows AS row MATCH (a:{from} {{id: row.from}}) MATCH (b:{to} {{id: row.to}}) CREATE (a)-[r:{type}]->(b) SET r = row.with",
                ("rows", batch.Select(row => new Dictionary<string, object?> { ["from"] = row.From, ["to"] = row.To, ["with"] = row.With }).ToList())).ConfigureAwait(false);
    }

    /// <summary>Deletes copies that nobody relies on any more; true where there may be others. For a transaction of its own, since each look-up goes through what its transaction has deleted.</summary>
    public static async Task<bool> ForgetAsync(CypherSession session, DateTimeOffset now) => await session.NumberAsync(
        $"MATCH (p:Past) WHERE p.kept < $horizon WITH p LIMIT {Forgotten} DETACH DELETE p RETURN count(*)", ("horizon", (now - Kept).UtcTicks)).ConfigureAwait(false) == Forgotten;
}
