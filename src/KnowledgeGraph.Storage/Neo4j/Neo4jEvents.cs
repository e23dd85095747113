using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>What an event's node says, computed from its reports; and the comparisons of the event that it is a part of.</summary>
internal sealed class Neo4jEvents(Neo4jNodes nodes, Action<ChangeKind, string> log)
{
    private sealed record Report(EventReport Stored, int Published, string? PartOf);

    private sealed record Place(string Id, string? Gazetteer, string? Country);

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
        var places = (await session.QueryAsync("UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, e.gazetteer AS gazetteer, e.country AS country",
            ("ids", reports.SelectMany(group => group).Select(report => report.Stored.Place).OfType<string>().Distinct().ToList())).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => new Place(row.Get<string>("id"), row.Get<string?>("gazetteer"), row.Get<string?>("country")));
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
            var row = Row(happening, before.Differing);
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

    private static StoredEvent Build(string id, List<Report> reports, List<string> members, IReadOnlyList<string> reasons, Dictionary<string, Place> places)
    {
        var told = EventDescription<string>.Of(id, [.. reports.Select(report => Told(report, report.Stored.Place is { } place ? places.GetValueOrDefault(place) : null))]);
        var participants = reports.SelectMany(report => report.Stored.Participants.Select(part => (part.Role, part.Entity, report.Stored.Article))).Distinct()
            .GroupBy(part => (part.Role, part.Entity)).Select(group => new StoredParticipant(group.Key.Role, group.Key.Entity, group.Count()))
            .OrderBy(part => part.Role).ThenByDescending(part => part.Articles).ThenBy(part => part.Entity, StringComparer.Ordinal).ToList();
        return new(id, told.Kind, told.Label, told.Date, told.Place, told.Place is null ? null : places[told.Place].Country, participants, told.PartOf, told.Modality, told.Negated, told.Articles,
            told.FirstReported > 0 ? DateOnly.FromDayNumber(told.FirstReported) : null, false, [.. members.Where(member => member != id).Order(StringComparer.Ordinal)], reasons);
    }

    private static ToldEvent<string> Told(Report report, Place? place) => new(report.Stored.Article, report.Published, report.Stored.Kind, report.Stored.Label, report.Stored.Date,
        place?.Id, place?.Gazetteer, report.PartOf, report.Stored.Modality, report.Stored.Negated);

    private static Dictionary<string, object?> Row(StoredEvent happening, bool differing) => new()
    {
        ["id"] = happening.Id,
        ["kind"] = happening.Kind,
        ["label"] = happening.Label,
        ["date"] = happening.Date?.ToString(),
        ["day"] = (happening.Date?.First ?? happening.FirstReported)?.DayNumber ?? 0,
        ["lastDay"] = (happening.Date?.Last ?? happening.FirstReported)?.DayNumber ?? 0,
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
        var comparisons = await session.AskAsync("UNWIND $ids AS id MATCH (c:Comparison {event: id}) RETURN c.id AS id, c.metric AS metric, c.kind AS kind, c.articles AS articles, c.rank AS rank, c.firstDay AS firstDay, c.claims AS claims", ("ids", events)).ConfigureAwait(false);
        var here = (await session.QueryAsync("UNWIND $ids AS id MATCH (e:Event {id: id}) RETURN id, e.differing AS differing", ("ids", events)).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => row.Get<bool>("differing"));
        var roots = await Neo4jComparisons.RootsAsync(session, here.Keys).ConfigureAwait(false);
        var old = (await comparisons.RowsAsync().ConfigureAwait(false)).ToDictionary(row => row.Get<string>("id"), row => new ComparisonSummary(
            row.Get<string>("metric"), Enum.Parse<DifferenceKind>(row.Get<string>("kind")), row.Get<int>("articles"), row.Get<double>("rank"), row.Get<int?>("firstDay"), row.Get<string?>("claims")));
        var words = await Neo4jComparisons.WordsAsync(session, roots).ConfigureAwait(false);
        var claims = await Neo4jComparisons.ClaimsAsync(session, [.. here.Keys.Where(id => roots[id] == id)]).ConfigureAwait(false);
        var (now, differing) = (new Dictionary<string, (string Event, ComparisonSummary Summary)>(), new List<Dictionary<string, object?>>());
        foreach (var id in events.Where(here.ContainsKey))
        {
            var differs = false;
            foreach (var summary in ComparisonSummary.Of(words.TryGetValue(id, out var worded) ? worded.Differences : [], roots[id] == id ? claims[id].Select(item => item.Compared) : []))
            {
                differs |= ComparisonSummary.Differs(summary.Kind);
                var key = $"{id}/{summary.Metric}";
                now.Add(key, (id, summary));
                if (!old.TryGetValue(key, out var before) || (before.Kind, before.Articles) != (summary.Kind, summary.Articles)) log(ChangeKind.ComparisonChanged, key);
            }
            if (here[id] != differs) differing.Add(new() { ["id"] = id, ["differing"] = differs });
        }
        var fresh = now.Where(pair => !old.ContainsKey(pair.Key)).ToList();
        await nodes.RemoveAsync("Comparison", "id", old.Keys.Where(id => !now.ContainsKey(id))).ConfigureAwait(false);
        await nodes.CreateAsync("Comparison", fresh.Select(pair => Row(pair.Key, pair.Value.Event, pair.Value.Summary))).ConfigureAwait(false);
        await nodes.ReplaceAsync("Comparison", now.Where(pair => old.TryGetValue(pair.Key, out var before) && before != pair.Value.Summary).Select(pair => Row(pair.Key, pair.Value.Event, pair.Value.Summary))).ConfigureAwait(false);
        await nodes.LinkAsync("Comparison", "COMPARES", "Event", fresh.Select(pair => (pair.Key, pair.Value.Event, new Dictionary<string, object?>()))).ConfigureAwait(false);
        await session.SendAsync("UNWIND $rows AS row MATCH (e:Event {id: row.id}) SET e.differing = row.differing", ("rows", differing)).ConfigureAwait(false);
    }

    private static Dictionary<string, object?> Row(string id, string happening, ComparisonSummary summary) => new()
    {
        ["id"] = id,
        ["event"] = happening,
        ["metric"] = summary.Metric,
        ["kind"] = summary.Kind.ToString(),
        ["articles"] = summary.Articles,
        ["rank"] = summary.Rank,
        ["firstDay"] = summary.FirstDay,
        ["claims"] = summary.Claims,
    };
}
