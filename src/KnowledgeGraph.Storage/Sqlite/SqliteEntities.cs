using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>What an entity's row says, computed from the profiles that make it up.</summary>
internal sealed class SqliteEntities(SqlSession session, Action<ChangeKind, string> log)
{
    /// <summary>Writes the rows of the entities that are touched, and marks the events that say where they happened by one of them that lies elsewhere now.</summary>
    public void Refresh(SqliteTouched touched, JudgedProfiles judged)
    {
        foreach (var number in touched.Entities) Refresh(number, judged, touched);
    }

    private void Refresh(long number, JudgedProfiles judged, SqliteTouched touched)
    {
        var profiles = session.Query("SELECT key, reasons, id FROM profile WHERE entity = $1 ORDER BY key", row => (Key: row.GetString(0), Reasons: row.IsDBNull(1) ? "[]" : row.GetString(1), Id: row.GetString(2)), number);
        var old = session.Query("SELECT id, type, name, names, coalesce(gazetteer, ''), coalesce(country, '') FROM entity WHERE n = $1",
            row => (Id: row.GetString(0), Shown: (Type: (EntityType)row.GetInt32(1), Name: row.GetString(2), Gazetteer: row.GetString(4), Country: row.GetString(5)), Names: row.GetString(3)), number).FirstOrDefault();
        if (old.Id is null) return;
        if (profiles.Count == 0) { Retire(number, old.Id); return; }

        var traits = session.Query(
            "SELECT t.trait, t.value, sum(t.members), max(p.key LIKE 'b|%' OR p.key LIKE 'a|%') FROM profile p JOIN profile_trait t ON t.profile = p.n WHERE p.entity = $1 GROUP BY t.trait, t.value",
            row => new CountedTrait(new(row.GetString(0)[0], row.GetString(1)), row.GetInt64(2), row.GetInt64(3) != 0), number);
        var (type, name, names, gazetteer, country, gender, named) = EntityDescription.Of([.. profiles.Select(profile => profile.Key)], traits, judged);
        var json = JsonSerializer.Serialize(names.Select(item => new object[] { item.Text, item.Articles }), ContributionJson.Options);
        var reasons = profiles.SelectMany(profile => JsonSerializer.Deserialize<string[]>(profile.Reasons)!).Distinct().Order(StringComparer.Ordinal);
        var retired = profiles.Select(profile => profile.Id).Where(id => id != old.Id).Order(StringComparer.Ordinal);
        session.Execute(
            "UPDATE entity SET type = $2, name = $3, sort = $4, names = $5, gazetteer = $6, country = $7, gender = $8, named = $9, reasons = $10, profile = $11, retired = $12, "
            + "first_day = coalesce((SELECT min(day) FROM entity_article WHERE entity = $1 AND day > 0), 0), last_day = coalesce((SELECT max(day) FROM entity_article WHERE entity = $1), 0) WHERE n = $1",
            number, (int)type, name, Folding.Fold(name), json, gazetteer, country, gender?.ToString(), named, JsonSerializer.Serialize(reasons),
            profiles.Single(profile => profile.Id == old.Id).Key, JsonSerializer.Serialize(retired));
        // A row that was just made has none yet.
        if (old.Names.Length == 0 || old.Shown.Name != name || !JsonSerializer.Deserialize<JsonElement[][]>(old.Names)!.Select(pair => pair[0].GetString()).SequenceEqual(names.Select(item => item.Text)))
            WriteNames(number, names.Select(item => item.Text).Append(name));
        if (old.Names.Length > 0 && old.Shown.Country != (country ?? "")) touched.Events.UnionWith(session.Query("SELECT n FROM event WHERE place = $1", row => row.GetInt64(0), number));
        // Of several places an event has the one that is no country.
        if (old.Names.Length > 0 && GazetteerIds.IsCountry(old.Shown.Gazetteer) != GazetteerIds.IsCountry(gazetteer))
            touched.Events.UnionWith(session.Query("SELECT DISTINCT r.event FROM entity_article e JOIN article a ON a.n = e.article JOIN event_report r ON r.id > a.id || '-' AND r.id < a.id || '.' WHERE e.entity = $1 AND r.place = $1",
                row => row.GetInt64(0), number));
        if (old.Shown != (type, name, gazetteer ?? "", country ?? "")) log(ChangeKind.EntityChanged, old.Id);
    }

    private void Retire(long number, string id)
    {
        session.Execute("DELETE FROM entity_words WHERE rowid = $1", number);
        session.Execute("DELETE FROM entity_name WHERE entity = $1", number);
        session.Execute("DELETE FROM entity WHERE n = $1", number);
        log(ChangeKind.EntityRetired, id);
    }

    private void WriteNames(long number, IEnumerable<string> names)
    {
        var distinct = names.Distinct().ToList();
        session.Execute("DELETE FROM entity_name WHERE entity = $1", number);
        foreach (var folded in distinct.Select(Folding.Fold).Where(folded => folded.Length > 0).Distinct())
            session.Execute("INSERT OR IGNORE INTO entity_name (folded, entity) VALUES ($1, $2)", folded, number);
        session.Execute("DELETE FROM entity_words WHERE rowid = $1", number);
        session.Execute("INSERT INTO entity_words (rowid, name) VALUES ($1, $2)", number, SearchQuery.Between + string.Join(SearchQuery.Between, distinct) + SearchQuery.Between);
    }
}
