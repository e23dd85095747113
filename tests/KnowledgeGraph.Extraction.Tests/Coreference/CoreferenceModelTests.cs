using System.IO.Compression;
using System.Text.Json;
using KnowledgeGraph.Extraction.Coreference;
using KnowledgeGraph.Extraction.Tests.Support;
using KnowledgeGraph.Nlp;
using KnowledgeGraph.Nlp.Serialization;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Extraction.Tests.Coreference;

/// <summary>The ranker against the reference's own decisions: mentions, links, clusters; scores to the third digit.</summary>
[Collection(LanguageCollection.Name)]
public sealed class CoreferenceModelTests(LanguageFixture language)
{
    [Fact]
    public void Every_link_of_the_tricky_documents_is_the_references() =>
        Assert.Equal(0, Differences(
            Repository.PathOf("tests", "KnowledgeGraph.Nlp.Tests", "goldens", "tricky.jsonl"),
            Repository.PathOf("tests", "KnowledgeGraph.Extraction.Tests", "Coreference", "goldens", "tricky.jsonl"), out var documents) + (documents == 0 ? 1 : 0));

    [SharedFact]
    public void Every_link_of_the_seeds_is_the_references() =>
        Assert.Equal(0, Differences(Repository.SharedPath("nlp", "goldens", "seeds.jsonl"), Repository.SharedPath("coref", "goldens", "seeds.jsonl"), out _));

    [SharedFact]
    public void At_most_five_links_of_gum_differ() =>
        Assert.InRange(Differences(Repository.SharedPath("nlp", "goldens", "gum.jsonl.gz"), Repository.SharedPath("coref", "goldens", "gum.jsonl.gz"), out _), 0, 5);

    [Fact]
    public void Names_known_to_be_of_two_bearers_are_never_linked()
    {
        var doc = language.Annotate("Smith met Smith. He smiled.");
        var bearers = new int[doc.Count];
        Array.Fill(bearers, -1);
        (bearers[0], bearers[2]) = (0, 1);
        var result = language.Resources.Coreference!.Resolve(doc, 0, doc.Count, new CorefKnowledge(bearers, (_, _, _) => true));
        Assert.DoesNotContain(result.Clusters, cluster => cluster.Select(i => result.Mentions[i].Head).Intersect([0, 2]).Count() == 2);
    }

    [Fact]
    public void Names_known_to_be_of_one_bearer_are_linked_whatever_the_scores_say()
    {
        var doc = language.Annotate("Kyiv fell silent. Much later Paris woke up.");
        var paris = doc.Select(token => token.Text).ToList().IndexOf("Paris");
        var bearers = new int[doc.Count];
        Array.Fill(bearers, -1);
        (bearers[0], bearers[paris]) = (0, 0);
        var result = language.Resources.Coreference!.Resolve(doc, 0, doc.Count, new CorefKnowledge(bearers, (_, _, _) => true));
        Assert.Contains(result.Clusters, cluster => cluster.Select(i => result.Mentions[i].Head).Order().SequenceEqual([0, paris]));
    }

    [Fact]
    public void A_long_document_is_cut_at_paragraphs_and_each_part_is_resolved_alone()
    {
        var paragraph = "Anna Weber opened the meeting. She thanked the guests.";
        var doc = language.Annotate(string.Join("\n\n", Enumerable.Repeat(paragraph, 700)));
        var chains = CorefChains.Resolve(language.Resources.Coreference!, doc);
        Assert.True(doc.Count > 6000);
        Assert.All(chains.Clusters, cluster => Assert.True(chains.Spans[cluster[^1]].First - chains.Spans[cluster[0]].First <= 6000));
    }

    // Links that differ; a document whose mentions differ counts with all its links.
    private int Differences(string tokens, string expected, out int documents)
    {
        var want = Lines(expected).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(root => root.GetProperty("id").GetString()!);
        var differences = documents = 0;
        foreach (var line in Lines(tokens))
        {
            var (id, doc) = DocJson.Read(line);
            if (!want.TryGetValue(id, out var golden)) continue;
            documents++;
            var result = language.Resources.Coreference!.Resolve(doc, 0, doc.Count);
            differences += Differences(doc, golden, result);
        }
        return differences;
    }

    private static int Differences(Doc doc, JsonElement golden, CorefResult result)
    {
        var links = golden.GetProperty("links").EnumerateArray().ToList();
        var at = CodePoints(doc.Text);
        var mentions = golden.GetProperty("mentions").EnumerateArray().Select(m => $"{m[0]} {m[1]} {m[2]} {m[3]} {m[4]}");
        var found = result.Mentions.Select(m => $"{at[doc[m.First].Start]} {at[doc[m.Last].End]} {m.Head} {m.Kind} {m.Class}");
        if (!mentions.SequenceEqual(found)) return Math.Max(1, links.Count);
        var differences = 0;
        for (var i = 0; i < links.Count; i++)
        {
            var link = result.Links[i];
            var close = links[i][1].ValueKind == JsonValueKind.Null
                ? float.IsNaN(link.Score)
                : Math.Abs(links[i][1].GetDouble() - link.Score) < 1e-3 * Math.Max(1, Math.Abs(link.Score));
            if (links[i][0].GetInt32() != link.Antecedent || !close || Math.Abs(links[i][2].GetDouble() - link.None) > 1e-3) differences++;
        }
        return differences;
    }

    private static int[] CodePoints(string text)
    {
        var before = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++) before[i + 1] = before[i] + (char.IsHighSurrogate(text[i]) ? 0 : 1);
        return before;
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
