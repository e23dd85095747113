using KnowledgeGraph.GraphQL.Relay;
using KnowledgeGraph.GraphQL.Types;
using KnowledgeGraph.Model;
using KnowledgeGraph.Server.GraphQL.Inputs;
using KnowledgeGraph.Server.GraphQL.Loading;
using KnowledgeGraph.Storage;

namespace KnowledgeGraph.Server.GraphQL.Types;

/// <summary>One published text.</summary>
[ObjectType("Article")]
public sealed class ArticleNode(StoredArticle data) : INode
{
    /// <summary>Made from its web address, or from its text where it has none.</summary>
    [ID]
    public string Id => data.Id;

    /// <summary>The headline, where the text gives one.</summary>
    public string? Title => data.Article.Title;

    /// <summary>Who published it.</summary>
    public string? Outlet => data.Article.Outlet;

    /// <summary>Who published it, with what else they published; null where the text does not say.</summary>
    public SourceNode? Source => data.Article.Outlet is { } outlet ? new(outlet) : null;

    /// <summary>The names of its byline.</summary>
    public IReadOnlyList<string> Authors => data.Article.Authors;

    /// <summary>When it was published, as precisely as the text says: a day, a month or a year.</summary>
    public string? Published => data.Article.Published?.ToString();

    /// <summary>The instant of publication, where a time of day is given.</summary>
    public DateTimeOffset? PublishedAt => data.Article.PublishedAt;

    /// <summary>ISO 639-1 code of its language; English is extracted from.</summary>
    public string Language => data.Article.Language;

    /// <summary>The web address or file name that it came from.</summary>
    public string? Address => data.Article.Address;

    /// <summary>The whole text, as read: every offset counts its UTF-16 code units.</summary>
    public string Text => data.Article.Text;

    /// <summary>Headline, paragraphs, captions, and what is no prose.</summary>
    public IReadOnlyList<SectionNode> Sections => [.. data.Article.Sections.Select(s => new SectionNode(s.Kind, s.Span.Start, s.Span.End))];

    /// <summary>What extracted from it, with its version.</summary>
    public string Extractor => data.Extractor;

    /// <summary>Why nothing was extracted; null where extraction ran.</summary>
    public string? Skipped => data.Skipped;

    /// <summary>What it mentions.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<EntityNode>> GetEntitiesAsync(
        PagingArguments paging, EntityPages pages, CancellationToken cancellation, EntityFilterInput? filter = null, EntityOrder order = EntityOrder.MentionsDescending) =>
        pages.ConnectAsync(EntityFilterInput.Apply(filter, new() { Articles = [data.Id] }), order, paging, EntityNode.Of, cancellation);

    /// <summary>Its mentions in text order.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<MentionNode>> GetMentionsAsync(PagingArguments paging, MentionPages pages, CancellationToken cancellation) =>
        pages.ConnectAsync(new() { Articles = [data.Id] }, MentionOrder.ArticleAndPlace, paging, m => new MentionNode(m), cancellation);

    /// <summary>The events that it reports.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<EventNode>> GetEventsAsync(
        PagingArguments paging, EventPages pages, CancellationToken cancellation, EventFilterInput? filter = null, EventOrder order = EventOrder.DateDescending) =>
        pages.ConnectAsync(EventFilterInput.Apply(filter, new() { Articles = [data.Id] }), order, paging, e => new EventNode(e), cancellation);

    /// <summary>The words that it reports others to have said.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<QuoteNode>> GetQuotesAsync(
        PagingArguments paging, QuotePages pages, CancellationToken cancellation, QuoteFilterInput? filter = null, FactOrder order = FactOrder.Time) =>
        pages.ConnectAsync(QuoteFilterInput.Apply(filter, new() { Articles = [data.Id] }), order, paging, q => new QuoteNode(q), cancellation);

    /// <summary>The relations that it states.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<RelationNode>> GetRelationsAsync(
        PagingArguments paging, RelationPages pages, CancellationToken cancellation, RelationFilterInput? filter = null, FactOrder order = FactOrder.Time) =>
        pages.ConnectAsync(RelationFilterInput.Apply(filter, new() { Articles = [data.Id] }), order, paging, r => new RelationNode(r), cancellation);

    /// <summary>The numbers that it gives.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<ClaimNode>> GetClaimsAsync(
        PagingArguments paging, ClaimPages pages, CancellationToken cancellation, ClaimFilterInput? filter = null, ClaimOrder order = ClaimOrder.Time) =>
        pages.ConnectAsync(ClaimFilterInput.Apply(filter, new() { Articles = [data.Id] }), order, paging, c => new ClaimNode(c), cancellation);

    /// <summary>The offices that it says people hold.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<RoleNode>> GetRolesAsync(PagingArguments paging, RolePages pages, CancellationToken cancellation, FactOrder order = FactOrder.Time) =>
        pages.ConnectAsync(new() { Articles = [data.Id] }, order, paging, r => new RoleNode(r), cancellation);

    /// <summary>Its own versions of the events that it reports.</summary>
    [UsePaging(MaxPageSize = 200, IncludeTotalCount = true)]
    public Task<Connection<EventReportNode>> GetReportsAsync(PagingArguments paging, EventReportPages pages, CancellationToken cancellation, FactOrder order = FactOrder.Time) =>
        pages.ConnectAsync(new() { Articles = [data.Id] }, order, paging, r => new EventReportNode(r), cancellation);
}

/// <summary>A part of an article.</summary>
/// <param name="Kind">What it is; facts come from headline, paragraphs and captions.</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last UTF-16 code unit.</param>
[ObjectType("Section")]
public sealed record SectionNode(SectionKind Kind, int Start, int End);
