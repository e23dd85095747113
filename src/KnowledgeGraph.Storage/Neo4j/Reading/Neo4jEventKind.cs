using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

internal sealed class Neo4jEventKind(Neo4jAccess access) : Neo4jKind<StoredEvent, EventFilter, EventOrder>(access)
{
    protected override string Name => "event";

    protected override string Label => "Event";

    protected override string Columns => "f.json AS json, f.differing AS differing";

    protected override (string, bool) Order(EventOrder order) => order switch
    {
        EventOrder.Date => ("f.day", false),
        EventOrder.ArticlesDescending => ("f.rank", false),
        _ => ("f.day", true),
    };

    protected override async Task WhereAsync(EventFilter filter, CypherWhere where)
    {
        var session = where.Session;
        where.In("f.kind", filter.Kinds);
        if (filter.When is { } when)
        {
            if (when.From is { } from) where.Add($"f.lastDay >= {where.Value(from.DayNumber)}");
            if (when.To is { } to) where.Add($"1 <= f.day <= {where.Value(to.DayNumber)}");
        }
        await where.InEntitiesAsync("f.place", filter.Places).ConfigureAwait(false);
        where.In("f.country", filter.Countries);
        foreach (var participant in filter.Participants ?? []) await where.AnyEntityAsync("f.participants", [participant]).ConfigureAwait(false);
        string Reported(string condition) => $"EXISTS {{ MATCH {session.Node("x", "EventReport")} WHERE x.event = f.id AND {condition} AND {session.Seen("x")} }}";
        if (filter.Outlets is { Count: > 0 } outlets) where.Add(Reported($"x.outlet IN {where.Value(outlets)}"));
        if (filter.Articles is { Count: > 0 } articles) where.Add(Reported($"x.article IN {where.Value(articles)}"));
        await where.InEventsAsync("f.partOf", filter.PartOf).ConfigureAwait(false);
        if (filter.TopOnly is { } top) where.Add(top ? "f.partOf IS NULL" : "f.partOf IS NOT NULL");
        if (filter.MinArticles is { } least) where.Add($"f.articles >= {where.Value(least)}");
        where.Is("f.differing", filter.Differing);
    }

    protected override StoredEvent Read(IRecord row) => base.Read(row) with { Differing = row.Get<bool>("differing") };

    protected override Task<Dictionary<string, string>> ResolveAsync(CypherSession session, IReadOnlyList<string> ids) => Neo4jIds.ResolveAsync(session, "Event", "Report", ids);
}
