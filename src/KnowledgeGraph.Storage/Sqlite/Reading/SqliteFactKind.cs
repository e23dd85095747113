using KnowledgeGraph.Model;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>A row of a fact, its columns read except for the words, which come with the article's text.</summary>
internal sealed record FactRow<T>(long Article, TextSpan Span, TextSpan Sentence, double Confidence, Func<StoredEvidence, string, T> Build);

/// <summary>Kinds whose rows have an article, a day and evidence.</summary>
internal abstract class SqliteFactKind<T, TFilter, TOrder>(SqliteAccess access) : SqliteKind<T, TFilter, TOrder, FactRow<T>>(access)
    where T : class where TFilter : class, new() where TOrder : struct, Enum
{
    /// <summary>The columns that <see cref="Row"/> reads, which come before the kind's own.</summary>
    protected const string FactColumns = "f.article, f.span_start, f.span_end, f.sentence_start, f.sentence_end, f.confidence, ";

    /// <summary>Where the kind's own columns begin.</summary>
    protected const int Own = First + 6;

    protected static FactRow<T> Row(SqliteDataReader row, Func<StoredEvidence, string, T> build) =>
        new(row.GetInt64(First), row.Span(First + 1), row.Span(First + 3), row.GetDouble(First + 5), build);

    protected override IReadOnlyList<T> Complete(SqlSession session, IReadOnlyList<FactRow<T>> rows)
    {
        var texts = SqliteIds.Texts(session, rows.Select(row => row.Article));
        return [.. rows.Select(row =>
        {
            var (id, text) = texts[row.Article];
            return row.Build(new(id, row.Span, row.Sentence, row.Span.Slice(text), row.Sentence.Slice(text), row.Confidence), text);
        })];
    }

    protected override bool IsWalked(TOrder order) => order is not FactOrder.ConfidenceDescending;

    protected static (string, bool) FactOrderOf(FactOrder order) => order switch
    {
        FactOrder.Time => ("f.day", false),
        FactOrder.ConfidenceDescending => ("f.confidence", true),
        _ => ("f.day", true),
    };
}
