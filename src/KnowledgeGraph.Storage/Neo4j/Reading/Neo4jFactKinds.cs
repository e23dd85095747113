using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Neo4j;

internal sealed class Neo4jMentionKind(Neo4jAccess access) : Neo4jKind<StoredMention, MentionFilter, MentionOrder>(access)
{
    protected override string Name => "mention";

    protected override string Label => "Mention";

    protected override string Columns => "f.article AS article, f.entity AS entity, f.start AS start, f.text AS text, f.kind AS kind, f.confidence AS confidence";

    protected override StoredMention Read(IRecord row) => new(row.Get<string>("id"), row.Get<string>("article"), row.Get<string>("entity"),
        new(row.Get<int>("start"), row.Get<int>("start") + row.Get<string>("text").Length), row.Get<string>("text"), Enum.Parse<MentionKind>(row.Get<string>("kind")), row.Get<double>("confidence"));

    // Ids begin with the article's and then say where.
    protected override (string, bool) Order(MentionOrder order) => ("f.id", false);

    protected override async Task WhereAsync(MentionFilter filter, CypherWhere where)
    {
        await where.InEntitiesAsync("f.entity", filter.Entities).ConfigureAwait(false);
        where.In("f.article", filter.Articles);
        where.InNames("f.kind", filter.Kinds);
        where.In("f.text", filter.Texts);
        where.In("f.outlet", filter.Outlets);
        where.Days("f.day", filter.When);
        where.AtLeast("f.confidence", filter.MinConfidence);
    }
}

internal sealed class Neo4jEventReportKind(Neo4jAccess access) : Neo4jKind<EventReport, EventReportFilter, FactOrder>(access)
{
    protected override string Name => "eventReport";

    protected override string Label => "EventReport";

    protected override (string, bool) Order(FactOrder order) => FactOrderOf(order);

    protected override async Task WhereAsync(EventReportFilter filter, CypherWhere where)
    {
        await where.InEventsAsync("f.event", filter.Events).ConfigureAwait(false);
        where.In("f.article", filter.Articles);
        where.In("f.outlet", filter.Outlets);
    }
}

internal sealed class Neo4jRelationKind(Neo4jAccess access) : Neo4jKind<StoredRelation, RelationFilter, FactOrder>(access)
{
    protected override string Name => "relation";

    protected override string Label => "Relation";

    protected override (string, bool) Order(FactOrder order) => FactOrderOf(order);

    protected override async Task WhereAsync(RelationFilter filter, CypherWhere where)
    {
        await where.InOrderedAsync(filter.Subjects, "f.subject").ConfigureAwait(false);
        await where.InOrderedAsync(filter.Objects, "f.object").ConfigureAwait(false);
        await where.InOrderedAsync(filter.Either, "f.subject", "f.object").ConfigureAwait(false);
        if (filter.Predicates?.Contains(RelationFilter.OutsideOntology) is true)
            where.Add($"(f.predicate IN {where.Value(filter.Predicates)} OR f.predicate STARTS WITH '{RelationFilter.OutsideOntology}')");
        else where.In("f.predicate", filter.Predicates);
        await where.InEntitiesAsync("f.attributed", filter.AttributedTo).ConfigureAwait(false);
        await where.InEntitiesAsync("f.place", filter.Places).ConfigureAwait(false);
        where.In("f.article", filter.Articles);
        where.In("f.outlet", filter.Outlets);
        where.Days("f.day", filter.When);
        where.InNames("f.modality", filter.Modalities);
        where.Is("f.negated", filter.Negated);
        where.AtLeast("f.confidence", filter.MinConfidence);
    }
}

internal sealed class Neo4jQuoteKind(Neo4jAccess access) : Neo4jKind<StoredQuote, QuoteFilter, FactOrder>(access)
{
    protected override string Name => "quote";

    protected override string Label => "Quote";

    protected override (string, bool) Order(FactOrder order) => FactOrderOf(order);

    protected override async Task WhereAsync(QuoteFilter filter, CypherWhere where)
    {
        await where.InOrderedAsync(filter.Speakers, "f.speaker").ConfigureAwait(false);
        await where.InEntitiesAsync("f.addressee", filter.Addressees).ConfigureAwait(false);
        await where.AnyEntityAsync("f.about", filter.About).ConfigureAwait(false);
        where.InNames("f.kind", filter.Kinds);
        where.In("f.article", filter.Articles);
        where.In("f.outlet", filter.Outlets);
        where.Days("f.day", filter.When);
        where.AtLeast("f.confidence", filter.MinConfidence);
    }
}

internal sealed class Neo4jClaimKind(Neo4jAccess access) : Neo4jKind<StoredClaim, ClaimFilter, ClaimOrder>(access)
{
    protected override string Name => "claim";

    protected override string Label => "Claim";

    protected override (string, bool) Order(ClaimOrder order) => order switch
    {
        ClaimOrder.Time => ("f.day", false),
        ClaimOrder.ConfidenceDescending => ("f.confidence", true),
        ClaimOrder.Value => ("f.number", false),
        ClaimOrder.ValueDescending => ("f.number", true),
        _ => ("f.day", true),
    };

    protected override async Task WhereAsync(ClaimFilter filter, CypherWhere where)
    {
        await where.InEventsAsync("f.event", filter.Events).ConfigureAwait(false);
        where.Metrics(filter.Metrics);
        await where.InOrderedAsync(filter.AttributedTo, "f.attributed").ConfigureAwait(false);
        await where.InEntitiesAsync("f.scope", filter.Scopes).ConfigureAwait(false);
        where.In("f.article", filter.Articles);
        where.In("f.outlet", filter.Outlets);
        where.Days("f.day", filter.When);
        where.AtLeast("f.number", (double?)filter.MinValue);
        if (filter.MaxValue is { } most) where.Add($"f.number <= {where.Value((double)most)}");
        where.AtLeast("f.confidence", filter.MinConfidence);
    }
}

internal sealed class Neo4jRoleKind(Neo4jAccess access) : Neo4jKind<StoredRole, RoleFilter, FactOrder>(access)
{
    protected override string Name => "role";

    protected override string Label => "Role";

    protected override (string, bool) Order(FactOrder order) => FactOrderOf(order);

    protected override async Task WhereAsync(RoleFilter filter, CypherWhere where)
    {
        await where.InEntitiesAsync("f.person", filter.Persons).ConfigureAwait(false);
        await where.InEntitiesAsync("f.of", filter.Of).ConfigureAwait(false);
        where.In("f.title", filter.Titles);
        where.In("f.article", filter.Articles);
        where.In("f.outlet", filter.Outlets);
        where.Days("f.day", filter.When);
    }
}
