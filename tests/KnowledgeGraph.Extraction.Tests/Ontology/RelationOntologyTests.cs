using KnowledgeGraph.Extraction.Propositions;
using KnowledgeGraph.Extraction.Relations;
using KnowledgeGraph.Extraction.Tests.Support;

namespace KnowledgeGraph.Extraction.Tests.Ontology;

[Collection(LanguageCollection.Name)]
public sealed class RelationOntologyTests(LanguageFixture language)
{
    /// <summary>The file of triggers carries an example a line; each must be found as what it stands for.</summary>
    [Fact]
    public void Every_example_of_the_ontology_shows_its_relation()
    {
        var missed = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "schema", "ontology", "relation-triggers.tsv")))
        {
            var cells = line.Split('\t');
            if (line.StartsWith('#') || cells.Length < 6 || cells[0] == "relation") continue;
            var reading = new Reading(language, cells[5]);
            var matches = new RelationMatcher(language.Resources.Facts.Relations, language.Resources.Facts.Nouns)
                .Match(reading.Context, reading.Facts.Propositions, new Referents(reading.Context), new(reading.Context, language.Resources.Names));
            if (!matches.Any(match => match.Relation.Key == cells[0])) missed.Add($"{cells[0]}: {cells[5]}");
        }
        Assert.True(missed.Count == 0, $"{missed.Count} missed:\n{string.Join('\n', missed)}");
    }

    [Fact]
    public void Every_relation_of_the_ontology_can_be_found_by_some_word_or_rule()
    {
        var byRule = new[] { "said", "told", "cited", "part-of", "located-in", "president-of", "works-for", "leads", "member-of", "relative-of" };
        var triggers = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schema", "ontology", "relation-triggers.tsv"));
        Assert.All(language.Resources.Facts.Relations.Kinds.Keys.Except(byRule), key => Assert.Contains($"\n{key}\t", triggers, StringComparison.Ordinal));
    }
}
