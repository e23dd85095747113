using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Resolution;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>What the reports of one event say on one metric, or in words on one aspect, side by side. Nothing is averaged, nothing dropped.</summary>
[ObjectType("Comparison")]
public sealed class ComparisonNode(Comparison data) : INode
{
    /// <summary>The event's id and the metric; with a metric that is compared under another name, the same comparison.</summary>
    [ID]
    public string Id => data.Id;

    /// <summary>What is counted or measured, by the most telling of the claims' metrics; null where words are compared.</summary>
    public string? Metric => data.Metric;

    /// <summary>What the compared words are about; null where numbers are compared.</summary>
    public string? Aspect => data.Aspect;

    /// <summary>The lowest number claimed; of claims in several units of measure, in the unit that a reason names.</summary>
    public double? Low => (double?)data.Low;

    /// <summary>The highest number claimed; its unit as that of the lowest.</summary>
    public double? High => (double?)data.High;

    /// <summary>How the reports differ.</summary>
    public DifferenceKind Kind => data.Kind;

    /// <summary>Why it is that kind, one line a reason.</summary>
    public IReadOnlyList<string> Because => data.Reasons;

    /// <summary>How many articles take part.</summary>
    public int ArticleCount => data.Articles;

    /// <summary>How many sources there are when repeats of one attributed source count once.</summary>
    public int SourceCount => data.Sources;

    /// <summary>The event that is compared.</summary>
    public async Task<EventNode> GetEventAsync(EventById events, CancellationToken cancellation) => new((await events.LoadAsync(data.Event, cancellation))!);

    /// <summary>Every claim: by value, then by publication. What one article says several times alike stands once.</summary>
    [ListSize(AssumedSize = 20)]
    public IReadOnlyList<ComparedClaimNode> Claims => [.. data.Claims.Select(c => new ComparedClaimNode(c))];

    /// <summary>The wordings, where words are compared.</summary>
    [ListSize(AssumedSize = 20)]
    public IReadOnlyList<ComparedStatementNode> Statements => [.. data.Statements.Select(s => new ComparedStatementNode(s))];

    /// <summary>The article that reported it first.</summary>
    public async Task<ArticleNode?> GetFirstArticleAsync(ArticleById articles, CancellationToken cancellation) =>
        data.FirstArticle is { } id && await articles.LoadAsync(id, cancellation) is { } found ? new(found) : null;
}

/// <summary>A claim within a comparison, as one article makes it.</summary>
[ObjectType("ComparedClaim")]
public sealed class ComparedClaimNode(ComparedClaim data)
{
    /// <summary>The claim, at its first place in the article.</summary>
    public ClaimNode Claim => new(data.Claim);

    /// <summary>The same claim where the article makes it again, each with its evidence: of the same event, with equal number, qualifier, unit, scope, source and day. Empty where it is made once.</summary>
    [ListSize(AssumedSize = 1)]
    public IReadOnlyList<ClaimNode> RepeatedIn => [.. data.RepeatedIn.Select(c => new ClaimNode(c))];

    /// <summary>Who published the article that states it.</summary>
    public string? Outlet => data.Outlet;

    /// <summary>When that article was published.</summary>
    public DateOnly? Published => data.Published;

    /// <summary>Id of the claim that this one repeats: the same attributed source, the same number. Null where it counts by itself.</summary>
    [ID]
    public string? Repeats => data.Repeats;
}

/// <summary>A wording within a comparison.</summary>
[ObjectType("ComparedStatement")]
public sealed class ComparedStatementNode(ComparedStatement data)
{
    /// <summary>The words.</summary>
    public EvidenceNode Evidence => new(data.Evidence);

    /// <summary>Who published the article that states it.</summary>
    public string? Outlet => data.Outlet;

    /// <summary>When that article was published.</summary>
    public DateOnly? Published => data.Published;

    /// <summary>Which side it takes: equal positions say the same.</summary>
    public string Position => data.Position;

    /// <summary>Who says so; null where the article says it itself.</summary>
    public Task<EntityNode?> GetAttributedToAsync(EntityById entities, CancellationToken cancellation) => Ends.EntityAsync(entities, data.AttributedTo, cancellation);
}
