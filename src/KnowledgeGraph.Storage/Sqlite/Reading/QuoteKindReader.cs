using System.Text.Json;
using KnowledgeGraph.Model;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

internal sealed class QuoteKindReader(SqliteAccess access) : SqliteFactKind<StoredQuote, QuoteFilter, FactOrder>(access)
{
    protected override string Name => "quote";

    protected override string From => "quote f JOIN article a ON a.n = f.article LEFT JOIN entity s ON s.n = f.speaker LEFT JOIN entity d ON d.n = f.addressee LEFT JOIN entity w ON w.n = f.via";

    protected override string Columns => FactColumns + "f.kind, s.id, f.speaker_start, f.speaker_end, f.cue_start, f.cue_end, f.cue_lemma, f.content_start, f.content_end, d.id, w.id, "
        + "(SELECT json_group_array(e.id) FROM json_each(f.about) x JOIN entity e ON e.n = x.value)";

    protected override string CountFrom(SqlWhere where) => where.LooksAtArticle ? "quote f JOIN article a ON a.n = f.article" : "quote f";

    protected override (string, bool) Order(FactOrder order) => FactOrderOf(order);

    protected override void Where(QuoteFilter filter, SqlWhere where)
    {
        where.InEntities("f.speaker", filter.Speakers);
        where.InEntities("f.addressee", filter.Addressees);
        if (filter.About is { Count: > 0 } about)
            where.Selective($"f.id IN (SELECT quote FROM quote_about WHERE entity IN (SELECT value FROM json_each({where.Value(JsonSerializer.Serialize(SqliteIds.Entities(where.Session, about)))})))");
        where.In("f.kind", filter.Kinds?.Select(kind => (int)kind).ToList());
        where.OfArticles("f.id", filter.Articles);
        where.In("a.outlet", filter.Outlets);
        where.Days("f.day", filter.When);
        where.AtLeast("f.confidence", filter.MinConfidence);
    }

    protected override FactRow<StoredQuote> Read(SqliteDataReader row)
    {
        var id = row.GetString(1);
        var kind = (QuoteKind)row.GetInt32(Own);
        string? speaker = row.TextOrNull(Own + 1), lemma = row.TextOrNull(Own + 6), addressee = row.TextOrNull(Own + 9), via = row.TextOrNull(Own + 10);
        TextSpan? speakerSpan = row.SpanOrNull(Own + 2), cue = row.SpanOrNull(Own + 4);
        var content = row.Span(Own + 7);
        var about = row.Texts(Own + 11);
        return Row(row, (evidence, text) => new(id, kind, speaker, speakerSpan, cue, lemma, content, content.Slice(text), addressee, via, about, evidence));
    }
}
