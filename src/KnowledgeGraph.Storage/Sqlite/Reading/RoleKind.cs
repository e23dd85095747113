using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

internal sealed class RoleKind(SqliteAccess access) : SqliteFactKind<StoredRole, RoleFilter, FactOrder>(access)
{
    protected override string Name => "role";

    protected override string From => "role f JOIN article a ON a.n = f.article JOIN entity p ON p.n = f.person LEFT JOIN entity o ON o.n = f.of_entity";

    protected override string Columns => FactColumns + "p.id, f.title, o.id, f.day";

    protected override string CountFrom(SqlWhere where) => where.LooksAtArticle ? "role f JOIN article a ON a.n = f.article" : "role f";

    protected override (string, bool) Order(FactOrder order) => FactOrderOf(order);

    protected override void Where(RoleFilter filter, SqlWhere where)
    {
        where.InEntities("f.person", filter.Persons);
        where.InEntities("f.of_entity", filter.Of);
        where.In("f.title", filter.Titles, indexed: true);
        where.OfArticles("f.id", filter.Articles);
        where.In("a.outlet", filter.Outlets);
        where.Days("f.day", filter.When);
    }

    protected override FactRow<StoredRole> Read(SqliteDataReader row)
    {
        string id = row.GetString(1), person = row.GetString(Own), title = row.GetString(Own + 1);
        var of = row.TextOrNull(Own + 2);
        var day = row.DayOrNull(Own + 3);
        return Row(row, (evidence, _) => new(id, person, title, of, day, evidence));
    }
}
