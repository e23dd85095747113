using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>What an event's row says, computed from its reports; and the comparisons of the event that it is a part of.</summary>
internal sealed class SqliteEvents(SqlSession session, Action<ChangeKind, string> log)
{
    private sealed record Report(string Article, long Day, string Kind, string Label, string? Date, long? Place, long? PartOf, int Modality, bool Negated, long[][] Participants);

    public void Refresh(IReadOnlyCollection<long> events)
    {
        var roots = new SortedSet<long>();
        foreach (var number in events) roots.Add(SqliteComparisons.Root(session, number));
        foreach (var number in events) Refresh(number);
        foreach (var number in events) roots.Add(SqliteComparisons.Root(session, number));
        roots.UnionWith(events);
        foreach (var root in roots) Compare(root);
    }

    private void Refresh(long number)
    {
        if (session.Text("SELECT id FROM event WHERE n = $1", number) is not { } id) return;
        var reports = session.Query(
            "SELECT a.id, a.day, r.kind, r.label, r.date, r.place, r.part_of, r.modality, r.negated, r.participants FROM event_report r JOIN article a ON a.n = r.article WHERE r.event = $1 ORDER BY r.id",
            row => new Report(row.GetString(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.TextOrNull(4), row.NumberOrNull(5), row.NumberOrNull(6),
                row.GetInt32(7), row.GetBoolean(8), JsonSerializer.Deserialize<long[][]>(row.GetString(9))!), number);
        session.Execute("DELETE FROM event_participant WHERE event = $1", number);
        if (reports.Count == 0)
        {
            session.Execute("DELETE FROM comparison WHERE event = $1", number);
            session.Execute("UPDATE event SET part_of = NULL WHERE part_of = $1", number);
            session.Execute("DELETE FROM event WHERE n = $1", number);
            log(ChangeKind.EventRetired, id);
            return;
        }
        var date = Commonest(reports.Where(report => report.Date is not null).Select(report => report.Date!), text => -Precision(text));
        var parsed = date is null ? null : PartialDate.Parse(date);
        var first = reports.Where(report => report.Day > 0).Select(report => report.Day).DefaultIfEmpty(0).Min();
        var place = Place(reports);
        var articles = reports.Select(report => report.Article).Distinct().Count();
        var partOf = PartOf(number, reports);
        session.Execute(
            "UPDATE event SET kind = $2, label = $3, date = $4, day = $5, last_day = $6, place = $7, country = (SELECT country FROM entity WHERE n = $7), part_of = $8, "
            + "modality = $9, negated = $10, articles = $11, rank = -$11, first_reported = $12 WHERE n = $1",
            number, reports[0].Kind, Commonest(reports.Select(report => report.Label), text => text.Length)!, date,
            parsed?.First.DayNumber ?? first, parsed?.Last.DayNumber ?? first, place, partOf,
            reports.GroupBy(report => report.Modality).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key,
            reports.Count(report => report.Negated) * 2 > reports.Count, articles, first);
        foreach (var part in reports.SelectMany(report => report.Participants.Select(part => (Role: part[0], Entity: part[1], report.Article))).Distinct().GroupBy(part => (part.Role, part.Entity)))
            session.Execute("INSERT INTO event_participant (event, role, entity, articles) VALUES ($1, $2, $3, $4)", number, part.Key.Role, part.Key.Entity, part.Count());
        log(ChangeKind.EventChanged, id);
    }

    private static string? Commonest(IEnumerable<string> texts, Func<string, int> preference) =>
        texts.GroupBy(text => text).OrderByDescending(group => group.Count()).ThenByDescending(group => preference(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key).FirstOrDefault();

    private static int Precision(string date) => PartialDate.TryParse(date, out var parsed) ? parsed.Last.DayNumber - parsed.First.DayNumber : int.MaxValue;

    // A city says more than its country, and two reports say more than one. Where they are divided evenly, the first of them decides, here and in
    // PartOf: ids of places and wholes may still change, theirs do not.
    private long? Place(List<Report> reports)
    {
        var places = reports.Where(report => report.Place is not null).GroupBy(report => report.Place!.Value).Select(group => (Number: group.Key, Count: group.Count())).ToList();
        if (places.Count == 0) return null;
        var known = session.Query("SELECT n, coalesce(gazetteer, '') FROM entity WHERE n IN (SELECT value FROM json_each($1))",
            row => (Number: row.GetInt64(0), Gazetteer: row.GetString(1)), JsonSerializer.Serialize(places.Select(place => place.Number)));
        return places.Join(known, place => place.Number, entity => entity.Number, (place, entity) => (place, entity))
            .OrderBy(pair => pair.entity.Gazetteer.StartsWith("country:", StringComparison.Ordinal)).ThenByDescending(pair => pair.place.Count)
            .Select(pair => (long?)pair.place.Number).FirstOrDefault();
    }

    private static long? PartOf(long number, List<Report> reports)
    {
        var wholes = reports.Where(report => report.PartOf is not null && report.PartOf != number).GroupBy(report => report.PartOf!.Value).ToList();
        return wholes.Count == 0 ? null : wholes.OrderByDescending(group => group.Count()).First().Key;
    }

    private void Compare(long number)
    {
        var old = session.Query("SELECT metric, kind, articles FROM comparison WHERE event = $1", row => (Metric: row.GetString(0), Shown: (row.GetInt32(1), row.GetInt32(2))), number)
            .ToDictionary(row => row.Metric, row => row.Shown);
        session.Execute("DELETE FROM comparison WHERE event = $1", number);
        if (session.Text("SELECT id FROM event WHERE n = $1", number) is not { } id) return;
        var differing = false;
        void Write(string metric, DifferenceKind kind, int articles, double spread)
        {
            differing |= kind is not (DifferenceKind.None or DifferenceKind.Framing);
            session.Execute("INSERT INTO comparison (event, metric, id, kind, articles, rank) VALUES ($1, $2, $3, $4, $5, $6)", number, metric, $"{id}/{metric}", (int)kind, articles, -spread);
            if (!old.TryGetValue(metric, out var before) || before != ((int)kind, articles)) log(ChangeKind.ComparisonChanged, $"{id}/{metric}");
        }
        foreach (var words in SqliteComparisons.Words(session, number, id)) Write(SqliteComparisons.Aspect + words.Aspect, words.Kind, words.Articles, 0);
        if (SqliteComparisons.Root(session, number) == number)
            foreach (var group in SqliteComparisons.Claims(session, number).GroupBy(claim => claim.Metric).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                var claims = group.ToList();
                var comparison = ClaimComparer.Compare(claims);
                Write(group.Key, comparison.Kind, comparison.Articles, comparison.Spread);
                if (SqliteComparisons.Sources(claims) is { } sources)
                    Write(SqliteComparisons.Source + group.Key, sources.Kind, sources.Articles, 0);
            }
        session.Execute("UPDATE event SET differing = $2 WHERE n = $1", number, differing);
    }
}
