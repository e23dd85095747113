using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// One transaction's queries. Values go as parameters only; labels, relationship types and property names in the texts are this project's own.
/// </summary>
/// <param name="turn">The number of the last write that is to be seen; null for the newest state.</param>
/// <param name="watch">Told each statement's text before it is sent.</param>
internal sealed class CypherSession(IAsyncQueryRunner runner, long? turn, CancellationToken cancellation, Action<string>? watch = null)
{
    public CancellationToken Cancellation => cancellation;

    /// <summary>Whether the newest state is read, which alone has counted links.</summary>
    public bool IsNewest => turn is null;

    public async Task<List<IRecord>> QueryAsync(string cypher, params (string Name, object? Value)[] parameters)
    {
        cancellation.ThrowIfCancellationRequested();
        var cursor = await runner.RunAsync(Query(cypher, parameters), cancellation).ConfigureAwait(false);
        return await cursor.ToListAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends a statement whose rows nobody needs and does not wait for it: its failure shows at a later answer or at the commit.</summary>
    public async Task SendAsync(string cypher, params (string Name, object? Value)[] parameters)
    {
        cancellation.ThrowIfCancellationRequested();
        await runner.RunAsync(Query(cypher, parameters), cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends a question; the answer is waited for when it is read. Several travel in one round trip.</summary>
    public async Task<Answer> AskAsync(string cypher, params (string Name, object? Value)[] parameters)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(await runner.RunAsync(Query(cypher, parameters), cancellation).ConfigureAwait(false), cancellation);
    }

    public async Task<long> NumberAsync(string cypher, params (string Name, object? Value)[] parameters) =>
        (await QueryAsync(cypher, parameters).ConfigureAwait(false)) is [var row, ..] && row[0] is long number ? number : 0;

    /// <summary>A pattern for nodes of a label, which also finds those that were there at a snapshot's turn.</summary>
    public string Node(string variable, string label) => turn is null ? $"({variable}:{label})" : $"({variable}:{label}|Past{label})";

    /// <summary>The condition that goes with <see cref="Node"/>; always true for the newest state.</summary>
    public string Seen(string variable) => turn is { } last
        ? $"({variable}.since <= {last} AND ({variable}.until IS NULL OR {variable}.until > {last}))"
        : "true";

    private Query Query(string cypher, (string Name, object? Value)[] parameters)
    {
        watch?.Invoke(cypher);
        return new(cypher, parameters.ToDictionary(pair => pair.Name, pair => pair.Value));
    }
}

/// <summary>An answer on its way.</summary>
internal sealed class Answer(IResultCursor cursor, CancellationToken cancellation)
{
    public Task<List<IRecord>> RowsAsync() => cursor.ToListAsync(cancellation);
}
