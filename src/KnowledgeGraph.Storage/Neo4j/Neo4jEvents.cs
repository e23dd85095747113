using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>What an event's node says, computed from its reports; and the comparisons of the event that it is a part of.</summary>
internal sealed class Neo4jEvents(Neo4jNodes nodes, Action<ChangeKind, string> log)
{
    private sealed record Report(EventReport Stored, int Published, string? PartOf);

    private sealed record Place(string Id, string Gazetteer, string? Country);

    public async Task RefreshAsync(IReadOnlyCollection<string> events)
    {
        if (events.Count == 0) return;
        var roots = new SortedSet<string>((await Neo4jComparisons.RootsAsync(nodes.Session, events).ConfigureAwait(false)).Values, StringComparer.Ordinal);
        await WriteAsync(events).ConfigureAwait(false);
        roots.UnionWith((await Neo4jComparisons.RootsAsync(nodes.Session, events).ConfigureAwait(false)).Values);
        roots.UnionWith(events);
        await CompareAsync(roots).ConfigureAwait(false);
    }

    private async Task WriteAsync(IReadOnlyCollection<string> ids)
    {
        var session = nodes.Session;
        var told = await session.AskAsync("UNWIND $ids AS id MATCH (r:EventReport {event: id}) RETURN id, r.json AS json, r.published AS published, r.partOf AS partOf", ("ids", ids)).ConfigureAwait(false);
        var clustered = await session.AskAsync("UNWIND $ids AS id MATCH (r:Report {cluster: id}) RETURN id, r.id AS report, r.reasons AS reasons", ("ids", ids)).ConfigureAwait(false);
        var events = await session.AskAsync("UNWIND $ids AS id MATCH (e:Event {id: id}) RETURN id, e.json AS json, e.differing AS differing, e.day AS day", ("ids", ids)).ConfigureAwait(false);
        var reports = (await told.RowsAsync().ConfigureAwait(false)).ToLookup(row => row.Get<string>("id"), row => new Report(JsonSerializer.Deserialize<EventReport>(row.Get<string>("json"), ContributionJson.Options)!, row.Get<int>("published"), row.Get<string?>("partOf")));
        var members = (await clustered.RowsAsync().ConfigureAwait(false)).ToLookup(row => row.Get<string>("id"), row => (Id: row.Get<string>("report"), Reasons: row.Get<List<string>>("reasons")));
        var old = (await events.RowsAsync().ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => (Json: row.Get<string?>("json"), Differing: row.Get<bool?>("differing") ?? false, Day: row.Get<int?>("day")));
        var places = (await session.QueryAsync("UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, coalesce(e.gazetteer, '') AS gazetteer, e.country AS country",
            ("ids", reports.SelectMany(group => group).Select(report => report.Stored.Place).OfType<string>().Distinct().ToList())).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => new Place(row.Get<string>("id"), row.Get<string>("gazetteer"), row.Get<string?>("country")));
        var (gone, fresh, changed, built) = (new List<string>(), new List<Dictionary<string, object?>>(), new List<Dictionary<string, object?>>(), new List<StoredEvent>());
        foreach (var id in ids)
        {
            var known = old.TryGetValue(id, out var before) && before.Json is not null;
            var here = reports[id].OrderBy(report => report.Stored.Id, StringComparer.Ordinal).ToList();
            if (here.Count == 0)
            {
                if (!known) continue;
                gone.Add(id);
                log(ChangeKind.EventRetired, id);
                continue;
            }
            var happening = Build(id, here, [.. members[id].Select(member => member.Id)], members[id].Select(member => member.Reasons).FirstOrDefault() ?? [], places);
            var row = Row(happening, here.Where(report => report.Published > 0).Select(report => report.Published).DefaultIfEmpty(0).Min(), before.Differing);
            if (known && before.Json == (string)row["json"]! && before.Day == (int)row["day"]!) continue;
            built.Add(happening);
            (known ? changed : fresh).Add(row);
            log(ChangeKind.EventChanged, id);
        }
        await nodes.RemoveAsync("Event", "id", gone).ConfigureAwait(false);
        await nodes.CompleteAsync("Event", fresh).ConfigureAwait(false);
        await nodes.ReplaceAsync("Event", changed).ConfigureAwait(false);
        await LinkAsync(built, [.. changed.Select(row => (string)row["id"]!)]).ConfigureAwait(false);
    }

