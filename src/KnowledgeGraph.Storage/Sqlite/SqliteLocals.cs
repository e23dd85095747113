using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Local entities and reports under their profiles and block keys, and which profiles came or went because of them.</summary>
internal sealed class SqliteLocals(SqlSession session)
{
    private readonly HashSet<string> _counted = [];
    private readonly Dictionary<string, ReportState> _goneReports = [];
    private readonly Dictionary<string, EventProfile> _freshReports = [];

    public void Add(long article, PreparedArticle prepared)
    {
        foreach (var entity in prepared.Contribution.Entities)
        {
            var profile = prepared.Profiles[entity.Id];
            var number = Profile(profile);
            session.Execute("INSERT INTO local_entity (article, local, profile) VALUES ($1, $2, $3)", article, entity.Id, number);
            foreach (var trait in EntityTrait.Of(entity)) AddTrait(number, trait);
        }
        foreach (var (local, report) in prepared.Reports)
        {
            var number = session.Number("INSERT INTO local_event (id, article, local, component, profile) VALUES ($1, $2, $3, '', $4) RETURNING n",
                report.Id, article, local, JsonSerializer.Serialize(report, ContributionJson.Options));
            session.Execute("INSERT INTO event_key (key, report) SELECT value, $2 FROM json_each($1)", KeysOf(report), number);
            _freshReports[report.Id] = report;
        }
    }

    public void Remove(long article)
    {
        var contribution = session.Query("SELECT contribution, text FROM article WHERE n = $1", row => PreparedArticle.Unpack(row.GetFieldValue<byte[]>(0), row.GetString(1)), article).Single();
        var traits = contribution.Entities.ToDictionary(entity => entity.Id, entity => EntityTrait.Of(entity).ToList());
        foreach (var (local, profile, key) in session.Query("SELECT l.local, p.n, p.key FROM local_entity l JOIN profile p ON p.n = l.profile WHERE l.article = $1",
            row => (row.GetString(0), row.GetInt64(1), row.GetString(2)), article))
        {
            foreach (var trait in traits[local]) RemoveTrait(profile, trait);
            session.Execute("UPDATE profile SET members = members - 1 WHERE n = $1", profile);
            _counted.Add(key);
        }
        session.Execute("DELETE FROM local_entity WHERE article = $1", article);
        foreach (var (number, state) in session.Query(
            "SELECT r.n, r.profile, r.component, coalesce(e.id, '') FROM local_event r LEFT JOIN event e ON e.n = r.event WHERE r.article = $1",
            row => (row.GetInt64(0), new ReportState(JsonSerializer.Deserialize<EventProfile>(row.GetString(1), ContributionJson.Options)!, row.GetString(2), row.GetString(3))), article))
        {
            session.Execute("DELETE FROM event_key WHERE key IN (SELECT value FROM json_each($1)) AND report = $2", KeysOf(state.Profile), number);
            if (!_freshReports.Remove(state.Profile.Id)) _goneReports[state.Profile.Id] = state;
        }
        session.Execute("DELETE FROM local_event WHERE article = $1", article);
    }

    /// <summary>Gives local entities the profiles that splits ask for, and takes back those that none asks for any more. Returns their articles.</summary>
    public IReadOnlyCollection<long> Split(IReadOnlyDictionary<(string Article, string Local), EntityProfile> splits)
    {
        var now = session.Query(
            "SELECT a.id, l.local, p.key FROM profile p JOIN local_entity l ON l.profile = p.n JOIN article a ON a.n = l.article WHERE p.key >= 'u|split:' AND p.key < 'u|split;'",
            row => (At: (row.GetString(0), row.GetString(1)), Key: row.GetString(2))).ToDictionary(row => row.At, row => row.Key);
        var moved = new SortedSet<long>();
        foreach (var at in now.Keys.Concat(splits.Keys).Distinct().Order())
        {
            var wanted = splits.GetValueOrDefault(at);
            if (now.GetValueOrDefault(at) == wanted?.Key) continue;
            moved.Add(Move(at, wanted));
        }
        return moved;
    }

