using System.Text.Json;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>Text ids, retired ones too, to row numbers.</summary>
internal static class SqliteIds
{
    public static List<long> Entities(SqlSession session, IReadOnlyList<string> ids) => session.Query(
        "SELECT n FROM entity WHERE id IN (SELECT value FROM json_each($1)) UNION SELECT entity FROM profile WHERE entity IS NOT NULL AND id IN (SELECT value FROM json_each($1))",
        row => row.GetInt64(0), JsonSerializer.Serialize(ids));

    public static List<long> Events(SqlSession session, IReadOnlyList<string> ids) => session.Query(
        "SELECT n FROM event WHERE id IN (SELECT value FROM json_each($1)) UNION SELECT event FROM local_event WHERE event IS NOT NULL AND id IN (SELECT value FROM json_each($1))",
        row => row.GetInt64(0), JsonSerializer.Serialize(ids));

    public static long? Entity(SqlSession session, string id) => session.Number("SELECT n FROM entity WHERE id = $1", id) ?? session.Number("SELECT entity FROM profile WHERE id = $1", id);

    public static long? Event(SqlSession session, string id) => session.Number("SELECT n FROM event WHERE id = $1", id) ?? session.Number("SELECT event FROM local_event WHERE id = $1", id);

    /// <summary>Ids of entities by row number.</summary>
    public static Dictionary<long, string> OfEntities(SqlSession session, IEnumerable<long> numbers) =>
        session.Query("SELECT n, id FROM entity WHERE n IN (SELECT value FROM json_each($1))", row => (row.GetInt64(0), row.GetString(1)), JsonSerializer.Serialize(numbers.Distinct()))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    /// <summary>Texts of articles by row number, each read once.</summary>
    public static Dictionary<long, (string Id, string Text)> Texts(SqlSession session, IEnumerable<long> numbers) =>
        session.Query("SELECT n, id, text FROM article WHERE n IN (SELECT value FROM json_each($1))", row => (row.GetInt64(0), (row.GetString(1), row.GetString(2))),
            JsonSerializer.Serialize(numbers.Distinct())).ToDictionary(pair => pair.Item1, pair => pair.Item2);
}
