using KnowledgeGraph.Model;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

internal sealed record MentionRow(string Id, long Article, string Entity, TextSpan Span, MentionKind Kind, double Confidence);

internal sealed class MentionKindReader(SqliteAccess access) : SqliteKind<StoredMention, MentionFilter, MentionOrder, MentionRow>(access)
{
    protected override string Name => "mention";

    protected override string From => "mention f JOIN entity e ON e.n = f.entity JOIN article a ON a.n = f.article";

    protected override string Columns => "f.article, e.id, f.start, f.end, f.kind, f.confidence";

    // Ids begin with the article's and then say where.
    protected override (string, bool) Order(MentionOrder order) => ("f.id", false);

    protected override void Where(MentionFilter filter, SqlWhere where)
    {
        where.InEntities("f.entity", filter.Entities);
        where.OfArticles("f.id", filter.Articles);
        where.In("f.kind", filter.Kinds?.Select(kind => (int)kind).ToList());
        where.In("a.outlet", filter.Outlets);
        where.Days("a.day", filter.When);
        where.AtLeast("f.confidence", filter.MinConfidence);
        where.In("substr16(a.text, f.start, f.end)", filter.Texts);
    }

    protected override MentionRow Read(SqliteDataReader row) =>
        new(row.GetString(1), row.GetInt64(First), row.GetString(First + 1), row.Span(First + 2), (MentionKind)row.GetInt32(First + 4), row.GetDouble(First + 5));

    protected override IReadOnlyList<StoredMention> Complete(SqlSession session, IReadOnlyList<MentionRow> rows)
    {
        var texts = SqliteIds.Texts(session, rows.Select(row => row.Article));
        return [.. rows.Select(row => new StoredMention(row.Id, texts[row.Article].Id, row.Entity, row.Span, row.Span.Slice(texts[row.Article].Text), row.Kind, row.Confidence))];
    }
}
