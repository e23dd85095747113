using System.Globalization;
using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>What an entity's row says, computed from the profiles that make it up.</summary>
internal sealed class SqliteEntities(SqlSession session, Action<ChangeKind, string> log)
{
    private const int MostNames = 200;

    public void Refresh(IEnumerable<long> entities, JudgedProfiles judged)
    {
        foreach (var number in entities) Refresh(number, judged);
    }

    private void Refresh(long number, JudgedProfiles judged)
    {
        var profiles = session.Query("SELECT key, reasons FROM profile WHERE entity = $1 ORDER BY key", row => (Key: row.GetString(0), Reasons: row.IsDBNull(1) ? "[]" : row.GetString(1)), number);
        var old = session.Query("SELECT id, type, name, names, coalesce(gazetteer, ''), coalesce(country, '') FROM entity WHERE n = $1",
            row => (Id: row.GetString(0), Shown: (row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5))), number).FirstOrDefault();
        if (old.Id is null) return;
        if (profiles.Count == 0) { Retire(number, old.Id); return; }

        var traits = session.Query(
            "SELECT t.trait, t.value, sum(t.members), max(p.key LIKE 'b|%' OR p.key LIKE 'a|%') FROM profile p JOIN profile_trait t ON t.profile = p.n WHERE p.entity = $1 GROUP BY t.trait, t.value",
            row => (Trait: row.GetString(0), Value: row.GetString(1), Members: row.GetInt64(2), Bare: row.GetInt64(3) != 0), number);
        string? Commonest(string trait) => traits.Where(item => item.Trait == trait).OrderByDescending(item => item.Members).ThenBy(item => item.Value, StringComparer.Ordinal).Select(item => item.Value).FirstOrDefault();
        var keys = profiles.Select(profile => profile.Key).ToList();
        var name = keys.Select(key => judged.Names.GetValueOrDefault(key)).LastOrDefault(value => value is not null)
            ?? traits.Where(item => item.Trait == "n").OrderBy(item => item.Bare).ThenByDescending(item => item.Members).ThenByDescending(item => item.Value.Length)
                .ThenBy(item => item.Value, StringComparer.Ordinal).Select(item => item.Value).First();
        var names = traits.Where(item => item.Trait is "n" or "a").GroupBy(item => item.Value).Select(group => (Name: group.Key, Articles: group.Sum(item => item.Members)))
            .OrderByDescending(item => item.Articles).ThenBy(item => item.Name, StringComparer.Ordinal).Take(MostNames).ToList();
        var judgedType = keys.Select(key => judged.Types.TryGetValue(key, out var type) ? (EntityType?)type : null).LastOrDefault(type => type is not null);
        var type = (int?)judgedType ?? int.Parse(Commonest("t")!, CultureInfo.InvariantCulture);
        var genders = traits.Where(item => item.Trait == "g").OrderByDescending(item => item.Members).ThenBy(item => item.Value, StringComparer.Ordinal).ToList();
        var gender = genders.Count == 0 || (genders.Count > 1 && genders[0].Members < 4 * genders[1].Members) ? null : genders[0].Value;
        var json = JsonSerializer.Serialize(names.Select(item => new object[] { item.Name, item.Articles }), ContributionJson.Options);
        var reasons = profiles.SelectMany(profile => JsonSerializer.Deserialize<string[]>(profile.Reasons)!).Distinct().Order(StringComparer.Ordinal);
        string? gazetteer = Commonest("z"), country = Commonest("c");
        session.Execute(
            "UPDATE entity SET type = $2, name = $3, sort = $4, names = $5, gazetteer = $6, country = $7, gender = $8, named = $9, reasons = $10, "
            + "first_day = coalesce((SELECT min(day) FROM entity_article WHERE entity = $1 AND day > 0), 0), last_day = coalesce((SELECT max(day) FROM entity_article WHERE entity = $1), 0) WHERE n = $1",
            number, type, name, Folding.Fold(name), json, gazetteer, country, gender, traits.Exists(item => item.Trait == "m"), JsonSerializer.Serialize(reasons));
        var newNames = JsonSerializer.Serialize(names.Select(item => item.Name));
        if (old.Shown.Item2.Length == 0 || newNames != JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement[][]>(old.Shown.Item3)!.Select(pair => pair[0].GetString()))
            || name != old.Shown.Item2)
            WriteNames(number, names.Select(item => item.Name).Append(name));
        if (old.Shown != (type, name, json, gazetteer ?? "", country ?? "") && (old.Shown.Item1, old.Shown.Item2, old.Shown.Item4, old.Shown.Item5) != (type, name, gazetteer ?? "", country ?? ""))
            log(ChangeKind.EntityChanged, old.Id);
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
        session.Execute("INSERT INTO entity_words (rowid, name) VALUES ($1, $2)", number, string.Join(" \uE000 ", distinct)); // The index takes the letter between for a word, so that no phrase reaches from one name into the next.
    }
}
