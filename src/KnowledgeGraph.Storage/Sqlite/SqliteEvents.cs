using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>What an event's row says, computed from its reports; and the comparisons of the event that it is a part of.</summary>
internal sealed class SqliteEvents(SqlSession session, Action<ChangeKind, string> log)
{
    public void Refresh(IReadOnlyCollection<long> events)
    {
        var roots = new SortedSet<long>();
        foreach (var number in events) roots.Add(SqliteComparisons.Root(session, number));
        foreach (var number in events) Refresh(number);
        foreach (var number in events) roots.Add(SqliteComparisons.Root(session, number));
        roots.UnionWith(events);
        var words = new SqliteWords(session);
        foreach (var root in roots) Compare(root, words);
    }

    private void Refresh(long number)
    {
        if (session.Text("SELECT id FROM event WHERE n = $1", number) is not { } id) return;
        var reports = session.Query(
            "SELECT a.id, a.day, r.kind, r.label, r.date, p.n, p.gazetteer, r.part_of, r.modality, r.negated, r.participants FROM event_report r "
            + "JOIN article a ON a.n = r.article LEFT JOIN entity p ON p.n = r.place WHERE r.event = $1 ORDER BY r.id",
            row => (Told: new ToldEvent<long?>(row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.DateOrNull(4), row.NumberOrNull(5), row.TextOrNull(6), row.NumberOrNull(7),
                (Modality)row.GetInt32(8), row.GetBoolean(9)), Participants: JsonSerializer.Deserialize<long[][]>(row.GetString(10))!), number);
        session.Execute("DELETE FROM event_participant WHERE event = $1", number);
        if (reports.Count == 0)
        {
            session.Execute("DELETE FROM comparison WHERE event = $1", number);
            session.Execute("UPDATE event SET part_of = NULL WHERE part_of = $1", number);
            session.Execute("DELETE FROM event WHERE n = $1", number);
            log(ChangeKind.EventRetired, id);
            return;
        }
        var told = EventDescription<long?>.Of(number, [.. reports.Select(report => report.Told)]);
        session.Execute(
            "UPDATE event SET kind = $2, label = $3, date = $4, day = $5, last_day = $6, place = $7, country = (SELECT country FROM entity WHERE n = $7), part_of = $8, "
            + "modality = $9, negated = $10, articles = $11, rank = -$11, first_reported = $12 WHERE n = $1",
            number, told.Kind, told.Label, told.Date?.ToString(), told.Day, told.LastDay, told.Place, told.PartOf, (int)told.Modality, told.Negated, told.Articles, told.FirstReported);
        foreach (var part in reports.SelectMany(report => report.Participants.Select(part => (Role: part[0], Entity: part[1], report.Told.Article))).Distinct().GroupBy(part => (part.Role, part.Entity)))
            session.Execute("INSERT INTO event_participant (event, role, entity, articles) VALUES ($1, $2, $3, $4)", number, part.Key.Role, part.Key.Entity, part.Count());
        log(ChangeKind.EventChanged, id);
    }

    private void Compare(long number, SqliteWords words)
    {
        var old = session.Query("SELECT id, metric, kind, articles, rank, first_day, claims FROM comparison WHERE event = $1",
            row => (Id: row.GetString(0), Summary: new ComparisonSummary(row.GetString(1), (DifferenceKind)row.GetInt32(2), row.GetInt32(3), row.GetDouble(4), (int?)row.NumberOrNull(5), row.TextOrNull(6))), number).ToDictionary(row => row.Summary.Metric);
        if (session.Text("SELECT id FROM event WHERE n = $1", number) is not { } id)
        {
            session.Execute("DELETE FROM comparison WHERE event = $1", number);
            return;
        }
        var differing = false;
        var isWhole = SqliteComparisons.Root(session, number) == number;
        foreach (var summary in ComparisonSummary.Of(words.Of(number, id, isWhole), isWhole ? SqliteComparisons.Claims(session, number) : []))
        {
            differing |= ComparisonSummary.Differs(summary.Kind);
            var key = $"{id}/{summary.Metric}";
            var known = old.Remove(summary.Metric, out var before);
            if (known && before.Id == key && before.Summary == summary) continue;
            session.Execute("INSERT OR REPLACE INTO comparison (event, metric, id, kind, articles, rank, first_day, claims) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                number, summary.Metric, key, (int)summary.Kind, summary.Articles, summary.Rank, summary.FirstDay, summary.Claims);
            if (!known || (before.Summary.Kind, before.Summary.Articles) != (summary.Kind, summary.Articles)) log(ChangeKind.ComparisonChanged, key);
        }
        foreach (var metric in old.Keys) session.Execute("DELETE FROM comparison WHERE event = $1 AND metric = $2", number, metric);
        session.Execute("UPDATE event SET differing = $2 WHERE n = $1", number, differing);
    }
}
