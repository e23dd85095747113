using System.Runtime.CompilerServices;
using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Server.Ingestion;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>Articles on their way in.</summary>
[SubscriptionType]
public static class IngestionSubscriptions
{
    /// <summary>How far an article is: now, at each change, and at last; then it ends. Changes that come faster than they are read come as one.</summary>
    public static async IAsyncEnumerable<IngestionNode> IngestionChanged([ID] string id, IngestionLog log, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (log.Find(id) is null) throw BadInput.Of($"Nothing is remembered of an ingestion '{(id.Length <= 80 ? id : id[..80])}'.");
        await foreach (var state in log.WatchAsync(id, cancellation)) yield return new(state);
    }
}
