using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Server.GraphQL.Loading;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>Something that happened to the graph, with the cursor after which a subscription goes on.</summary>
[InterfaceType("LiveEvent")]
public interface ILiveEvent
{
    /// <summary>Given as <c>after</c> to the same subscription, it resumes right after this event.</summary>
    string Cursor { get; }

    /// <summary>When it was recorded.</summary>
    DateTimeOffset At { get; }
}

/// <summary>An article came into the graph, or a new version of it did.</summary>
/// <param name="Cursor">Given as <c>after</c> to the same subscription, it resumes right after this event.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="ArticleId">The article's id.</param>
/// <param name="Replaced">Whether it took the place of an older version of itself.</param>
[ObjectType("ArticleIngested")]
public sealed record ArticleIngested(string Cursor, DateTimeOffset At, [property: ID] string ArticleId, bool Replaced) : ILiveEvent
{
    /// <summary>The article as it is now; null where it was withdrawn meanwhile.</summary>
    public async Task<ArticleNode?> GetArticleAsync(ArticleById articles, CancellationToken cancellation) =>
        await articles.LoadAsync(ArticleId, cancellation) is { } found ? new(found) : null;
}

/// <summary>An article that came in says something.</summary>
/// <param name="Cursor">Given as <c>after</c> to the same subscription, it resumes right after this event.</param>
/// <param name="At">When the article was recorded.</param>
/// <param name="Fact">What it says.</param>
[ObjectType("FactAdded")]
public sealed record FactAdded(string Cursor, DateTimeOffset At, IFact Fact) : ILiveEvent;

/// <summary>Reports of an event came to differ, or differ otherwise than before.</summary>
/// <param name="Cursor">Given as <c>after</c> to the same subscription, it resumes right after this event.</param>
/// <param name="At">When the report that made the difference was recorded.</param>
/// <param name="Comparison">What the reports say, as it is now.</param>
[ObjectType("DivergenceFound")]
public sealed record DivergenceFound(string Cursor, DateTimeOffset At, ComparisonNode Comparison) : ILiveEvent;
