using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

internal sealed class EntityKind(SqliteAccess access) : SqliteKind<Entity, EntityFilter, EntityOrder, Entity>(access)
{
    protected override string Name => "entity";

    protected override string From => "entity f";

    protected override string Columns => "f.type, f.name, f.names, f.gazetteer, f.country, f.gender, f.named, f.articles, f.mentions, f.first_day, f.last_day, f.profile, f.retired, f.reasons";

    protected override (string, bool) Order(EntityOrder order) => order switch
    {
        EntityOrder.Name => ("f.sort", false),
        EntityOrder.FirstSeen => ("f.first_day", false),
        EntityOrder.LastSeenDescending => ("f.last_day", true),
        _ => ("f.rank", false),
    };

    protected override void Where(EntityFilter filter, SqlWhere where)
    {
        if (filter.Types is { Count: > 0 } types)
        {
            where.In("f.type", [.. types.Select(type => (int)type)]);
            // With one type, both columns that the ordered indexes begin with are fixed; without a wish, either value is walked.
            if (filter.Named is null) where.Add("f.named IN (0, 1)");
        }
        where.Is("f.named", filter.Named);
        if (filter.NamePrefix is { } prefix && Folding.Fold(prefix) is var folded)
            if (folded.Length > 0) where.Selective($"f.n IN (SELECT entity FROM entity_name WHERE folded >= {where.Value(folded)} AND folded < {where.Value(folded + '\uFFFF')})");
            else where.Never();
        if (filter.Names is { Count: > 0 } names)
            where.Selective($"f.n IN (SELECT entity FROM entity_name WHERE folded IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(names.Select(Folding.Fold)))})))");
        where.In("f.country", filter.Countries);
        if (filter.GazetteerIds is { Count: > 0 } places)
            where.Selective($"f.gazetteer IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(places))}))");
        if (filter.Articles is { Count: > 0 } articles)
            where.Selective($"f.n IN (SELECT x.entity FROM entity_article x JOIN article a ON a.n = x.article WHERE a.id IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(articles))})))");
        if (filter.Outlets is { Count: > 0 } outlets)
            where.Add($"EXISTS (SELECT 1 FROM entity_article x JOIN article a ON a.n = x.article WHERE x.entity = f.n AND a.outlet IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(outlets))})))");
        if (filter.Mentioned is { } range && (range.From ?? range.To) is not null)
            where.Add($"EXISTS (SELECT 1 FROM entity_article x WHERE x.entity = f.n AND x.day BETWEEN {where.Value(range.From?.DayNumber ?? 1)} AND {where.Value(range.To?.DayNumber ?? int.MaxValue)})");
    }

    protected override Entity Read(SqliteDataReader row)
    {
        var gender = row.TextOrNull(First + 5);
        return new(
            row.GetString(1), (EntityType)row.GetInt32(First), row.GetString(First + 1), row.Names(First + 2), row.TextOrNull(First + 3), row.TextOrNull(First + 4),
            gender?[0], row.GetBoolean(First + 6), row.GetInt32(First + 7), row.GetInt32(First + 8), row.DayOrNull(First + 9), row.DayOrNull(First + 10),
            Anchors.OfProfile(row.GetString(First + 11)), row.Texts(First + 12), row.Texts(First + 13));
    }

    protected override List<(string Asked, Entity Row)> FindRows(SqlSession session, string ids) => session.Query(
        $"SELECT w.asked, f.id, {Columns} FROM (SELECT value AS asked, coalesce((SELECT n FROM entity WHERE id = value), (SELECT entity FROM profile WHERE id = value)) AS n FROM json_each($1)) w "
        + "JOIN entity f ON f.n = w.n", row => (row.GetString(0), Read(row)), ids);

    /// <summary>Entities by row number.</summary>
    public Dictionary<long, Entity> OfNumbers(SqlSession session, List<long> numbers) =>
        session.Query($"SELECT f.n, f.id, {Columns} FROM entity f WHERE f.n IN (SELECT value FROM json_each($1))", row => (Number: row.GetInt64(0), Entity: Read(row)), JsonSerializer.Serialize(numbers))
            .ToDictionary(row => row.Number, row => row.Entity);

    protected override IReadOnlyList<Entity> Complete(SqlSession session, IReadOnlyList<Entity> rows) => rows;
}
