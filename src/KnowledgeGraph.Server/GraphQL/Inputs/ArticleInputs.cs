using KnowledgeGraph.GraphQL.Relay;

namespace KnowledgeGraph.Server.GraphQL.Inputs;

/// <summary>Which article to withdraw.</summary>
/// <param name="ArticleId">The article's id.</param>
public sealed record WithdrawArticleInput([property: ID] string ArticleId);
