using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

internal sealed class Neo4jEntityKind(Neo4jAccess access) : Neo4jKind<Entity, EntityFilter, EntityOrder>(access)
{
    protected override string Name => "entity";

    protected override string Label => "Entity";

    protected override (string, bool) Order(EntityOrder order) => order switch
    {
        EntityOrder.Name => ("f.sort", false),
        EntityOrder.FirstSeen => ("f.firstDay", false),
        EntityOrder.LastSeenDescending => ("f.lastDay", true),
        _ => ("f.rank", false),
    };

    protected override Task WhereAsync(EntityFilter filter, CypherWhere where)
    {
        var session = where.Session;
        where.InNames("f.type", filter.Types);
        where.Is("f.named", filter.Named);
        if (filter.NamePrefix is { } prefix && Folding.Fold(prefix) is var folded)
            if (folded.Length > 0) where.Add($"f.id IN COLLECT {{ MATCH (n:Name) WHERE n.folded STARTS WITH {where.Value(folded)} RETURN n.entity }}");
            else where.Never();
        if (filter.Names is { Count: > 0 } names)
            where.Add($"f.id IN COLLECT {{ MATCH (n:Name) WHERE n.folded IN {where.Value(names.Select(Folding.Fold).ToList())} RETURN n.entity }}");
        where.In("f.country", filter.Countries);
        where.In("f.gazetteer", filter.GazetteerIds);
        string Mentioned(string condition) => $"EXISTS {{ MATCH {session.Node("x", "Appearance")} WHERE x.entity = f.id AND {condition} AND {session.Seen("x")} }}";
        if (filter.Articles is { Count: > 0 } articles) where.Add(Mentioned($"x.article IN {where.Value(articles)}"));
        if (filter.Outlets is { Count: > 0 } outlets) where.Add(Mentioned($"x.outlet IN {where.Value(outlets)}"));
        if (filter.Mentioned is { } range && (range.From ?? range.To) is not null)
            where.Add(Mentioned($"{where.Value(range.From?.DayNumber ?? 1)} <= x.day <= {where.Value(range.To?.DayNumber ?? int.MaxValue)}"));
        return Task.CompletedTask;
    }

    protected override Task<Dictionary<string, string>> ResolveAsync(CypherSession session, IReadOnlyList<string> ids) => Neo4jIds.ResolveAsync(session, "Entity", "Profile", ids);
}
