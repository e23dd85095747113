using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>The claims that are compared with each other: those on an event and on all that is part of it.</summary>
internal static class Neo4jComparisons
{
    private const int Deepest = 6;

    /// <summary>What marks the aspect of a comparison of words, where a comparison of numbers has its metric.</summary>
    public const string Wording = "~wording", Source = "~source/";

    /// <summary>For each event the one that all else is part of. Where reports make a circle of parts, the one with the ordinally first id.</summary>
    public static async Task<Dictionary<string, string>> RootsAsync(CypherSession session, IReadOnlyCollection<string> events)
    {
        var whole = new Dictionary<string, string?>();
        var open = events.Distinct().ToList();
        for (var depth = 0; depth <= Deepest && open.Count > 0; depth++)
        {
            foreach (var id in open) whole[id] = null;
            foreach (var row in await session.QueryAsync($"UNWIND $ids AS id MATCH {session.Node("e", "Event")} WHERE e.id = id AND {session.Seen("e")} RETURN id, e.partOf AS whole", ("ids", open)).ConfigureAwait(false))
                whole[row.Get<string>("id")] = row.Get<string?>("whole");
            open = [.. whole.Values.OfType<string>().Where(id => !whole.ContainsKey(id)).Distinct()];
        }
        return events.Distinct().ToDictionary(id => id, id => Root(whole, id));
    }

    private static string Root(Dictionary<string, string?> whole, string id)
    {
        var seen = new List<string> { id };
        while (seen.Count <= Deepest && whole.GetValueOrDefault(seen[^1]) is { } next)
        {
            var at = seen.IndexOf(next);
            if (at >= 0) return seen[at..].Order(StringComparer.Ordinal).First();
            seen.Add(next);
        }
        return seen[^1];
    }

    /// <summary>The claims on an event and its parts.</summary>
    public static async Task<List<(ComparableClaim Compared, StoredClaim Stored)>> ClaimsAsync(CypherSession session, string root, string? metric = null, int? publishedUntil = null)
    {
        var events = new HashSet<string> { root };
        List<string> open = [root];
        for (var depth = 0; depth < Deepest && open.Count > 0; depth++)
            open = [.. (await session.QueryAsync($"UNWIND $ids AS id MATCH {session.Node("e", "Event")} WHERE e.partOf = id AND {session.Seen("e")} RETURN e.id AS id", ("ids", open)).ConfigureAwait(false))
                .Select(row => row.Get<string>("id")).Where(events.Add)];
        var rows = await session.QueryAsync(
            $"UNWIND $events AS event MATCH {session.Node("c", "Claim")} WHERE c.event = event AND {session.Seen("c")} AND ($metric IS NULL OR c.metric = $metric) AND ($until IS NULL OR c.published <= $until) "
            + "OPTIONAL MATCH (s:Entity {id: c.limited}) RETURN c.json AS json, c.outlet AS outlet, c.at AS at, c.published AS published, c.limited AS scope, s.name AS scopeName",
            ("events", events.ToList()), ("metric", metric), ("until", publishedUntil)).ConfigureAwait(false);
        return [.. rows.Select(Read).OrderBy(pair => pair.Compared.Id, StringComparer.Ordinal)];
    }

    /// <summary>How each article words an event.</summary>
    public static async Task<List<(ComparableStatement Compared, EventReport Stored, string? Outlet)>> WordingsAsync(CypherSession session, string id, int? publishedUntil = null)
    {
        var rows = await session.QueryAsync(
            $"MATCH {session.Node("r", "EventReport")} WHERE r.event = $id AND {session.Seen("r")} AND ($until IS NULL OR r.published <= $until) "
            + "RETURN r.json AS json, r.outlet AS outlet, r.at AS at, r.published AS published", ("id", id), ("until", publishedUntil)).ConfigureAwait(false);
        return [.. rows.Select(row =>
        {
            var report = JsonSerializer.Deserialize<EventReport>(row.Get<string>("json"), ContributionJson.Options)!;
            return (new ComparableStatement(report.Id, report.Article, Published(row), report.Evidence.SentenceText, null, report.Negated), report, row.Get<string?>("outlet"));
        }).OrderBy(item => item.report.Id, StringComparer.Ordinal)];
    }

    /// <summary>Whom each claim names as its source.</summary>
    public static List<ComparableStatement> Sources(IEnumerable<ComparableClaim> claims) =>
        [.. claims.Select(claim => new ComparableStatement(claim.Id, claim.Article, claim.Published, "", claim.Source, claim.Negated))];

    private static (ComparableClaim Compared, StoredClaim Stored) Read(IRecord row)
    {
        var claim = JsonSerializer.Deserialize<StoredClaim>(row.Get<string>("json"), ContributionJson.Options)!;
        return (new(claim.Id, claim.Evidence.Article, row.Get<string?>("outlet"), Published(row), claim.Metric, claim.Value, claim.Low, claim.High, claim.Qualifier, claim.Unit,
            row.Get<string?>("scope"), row.Get<string?>("scopeName"), claim.AsOf, claim.AttributedTo, claim.Negated), claim);
    }

    private static DateTimeOffset? Published(IRecord row) => row["at"] is long instant
        ? new DateTimeOffset(instant, TimeSpan.Zero)
        : row.Get<int>("published") is var day and > 0 ? new DateTimeOffset(DateOnly.FromDayNumber(day), default, TimeSpan.Zero) : null;
}
