using System.Text.Json;
using KnowledgeGraph.Model;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

internal sealed record EventRow(long Number, StoredEvent Event);

internal sealed class EventKind(SqliteAccess access) : SqliteKind<StoredEvent, EventFilter, EventOrder, EventRow>(access)
{
    protected override string Name => "event";

    protected override string From => "event f LEFT JOIN entity p ON p.n = f.place LEFT JOIN event w ON w.n = f.part_of";

    protected override string Columns => "f.n, f.kind, f.label, f.date, p.id, f.country, w.id, f.modality, f.negated, f.articles, f.first_reported, f.differing, f.reasons";

    protected override string CountFrom(SqlWhere where) => "event f";

    protected override (string, bool) Order(EventOrder order) => order switch
    {
        EventOrder.Date => ("f.day", false),
        EventOrder.ArticlesDescending => ("f.rank", false),
        _ => ("f.day", true),
    };

    protected override void Where(EventFilter filter, SqlWhere where)
    {
        where.In("f.kind", filter.Kinds, indexed: true);
        if (filter.When is { } when)
        {
            if (when.From is { } from) where.Add($"f.last_day >= {where.Value(from.DayNumber)}");
            if (when.To is { } to) where.Add($"f.day BETWEEN 1 AND {where.Value(to.DayNumber)}");
        }
        where.InEntities("f.place", filter.Places);
        where.In("f.country", filter.Countries);
        foreach (var participant in filter.Participants ?? [])
            if (SqliteIds.Entity(where.Session, participant) is { } number) where.Selective($"f.n IN (SELECT event FROM event_participant WHERE entity = {where.Value(number)})");
            else where.Never();
        if (filter.Outlets is { Count: > 0 } outlets)
            where.Add($"EXISTS (SELECT 1 FROM event_report r JOIN article a ON a.n = r.article WHERE r.event = f.n AND a.outlet IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(outlets))})))");
        if (filter.Articles is { Count: > 0 } articles)
            where.Selective("f.n IN (SELECT event FROM event_report WHERE "
                + string.Join(" OR ", articles.Distinct().Select(id => $"(id > {where.Value(id + "-")} AND id < {where.Value(id + ".")})")) + ")");
        where.InEvents("f.part_of", filter.PartOf, indexed: false);
        if (filter.TopOnly is { } top) where.Add(top ? "f.part_of IS NULL" : "f.part_of IS NOT NULL");
        if (filter.MinArticles is { } least) where.Add($"f.articles >= {where.Value(least)}");
        where.Is("f.differing", filter.Differing);
    }

    protected override EventRow Read(SqliteDataReader row) => new(row.GetInt64(First), new(
        row.GetString(1), row.GetString(First + 1), row.GetString(First + 2), row.DateOrNull(First + 3), row.TextOrNull(First + 4), row.TextOrNull(First + 5), [],
        row.TextOrNull(First + 6), (Modality)row.GetInt32(First + 7), row.GetBoolean(First + 8), row.GetInt32(First + 9), row.DayOrNull(First + 10),
        row.GetBoolean(First + 11), [], row.Texts(First + 12)));

    protected override List<(string Asked, EventRow Row)> FindRows(SqlSession session, string ids) => session.Query(
        $"SELECT q.asked, f.id, {Columns} FROM (SELECT value AS asked, coalesce((SELECT n FROM event WHERE id = value), (SELECT event FROM local_event WHERE id = value)) AS n FROM json_each($1)) q "
        + "JOIN event f ON f.n = q.n LEFT JOIN entity p ON p.n = f.place LEFT JOIN event w ON w.n = f.part_of", row => (row.GetString(0), Read(row)), ids);

    protected override IReadOnlyList<StoredEvent> Complete(SqlSession session, IReadOnlyList<EventRow> rows)
    {
        var numbers = JsonSerializer.Serialize(rows.Select(row => row.Number).Distinct());
        var participants = session.Query(
            "SELECT x.event, x.role, e.id, x.articles FROM event_participant x JOIN entity e ON e.n = x.entity WHERE x.event IN (SELECT value FROM json_each($1)) ORDER BY x.role, x.articles DESC, e.id",
            row => (Event: row.GetInt64(0), Part: new StoredParticipant((ParticipantRole)row.GetInt32(1), row.GetString(2), row.GetInt32(3))), numbers).ToLookup(row => row.Event, row => row.Part);
        var reports = session.Query("SELECT event, id FROM local_event WHERE event IN (SELECT value FROM json_each($1)) ORDER BY id",
            row => (Event: row.GetInt64(0), Id: row.GetString(1)), numbers).ToLookup(row => row.Event, row => row.Id);
        return [.. rows.Select(row => row.Event with
        {
            Participants = [.. participants[row.Number]],
            RetiredIds = [.. reports[row.Number].Where(id => id != row.Event.Id)],
        })];
    }
}
