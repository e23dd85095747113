using System.Diagnostics;
using System.Globalization;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Facts counted by a facet.</summary>
internal static class SqliteCounts
{
    public static IReadOnlyList<FacetCount> Count(SqlSession session, CountRequest request)
    {
        request.Check();
        var where = new SqlWhere(session);
        var (from, day) = Source(request.Kind);
        var key = Key(request);
        where.In("a.outlet", request.Outlets);
        where.Days(day, request.When);
        if (request.Entities is { Count: > 0 } entities)
            if (SqliteIds.Entities(session, entities) is { Count: > 0 } numbers) Concerning(where, request.Kind, where.Value(System.Text.Json.JsonSerializer.Serialize(numbers)));
            else where.Never();
        if (request.Events is { Count: > 0 } events)
            if (SqliteIds.Events(session, events) is { Count: > 0 } numbers) OfEvents(where, request.Kind, where.Value(System.Text.Json.JsonSerializer.Serialize(numbers)));
            else where.Never();
        // An article joined for its outlet repeats an event or entity once for each article, which is what counting by outlet means.
        var distinct = request.Kind is CountedKind.Events or CountedKind.Entities ? "count(DISTINCT f.n)" : "count(*)";
        var byDay = request.Facet == CountFacet.Day;
        var sql = $"SELECT coalesce({key}, ''), {distinct} AS counted FROM {from}{where} GROUP BY 1 ORDER BY {(byDay ? "1" : "counted DESC, 1")} LIMIT {request.Limit}";
        var counts = session.Query(sql, row => new FacetCount(Show(request, row.GetValue(0)), row.GetInt64(1)), [.. where.Values]);
        // Equal counts by what is shown: kinds are numbers in the file.
        return byDay ? counts : [.. counts.OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Key, StringComparer.Ordinal)];
    }

    private static (string From, string Day) Source(CountedKind kind) => kind switch
    {
        CountedKind.Articles => ("article a", "a.day"),
        CountedKind.Entities => ("entity f JOIN entity_article x ON x.entity = f.n JOIN article a ON a.n = x.article", "x.day"),
        CountedKind.Events => ("event f JOIN event_report r ON r.event = f.n JOIN article a ON a.n = r.article LEFT JOIN entity p ON p.n = f.place", "f.day"),
        CountedKind.Relations => ("relation f JOIN article a ON a.n = f.article LEFT JOIN entity p ON p.n = f.place", "f.day"),
        CountedKind.Quotes => ("quote f JOIN article a ON a.n = f.article", "f.day"),
        _ => ("claim f JOIN article a ON a.n = f.article", "f.day"),
    };

    private static string Key(CountRequest request) => (request.Kind, request.Facet) switch
    {
        (_, CountFacet.Outlet) => "a.outlet",
        (CountedKind.Articles or CountedKind.Entities, CountFacet.Day) => "a.day",
        (_, CountFacet.Day) => "f.day",
        (CountedKind.Relations, CountFacet.Predicate) => "f.predicate",
        (CountedKind.Relations or CountedKind.Events, CountFacet.Place) => "p.id",
        (CountedKind.Entities, CountFacet.Type) => "f.type",
        (CountedKind.Events, CountFacet.Kind) => "f.kind",
        (CountedKind.Quotes, CountFacet.Kind) => "f.kind",
        (CountedKind.Claims, CountFacet.Metric) => "f.metric",
        _ => throw new UnreachableException(),
    };

    private static void Concerning(SqlWhere where, CountedKind kind, string numbers)
    {
        var list = $"(SELECT value FROM json_each({numbers}))";
        where.Add(kind switch
        {
            CountedKind.Articles => $"a.n IN (SELECT article FROM entity_article WHERE entity IN {list})",
            CountedKind.Entities => $"f.n IN {list}",
            CountedKind.Events => $"f.n IN (SELECT event FROM event_participant WHERE entity IN {list})",
            CountedKind.Relations => $"(f.subject IN {list} OR f.object IN {list})",
            CountedKind.Quotes => $"(f.speaker IN {list} OR f.id IN (SELECT quote FROM quote_about WHERE entity IN {list}))",
            _ => $"(f.attributed IN {list} OR f.scope IN {list})",
        });
    }

    private static void OfEvents(SqlWhere where, CountedKind kind, string numbers)
    {
        var list = $"(SELECT value FROM json_each({numbers}))";
        where.Add(kind switch
        {
            CountedKind.Articles => $"a.n IN (SELECT article FROM event_report WHERE event IN {list})",
            CountedKind.Entities => $"f.n IN (SELECT entity FROM event_participant WHERE event IN {list})",
            CountedKind.Events => $"f.n IN {list}",
            CountedKind.Relations => $"(f.subject_event IN {list} OR f.object_event IN {list})",
            CountedKind.Quotes => $"f.article IN (SELECT article FROM event_report WHERE event IN {list})",
            _ => $"f.event IN {list}",
        });
    }

    private static string Show(CountRequest request, object value) => (request.Facet, value) switch
    {
        (CountFacet.Day, long day) => day > 0 ? DateOnly.FromDayNumber((int)day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "",
        (CountFacet.Type, long type) => ((Model.EntityType)type).ToString(),
        (CountFacet.Kind, long kind) => ((Model.QuoteKind)kind).ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
