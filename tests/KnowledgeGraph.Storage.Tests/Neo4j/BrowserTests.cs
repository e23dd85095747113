using System.Net;
using System.Text.RegularExpressions;
using KnowledgeGraph.Model;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>The guide and the style for Neo4j Browser speak of what the store writes.</summary>
[Collection(Neo4jServer.Collection)]
public sealed partial class BrowserTests
{
    private static IReadOnlyList<string> Queries { get; } =
        [.. Runnable().Matches(File.ReadAllText(Repository.PathOf("docs", "neo4j", "guide.html"))).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    [Neo4jFact]
    public async Task Every_query_of_the_guide_finds_something()
    {
        await using var store = await Neo4jServer.OpenEmptyAsync();
        await store.Recorder.RecordAsync(Reports.All());
        Assert.Equal(10, Queries.Count);
        foreach (var query in Queries)
            Assert.True((await Neo4jServer.RunAsync(query)).Count > 0, $"Nothing is found by:\n{query}");
    }

    [Fact]
    public void The_style_has_a_colour_and_a_caption_for_every_kind_that_people_look_at()
    {
        var style = File.ReadAllText(Repository.PathOf("docs", "neo4j", "style.grass"));
        foreach (var label in Enum.GetNames<EntityType>().Concat(["Event", "Article", "Quote", "Claim", "Relation", "Role", "Comparison", "EventReport", "Mention"]))
            Assert.Matches($@"node\.{label} \{{ color: #[0-9A-F]{{6}};.* caption: ""\{{\w+\}}""; \}}", style);
        Assert.Equal(style.Count(c => c == '{'), style.Count(c => c == '}'));
    }

    [GeneratedRegex("<pre mode=\"cypher\"[^>]*>(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Runnable();
}
