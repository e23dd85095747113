namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>What has to hold between the tables beyond what the engine checks.</summary>
internal static class SqliteConsistency
{
    private static readonly (string Sql, string Finding)[] Rules =
    [
        ("SELECT count(*) FROM local_entity l LEFT JOIN profile p ON p.n = l.profile WHERE p.entity IS NULL", "local entities belong to no entity"),
        ("SELECT count(*) FROM profile p LEFT JOIN entity e ON e.n = p.entity WHERE e.n IS NULL", "profiles belong to no entity"),
        ("SELECT count(*) FROM entity e WHERE NOT EXISTS (SELECT 1 FROM profile p WHERE p.entity = e.n)", "entities have no profile"),
        ("SELECT count(*) FROM entity e LEFT JOIN profile p ON p.id = e.id AND p.entity = e.n WHERE e.profile IS NOT p.key", "entities name a profile that has not their id"),
        ("SELECT count(*) FROM entity e WHERE e.retired <> (SELECT json_group_array(id) FROM (SELECT p.id FROM profile p WHERE p.entity = e.n AND p.id <> e.id ORDER BY p.id))", "entities have other retired ids than their profiles"),
        ("SELECT count(*) FROM local_event r LEFT JOIN event v ON v.n = r.event WHERE v.n IS NULL", "reports belong to no event"),
        ("SELECT count(*) FROM event v WHERE NOT EXISTS (SELECT 1 FROM local_event r WHERE r.event = v.n)", "events have no report"),
        ("SELECT count(*) FROM profile p WHERE p.members <> (SELECT count(*) FROM local_entity l WHERE l.profile = p.n)", "profiles are counted wrongly"),
        ("SELECT count(*) FROM entity e WHERE e.articles <> (SELECT count(*) FROM entity_article x WHERE x.entity = e.n)", "entities are counted wrongly"),
        ("SELECT count(*) FROM mention m LEFT JOIN entity e ON e.n = m.entity WHERE e.n IS NULL", "mentions point to no entity"),
        ("SELECT count(*) FROM relation r LEFT JOIN entity s ON s.n = r.subject LEFT JOIN event v ON v.n = r.subject_event WHERE s.n IS NULL AND v.n IS NULL", "relations have no subject"),
        ("SELECT count(*) FROM quote q LEFT JOIN entity e ON e.n = q.speaker WHERE q.speaker IS NOT NULL AND e.n IS NULL", "quotes have a speaker that is not there"),
        ("SELECT count(*) FROM claim c LEFT JOIN event v ON v.n = c.event WHERE c.event IS NOT NULL AND v.n IS NULL", "claims measure an event that is not there"),
        ("SELECT count(*) FROM comparison WHERE claims IS NULL AND first_day IS NOT NULL", "comparisons name no claims"),
        ("SELECT count(*) FROM comparison f, json_each(f.claims) x LEFT JOIN claim c ON c.id = x.value WHERE c.id IS NULL", "comparisons are of claims that are not there"),
        ($"SELECT count(*) FROM (SELECT * FROM ({Counted} EXCEPT SELECT subject, predicate, object, relations, articles, example FROM link) "
            + $"UNION ALL SELECT * FROM (SELECT subject, predicate, object, relations, articles, example FROM link EXCEPT {Counted}))", "links are counted wrongly"),
        ($"SELECT count(*) FROM (SELECT * FROM ({Near} EXCEPT {Listed}) UNION ALL SELECT * FROM ({Listed} EXCEPT {Near}))", "neighbours are listed wrongly"),
    ];

    private const string Counted =
        "SELECT subject, predicate, object, count(*), count(DISTINCT article), min(id) FROM relation WHERE subject IS NOT NULL AND object IS NOT NULL GROUP BY subject, predicate, object";

    // Of each entity and neighbour: relations that come in, predicates that go out, relations of these, and of the most frequent.
    private const string Near = "SELECT entity, other, sum(incoming), count(outgoing), total(outgoing), max(outgoing) FROM (SELECT subject AS entity, object AS other, 0 AS incoming, relations AS outgoing FROM link "
        + "UNION ALL SELECT object, subject, relations, NULL FROM link WHERE subject <> object) GROUP BY entity, other";

    private const string Listed = "SELECT s.n >> 32, x.value ->> 0, x.value ->> 1, json_array_length(x.value, '$[2]'), (SELECT total(value) FROM json_each(x.value, '$[2]')), x.value ->> '$[2][0]' "
        + "FROM neighbour s, json_each(neighbours(s.links)) x";

    public static IEnumerable<string> Check(SqlSession session, CancellationToken cancellation)
    {
        foreach (var (sql, finding) in Rules)
        {
            cancellation.ThrowIfCancellationRequested();
            if (session.Number(sql) is > 0 and var count) yield return $"{count} {finding}";
        }
    }
}
