using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Server.Ingestion;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>One article's way into the graph, as it stands. The newest ten thousand are remembered until the server stops.</summary>
[ObjectType("Ingestion")]
public sealed class IngestionNode(IngestionState state)
{
    /// <summary>Given when the article was accepted; ask <c>ingestion</c> or <c>ingestionChanged</c> with it.</summary>
    [ID]
    public string Id => state.Id;

    /// <summary>What was handed in: a file's name, a web address, a title.</summary>
    public string Name => state.Name;

    /// <summary>How far it is.</summary>
    public IngestionStatus Status => state.Status;

    /// <summary>Whether a client waits for it, or it is part of a pile.</summary>
    public IngestionLane Lane => state.Lane;

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset Submitted => state.Submitted;

    /// <summary>When its status changed last.</summary>
    public DateTimeOffset Changed => state.Changed;

    /// <summary>Whether nothing more will happen: it is recorded, unchanged or failed.</summary>
    public bool IsOver => state.IsOver;

    /// <summary>Whether it took the place of an older version of the same article.</summary>
    public bool Replaces => state.Replaces;

    /// <summary>The article's id, as soon as it is read.</summary>
    [ID]
    public string? ArticleId => state.ArticleId;

    /// <summary>The article, once it is in the graph.</summary>
    public async Task<ArticleNode?> GetArticleAsync(ArticleById articles, CancellationToken cancellation) =>
        state is { ArticleId: { } id, Status: IngestionStatus.Recorded or IngestionStatus.Unchanged } && await articles.LoadAsync(id, cancellation) is { } found ? new(found) : null;

    /// <summary>Why it is not in the graph; set exactly where the status is FAILED.</summary>
    public IngestionFailureNode? Failure => state.Failure is { } failure ? new(failure.Kind, failure.Message, failure.RetryAfter is { } wait ? (int)Math.Ceiling(wait.TotalSeconds) : null) : null;

    /// <summary>What is remarkable about an article that was kept all the same.</summary>
    public IReadOnlyList<IngestionWarningNode> Warnings => [.. state.Warnings.Select(warning => new IngestionWarningNode(warning.Kind, warning.Message))];
}

/// <summary>Why an article did not come into the graph.</summary>
/// <param name="Reason">At which step it failed.</param>
/// <param name="Message">What was wrong and what was expected: for people.</param>
/// <param name="RetryAfterSeconds">When it may go better, where something tells.</param>
[ObjectType("IngestionFailure")]
public sealed record IngestionFailureNode(IngestionFailureKind Reason, string Message, int? RetryAfterSeconds);

/// <summary>What is remarkable about an article that was kept.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Message">For people.</param>
[ObjectType("IngestionWarning")]
public sealed record IngestionWarningNode(IngestionWarningKind Kind, string Message);
