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
    public const string Aspect = "~", Source = "~source/";

    /// <summary>Whether a comparison stands with the whole that its event is a part of: numbers do, and their sources.</summary>
    public static bool OfWhole(string metric) => !metric.StartsWith(Aspect, StringComparison.Ordinal) || metric.StartsWith(Source, StringComparison.Ordinal);

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

    /// <summary>An article that reports an event, as far as showing its words needs.</summary>
    public sealed record WordedArticle(string Text, string? Outlet);

    /// <summary>How the articles that report an event differ in words; and those articles by id.</summary>
    public static async Task<(IReadOnlyList<WordDifference> Differences, IReadOnlyDictionary<string, WordedArticle> Articles)> WordsAsync(CypherSession session, string id, int? publishedUntil = null)
    {
        var none = (Array.Empty<WordDifference>(), new Dictionary<string, WordedArticle>());
        var own = await session.QueryAsync(
            $"MATCH {session.Node("r", "EventReport")} WHERE r.event = $id AND {session.Seen("r")} AND ($until IS NULL OR r.published <= $until) RETURN DISTINCT r.article AS article, r.at AS at, r.published AS published ORDER BY article",
            ("id", id), ("until", publishedUntil)).ConfigureAwait(false);
        if (own.Select(row => row.Get<string>("article")).Distinct().Count() < 2) return none;
        var published = own.DistinctBy(row => row.Get<string>("article")).ToDictionary(row => row.Get<string>("article"), Published);
        var ids = published.Keys.ToList();
        async Task<ILookup<string, T>> OfArticles<T>(string label, string where = "true") => (await session.QueryAsync(
            $"UNWIND $ids AS article MATCH {session.Node("f", label)} WHERE f.article = article AND {session.Seen("f")} AND {where} RETURN article, f.id AS id, f.json AS json ORDER BY id", ("ids", ids), ("id", id)).ConfigureAwait(false))
            .ToLookup(row => row.Get<string>("article"), row => JsonSerializer.Deserialize<T>(row.Get<string>("json"), ContributionJson.Options)!);
        var articles = (await session.QueryAsync($"UNWIND $ids AS id MATCH {session.Node("a", "Article")} WHERE a.id = id AND {session.Seen("a")} RETURN id, a.text AS text, a.outlet AS outlet", ("ids", ids)).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => new WordedArticle(row.Get<string>("text"), row.Get<string?>("outlet")));
        var reports = await OfArticles<EventReport>("EventReport").ConfigureAwait(false);
        var relations = await OfArticles<StoredRelation>("Relation", "(f.subjectEvent = $id OR f.objectEvent = $id)").ConfigureAwait(false);
        var quotes = await OfArticles<StoredQuote>("Quote").ConfigureAwait(false);
        var claims = await OfArticles<StoredClaim>("Claim").ConfigureAwait(false);
        var places = (await session.QueryAsync($"UNWIND $ids AS id MATCH {session.Node("e", "Entity")} WHERE e.id = id AND {session.Seen("e")} RETURN id, e.name AS name, e.country AS country, coalesce(e.gazetteer, '') AS gazetteer",
            ("ids", reports.SelectMany(group => group).Where(report => report.Event == id).Select(report => report.Place).OfType<string>().Distinct().ToList())).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"));
        WordedReport Worded(EventReport report)
        {
            var place = report.Place is not null ? places.GetValueOrDefault(report.Place) : null;
            return new(report.Id, report.Triggers, report.Evidence.Sentence, report.Date, report.Place, place?.Get<string>("name"), place?.Get<string?>("country"),
                place?.Get<string>("gazetteer").StartsWith("country:", StringComparison.Ordinal) == true);
        }
        var roots = await RootsAsync(session, [id]).ConfigureAwait(false);
        return (WordComparer.Compare(id, roots[id] == id, [.. ids.Where(articles.ContainsKey).Select(article => new EventWords(article, published[article], articles[article].Text,
            [.. reports[article].Where(report => report.Event == id).Select(Worded)],
            [.. relations[article].Select(relation => new WordedRelation(relation.Id, relation.Subject.Id, relation.Predicate, relation.Object?.Id, relation.Negated, relation.Evidence.Sentence))],
            [.. quotes[article].Select(quote => new WordedQuote(quote.Id, quote.Speaker, quote.Via, quote.Kind, quote.Content, quote.Evidence.Sentence))],
            [.. claims[article].Select(claim => new WordedNumber(claim.Metric, claim.ValueSpan))],
            [.. reports[article].SelectMany(report => report.Triggers.Select(trigger => new WordedTrigger(report.Event, trigger, report.Evidence.Sentence)))]))]), articles);
    }

    /// <summary>Whom each claim names as its source.</summary>
    public static WordDifference? Sources(IEnumerable<ComparableClaim> claims) =>
        SourceComparer.Compare([.. claims.Select(claim => new SourcedNumber(claim.Id, claim.Article, claim.Published, claim.Source, default, default))]);

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
