using System.Diagnostics;
using System.Globalization;
using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>Facts counted by a facet.</summary>
internal static class Neo4jCounts
{
    public static async Task<IReadOnlyList<FacetCount>> CountAsync(CypherSession session, CountRequest request)
    {
        request.Check();
        var key = Key(request);
        var where = new CypherWhere(session);
        // Entities and events are counted once for each article that has them, which is what counting by outlet means.
        var beside = request.Kind switch { CountedKind.Entities => "Appearance", CountedKind.Events => "EventReport", _ => null };
        if (beside is not null) where.Add($"{session.Seen("x")} AND x.{(request.Kind == CountedKind.Entities ? "entity" : "event")} = f.id");
        where.In(beside is null ? "f.outlet" : "x.outlet", request.Outlets);
        where.Days(request.Kind == CountedKind.Entities ? "x.day" : "f.day", request.When);
        if (request.Entities is { Count: > 0 } entities) Concerning(where, request.Kind, where.Value(await Neo4jIds.EntitiesAsync(session, entities).ConfigureAwait(false)));
        if (request.Events is { Count: > 0 } events) OfEvents(where, request.Kind, where.Value(await Neo4jIds.EventsAsync(session, events).ConfigureAwait(false)));
        var byDay = request.Facet == CountFacet.Day;
        var rows = await session.QueryAsync(
            $"MATCH {session.Node("f", Label(request.Kind))}{(beside is null ? "" : $" MATCH {session.Node("x", beside)}")}{where} WITH coalesce({key}, '') AS key, count(DISTINCT f) AS counted "
            + $"RETURN key, counted ORDER BY {(byDay ? "key" : "counted DESC, key")} LIMIT {request.Limit}", where.Values).ConfigureAwait(false);
        return [.. rows.Select(row => new FacetCount(Show(request.Facet, row["key"]), row.Get<long>("counted")))];
    }

    private static string Label(CountedKind kind) => kind switch
    {
        CountedKind.Articles => "Article",
        CountedKind.Entities => "Entity",
        CountedKind.Events => "Event",
        CountedKind.Relations => "Relation",
        CountedKind.Quotes => "Quote",
        _ => "Claim",
    };

    private static string Key(CountRequest request) => (request.Kind, request.Facet) switch
    {
        (CountedKind.Entities or CountedKind.Events, CountFacet.Outlet) => "x.outlet",
        (_, CountFacet.Outlet) => "f.outlet",
        (CountedKind.Entities, CountFacet.Day) => "x.day",
        (_, CountFacet.Day) => "f.day",
        (CountedKind.Relations, CountFacet.Predicate) => "f.predicate",
        (CountedKind.Relations or CountedKind.Events, CountFacet.Place) => "f.place",
        (CountedKind.Entities, CountFacet.Type) => "f.type",
        (CountedKind.Events, CountFacet.Kind) => "f.kind",
        (CountedKind.Quotes, CountFacet.Kind) => "f.kind",
        (CountedKind.Claims, CountFacet.Metric) => "f.metric",
        _ => throw new UnreachableException(),
    };

    private static void Concerning(CypherWhere where, CountedKind kind, string ids) => where.Add(kind switch
    {
        CountedKind.Articles => $"EXISTS {{ MATCH {where.Session.Node("y", "Appearance")} WHERE y.article = f.id AND y.entity IN {ids} AND {where.Session.Seen("y")} }}",
        CountedKind.Entities => $"f.id IN {ids}",
        CountedKind.Events => $"any(y IN f.participants WHERE y IN {ids})",
        CountedKind.Relations => $"(f.subject IN {ids} OR f.object IN {ids})",
        CountedKind.Quotes => $"(f.speaker IN {ids} OR any(y IN f.about WHERE y IN {ids}))",
        _ => $"(f.attributed IN {ids} OR f.scope IN {ids})",
    });

    private static void OfEvents(CypherWhere where, CountedKind kind, string ids)
    {
        string Reported(string article) => $"EXISTS {{ MATCH {where.Session.Node("z", "EventReport")} WHERE z.article = {article} AND z.event IN {ids} AND {where.Session.Seen("z")} }}";
        where.Add(kind switch
        {
            CountedKind.Articles => Reported("f.id"),
            CountedKind.Entities => $"EXISTS {{ MATCH {where.Session.Node("z", "Event")} WHERE z.id IN {ids} AND f.id IN z.participants AND {where.Session.Seen("z")} }}",
            CountedKind.Events => $"f.id IN {ids}",
            CountedKind.Relations => $"(f.subjectEvent IN {ids} OR f.objectEvent IN {ids})",
            CountedKind.Quotes => Reported("f.article"),
            _ => $"f.event IN {ids}",
        });
    }

    private static string Show(CountFacet facet, object? value) => (facet, value) switch
    {
        (CountFacet.Day, long day) => day > 0 ? DateOnly.FromDayNumber((int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
