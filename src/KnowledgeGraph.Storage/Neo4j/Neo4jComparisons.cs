using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>The claims that are compared with each other: those on an event and on all that is part of it.</summary>
internal static class Neo4jComparisons
{
    /// <summary>For each event the one that all else is part of. Where reports make a circle of parts, the one with the ordinally first id.</summary>
    public static async Task<Dictionary<string, string>> RootsAsync(CypherSession session, IReadOnlyCollection<string> events)
    {
        var whole = new Dictionary<string, string?>();
        var open = events.Distinct().ToList();
        for (var depth = 0; depth <= ComparisonKey.Deepest && open.Count > 0; depth++)
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
        while (seen.Count <= ComparisonKey.Deepest && whole.GetValueOrDefault(seen[^1]) is { } next)
        {
            var at = seen.IndexOf(next);
            if (at >= 0) return seen[at..].Order(StringComparer.Ordinal).First();
            seen.Add(next);
        }
        return seen[^1];
    }

    /// <summary>The claims on events and their parts, and those lent to them (<see cref="LentClaims"/>), by event.</summary>
    public static async Task<ILookup<string, (ComparableClaim Compared, StoredClaim Stored)>> ClaimsAsync(
        CypherSession session, IReadOnlyCollection<string> roots)
    {
        var parts = await PartsAsync(session, roots).ConfigureAwait(false);
        var rows = await session.QueryAsync(
            $"UNWIND $events AS event CALL (event) {{ MATCH {session.Node("c", "Claim")} WHERE c.event = event AND {session.Seen("c")} RETURN c UNION MATCH {session.Node("c", "Claim")} WHERE c.story = event AND {session.Seen("c")} RETURN c }} "
            + $"{Limited} RETURN event, {Columns}",
            ("events", parts.Values.SelectMany(events => events).Distinct().ToList())).ConfigureAwait(false);
        var claims = rows.ToLookup(row => row.Get<string>("event"), Read);
        return parts.SelectMany(pair => pair.Value.SelectMany(id => claims[id]).DistinctBy(claim => claim.Compared.Id).OrderBy(claim => claim.Compared.Id, StringComparer.Ordinal)
                .Select(claim => (pair.Key, Claim: (claim.Compared with { IsLent = claim.Stored.Event is null || !pair.Value.Contains(claim.Stored.Event) }, claim.Stored))))
            .ToLookup(pair => pair.Key, pair => pair.Claim);
    }

    /// <summary>Claims by their ids; whether they are lent is not told.</summary>
    public static async Task<IReadOnlyList<(ComparableClaim Compared, StoredClaim Stored)>> ClaimsByIdAsync(CypherSession session, IReadOnlyCollection<string> ids) =>
        ids.Count == 0 ? [] : [.. (await session.QueryAsync($"UNWIND $ids AS id MATCH {session.Node("c", "Claim")} WHERE c.id = id AND {session.Seen("c")} {Limited} RETURN {Columns}", ("ids", ids)).ConfigureAwait(false)).Select(Read)];

    private const string Limited = "OPTIONAL MATCH (s:Entity {id: c.limited})";

    private const string Columns = "c.json AS json, c.outlet AS outlet, c.at AS at, c.published AS published, c.limited AS scope, s.name AS scopeName, c.called AS called";

    /// <summary>Writes down what is compared in databases that were written when each reader grouped the claims of an event again.</summary>
    public static async Task KeepClaimsAsync(CypherSession session)
    {
        const int Batch = 200;
        var open = (await session.QueryAsync("MATCH (f:Comparison) WHERE f.claims IS NULL AND (NOT f.metric STARTS WITH '~' OR f.metric STARTS WITH $source) RETURN f.event AS event, f.id AS id, f.metric AS metric", ("source", ComparisonKey.Source)).ConfigureAwait(false))
            .Select(row => new ComparisonKey(row.Get<string>("id"), row.Get<string>("event"), row.Get<string>("metric"))).GroupBy(key => key.Event);
        foreach (var happenings in open.Chunk(Batch))
        {
            var stored = await ClaimsAsync(session, [.. happenings.Select(happening => happening.Key)]).ConfigureAwait(false);
            var rows = happenings.SelectMany(happening =>
            {
                var claims = stored[happening.Key].Select(claim => claim.Compared).ToList();
                var groups = ClaimGroups.Of(claims);
                return happening.Select(key => new Dictionary<string, object?> { ["id"] = key.Id, ["claims"] = key.ClaimsOf(claims, groups) });
            }).ToList();
            await session.QueryAsync("UNWIND $rows AS row MATCH (f:Comparison {id: row.id}) SET f.claims = row.claims", ("rows", rows)).ConfigureAwait(false);
        }
    }

