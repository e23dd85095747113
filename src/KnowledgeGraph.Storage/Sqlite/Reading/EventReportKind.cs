using System.Text.Json;
using KnowledgeGraph.Model;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

internal sealed class EventReportKind(SqliteAccess access) : SqliteFactKind<EventReport, EventReportFilter, FactOrder>(access)
{
    protected override string Name => "eventReport";

    protected override string From => "event_report f JOIN article a ON a.n = f.article JOIN event v ON v.n = f.event LEFT JOIN entity p ON p.n = f.place";

    protected override string Columns => FactColumns + "v.id, a.id, f.kind, f.label, f.triggers, "
        + "(SELECT json_group_array(json_array(json_extract(x.value, '$[0]'), e.id)) FROM json_each(f.participants) x JOIN entity e ON e.n = json_extract(x.value, '$[1]')), "
        + "f.date, p.id, f.negated, f.modality";

    protected override string CountFrom(SqlWhere where) => where.LooksAtArticle ? "event_report f JOIN article a ON a.n = f.article" : "event_report f";

    protected override (string, bool) Order(FactOrder order) => FactOrderOf(order);

    protected override void Where(EventReportFilter filter, SqlWhere where)
    {
        where.InEvents("f.event", filter.Events);
        where.OfArticles("f.id", filter.Articles);
        where.In("a.outlet", filter.Outlets);
    }

    protected override FactRow<EventReport> Read(SqliteDataReader row)
    {
        string id = row.GetString(1), number = row.GetString(Own), article = row.GetString(Own + 1), kind = row.GetString(Own + 2), label = row.GetString(Own + 3);
        var triggers = JsonSerializer.Deserialize<int[][]>(row.GetString(Own + 4))!.Select(span => new TextSpan(span[0], span[1])).ToList();
        var participants = JsonSerializer.Deserialize<JsonElement[][]>(row.GetString(Own + 5))!
            .Select(part => new Participant((ParticipantRole)part[0].GetInt32(), part[1].GetString()!)).ToList();
        var date = row.DateOrNull(Own + 6);
        var place = row.TextOrNull(Own + 7);
        var negated = row.GetBoolean(Own + 8);
        var modality = (Modality)row.GetInt32(Own + 9);
        return Row(row, (evidence, _) => new(id, number, article, kind, label, triggers, participants, date, place, negated, modality, evidence));
    }
}
