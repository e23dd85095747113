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
        var reports = (await session.QueryAsync("UNWIND $ids AS id MATCH (r:EventReport {event: id}) RETURN id, r.json AS json, r.published AS published, r.partOf AS partOf", ("ids", ids)).ConfigureAwait(false))
            .ToLookup(row => row.Get<string>("id"), row => new Report(JsonSerializer.Deserialize<EventReport>(row.Get<string>("json"), ContributionJson.Options)!, row.Get<int>("published"), row.Get<string?>("partOf")));
        var members = (await session.QueryAsync("UNWIND $ids AS id MATCH (r:Report {cluster: id}) RETURN id, r.id AS report, r.reasons AS reasons", ("ids", ids)).ConfigureAwait(false))
            .ToLookup(row => row.Get<string>("id"), row => (Id: row.Get<string>("report"), Reasons: row.Get<List<string>>("reasons")));
        var old = (await session.QueryAsync("UNWIND $ids AS id MATCH (e:Event {id: id}) RETURN id, e.json AS json, e.differing AS differing", ("ids", ids)).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => (Json: row.Get<string>("json"), Differing: row.Get<bool>("differing")));
        var places = (await session.QueryAsync("UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, coalesce(e.gazetteer, '') AS gazetteer, e.country AS country",
            ("ids", reports.SelectMany(group => group).Select(report => report.Stored.Place).OfType<string>().Distinct().ToList())).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => new Place(row.Get<string>("id"), row.Get<string>("gazetteer"), row.Get<string?>("country")));
        var (gone, rows, built) = (new List<string>(), new List<Dictionary<string, object?>>(), new List<StoredEvent>());
        foreach (var id in ids)
        {
            var known = old.TryGetValue(id, out var before);
            var told = reports[id].OrderBy(report => report.Stored.Id, StringComparer.Ordinal).ToList();
            if (told.Count == 0)
            {
                if (!known) continue;
                gone.Add(id);
                log(ChangeKind.EventRetired, id);
                continue;
            }
            var happening = Build(id, told, [.. members[id].Select(member => member.Id)], members[id].Select(member => member.Reasons).FirstOrDefault() ?? [], places);
            built.Add(happening);
            rows.Add(Row(happening, told.Where(report => report.Published > 0).Select(report => report.Published).DefaultIfEmpty(0).Min(), before.Differing));
            if (!known || before.Json != (string)rows[^1]["json"]!) log(ChangeKind.EventChanged, id);
        }
        await nodes.RemoveAsync("Event", "id", gone).ConfigureAwait(false);
        await nodes.ReplaceAsync("Event", rows).ConfigureAwait(false);
        await LinkAsync(built).ConfigureAwait(false);
    }

    private static StoredEvent Build(string id, List<Report> reports, List<string> members, IReadOnlyList<string> reasons, Dictionary<string, Place> places)
    {
        var date = Commonest(reports.Where(report => report.Stored.Date is not null).Select(report => report.Stored.Date!.ToString()!), text => -Precision(text));
        var first = reports.Where(report => report.Published > 0).Select(report => report.Published).DefaultIfEmpty(0).Min();
        var place = reports.Where(report => report.Stored.Place is not null && places.ContainsKey(report.Stored.Place)).GroupBy(report => report.Stored.Place!)
            .Select(group => (Place: places[group.Key], Count: group.Count()))
            .OrderBy(pair => pair.Place.Gazetteer.StartsWith("country:", StringComparison.Ordinal)).ThenByDescending(pair => pair.Count).ThenBy(pair => pair.Place.Id, StringComparer.Ordinal)
            .Select(pair => pair.Place).FirstOrDefault();
        var partOf = reports.Where(report => report.PartOf is not null && report.PartOf != id).GroupBy(report => report.PartOf!)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).FirstOrDefault();
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

    private async Task LinkAsync(List<StoredEvent> events)
    {
        await nodes.Session.QueryAsync("UNWIND $ids AS id MATCH (e:Event {id: id}) OPTIONAL MATCH (e)-[out:AT|PART_OF]->() OPTIONAL MATCH (e)<-[part:TAKES_PART]-() DELETE out, part",
            ("ids", events.Select(happening => happening.Id).ToList())).ConfigureAwait(false);
        await nodes.LinkAsync("Event", "AT", "Entity", events.Where(happening => happening.Place is not null).Select(happening => (happening.Id, happening.Place!, new Dictionary<string, object?>()))).ConfigureAwait(false);
        await nodes.LinkAsync("Event", "PART_OF", "Event", events.Where(happening => happening.PartOf is not null).Select(happening => (happening.Id, happening.PartOf!, new Dictionary<string, object?>()))).ConfigureAwait(false);
        await nodes.LinkAsync("Entity", "TAKES_PART", "Event", events.SelectMany(happening => happening.Participants.Select(part =>
            (part.Entity, happening.Id, new Dictionary<string, object?> { ["role"] = part.Role.ToString(), ["articles"] = part.Articles })))).ConfigureAwait(false);
    }

    private async Task CompareAsync(IReadOnlyCollection<string> events)
    {
        var session = nodes.Session;
        var old = (await session.QueryAsync("UNWIND $ids AS id MATCH (c:Comparison {event: id}) RETURN c.id AS id, c.kind AS kind, c.articles AS articles", ("ids", events)).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => (row.Get<string>("kind"), row.Get<int>("articles")));
        var here = (await session.QueryAsync("UNWIND $ids AS id MATCH (e:Event {id: id}) RETURN id", ("ids", events)).ConfigureAwait(false)).Select(row => row.Get<string>("id")).ToHashSet();
        var roots = await Neo4jComparisons.RootsAsync(session, here).ConfigureAwait(false);
        var (rows, differing) = (new List<Dictionary<string, object?>>(), new List<Dictionary<string, object?>>());
        foreach (var id in events.Where(here.Contains))
        {
            var differs = false;
            void Write(string metric, DifferenceKind kind, int articles, double spread)
            {
                differs |= kind is not (DifferenceKind.None or DifferenceKind.Framing);
                rows.Add(new() { ["id"] = $"{id}/{metric}", ["event"] = id, ["metric"] = metric, ["kind"] = kind.ToString(), ["articles"] = articles, ["rank"] = -spread });
                if (!old.TryGetValue($"{id}/{metric}", out var before) || before != (kind.ToString(), articles)) log(ChangeKind.ComparisonChanged, $"{id}/{metric}");
            }
            foreach (var words in (await Neo4jComparisons.WordsAsync(session, id).ConfigureAwait(false)).Differences) Write(Neo4jComparisons.Aspect + words.Aspect, words.Kind, words.Articles, 0);
            if (roots[id] == id)
                foreach (var group in (await Neo4jComparisons.ClaimsAsync(session, id).ConfigureAwait(false)).Select(item => item.Compared).GroupBy(claim => claim.Metric).OrderBy(group => group.Key, StringComparer.Ordinal))
                {
                    var claims = group.ToList();
                    var comparison = ClaimComparer.Compare(claims);
                    Write(group.Key, comparison.Kind, comparison.Articles, comparison.Spread);
                    if (Neo4jComparisons.Sources(claims) is { } sources)
                        Write(Neo4jComparisons.Source + group.Key, sources.Kind, sources.Articles, 0);
                }
            differing.Add(new() { ["id"] = id, ["differing"] = differs });
        }
        await nodes.RemoveAsync("Comparison", "event", events).ConfigureAwait(false);
        await nodes.CreateAsync("Comparison", rows).ConfigureAwait(false);
        await nodes.LinkAsync("Comparison", "COMPARES", "Event", rows.Select(row => ((string)row["id"]!, (string)row["event"]!, new Dictionary<string, object?>()))).ConfigureAwait(false);
        await session.QueryAsync("UNWIND $rows AS row MATCH (e:Event {id: row.id}) SET e.differing = row.differing", ("rows", differing)).ConfigureAwait(false);
    }

    private static string? Commonest(IEnumerable<string> texts, Func<string, int> preference) =>
        texts.GroupBy(text => text).OrderByDescending(group => group.Count()).ThenByDescending(group => preference(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key).FirstOrDefault();

    private static int Precision(string date) => PartialDate.TryParse(date, out var parsed) ? parsed.Last.DayNumber - parsed.First.DayNumber : int.MaxValue;
}
