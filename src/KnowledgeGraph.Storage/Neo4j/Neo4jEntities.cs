using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>What an entity's node says, computed from the profiles that make it up and the articles that mention it.</summary>
internal sealed class Neo4jEntities(Neo4jNodes nodes, Action<ChangeKind, string> log)
{
    private const int MostNames = 200;

    private sealed record Profile(string Key, string Id, IReadOnlyList<string> Reasons, Dictionary<string, int> Traits);

    private sealed record Seen(int Articles, int Mentions, int First, int Last);

    private sealed record Trait(char Kind, string Value, long Members, bool Bare);

    public async Task RefreshAsync(IReadOnlyCollection<string> ids, JudgedProfiles judged)
    {
        if (ids.Count == 0) return;
        var session = nodes.Session;
        var profiles = (await session.QueryAsync("UNWIND $ids AS id MATCH (p:Profile {cluster: id}) RETURN id, p.key AS key, p.id AS profile, p.reasons AS reasons, p.traits AS traits", ("ids", ids)).ConfigureAwait(false))
            .ToLookup(row => row.Get<string>("id"), row => new Profile(row.Get<string>("key"), row.Get<string>("profile"), row.Get<List<string>>("reasons"),
                JsonSerializer.Deserialize<Dictionary<string, int>>(row.Get<string>("traits"))!));
        var seen = (await session.QueryAsync(
            "UNWIND $ids AS id MATCH (x:Appearance {entity: id}) RETURN id, count(x) AS articles, sum(x.mentions) AS mentions, coalesce(min(CASE WHEN x.day > 0 THEN x.day END), 0) AS first, max(x.day) AS last", ("ids", ids)).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => new Seen(row.Get<int>("articles"), row.Get<int>("mentions"), row.Get<int>("first"), row.Get<int>("last")));
        var old = (await session.QueryAsync("UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN id, e.json AS json", ("ids", ids)).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => JsonSerializer.Deserialize<Entity>(row.Get<string>("json"), ContributionJson.Options)!);
        var (gone, changed) = (new List<string>(), new List<Entity>());
        foreach (var id in ids)
        {
            var before = old.GetValueOrDefault(id);
            var members = profiles[id].OrderBy(profile => profile.Key, StringComparer.Ordinal).ToList();
            if (members.Count == 0)
            {
                if (before is null) continue;
                gone.Add(id);
                log(ChangeKind.EntityRetired, id);
                continue;
            }
            var entity = Build(id, members, seen.GetValueOrDefault(id, new(0, 0, 0, 0)), judged);
            changed.Add(entity);
            if (before is null || (before.Type, before.Name, before.GazetteerId, before.Country) != (entity.Type, entity.Name, entity.GazetteerId, entity.Country)) log(ChangeKind.EntityChanged, id);
        }
        await nodes.RemoveAsync("Entity", "id", gone).ConfigureAwait(false);
        await nodes.ReplaceAsync("Entity", changed.Select(Row)).ConfigureAwait(false);
        await LabelAsync(changed).ConfigureAwait(false);
        await session.QueryAsync("UNWIND $ids AS id MATCH (n:Name {entity: id}) DELETE n", ("ids", ids)).ConfigureAwait(false);
        await session.QueryAsync("UNWIND $rows AS row UNWIND row.names AS name CREATE (:Name {folded: name, entity: row.id})", ("rows", changed.Select(entity => new Dictionary<string, object?>
        {
            ["id"] = entity.Id,
            ["names"] = Names(entity).Select(Folding.Fold).Where(folded => folded.Length > 0).Distinct().ToList(),
        }).ToList())).ConfigureAwait(false);
    }

    private static Entity Build(string id, List<Profile> profiles, Seen seen, JudgedProfiles judged)
    {
        var traits = profiles.SelectMany(profile => profile.Traits.Select(trait => (profile.Key, Trait: trait))).GroupBy(pair => pair.Trait.Key)
            .Select(group => new Trait(group.Key[0], group.Key[1..], group.Sum(pair => (long)pair.Trait.Value), group.Any(pair => pair.Key.StartsWith("b|", StringComparison.Ordinal) || pair.Key.StartsWith("a|", StringComparison.Ordinal)))).ToList();
        string? Commonest(char kind) => traits.Where(item => item.Kind == kind).OrderByDescending(item => item.Members).ThenBy(item => item.Value, StringComparer.Ordinal).Select(item => item.Value).FirstOrDefault();
        var keys = profiles.Select(profile => profile.Key).ToList();
        var name = keys.Select(key => judged.Names.GetValueOrDefault(key)).LastOrDefault(value => value is not null)
            ?? traits.Where(item => item.Kind == 'n').OrderBy(item => item.Bare).ThenByDescending(item => item.Members).ThenByDescending(item => item.Value.Length)
                .ThenBy(item => item.Value, StringComparer.Ordinal).Select(item => item.Value).First();
        var names = traits.Where(item => item.Kind is 'n' or 'a').GroupBy(item => item.Value).Select(group => new EntityName(group.Key, (int)group.Sum(item => item.Members)))
            .OrderByDescending(item => item.Articles).ThenBy(item => item.Text, StringComparer.Ordinal).Take(MostNames).ToList();
        var judgedType = keys.Select(key => judged.Types.TryGetValue(key, out var type) ? (EntityType?)type : null).LastOrDefault(type => type is not null);
        var genders = traits.Where(item => item.Kind == 'g').OrderByDescending(item => item.Members).ThenBy(item => item.Value, StringComparer.Ordinal).ToList();
        var gender = genders.Count == 0 || (genders.Count > 1 && genders[0].Members < 4 * genders[1].Members) ? null : genders[0].Value;
        DateOnly? Day(int day) => day > 0 ? DateOnly.FromDayNumber(day) : null;
        return new(id, judgedType ?? (EntityType)int.Parse(Commonest('t')!, CultureInfo.InvariantCulture), name, names, Commonest('z'), Commonest('c'), gender?[0],
            traits.Exists(item => item.Kind == 'm'), seen.Articles, seen.Mentions, Day(seen.First), Day(seen.Last),
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
        ["words"] = SearchQuery.Folded(string.Join(" \uE000 ", Names(entity))),
        ["json"] = JsonSerializer.Serialize(entity, ContributionJson.Options),
    };

    // The type is a label too: that is what people match and what Browser colours.
    private async Task LabelAsync(List<Entity> entities)
    {
        var all = string.Join(':', Enum.GetNames<EntityType>());
        foreach (var group in entities.GroupBy(entity => entity.Type))
            await nodes.Session.QueryAsync($"UNWIND $ids AS id MATCH (e:Entity {{id: id}}) REMOVE e:{all} SET e:{group.Key}", ("ids", group.Select(entity => entity.Id).ToList())).ConfigureAwait(false);
    }
}
