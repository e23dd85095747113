using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>Finds things by id without knowing their kind: each kind is asked once for all ids that are still open.</summary>
internal static class NodeFinder
{
    public const int MostIds = 100;

    public static async Task<IReadOnlyList<INode?>> FindAsync(IGraphReader reader, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var found = new INode?[ids.Count];
        await TryAsync(reader.Entities, EntityNode.Of);
        await TryAsync(reader.Events, e => new EventNode(e));
        await TryAsync(reader.Articles, a => new ArticleNode(a));
        await TryAsync(reader.Quotes, q => new QuoteNode(q));
        await TryAsync(reader.Relations, r => new RelationNode(r));
        await TryAsync(reader.Claims, c => new ClaimNode(c));
        await TryAsync(reader.Comparisons, c => new ComparisonNode(c));
        await TryAsync(reader.EventReports, r => new EventReportNode(r));
        await TryAsync(reader.Roles, r => new RoleNode(r));
        await TryAsync(reader.Mentions, m => new MentionNode(m));
        if (Array.Exists(found, node => node is null))
        {
            var judgements = (await reader.JudgementsAsync(cancellation)).ToDictionary(judgement => judgement.Id);
            for (var i = 0; i < found.Length; i++)
                if (found[i] is null && judgements.TryGetValue(ids[i], out var judgement)) found[i] = new JudgementNode(judgement);
        }
        return found;

        async Task TryAsync<T, TFilter, TOrder>(IGraphKind<T, TFilter, TOrder> kind, Func<T, INode> node)
            where T : class where TFilter : class, new() where TOrder : struct, Enum
        {
            var open = Enumerable.Range(0, ids.Count).Where(i => found[i] is null).ToList();
            if (open.Count == 0) return;
            var answers = await kind.FindAsync([.. open.Select(i => ids[i])], cancellation);
            for (var i = 0; i < open.Count; i++)
                if (answers[i] is { } value) found[open[i]] = node(value);
        }
    }
}
