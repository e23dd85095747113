using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

internal sealed class ArticleKind(SqliteAccess access) : SqliteKind<StoredArticle, ArticleFilter, ArticleOrder, StoredArticle>(access)
{
    protected override string Name => "article";

    protected override string From => "article f";

    protected override string Columns => "f.contribution, f.text";

    protected override (string, bool) Order(ArticleOrder order) => order switch
    {
        ArticleOrder.Published => ("f.day", false),
        ArticleOrder.Title => ("coalesce(f.title, '')", false),
        _ => ("f.day", true),
    };

    protected override void Where(ArticleFilter filter, SqlWhere where)
    {
        where.In("f.outlet", filter.Outlets, indexed: true);
        where.In("f.language", filter.Languages);
        where.Days("f.day", filter.Published);
        Mentioning(filter, where);
        if (filter.Events is { Count: > 0 } events)
            where.Selective($"f.n IN (SELECT article FROM event_report WHERE event IN (SELECT value FROM json_each({where.Value(Json(SqliteIds.Events(where.Session, events)))})))");
        if (filter.Skipped is { } skipped) where.Add(skipped ? "f.skipped IS NOT NULL" : "f.skipped IS NULL");
    }

    // By day, those that mention the least mentioned of the entities are walked; they are looked for among those that mention the others.
    private static void Mentioning(ArticleFilter filter, SqlWhere where)
    {
        var entities = (filter.Mentioning ?? []).Select(id => SqliteIds.Entity(where.Session, id)).ToList();
        if (entities.Contains(null)) where.Never();
        else
            foreach (var entity in entities.OrderBy(number => where.Session.Number("SELECT articles FROM entity WHERE n = $1", number)))
            {
                var number = where.Value(entity);
                var condition = $"x.entity = {number}";
                if (filter.Published?.From is { } from) condition += $" AND x.day >= {where.Value(from.DayNumber)}";
                if (filter.Published?.To is { } to) condition += $" AND x.day BETWEEN 1 AND {where.Value(to.DayNumber)}";
                where.Selective($"f.n IN (SELECT article FROM entity_article WHERE entity = {number})", new("entity_article x CROSS JOIN article f ON f.n = x.article", condition, "x.day"));
            }
    }

    protected override StoredArticle Read(SqliteDataReader row)
    {
        var contribution = PreparedArticle.Unpack(row.GetFieldValue<byte[]>(First), row.GetString(First + 1));
        return new(contribution.Article, contribution.Extractor, contribution.Skipped);
    }

    protected override IReadOnlyList<StoredArticle> Complete(SqlSession session, IReadOnlyList<StoredArticle> rows) => rows;

    private static string Json(List<long> numbers) => System.Text.Json.JsonSerializer.Serialize(numbers);
}
