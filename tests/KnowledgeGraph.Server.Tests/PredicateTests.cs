using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Predicates are the ontology's, as an enum with their codes.</summary>
public sealed class PredicateTests(SampleGraph samples) : IClassFixture<SampleGraph>
{
    private ServedGraph Graph => samples.Graph;

    [Fact]
    public async Task The_enum_has_a_value_for_each_line_of_the_ontology_in_its_order_and_one_for_the_rest()
    {
        var keys = File.ReadLines(Repository.PathOf("schema", "ontology", "relations.tsv")).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split('\t')[0]);

        var values = (await Graph.AskAsync("{ __type(name: \"Predicate\") { enumValues { name } } }"))["__type"]!["enumValues"]!.AsArray().Select(value => value.At("name"));

        Assert.Equal([.. keys.Select(key => key.ToUpperInvariant().Replace('-', '_')), "OTHER"], values);
    }

    [Theory]
    [InlineData("SAID", "said", "010", null)]
    [InlineData("ATTACKED", "attacked", "190", "ASSAULT")]
    [InlineData("CALLED", "called", "041", "CONSULT")]
    [InlineData("MET", "met", "040", "CONSULT")]
    public async Task A_predicate_has_its_codes(string name, string key, string cameo, string? plover)
    {
        var found = (await Graph.AskAsync("{ predicates { predicate key cameo plover label inverse } }"))["predicates"]!.AsArray().Single(p => p.At("predicate") == name);

        Assert.Equal((key, cameo, plover), (found.At("key"), found.At("cameo"), found.At("plover")));
    }

    [Fact]
    public async Task A_verb_outside_the_ontology_is_other_and_is_found_by_its_lemma()
    {
        var others = (await Graph.AskAsync("{ relations(filter: { predicates: [OTHER] }, first: 100) { nodes { predicate lemma predicateInfo { key } } } }"))["relations"].Nodes();
        Assert.NotEmpty(others);
        Assert.All(others, relation => Assert.Equal(("OTHER", true, true), (relation.At("predicate"), relation.At("lemma") is { Length: > 0 }, relation["predicateInfo"] is null)));

        var lemma = others[0].At("lemma")!;
        var answer = await Graph.AskAsync(
            "query($lemmas: [String!]) { relations(filter: { predicates: [MET], lemmas: $lemmas }, first: 100) { nodes { predicate lemma } } }", new() { ["lemmas"] = new JsonArray(lemma) });

        var found = answer["relations"].Nodes().Select(relation => (relation.At("predicate"), relation.At("lemma"))).Distinct().Order();
        Assert.Equal([("MET", null), ("OTHER", lemma)], found);
    }

    [Fact]
    public async Task Facts_are_counted_by_predicate()
    {
        var counts = (await Graph.AskAsync("{ facets(of: RELATIONS, by: PREDICATE, limit: 1000) { key predicate count } }"))["facets"]!.AsArray();

        Assert.Contains(counts, count => count.At("predicate") == "MET" && count.At("key") == "met" && count.NumberAt("count") > 0);
    }

    [Fact]
    public async Task A_walk_cannot_follow_every_verb_at_once()
    {
        var error = Assert.Single((await Graph.AnswerAsync("{ neighbourhood(entity: \"x\", predicates: [OTHER]) { leftOut } }"))["errors"]!.AsArray());

        Assert.Equal("A walk cannot follow OTHER: name the verbs with lemmas.", error.At("message"));
    }
}
