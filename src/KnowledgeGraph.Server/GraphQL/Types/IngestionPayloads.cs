using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>What came of withdrawing an article.</summary>
/// <param name="ArticleId">The article that is out of the graph; null where it was not in it.</param>
/// <param name="Errors">Why nothing was done; empty where it was.</param>
[ObjectType("WithdrawArticlePayload")]
public sealed record WithdrawArticlePayload([property: ID] string? ArticleId, IReadOnlyList<IMutationError> Errors);