    // To a profile of its own, or back (null) to the one that its name gives it. Returns the article's row number.
    private long Move((string Article, string Local) at, EntityProfile? wanted)
    {
        var (article, contribution) = session.Query("SELECT n, contribution, text FROM article WHERE id = $1",
            row => (row.GetInt64(0), PreparedArticle.Unpack(row.GetFieldValue<byte[]>(1), row.GetString(2))), at.Article).Single();
        var entity = contribution.Entities.Single(entity => entity.Id == at.Local);
        var (was, key) = session.Query("SELECT p.n, p.key FROM local_entity l JOIN profile p ON p.n = l.profile WHERE l.article = $1 AND l.local = $2",
            row => (row.GetInt64(0), row.GetString(1)), article, at.Local).Single();
        var number = Profile(wanted ?? EntityProfile.Of(entity, at.Article));
        foreach (var trait in EntityTrait.Of(entity))
        {
            RemoveTrait(was, trait);
            AddTrait(number, trait);
        }
        session.Execute("UPDATE profile SET members = members - 1 WHERE n = $1", was);
        session.Execute("UPDATE local_entity SET profile = $3 WHERE article = $1 AND local = $2", article, at.Local, number);
        _counted.Add(key);
        return article;
    }

    private void AddTrait(long profile, EntityTrait trait) => session.Execute(
        "INSERT INTO profile_trait (profile, trait, value, members) VALUES ($1, $2, $3, 1) ON CONFLICT DO UPDATE SET members = members + 1", profile, trait.Kind.ToString(), trait.Value);

    private void RemoveTrait(long profile, EntityTrait trait)
    {
        session.Execute("UPDATE profile_trait SET members = members - 1 WHERE profile = $1 AND trait = $2 AND value = $3", profile, trait.Kind.ToString(), trait.Value);
        session.Execute("DELETE FROM profile_trait WHERE profile = $1 AND trait = $2 AND value = $3 AND members <= 0", profile, trait.Kind.ToString(), trait.Value);
    }

    /// <summary>Profiles that are new and profiles that nothing has any more, since the transaction began.</summary>
    public (IReadOnlyList<EntityProfile> Fresh, IReadOnlyList<ProfileState> Gone) ChangedProfiles()
    {
        var fresh = new List<EntityProfile>();
        var gone = new List<ProfileState>();
        foreach (var key in _counted.Order(StringComparer.Ordinal))
            foreach (var (component, members, cluster) in session.Query(
                "SELECT p.component, p.members, coalesce(e.id, '') FROM profile p LEFT JOIN entity e ON e.n = p.entity WHERE p.key = $1",
                row => (row.GetString(0), row.GetInt64(1), row.GetString(2)), key))
            {
                if (members == 0) gone.Add(new(EntityProfile.Parse(key), component, cluster));
                else if (component.Length == 0) fresh.Add(EntityProfile.Parse(key));
            }
        return (fresh, gone);
    }

    public (IReadOnlyList<EventProfile> Fresh, IReadOnlyList<ReportState> Gone) ChangedReports() =>
        ([.. _freshReports.Values.OrderBy(report => report.Id, StringComparer.Ordinal)], [.. _goneReports.Values.OrderBy(state => state.Profile.Id, StringComparer.Ordinal)]);

    /// <summary>The keys under which a report is filed, as a JSON array.</summary>
    internal static string KeysOf(EventProfile report) => JsonSerializer.Serialize(EventKeys.Filed(report).Distinct());

    private long Profile(EntityProfile profile)
    {
        var number = session.Number("UPDATE profile SET members = members + 1 WHERE key = $1 RETURNING n", profile.Key);
        if (number is null)
        {
            number = session.Number("INSERT INTO profile (key, id, component, members) VALUES ($1, $2, '', 1) RETURNING n", profile.Key, profile.Id);
            foreach (var block in EntityPlanner.Blocks(profile).Distinct()) session.Execute("INSERT INTO profile_key (key, profile) VALUES ($1, $2)", block, number);
            _counted.Add(profile.Key);
        }
        return number!.Value;
    }
}
