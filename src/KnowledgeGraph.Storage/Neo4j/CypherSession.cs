using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// One transaction's queries. Values go as parameters only; labels, relationship types and property names in the texts are this project's own.
/// </summary>
/// <param name="turn">The number of the last write that is to be seen; null for the newest state.</param>
internal sealed class CypherSession(IAsyncQueryRunner runner, long? turn, CancellationToken cancellation)
{
    public CancellationToken Cancellation => cancellation;

    public async Task<List<IRecord>> QueryAsync(string cypher, params (string Name, object? Value)[] parameters)
    {
        cancellation.ThrowIfCancellationRequested();
        var cursor = await runner.RunAsync(new Query(cypher, parameters.ToDictionary(pair => pair.Name, pair => pair.Value)), cancellation).ConfigureAwait(false);
        return await cursor.ToListAsync(cancellation).ConfigureAwait(false);
    }

    public async Task<long> NumberAsync(string cypher, params (string Name, object? Value)[] parameters) =>
        (await QueryAsync(cypher, parameters).ConfigureAwait(false)) is [var row, ..] && row[0] is long number ? number : 0;

    /// <summary>A pattern for nodes of a label, which also finds those that were there at a snapshot's turn.</summary>
    public string Node(string variable, string label) => turn is null ? $"({variable}:{label})" : $"({variable}:{label}|Past{label})";

    /// <summary>The condition that goes with <see cref="Node"/>; always true for the newest state.</summary>
    public string Seen(string variable) => turn is { } last
        ? $"({variable}.since <= {last} AND ({variable}.until IS NULL OR {variable}.until > {last}))"
        : "true";
}
