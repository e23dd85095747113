namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>What has to hold between the nodes beyond what constraints check.</summary>
internal static class Neo4jConsistency
{
    private static readonly (string Cypher, string Finding)[] Rules =
    [
        ("MATCH (p:Profile) WHERE NOT EXISTS { MATCH (:Entity {id: p.cluster}) } RETURN count(p)", "profiles belong to no entity"),
        ("MATCH (e:Entity) WHERE NOT EXISTS { MATCH (:Profile {cluster: e.id}) } RETURN count(e)", "entities have no profile"),
        ("MATCH (r:Report) WHERE NOT EXISTS { MATCH (:Event {id: r.cluster}) } RETURN count(r)", "reports belong to no event"),
        ("MATCH (v:Event) WHERE NOT EXISTS { MATCH (:Report {cluster: v.id}) } RETURN count(v)", "events have no report"),
        ("MATCH (e:Entity) WHERE e.articles <> COUNT { MATCH (:Appearance {entity: e.id}) } RETURN count(e)", "entities are counted wrongly"),
        ("MATCH (l:Link) WHERE l.relations <> COUNT { MATCH (f:Relation {subject: l.subject, object: l.object, predicate: l.predicate}) } RETURN count(l)", "links are counted wrongly"),
        ("MATCH (l:Link) WHERE NOT EXISTS { MATCH (:Relation {id: l.example}) } RETURN count(l)", "links show no relation"),
        ("MATCH (l:Link) WHERE l.subject <> l.object WITH CASE WHEN l.subject < l.object THEN l.subject + '|' + l.object ELSE l.object + '|' + l.subject END AS id, sum(l.relations) AS relations WHERE NOT EXISTS { MATCH (p:Pair {id: id}) WHERE p.rank = -relations } RETURN count(id)", "pairs are counted wrongly"),
        ("MATCH (p:Pair) WHERE NOT EXISTS { MATCH (:Link {subject: p.first, object: p.second}) } AND NOT EXISTS { MATCH (:Link {subject: p.second, object: p.first}) } RETURN count(p)", "pairs have no link"),
        ("MATCH (m:Mention) WHERE NOT EXISTS { MATCH (:Entity {id: m.entity}) } RETURN count(m)", "mentions point to no entity"),
        ("MATCH (r:Relation) WHERE NOT EXISTS { (r)-[:SUBJECT]->() } RETURN count(r)", "relations have no subject"),
        ("MATCH (q:Quote) WHERE q.speaker IS NOT NULL AND NOT EXISTS { (q)-[:SPOKEN_BY]->(:Entity) } RETURN count(q)", "quotes have a speaker that is not there"),
        ("MATCH (r:Relation) WHERE (r.subjectEvent IS NOT NULL AND NOT EXISTS { (r)-[:SUBJECT]->(:Event {id: r.subjectEvent}) }) OR (r.objectEvent IS NOT NULL AND NOT EXISTS { (r)-[:OBJECT]->(:Event {id: r.objectEvent}) }) OR COUNT { (r)-[:SUBJECT|OBJECT]->() } > 2 RETURN count(r)", "relations point to another event"),
        ("MATCH (c:Claim) WHERE c.event IS NOT NULL AND (NOT EXISTS { (c)-[:MEASURES]->(:Event {id: c.event}) } OR COUNT { (c)-[:MEASURES]->() } > 1) RETURN count(c)", "claims measure another event"),
        ("MATCH (f:Comparison) WHERE f.claims IS NULL AND f.firstDay IS NOT NULL RETURN count(f)", "comparisons name no claims"),
        ("MATCH (r:EventReport) WHERE NOT EXISTS { (r)-[:OF]->(:Event {id: r.event}) } OR COUNT { (r)-[:OF]->() } > 1 RETURN count(r)", "reports tell of another event"),
        ("MATCH (a:Article) WHERE COUNT { (a)-[:REPORTS]->(:Event) } <> COUNT { MATCH (:EventReport {article: a.id}) } RETURN count(a)", "articles report other events than they tell of"),
        ("MATCH (:Entity)-[e]->(:Entity) WHERE NOT EXISTS { MATCH (:Relation {id: e.relation}) } RETURN count(e)", "relationships have no relation"),
        ("MATCH (r:Relation) WHERE r.subject IS NOT NULL AND r.object IS NOT NULL AND NOT EXISTS { MATCH (:Entity {id: r.subject})-[e]->(:Entity {id: r.object}) WHERE e.relation = r.id } RETURN count(r)", "relations have no relationship"),
    ];

    public static async Task<IReadOnlyList<string>> CheckAsync(CypherSession session)
    {
        var findings = new List<string>();
        foreach (var (cypher, finding) in Rules)
            if (await session.NumberAsync(cypher).ConfigureAwait(false) is var count and > 0) findings.Add($"{count} {finding}");
        return findings;
    }
}
