using KnowledgeGraph.Model;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

internal sealed class RelationKind(SqliteAccess access) : SqliteFactKind<StoredRelation, RelationFilter, FactOrder>(access)
{
    // So many entities are walked one by one, each in order; more are gathered and sorted.
    private const int MostApart = 8;

    protected override string Name => "relation";

    protected override string From => "relation f JOIN article a ON a.n = f.article LEFT JOIN entity s ON s.n = f.subject LEFT JOIN event sv ON sv.n = f.subject_event "
        + "LEFT JOIN entity o ON o.n = f.object LEFT JOIN event ov ON ov.n = f.object_event LEFT JOIN entity p ON p.n = f.place LEFT JOIN entity w ON w.n = f.attributed";

    protected override string Columns => FactColumns + "s.id, sv.id, f.predicate, o.id, ov.id, f.verb_start, f.verb_end, f.negated, f.modality, f.date, p.id, w.id";

    protected override string CountFrom(SqlWhere where) => where.LooksAtArticle ? "relation f JOIN article a ON a.n = f.article" : "relation f";

    protected override (string, bool) Order(FactOrder order) => FactOrderOf(order);

    protected override void Where(RelationFilter filter, SqlWhere where)
    {
        where.InEntities("f.subject", filter.Subjects);
        where.InEntities("f.object", filter.Objects);
        if (filter.Either is { Count: > 0 } either)
            if (SqliteIds.Entities(where.Session, either) is { Count: > 0 and <= MostApart } few)
                where.Any(few.SelectMany(number => new[] { $"f.subject = {where.Value(number)}", $"f.object = {where.Value(number)}" }));
            else if (SqliteIds.Entities(where.Session, either) is { Count: > 0 } numbers)
            {
                var list = where.Value(System.Text.Json.JsonSerializer.Serialize(numbers));
                where.Selective($"(f.subject IN (SELECT value FROM json_each({list})) OR f.object IN (SELECT value FROM json_each({list})))");
            }
            else where.Never();
        if (filter.Predicates?.Contains(RelationFilter.OutsideOntology) is true)
            where.Add($"(f.predicate IN (SELECT value FROM json_each({where.Value(System.Text.Json.JsonSerializer.Serialize(filter.Predicates))})) OR (f.predicate > 'lemma:' AND f.predicate < 'lemma;'))");
        else where.In("f.predicate", filter.Predicates, indexed: true);
        where.InEntities("f.attributed", filter.AttributedTo);
        where.InEntities("f.place", filter.Places);
        where.OfArticles("f.id", filter.Articles);
        where.In("a.outlet", filter.Outlets);
        where.Days("f.day", filter.When);
        where.In("f.modality", filter.Modalities?.Select(modality => (int)modality).ToList());
        where.Is("f.negated", filter.Negated);
        where.AtLeast("f.confidence", filter.MinConfidence);
    }

    protected override FactRow<StoredRelation> Read(SqliteDataReader row)
    {
        string id = row.GetString(1), predicate = row.GetString(Own + 2);
        var subject = Node(row, Own)!.Value;
        var target = Node(row, Own + 3);
        var verb = row.Span(Own + 5);
        var negated = row.GetBoolean(Own + 7);
        var modality = (Modality)row.GetInt32(Own + 8);
        var date = row.DateOrNull(Own + 9);
        string? place = row.TextOrNull(Own + 10), attributed = row.TextOrNull(Own + 11);
        return Row(row, (evidence, text) => new(id, subject, predicate, target, verb, verb.Slice(text), negated, modality, date, place, attributed, evidence));
    }

    private static GraphNode? Node(SqliteDataReader row, int column) =>
        row.TextOrNull(column) is { } entity ? new(GraphNodeKind.Entity, entity) : row.TextOrNull(column + 1) is { } happening ? new(GraphNodeKind.Event, happening) : null;
}
