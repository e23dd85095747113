using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>What an entity's node says, computed from the profiles that make it up and the articles that mention it.</summary>
internal sealed class Neo4jEntities(Neo4jNodes nodes, Action<ChangeKind, string> log)
{
    private static readonly string Types = string.Concat(Enum.GetNames<EntityType>().Select(type => ":" + type));

    private sealed record Profile(string Key, string Id, IReadOnlyList<string> Reasons, Dictionary<string, int> Traits);

    private sealed record Seen(int Articles, int Mentions, int First, int Last);

    public async Task RefreshAsync(Neo4jTouched touched, JudgedProfiles judged)
    {
        var ids = touched.Entities;
        if (ids.Count == 0) return;
        var session = nodes.Session;
        var members = await session.AskAsync("UNWIND $ids AS id MATCH (p:Profile {cluster: id}) RETURN id, p.key AS key, p.id AS profile, p.reasons AS reasons, p.traits AS traits", ("ids", ids)).ConfigureAwait(false);
        var entities = await session.AskAsync("UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, e.json AS json", ("ids", ids)).ConfigureAwait(false);
        var profiles = (await members.RowsAsync().ConfigureAwait(false))
            .ToLookup(row => row.Get<string>("id"), row => new Profile(row.Get<string>("key"), row.Get<string>("profile"), row.Get<List<string>>("reasons"),
                JsonSerializer.Deserialize<Dictionary<string, int>>(row.Get<string>("traits"))!));
        var old = (await entities.RowsAsync().ConfigureAwait(false)).ToDictionary(row => row.Get<string>("id"), row => JsonSerializer.Deserialize<Entity>(row.Get<string>("json"), ContributionJson.Options)!);
        var seen = await SeenAsync(touched, old).ConfigureAwait(false);
        var (gone, changed) = (new List<string>(), new List<(Entity? Before, Entity After)>());
        foreach (var id in ids)
        {
            var before = old.GetValueOrDefault(id);
            var parts = profiles[id].OrderBy(profile => profile.Key, StringComparer.Ordinal).ToList();
            if (parts.Count == 0)
            {
                if (before is null) continue;
                gone.Add(id);
                log(ChangeKind.EntityRetired, id);
                continue;
            }
            var entity = Build(id, parts, seen[id], judged);
            changed.Add((before, entity));
            if (before is null || (before.Type, before.Name, before.GazetteerId, before.Country) != (entity.Type, entity.Name, entity.GazetteerId, entity.Country)) log(ChangeKind.EntityChanged, id);
        }
        await nodes.RemoveAsync("Entity", "id", gone, Types).ConfigureAwait(false);
        await nodes.CreateAsync("Entity", changed.Where(pair => pair.Before is null).Select(pair => Row(pair.After))).ConfigureAwait(false);
        await nodes.ReplaceAsync("Entity", changed.Where(pair => pair.Before is not null).Select(pair => Row(pair.After))).ConfigureAwait(false);
        await TouchEventsAtAsync([.. changed.Where(pair => pair.Before is not null && pair.Before.Country != pair.After.Country).Select(pair => pair.After.Id)], touched).ConfigureAwait(false);
        await LabelAsync([.. changed.Where(pair => pair.Before?.Type != pair.After.Type).Select(pair => pair.After)]).ConfigureAwait(false);
        var renamed = changed.Where(pair => pair.Before is null || !Names(pair.Before).SequenceEqual(Names(pair.After))).ToList();
        await session.SendAsync("UNWIND $ids AS id MATCH (n:Name {entity: id}) DELETE n",
            ("ids", gone.Concat(renamed.Where(pair => pair.Before is not null).Select(pair => pair.After.Id)).ToList())).ConfigureAwait(false);
        await session.SendAsync("UNWIND $rows AS row UNWIND row.names AS name CREATE (:Name {folded: name, entity: row.id})", ("rows", renamed.Select(pair => new Dictionary<string, object?>
        {
            ["id"] = pair.After.Id,
            ["names"] = Names(pair.After).Select(Folding.Fold).Where(folded => folded.Length > 0).Distinct().ToList(),
        }).ToList())).ConfigureAwait(false);
    }

    // Events say in which country they happened.
    private async Task TouchEventsAtAsync(List<string> places, Neo4jTouched touched)
    {
        if (places.Count == 0) return;
        var events = await nodes.Session.QueryAsync("UNWIND $places AS place MATCH (e:Event {place: place}) RETURN e.id AS id", ("places", places)).ConfigureAwait(false);
        touched.Events.UnionWith(events.Select(row => row.Get<string>("id")));
    }

