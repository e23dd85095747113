using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>From ids to what they stand for.</summary>
internal static class Ends
{
    public static async Task<EntityNode?> EntityAsync(EntityById entities, string? id, CancellationToken cancellation) =>
        id is not null && await entities.LoadAsync(id, cancellation) is { } found ? EntityNode.Of(found) : null;

    public static async Task<IRelationEnd?> EndAsync(EntityById entities, EventById events, GraphNode? node, CancellationToken cancellation) => node switch
    {
        null => null,
        { Kind: GraphNodeKind.Entity } entity => await EntityAsync(entities, entity.Id, cancellation),
        { } happening => await events.LoadAsync(happening.Id, cancellation) is { } found ? new EventNode(found) : null,
    };
}
