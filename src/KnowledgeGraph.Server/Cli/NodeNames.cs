using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.Cli;

/// <summary>Names to show for the ends of relations.</summary>
internal static class NodeNames
{
    public static async Task<IReadOnlyDictionary<GraphNode, string>> FindAsync(IGraphReader reader, IEnumerable<GraphNode> nodes, CancellationToken cancellation)
    {
        var all = nodes.Distinct().ToList();
        var entities = all.Where(n => n.Kind == GraphNodeKind.Entity).ToList();
        var events = all.Where(n => n.Kind == GraphNodeKind.Event).ToList();
        var names = new Dictionary<GraphNode, string>();
        var foundEntities = await reader.Entities.FindAsync([.. entities.Select(n => n.Id)], cancellation);
        for (var i = 0; i < entities.Count; i++) names[entities[i]] = foundEntities[i]?.Name ?? entities[i].Id;
        var foundEvents = await reader.Events.FindAsync([.. events.Select(n => n.Id)], cancellation);
        for (var i = 0; i < events.Count; i++) names[events[i]] = foundEvents[i]?.Label ?? events[i].Id;
        return names;
    }
}