    // From what the entity's node says and what the change adds and takes away, so that a hub's articles are not counted for each new one. Where
    // the first or last day went, the days are asked for.
    private async Task<Dictionary<string, Seen>> SeenAsync(Neo4jTouched touched, Dictionary<string, Entity> old)
    {
        var seen = new Dictionary<string, Seen>();
        var open = new List<string>();
        foreach (var id in touched.Entities)
        {
            var before = old.GetValueOrDefault(id);
            List<Neo4jTouched.Appearance> gained = touched.Gained.GetValueOrDefault(id, []), lost = touched.Lost.GetValueOrDefault(id, []);
            var (first, last) = (before?.FirstSeen?.DayNumber ?? 0, before?.LastSeen?.DayNumber ?? 0);
            // An article that was written again is lost and gained with its day.
            if (lost.Exists(appearance => (appearance.Day == first || appearance.Day == last) && !gained.Exists(other => other.Day == appearance.Day))) open.Add(id);
            seen[id] = new((before?.Articles ?? 0) + gained.Count - lost.Count, (before?.Mentions ?? 0) + gained.Sum(appearance => appearance.Mentions) - lost.Sum(appearance => appearance.Mentions),
                Earliest(first, gained), gained.Select(appearance => appearance.Day).Append(last).Max());
        }
        if (open.Count == 0) return seen;
        foreach (var row in await nodes.Session.QueryAsync(
            "UNWIND $ids AS id OPTIONAL MATCH (x:Appearance {entity: id}) RETURN id, coalesce(min(CASE WHEN x.day > 0 THEN x.day END), 0) AS first, coalesce(max(x.day), 0) AS last", ("ids", open)).ConfigureAwait(false))
        {
            var id = row.Get<string>("id");
            List<Neo4jTouched.Appearance> gained = touched.Gained.GetValueOrDefault(id, []);
            seen[id] = seen[id] with { First = Earliest(row.Get<int>("first"), gained), Last = gained.Select(appearance => appearance.Day).Append(row.Get<int>("last")).Max() };
        }
        return seen;
    }

    private static int Earliest(int first, List<Neo4jTouched.Appearance> gained) =>
        gained.Select(appearance => appearance.Day).Append(first).Where(day => day > 0).DefaultIfEmpty(0).Min();

    private static Entity Build(string id, List<Profile> profiles, Seen seen, JudgedProfiles judged)
    {
        var traits = profiles.SelectMany(profile => profile.Traits.Select(trait => (profile.Key, Trait: trait))).GroupBy(pair => pair.Trait.Key)
            .Select(group => new CountedTrait(Neo4jLocals.Trait(group.Key), group.Sum(pair => (long)pair.Trait.Value),
                group.Any(pair => pair.Key.StartsWith("b|", StringComparison.Ordinal) || pair.Key.StartsWith("a|", StringComparison.Ordinal)))).ToList();
        var (type, name, names, gazetteer, country, gender, named) = EntityDescription.Of([.. profiles.Select(profile => profile.Key)], traits, judged);
        DateOnly? Day(int day) => day > 0 ? DateOnly.FromDayNumber(day) : null;
        return new(id, type, name, names, gazetteer, country, gender, named, seen.Articles, seen.Mentions, Day(seen.First), Day(seen.Last),
            Anchors.OfProfile(profiles.OrderBy(profile => profile.Id != id).Select(profile => profile.Key).First()),
            [.. profiles.Select(profile => profile.Id).Where(other => other != id).Order(StringComparer.Ordinal)],
            [.. profiles.SelectMany(profile => profile.Reasons).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Names(Entity entity) => entity.Names.Select(item => item.Text).Append(entity.Name).Distinct();

    private static Dictionary<string, object?> Row(Entity entity) => new()
    {
        ["id"] = entity.Id,
        ["type"] = entity.Type.ToString(),
        ["name"] = entity.Name,
        ["sort"] = Folding.Fold(entity.Name),
        ["gazetteer"] = entity.GazetteerId,
        ["country"] = entity.Country,
        ["named"] = entity.IsNamed,
        ["articles"] = entity.Articles,
        ["mentions"] = entity.Mentions,
        ["rank"] = -entity.Mentions,
        ["firstDay"] = entity.FirstSeen?.DayNumber ?? 0,
        ["lastDay"] = entity.LastSeen?.DayNumber ?? 0,
        ["words"] = SearchQuery.Folded(string.Join(SearchQuery.Between, Names(entity))),
        ["json"] = JsonSerializer.Serialize(entity, ContributionJson.Options),
    };

    // The type is a label too: that is what people match and what Browser colours.
    private async Task LabelAsync(List<Entity> entities)
    {
        foreach (var group in entities.GroupBy(entity => entity.Type))
            await nodes.Session.SendAsync($"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) REMOVE e{Types} SET e:{group.Key}", ("ids", group.Select(entity => entity.Id).ToList())).ConfigureAwait(false);
    }
}