    // Each event with its parts and theirs, all roots level by level.
    private static async Task<Dictionary<string, HashSet<string>>> PartsAsync(CypherSession session, IReadOnlyCollection<string> roots)
    {
        var parts = roots.Distinct().ToDictionary(root => root, root => new HashSet<string> { root });
        var open = parts.Keys.Select(root => (Root: root, Whole: root)).ToList();
        for (var depth = 0; depth < ComparisonKey.Deepest && open.Count > 0; depth++)
        {
            var below = (await session.QueryAsync($"UNWIND $ids AS id MATCH {session.Node("e", "Event")} WHERE e.partOf = id AND {session.Seen("e")} RETURN id AS whole, e.id AS part",
                ("ids", open.Select(pair => pair.Whole).Distinct().ToList())).ConfigureAwait(false)).ToLookup(row => row.Get<string>("whole"), row => row.Get<string>("part"));
            open = [.. open.SelectMany(pair => below[pair.Whole].Select(part => (pair.Root, part))).Where(pair => parts[pair.Root].Add(pair.part))];
        }
        return parts;
    }

    /// <summary>How the articles that report an event differ in words; and those articles by id.</summary>
    public sealed record Worded(IReadOnlyList<WordDifference> Differences, IReadOnlyDictionary<string, WordedArticle> Articles);

