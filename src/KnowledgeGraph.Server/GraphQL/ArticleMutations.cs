using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Server.Access;
using KnowledgeGraph.Server.GraphQL.Inputs;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Server.GraphQL.Types;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL;

/// <summary>Articles into the graph and out of it.</summary>
[MutationType]
[RequiresRole(Role.Writer)]
public static class ArticleMutations
{
    /// <summary>Takes an article out of the graph, with all that it alone said: as if it had never been read.</summary>
    public static async Task<WithdrawArticlePayload> WithdrawArticleAsync(
        WithdrawArticleInput input, IGraphStore store, GraphSession session, CancellationToken cancellation)
    {
        var result = await store.Recorder.WithdrawAsync([input.ArticleId], cancellation);
        await session.RenewAsync();
        return result.Withdrawn > 0
            ? new(input.ArticleId, [])
            : new(null, [new NotFoundError($"There is no article '{input.ArticleId}'.", input.ArticleId)]);
    }
}
