using System.Text.Json;
using KnowledgeGraph.Bolt;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// Profiles and reports under their block keys, and which of them came or went. Changes are gathered first and written together; what local
/// entities say of their profile is kept as counts.
/// </summary>
internal sealed class Neo4jLocals(CypherSession session)
{
    private sealed record Counted(EntityProfile Profile)
    {
        public int Members { get; set; }

        public Dictionary<string, int> Traits { get; } = [];
    }

    private readonly Dictionary<string, Counted> _profiles = [];
    private readonly List<(string Article, string Key)> _has = [];
    private readonly HashSet<string> _lost = [], _parted = [];
    private readonly List<ReportState> _goneReports = [];
    private readonly Dictionary<string, (EventProfile Profile, string Article)> _freshReports = [];

    /// <summary>Profiles that are new; known after <see cref="WriteAsync"/>.</summary>
    public IReadOnlyList<EntityProfile> FreshProfiles { get; private set; } = [];

    /// <summary>Profiles that no article has any more.</summary>
    public IReadOnlyList<ProfileState> GoneProfiles { get; private set; } = [];

    public IReadOnlyList<EventProfile> FreshReports => [.. _freshReports.Values.Select(pair => pair.Profile).OrderBy(report => report.Id, StringComparer.Ordinal)];

    /// <summary>Reports that went; known after <see cref="WriteAsync"/>.</summary>
    public IReadOnlyList<ReportState> GoneReports => [.. _goneReports.OrderBy(state => state.Profile.Id, StringComparer.Ordinal)];

    public void Add(PreparedArticle article)
    {
        Count(article, 1);
        foreach (var key in article.Profiles.Values.Select(profile => profile.Key).Distinct()) _has.Add((article.Id, key));
        foreach (var report in article.Reports.Values) _freshReports[report.Id] = (report, article.Id);
    }

    public void Remove(PreparedArticle article)
    {
        Count(article, -1);
        _lost.Add(article.Id);
    }

    /// <summary>An article whose local entities have other profiles than before; all else of it stays.</summary>
    public void Change(PreparedArticle before, PreparedArticle after)
    {
        Count(before, -1);
        Count(after, 1);
        _parted.Add(after.Id);
        foreach (var key in after.Profiles.Values.Select(profile => profile.Key).Distinct()) _has.Add((after.Id, key));
    }

    public async Task WriteAsync()
    {
        if (_lost.Count > 0)
        {
            foreach (var row in await session.QueryAsync("UNWIND $articles AS id MATCH (r:Report {article: id}) RETURN r.profile AS profile, r.component AS component, r.cluster AS cluster", ("articles", _lost.ToList())).ConfigureAwait(false))
                _goneReports.Add(Neo4jBlocks.ReadReport(row));
            await session.SendAsync("UNWIND $articles AS id MATCH (r:Report {article: id}) DETACH DELETE r", ("articles", _lost.ToList())).ConfigureAwait(false);
        }
        if (_lost.Count + _parted.Count > 0)
            await session.SendAsync("UNWIND $articles AS id MATCH (:Article {id: id})-[h:HAS_PROFILE]->() DELETE h", ("articles", _lost.Concat(_parted).ToList())).ConfigureAwait(false);
        await WriteProfilesAsync().ConfigureAwait(false);
        foreach (var batch in _freshReports.Values.Chunk(1000))
            await session.SendAsync(
                "UNWIND $rows AS row CREATE (r:Report) SET r.id = row.id, r.article = row.article, r.profile = row.profile, r.component = '', r.cluster = '' "
                + "WITH r, row UNWIND row.blocks AS key MERGE (b:Block {key: key}) CREATE (r)-[:IN_BLOCK]->(b)",
                ("rows", batch.Select(pair => new Dictionary<string, object?>
                {
                    ["id"] = pair.Profile.Id,
                    ["article"] = pair.Article,
                    ["profile"] = JsonSerializer.Serialize(pair.Profile, ContributionJson.Options),
                    ["blocks"] = EventKeys.Filed(pair.Profile).Distinct().ToList(),
                }).ToList())).ConfigureAwait(false);
    }

    /// <summary>A trait as the key of its count.</summary>
    public static string Stored(EntityTrait trait) => trait.Kind + trait.Value;