    /// <summary>How the articles that report events differ in words, by event; events that fewer than two report are left out.</summary>
    /// <param name="roots">The events, with what <see cref="RootsAsync"/> says of them.</param>
    public static async Task<IReadOnlyDictionary<string, Worded>> WordsAsync(CypherSession session, IReadOnlyDictionary<string, string> roots, int? publishedUntil = null)
    {
        var told = (await session.QueryAsync(
            $"UNWIND $ids AS id MATCH {session.Node("r", "EventReport")} WHERE r.event = id AND {session.Seen("r")} AND ($until IS NULL OR r.published <= $until) RETURN DISTINCT id, r.article AS article, r.at AS at, r.published AS published ORDER BY id, article",
            ("ids", roots.Keys.ToList()), ("until", publishedUntil)).ConfigureAwait(false)).GroupBy(row => row.Get<string>("id"))
            .Select(group => (Event: group.Key, Articles: group.Select(row => row.Get<string>("article")).Distinct().ToList(), Rows: group.ToList())).Where(item => item.Articles.Count > 1).ToList();
        if (told.Count == 0) return new Dictionary<string, Worded>();
        var published = told.SelectMany(item => item.Rows).DistinctBy(row => row.Get<string>("article")).ToDictionary(row => row.Get<string>("article"), Published);
        var ids = published.Keys.ToList();
        Task<Answer> Of(string label, string where = "true") => session.AskAsync(
            $"UNWIND $ids AS article MATCH {session.Node("f", label)} WHERE f.article = article AND {session.Seen("f")} AND {where} RETURN article, f.json AS json ORDER BY f.id", ("ids", ids));
        static async Task<ILookup<string, T>> ReadAll<T>(Answer answer) => (await answer.RowsAsync().ConfigureAwait(false))
            .ToLookup(row => row.Get<string>("article"), row => JsonSerializer.Deserialize<T>(row.Get<string>("json"), ContributionJson.Options)!);
        var texts = await session.AskAsync($"UNWIND $ids AS id MATCH {session.Node("a", "Article")} WHERE a.id = id AND {session.Seen("a")} RETURN id, a.text AS text, a.outlet AS outlet", ("ids", ids)).ConfigureAwait(false);
        var asked = (await Of("EventReport").ConfigureAwait(false), await Of("Relation", "(f.subjectEvent IS NOT NULL OR f.objectEvent IS NOT NULL)").ConfigureAwait(false),
            await Of("Quote").ConfigureAwait(false), await Of("Claim").ConfigureAwait(false));
        var articles = (await texts.RowsAsync().ConfigureAwait(false)).ToDictionary(row => row.Get<string>("id"), row => new WordedArticle(row.Get<string>("text"), row.Get<string?>("outlet")));
        var reports = await ReadAll<EventReport>(asked.Item1).ConfigureAwait(false);
        var relations = await ReadAll<StoredRelation>(asked.Item2).ConfigureAwait(false);
        var quotes = await ReadAll<StoredQuote>(asked.Item3).ConfigureAwait(false);
        var claims = await ReadAll<StoredClaim>(asked.Item4).ConfigureAwait(false);
        var places = (await session.QueryAsync($"UNWIND $ids AS id MATCH {session.Node("e", "Entity")} WHERE e.id = id AND {session.Seen("e")} RETURN id, e.name AS name, coalesce(e.gazetteer, '') AS gazetteer",
            ("ids", reports.SelectMany(group => group).Select(report => report.Place).OfType<string>().Distinct().ToList())).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"));
        WordedReport Report(EventReport report)
        {
            var place = report.Place is not null ? places.GetValueOrDefault(report.Place) : null;
            return new(report.Id, report.Event, report.Triggers, report.Evidence.Sentence, report.Place, place?.Get<string>("name"),
                GazetteerIds.IsCountry(place?.Get<string>("gazetteer")));
        }
        var words = articles.ToDictionary(article => article.Key, article => new ArticleWords(article.Key, published[article.Key], article.Value.Text)
        {
            Reports = [.. reports[article.Key].Select(Report)],
            Relations = [.. relations[article.Key].Select(relation => new WordedRelation(relation.Id, relation.Subject.Id, relation.Predicate, relation.Object?.Id, relation.Negated, relation.Evidence.Sentence))],
            Quotes = [.. quotes[article.Key].Select(quote => new WordedQuote(quote.Id, quote.Speaker, quote.Via, quote.Kind, quote.Content, quote.Evidence.Sentence))],
            Numbers = [.. claims[article.Key].Select(claim => new WordedNumber(claim.Metric, claim.ValueSpan))],
        });
        return told.ToDictionary(item => item.Event, item => new Worded(
            WordComparer.Compare(item.Event, roots[item.Event] == item.Event, [.. item.Articles.Where(words.ContainsKey).Select(article => words[article])]), articles));
    }

    private static (ComparableClaim Compared, StoredClaim Stored) Read(IRecord row)
    {
        var claim = JsonSerializer.Deserialize<StoredClaim>(row.Get<string>("json"), ContributionJson.Options)!;
        return (new(claim.Id, claim.Evidence.Article, row.Get<string?>("outlet"), Published(row), claim.Metric, claim.Value, claim.Low, claim.High, claim.Qualifier, claim.Unit,
            row.Get<string?>("scope"), row.Get<string?>("scopeName"), claim.AsOf, claim.AttributedTo, claim.Negated)
        { Called = row.Get<string?>("called"), Day = row.Get<int>("published"), Start = claim.ValueSpan.Start, Words = Words(claim), Event = claim.Event }, claim);
    }

    private static string Words(StoredClaim claim)
    {
        var (sentence, number) = (claim.Evidence.Sentence, claim.ValueSpan);
        return ClaimWords.Of(claim.Evidence.SentenceText, new(0, sentence.Length), new(number.Start - sentence.Start, number.End - sentence.Start));
    }

    private static DateTimeOffset? Published(IRecord row) => PreparedArticle.PublishedAt(row.Get<long?>("at"), row.Get<int>("published"));
}
