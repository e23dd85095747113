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
        foreach (var entity in filter.Mentioning ?? [])
            if (SqliteIds.Entity(where.Session, entity) is { } number) where.Selective($"f.n IN (SELECT article FROM entity_article WHERE entity = {where.Value(number)})");
            else where.Never();
        if (filter.Events is { Count: > 0 } events)
            where.Selective($"f.n IN (SELECT article FROM event_report WHERE event IN (SELECT value FROM json_each({where.Value(Json(SqliteIds.Events(where.Session, events)))})))");
        if (filter.Skipped is { } skipped) where.Add(skipped ? "f.skipped IS NOT NULL" : "f.skipped IS NULL");
    }

    protected override StoredArticle Read(SqliteDataReader row)
    {
        var contribution = PreparedArticle.Unpack(row.GetFieldValue<byte[]>(First), row.GetString(First + 1));
        return new(contribution.Article, contribution.Extractor, contribution.Skipped);
    }

    protected override IReadOnlyList<StoredArticle> Complete(SqlSession session, IReadOnlyList<StoredArticle> rows) => rows;

    private static string Json(List<long> numbers) => System.Text.Json.JsonSerializer.Serialize(numbers);
}