    // Where reports are divided evenly, the first of them decides: ids of wholes and places may still change, theirs do not.
    private static StoredEvent Build(string id, List<Report> reports, List<string> members, IReadOnlyList<string> reasons, Dictionary<string, Place> places)
    {
        var date = Commonest(reports.Where(report => report.Stored.Date is not null).Select(report => report.Stored.Date!.ToString()!), text => -Precision(text));
        var first = reports.Where(report => report.Published > 0).Select(report => report.Published).DefaultIfEmpty(0).Min();
        var place = reports.Where(report => report.Stored.Place is not null && places.ContainsKey(report.Stored.Place)).GroupBy(report => report.Stored.Place!)
            .Select(group => (Place: places[group.Key], Count: group.Count()))
            .OrderBy(pair => pair.Place.Gazetteer.StartsWith("country:", StringComparison.Ordinal)).ThenByDescending(pair => pair.Count)
            .Select(pair => pair.Place).FirstOrDefault();
        var partOf = reports.Where(report => report.PartOf is not null && report.PartOf != id).GroupBy(report => report.PartOf!)
            .OrderByDescending(group => group.Count()).Select(group => group.Key).FirstOrDefault();
        var participants = reports.SelectMany(report => report.Stored.Participants.Select(part => (part.Role, part.Entity, report.Stored.Article))).Distinct()
            .GroupBy(part => (part.Role, part.Entity)).Select(group => new StoredParticipant(group.Key.Role, group.Key.Entity, group.Count()))
            .OrderBy(part => part.Role).ThenByDescending(part => part.Articles).ThenBy(part => part.Entity, StringComparer.Ordinal).ToList();
        return new(id, reports[0].Stored.Kind, Commonest(reports.Select(report => report.Stored.Label), text => text.Length)!, date is null ? null : PartialDate.Parse(date),
            place?.Id, place?.Country, participants, partOf,
            reports.GroupBy(report => report.Stored.Modality).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key,
            reports.Count(report => report.Stored.Negated) * 2 > reports.Count, reports.Select(report => report.Stored.Article).Distinct().Count(),
            first > 0 ? DateOnly.FromDayNumber(first) : null, false, [.. members.Where(member => member != id).Order(StringComparer.Ordinal)], reasons);
    }

    private static Dictionary<string, object?> Row(StoredEvent happening, int first, bool differing) => new()
    {
        ["id"] = happening.Id,
        ["kind"] = happening.Kind,
        ["label"] = happening.Label,
        ["date"] = happening.Date?.ToString(),
        ["day"] = happening.Date?.First.DayNumber ?? first,
        ["lastDay"] = happening.Date?.Last.DayNumber ?? first,
        ["place"] = happening.Place,
        ["country"] = happening.Country,
        ["participants"] = happening.Participants.Select(part => part.Entity).Distinct().ToList(),
        ["partOf"] = happening.PartOf,
        ["articles"] = happening.Articles,
        ["rank"] = -happening.Articles,
        ["differing"] = differing,
        ["json"] = JsonSerializer.Serialize(happening, ContributionJson.Options),
    };

    private async Task LinkAsync(List<StoredEvent> events, List<string> linked)
    {
        if (linked.Count > 0)
            await nodes.Session.SendAsync("UNWIND $ids AS id MATCH (:Event {id: id})-[link:AT|PART_OF|TAKES_PART]-(other) WHERE type(link) = 'TAKES_PART' OR startNode(link).id = id DELETE link", ("ids", linked)).ConfigureAwait(false);
        await nodes.LinkAsync("Event", "AT", "Entity", events.Where(happening => happening.Place is not null).Select(happening => (happening.Id, happening.Place!, new Dictionary<string, object?>()))).ConfigureAwait(false);
        await nodes.LinkAsync("Event", "PART_OF", "Event", events.Where(happening => happening.PartOf is not null).Select(happening => (happening.Id, happening.PartOf!, new Dictionary<string, object?>()))).ConfigureAwait(false);
        await nodes.LinkAsync("Entity", "TAKES_PART", "Event", events.SelectMany(happening => happening.Participants.Select(part =>
            (part.Entity, happening.Id, new Dictionary<string, object?> { ["role"] = part.Role.ToString(), ["articles"] = part.Articles })))).ConfigureAwait(false);
    }

