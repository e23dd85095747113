namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>
/// How a fact's node is tied to others, as the parts of one Cypher statement over rows: facts of one shape are written together, each end looked up once.
/// In the parts <c>f</c> is the fact, <c>a</c> its article, <c>row</c> its properties. All texts are this project's own.
/// </summary>
internal sealed record FactShape(string Label, string Ends, string Links, string Lists)
{
    public string Cypher =>
        $"UNWIND $rows AS row{(Links.Contains("(a)", StringComparison.Ordinal) ? " MATCH (a:Article {id: row.article})" : "")}{Ends} CREATE (f:{Label}) SET f = row, f.since = $turn{Links}{Lists}";

    public FactShape FromArticle() => this with { Links = Links + " CREATE (f)-[:FROM]->(a)" };

    /// <summary>A relationship from <paramref name="from"/> to the node whose id the row has as <paramref name="property"/>.</summary>
    public FactShape With(string from, string type, string to, string property)
    {
        var end = $" MATCH ({property}_:{to} {{id: row.{property}}})";
        return this with { Ends = Ends.Contains(end, StringComparison.Ordinal) ? Ends : Ends + end, Links = $"{Links} CREATE ({from})-[:{type}]->({property}_)" };
    }

    /// <summary>A relationship between two ends that <see cref="With"/> named.</summary>
    public FactShape Between(string from, string type, string to) => this with { Links = $"{Links} CREATE ({from}_)-[:{type}]->({to}_)" };

    /// <summary>A relationship to each node whose id is in a list of the row; the last part of a shape.</summary>
    public FactShape WithEach(string type, string to, string property) =>
        this with { Lists = $" WITH f, row UNWIND row.{property} AS one MATCH (each:{to} {{id: one}}) CREATE (f)-[:{type}]->(each)" };
}
