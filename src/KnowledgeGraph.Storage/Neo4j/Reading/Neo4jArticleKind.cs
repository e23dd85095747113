using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

internal sealed class Neo4jArticleKind(Neo4jAccess access) : Neo4jKind<StoredArticle, ArticleFilter, ArticleOrder>(access)
{
    protected override string Name => "article";

    protected override string Label => "Article";

    protected override string Columns => "f.packed AS packed, f.text AS text";

    protected override (string, bool) Order(ArticleOrder order) => order switch
    {
        ArticleOrder.Published => ("f.day", false),
        ArticleOrder.Title => ("f.sort", false),
        _ => ("f.day", true),
    };

    protected override async Task WhereAsync(ArticleFilter filter, CypherWhere where)
    {
        where.In("f.outlet", filter.Outlets);
        where.In("f.language", filter.Languages);
        where.Days("f.day", filter.Published);
        var session = where.Session;
        foreach (var entity in filter.Mentioning ?? [])
            if (await Neo4jIds.EntityAsync(session, entity).ConfigureAwait(false) is { } id)
                where.Add($"EXISTS {{ MATCH {session.Node("x", "Appearance")} WHERE x.article = f.id AND x.entity = {where.Value(id)} AND {session.Seen("x")} }}");
            else where.Never();
        if (filter.Events is { Count: > 0 } events)
            where.Add($"EXISTS {{ MATCH {session.Node("x", "EventReport")} WHERE x.article = f.id AND x.event IN {where.Value(await Neo4jIds.EventsAsync(session, events).ConfigureAwait(false))} AND {session.Seen("x")} }}");
        if (filter.Skipped is { } skipped) where.Add(skipped ? "f.skipped IS NOT NULL" : "f.skipped IS NULL");
    }

    protected override StoredArticle Read(IRecord row)
    {
        var contribution = Neo4jArticles.Read(row);
        return new(contribution.Article, contribution.Extractor, contribution.Skipped);
    }
}