    private async Task CompareAsync(IReadOnlyCollection<string> events)
    {
        var session = nodes.Session;
        var comparisons = await session.AskAsync("UNWIND $ids AS id MATCH (c:Comparison {event: id}) RETURN c.id AS id, c.kind AS kind, c.articles AS articles, c.rank AS rank", ("ids", events)).ConfigureAwait(false);
        var here = (await session.QueryAsync("UNWIND $ids AS id MATCH (e:Event {id: id}) RETURN id, e.differing AS differing", ("ids", events)).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => row.Get<bool>("differing"));
        var roots = await Neo4jComparisons.RootsAsync(session, here.Keys).ConfigureAwait(false);
        var old = (await comparisons.RowsAsync().ConfigureAwait(false)).ToDictionary(row => row.Get<string>("id"), row => (Kind: row.Get<string>("kind"), Articles: row.Get<int>("articles"), Rank: row.Get<double>("rank")));
        var words = await Neo4jComparisons.WordsAsync(session, here.Keys).ConfigureAwait(false);
        var claims = await Neo4jComparisons.ClaimsAsync(session, [.. here.Keys.Where(id => roots[id] == id)]).ConfigureAwait(false);
        var (rows, differing) = (new List<Dictionary<string, object?>>(), new List<Dictionary<string, object?>>());
        foreach (var id in events.Where(here.ContainsKey))
        {
            var differs = false;
            void Write(string metric, DifferenceKind kind, int articles, double spread)
            {
                differs |= kind is not (DifferenceKind.None or DifferenceKind.Framing);
                rows.Add(new() { ["id"] = $"{id}/{metric}", ["event"] = id, ["metric"] = metric, ["kind"] = kind.ToString(), ["articles"] = articles, ["rank"] = 0 - spread }); // Never minus zero, which a cursor would show.
                if (!old.TryGetValue($"{id}/{metric}", out var before) || (before.Kind, before.Articles) != (kind.ToString(), articles)) log(ChangeKind.ComparisonChanged, $"{id}/{metric}");
            }
            if (words.TryGetValue(id, out var worded))
                foreach (var difference in worded.Differences) Write(Neo4jComparisons.Aspect + difference.Aspect, difference.Kind, difference.Articles, 0);
            if (roots[id] == id)
                foreach (var group in claims[id].Select(item => item.Compared).GroupBy(claim => claim.Metric).OrderBy(group => group.Key, StringComparer.Ordinal))
                {
                    var compared = group.ToList();
                    var comparison = ClaimComparer.Compare(compared);
                    Write(group.Key, comparison.Kind, comparison.Articles, comparison.Spread);
                    if (Neo4jComparisons.Sources(compared) is { } sources)
                        Write(Neo4jComparisons.Source + group.Key, sources.Kind, sources.Articles, 0);
                }
            if (here[id] != differs) differing.Add(new() { ["id"] = id, ["differing"] = differs });
        }
        var now = rows.Select(row => (string)row["id"]!).ToHashSet();
        var fresh = rows.Where(row => !old.ContainsKey((string)row["id"]!)).ToList();
        await nodes.RemoveAsync("Comparison", "id", old.Keys.Where(id => !now.Contains(id))).ConfigureAwait(false);
        await nodes.CreateAsync("Comparison", fresh).ConfigureAwait(false);
        await nodes.ReplaceAsync("Comparison", rows.Where(row => old.TryGetValue((string)row["id"]!, out var before) && before != ((string)row["kind"]!, (int)row["articles"]!, (double)row["rank"]!))).ConfigureAwait(false);
        await nodes.LinkAsync("Comparison", "COMPARES", "Event", fresh.Select(row => ((string)row["id"]!, (string)row["event"]!, new Dictionary<string, object?>()))).ConfigureAwait(false);
        await session.SendAsync("UNWIND $rows AS row MATCH (e:Event {id: row.id}) SET e.differing = row.differing", ("rows", differing)).ConfigureAwait(false);
    }

    private static string? Commonest(IEnumerable<string> texts, Func<string, int> preference) =>
        texts.GroupBy(text => text).OrderByDescending(group => group.Count()).ThenByDescending(group => preference(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key).FirstOrDefault();

    private static int Precision(string date) => PartialDate.TryParse(date, out var parsed) ? parsed.Last.DayNumber - parsed.First.DayNumber : int.MaxValue;
}