    /// <summary>Reads <see cref="Stored"/>.</summary>
    public static EntityTrait Trait(string stored) => new(stored[0], stored[1..]);

    /// <summary>Ids of entities by profile key; empty for a profile that is not resolved yet.</summary>
    public async Task<Dictionary<string, string>> ClustersAsync(IEnumerable<string> keys) =>
        (await session.QueryAsync("UNWIND $keys AS key MATCH (p:Profile {key: key}) RETURN key, p.cluster AS cluster", ("keys", keys.Distinct().ToList())).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("key"), row => row.Get<string>("cluster"));

    /// <summary>Ids of events by report id.</summary>
    public async Task<Dictionary<string, string>> EventsAsync(IEnumerable<string> ids) =>
        (await session.QueryAsync("UNWIND $ids AS id MATCH (r:Report {id: id}) RETURN id, r.cluster AS cluster", ("ids", ids.Distinct().ToList())).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("id"), row => row.Get<string>("cluster"));

    private async Task WriteProfilesAsync()
    {
        var known = (await session.QueryAsync(
            "UNWIND $keys AS key MATCH (p:Profile {key: key}) RETURN key, p.component AS component, p.cluster AS cluster, p.members AS members, p.traits AS traits", ("keys", _profiles.Keys.ToList())).ConfigureAwait(false))
            .ToDictionary(row => row.Get<string>("key"));
        var (fresh, gone, rows) = (new List<EntityProfile>(), new List<ProfileState>(), new List<Dictionary<string, object?>>());
        foreach (var (key, change) in _profiles.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var old = known.GetValueOrDefault(key);
            var members = (old?.Get<int>("members") ?? 0) + change.Members;
            var traits = old is null ? [] : JsonSerializer.Deserialize<Dictionary<string, int>>(old.Get<string>("traits"))!;
            foreach (var (trait, count) in change.Traits)
                if ((traits[trait] = traits.GetValueOrDefault(trait) + count) <= 0) traits.Remove(trait);
            if (members <= 0)
            {
                if (old is not null) gone.Add(new(change.Profile, old.Get<string>("component"), old.Get<string>("cluster")));
                continue;
            }
            if (old is null) fresh.Add(change.Profile);
            rows.Add(new()
            {
                ["key"] = key,
                ["id"] = change.Profile.Id,
                ["members"] = members,
                ["traits"] = JsonSerializer.Serialize(traits.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary()),
                ["blocks"] = old is null ? EntityPlanner.Blocks(change.Profile).Distinct().ToList() : [],
            });
        }
        foreach (var batch in rows.Chunk(1000))
            await session.SendAsync(
                "UNWIND $rows AS row MERGE (p:Profile {key: row.key}) ON CREATE SET p.id = row.id, p.component = '', p.cluster = '', p.reasons = [] SET p.members = row.members, p.traits = row.traits "
                + "WITH p, row UNWIND row.blocks AS key MERGE (b:Block {key: key}) CREATE (p)-[:IN_BLOCK]->(b)", ("rows", batch)).ConfigureAwait(false);
        foreach (var batch in _has.GroupBy(pair => pair.Article).Chunk(500))
            await session.SendAsync("UNWIND $rows AS row MATCH (a:Article {id: row.article}) UNWIND row.keys AS key MATCH (p:Profile {key: key}) CREATE (a)-[:HAS_PROFILE]->(p)",
                ("rows", batch.Select(group => new Dictionary<string, object?> { ["article"] = group.Key, ["keys"] = group.Select(pair => pair.Key).ToList() }).ToList())).ConfigureAwait(false);
        (FreshProfiles, GoneProfiles) = (fresh, gone);
    }

    private void Count(PreparedArticle article, int sign)
    {
        foreach (var entity in article.Contribution.Entities)
        {
            var profile = article.Profiles[entity.Id];
            if (!_profiles.TryGetValue(profile.Key, out var change)) _profiles[profile.Key] = change = new(profile);
            change.Members += sign;
            foreach (var trait in EntityTrait.Of(entity).Select(Stored)) change.Traits[trait] = change.Traits.GetValueOrDefault(trait) + sign;
        }
    }
}
