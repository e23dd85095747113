using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Inputs;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>One happening, joined from the articles that report it.</summary>
[ObjectType("Event")]
public sealed class EventNode(StoredEvent data) : INode, IRelationEnd
{
    /// <summary>Made from content; ids that a join retired still find it.</summary>
    [ID]
    public string Id => data.Id;

    /// <summary>Its kind in the event ontology (<c>attack</c>, <c>disaster</c>, <c>consult</c>).</summary>
    public string Kind => data.Kind;

    /// <summary>A short phrase of the articles' words.</summary>
    public string Label => data.Label;

    /// <summary>When it happened, as precisely as most reports agree.</summary>
    public string? Date => data.Date?.ToString();

    /// <summary>The country where it happened (ISO 3166-1 alpha-2).</summary>
    public string? Country => data.Country;

    /// <summary>Whether it is told as having happened, planned, possible or conditional.</summary>
    public Modality Modality => data.Modality;

    /// <summary>Whether articles say that it did not happen.</summary>
    public bool Negated => data.Negated;

    /// <summary>How many articles report it.</summary>
    public int ArticleCount => data.Articles;

    /// <summary>Earliest day of publication of a report.</summary>
    public DateOnly? FirstReported => data.FirstReported;

    /// <summary>Whether its reports differ in some number or statement.</summary>
    public bool Differing => data.Differing;

    /// <summary>Why its reports were joined, one line a join.</summary>
    public IReadOnlyList<string> JoinedBecause => data.Reasons;

    /// <summary>Who takes part, and how.</summary>
    [ListSize(AssumedSize = 10)]
    public IReadOnlyList<ParticipantNode> Participants => [.. data.Participants.Select(p => new ParticipantNode(p))];

    /// <summary>Where it happened.</summary>
    public Task<EntityNode?> GetPlaceAsync(EntityById entities, CancellationToken cancellation) => Ends.EntityAsync(entities, data.Place, cancellation);

    /// <summary>The event that it is a part or consequence of.</summary>
    public async Task<EventNode?> GetPartOfAsync(EventById events, CancellationToken cancellation) =>
        data.PartOf is { } id && await events.LoadAsync(id, cancellation) is { } found ? new(found) : null;

    /// <summary>Events that are parts or consequences of it.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<EventNode>> GetPartsAsync(PagingArguments paging, EventPages pages, CancellationToken cancellation) =>
        pages.ConnectAsync(new() { PartOf = [data.Id] }, EventOrder.Date, paging, e => new EventNode(e), cancellation);

    /// <summary>Each article's own version of it.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<EventReportNode>> GetReportsAsync(PagingArguments paging, EventReportPages pages, CancellationToken cancellation) =>
        pages.ConnectAsync(new() { Events = [data.Id] }, FactOrder.Time, paging, r => new EventReportNode(r), cancellation);

    /// <summary>Articles that report it.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<ArticleNode>> GetArticlesAsync(
        PagingArguments paging, ArticlePages pages, CancellationToken cancellation, ArticleFilterInput? filter = null, ArticleOrder order = ArticleOrder.Published) =>
        pages.ConnectAsync(ArticleFilterInput.Apply(filter, new() { Events = [data.Id] }), order, paging, a => new ArticleNode(a), cancellation);

    /// <summary>Numbers that reports give of it.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<ClaimNode>> GetClaimsAsync(
        PagingArguments paging, ClaimPages pages, CancellationToken cancellation, ClaimFilterInput? filter = null, ClaimOrder order = ClaimOrder.Time) =>
        pages.ConnectAsync(ClaimFilterInput.Apply(filter, new() { Events = [data.Id] }), order, paging, c => new ClaimNode(c), cancellation);

    /// <summary>Where its reports agree and differ, one entry a metric.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<ComparisonNode>> GetComparisonsAsync(
        PagingArguments paging, ComparisonPages pages, CancellationToken cancellation, ComparisonFilterInput? filter = null, ComparisonOrder order = ComparisonOrder.DifferenceDescending) =>
        pages.ConnectAsync(ComparisonFilterInput.Apply(filter, new() { Events = [data.Id] }), order, paging, c => new ComparisonNode(c), cancellation);
}

/// <summary>An entity's part in an event.</summary>
[ObjectType("Participant")]
public sealed class ParticipantNode(StoredParticipant data)
{
    /// <summary>Actor, target or other.</summary>
    public ParticipantRole Role => data.Role;

    /// <summary>How many articles give it this part.</summary>
    public int ArticleCount => data.Articles;

    /// <summary>Who takes part.</summary>
    public async Task<EntityNode> GetEntityAsync(EntityById entities, CancellationToken cancellation) => EntityNode.Of((await entities.LoadAsync(data.Entity, cancellation))!);
}

/// <summary>One article's version of an event.</summary>
[ObjectType("EventReport")]
public sealed class EventReportNode(EventReport data) : IFact
{
    /// <summary>Its id.</summary>
    [ID]
    public string Id => data.Id;

    /// <summary>The kind that this article gives it.</summary>
    public string Kind => data.Kind;

    /// <summary>A short phrase of this article's words.</summary>
    public string Label => data.Label;

    /// <summary>When it happened, by this article.</summary>
    public string? Date => data.Date?.ToString();

    /// <summary>Whether this article tells it as having happened, planned, possible or conditional.</summary>
    public Modality Modality => data.Modality;

    /// <summary>Whether this article says that it did not happen.</summary>
    public bool Negated => data.Negated;

    /// <summary>The words behind it.</summary>
    public EvidenceNode Evidence => new(data.Evidence);

    /// <summary>The happening that this article and others report.</summary>
    public async Task<EventNode> GetEventAsync(EventById events, CancellationToken cancellation) => new((await events.LoadAsync(data.Event, cancellation))!);

    /// <summary>Who takes part, by this article.</summary>
    [ListSize(AssumedSize = 10)]
    public IReadOnlyList<ReportedParticipantNode> Participants => [.. data.Participants.Select(participant => new ReportedParticipantNode(participant))];

    /// <summary>Where it happened, by this article.</summary>
    public Task<EntityNode?> GetPlaceAsync(EntityById entities, CancellationToken cancellation) => Ends.EntityAsync(entities, data.Place, cancellation);
}

/// <summary>An entity's part in an event, by one article.</summary>
[ObjectType("ReportedParticipant")]
public sealed class ReportedParticipantNode(Participant data)
{
    /// <summary>Actor, target or other.</summary>
    public ParticipantRole Role => data.Role;

    /// <summary>Who takes part.</summary>
    public async Task<EntityNode> GetEntityAsync(EntityById entities, CancellationToken cancellation) => EntityNode.Of((await entities.LoadAsync(data.Entity, cancellation))!);
}
