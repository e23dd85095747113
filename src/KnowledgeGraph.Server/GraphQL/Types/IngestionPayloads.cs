using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Server.Ingestion;
using KnowledgeGraph.Server.Ingestion.Web;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>What came of handing in an article.</summary>
/// <param name="Ingestion">Where it stands; null where it was not accepted.</param>
/// <param name="Article">The article with all that it says; null until it is in the graph.</param>
/// <param name="Errors">Why it is not accepted, or not in the graph; empty where nothing is wrong.</param>
[ObjectType("IngestArticlePayload")]
public sealed record IngestArticlePayload(IngestionNode? Ingestion, ArticleNode? Article, IReadOnlyList<IMutationError> Errors);

/// <summary>What came of handing in the address of an article.</summary>
/// <param name="Ingestion">Where it stands; null where it was not accepted.</param>
/// <param name="Article">The article with all that it says; null until it is in the graph.</param>
/// <param name="Errors">Why it is not accepted, or not in the graph; empty where nothing is wrong.</param>
[ObjectType("IngestUrlPayload")]
public sealed record IngestUrlPayload(IngestionNode? Ingestion, ArticleNode? Article, IReadOnlyList<IMutationError> Errors);

/// <summary>What came of withdrawing an article.</summary>
/// <param name="ArticleId">The article that is out of the graph; null where it was not in it.</param>
/// <param name="Errors">Why nothing was done; empty where it was.</param>
[ObjectType("WithdrawArticlePayload")]
public sealed record WithdrawArticlePayload([property: ID] string? ArticleId, IReadOnlyList<IMutationError> Errors);

/// <summary>More articles wait than are taken: nothing was accepted, and it goes better later.</summary>
/// <param name="Message">How many wait.</param>
/// <param name="RetryAfterSeconds">When to try again.</param>
[ObjectType("QueueFullError")]
public sealed record QueueFullError(string Message, int RetryAfterSeconds) : IMutationError;

/// <summary>The server is being stopped and accepts nothing more.</summary>
/// <param name="Message">What to do.</param>
[ObjectType("StoppingError")]
public sealed record StoppingError(string Message) : IMutationError;

/// <summary>An article was accepted and did not come into the graph.</summary>
/// <param name="Message">What was wrong and what was expected.</param>
/// <param name="Reason">At which step it failed.</param>
/// <param name="RetryAfterSeconds">When it may go better, where something tells.</param>
[ObjectType("IngestionFailedError")]
public sealed record IngestionFailedError(string Message, IngestionFailureKind Reason, int? RetryAfterSeconds) : IMutationError;
