using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Server.Tests;

/// <summary>Questions that a researcher would ask of the five seed articles; the answers were checked by reading them.</summary>
public class SeedQuestionTests(SeedGraph seeds) : IClassFixture<SeedGraph>
{
    private ServedGraph Graph => seeds.Graph;

    [SharedFact]
    public async Task Who_called_whom()
    {
        var answer = await Graph.AskFileAsync("who-called-whom.graphql");
        var calls = answer["relations"].Nodes();
        Assert.Contains(calls, c => Between(c, "Donald Trump", "Vladimir Putin") && c.At("modality") == "ASSERTED" && c.At("date") == "2025-07-03");
        Assert.Contains(calls, c => Between(c, "Donald Trump", "Volodymyr Zelensky") && c.At("modality") == "PLANNED");
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task Who_attacked_what_when_and_where()
    {
        var answer = await Graph.AskFileAsync("who-attacked-what.graphql");
        var attack = TheNight(answer);
        Assert.Equal(5, attack.NumberAt("articleCount"));
        Assert.Contains(attack["participants"]!.AsArray(), p => p.At("role") == "ACTOR" && p.At("entity.name") == "Russia");
        Assert.Contains(attack["participants"]!.AsArray(), p => p.At("role") == "TARGET" && p.At("entity.name") is "Ukraine" or "Kyiv");
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task What_the_American_president_said_of_the_talks()
    {
        var answer = await Graph.AskFileAsync("who-said-what.graphql", new() { ["name"] = "Donald Trump" });
        var quotes = answer["entity"]!["quotes"].Nodes();
        Assert.Contains(quotes, q => q.At("kind") == "DIRECT" && q.At("text")!.Contains("didn’t make any progress"));
        Assert.Contains(quotes, q => q.At("kind") == "DIRECT" && q.At("text")!.Contains("not happy"));
        Assert.Contains(quotes, q => q.At("kind") is "INDIRECT" or "MIXED" && q.At("text")!.Contains("would speak with"));
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task What_each_report_says_of_the_injured()
    {
        var answer = await CompareAsync("injured");
        var values = Values(answer);
        Assert.Contains(("23", "AT_LEAST", "000"), values);
        Assert.Contains(("23", "AT_LEAST", "001"), values);
        Assert.Contains(("23", "AT_LEAST", "002"), values);
        Assert.Contains(("23", "AT_LEAST", "003"), values);
        Assert.Contains(("14", "EXACT", "004"), values);
        Assert.Equal(14, answer.NumberAt("low"));
        Assert.Equal(23, answer.NumberAt("high"));
        Assert.NotEqual("NONE", answer.At("kind"));
    }

    [SharedFact]
    public async Task What_each_report_says_of_the_drones()
    {
        var launched = await CompareAsync("drones_launched");
        Assert.All(Values(launched), v => Assert.Equal("539", v.Value));
        Assert.Equal(5, Values(launched).Select(v => v.Article).Distinct().Count());
        var intercepted = Values(await CompareAsync("drones_intercepted"));
        Assert.Contains(("476", "EXACT", "000"), intercepted);
        Assert.Contains(("60", "EXACT", "001"), intercepted);
    }

    [SharedFact]
    public async Task What_each_report_says_of_the_missiles_and_of_the_dead()
    {
        Assert.All(Values(await CompareAsync("missiles_launched")), v => Assert.Equal("11", v.Value));
        var killed = Values(await CompareAsync("killed"));
        Assert.Contains(("1", "AT_LEAST", "001"), killed);
    }

    [SharedFact]
    public async Task Which_reports_name_a_person_under_another_spelling()
    {
        var answer = await Graph.AskFileAsync("names-of-a-person.graphql", new() { ["name"] = "Zelensky" });
        var other = await Graph.AskFileAsync("names-of-a-person.graphql", new() { ["name"] = "Zelenskyy" });
        Assert.Equal(answer.At("entity.id"), other.At("entity.id"));
        var mentions = answer["entity"]!["mentions"].Nodes();
        Assert.Equal(["002", "004"], mentions.Where(m => m.At("text")!.EndsWith("skyy")).Select(m => m.At("article.address")![..3]).Distinct().Order());
        Assert.Equal(["000", "001", "003", "004"], mentions.Where(m => m.At("text")!.EndsWith("sky")).Select(m => m.At("article.address")![..3]).Distinct().Order());
    }

    [SharedFact]
    public async Task Where_an_organisation_appears()
    {
        var answer = await Graph.AskFileAsync("where-does-it-appear.graphql", new() { ["name"] = "TASS" });
        Assert.Equal("ORGANISATION", answer.At("entity.type"));
        Assert.Equal(["000", "004"], answer["entity"]!["articles"].Nodes().Select(a => a.At("address")![..3]).Order());
        foreach (var mention in answer["entity"]!["mentions"].Nodes())
            Assert.Equal(mention.At("text"), mention.At("article.text")![int.Parse(mention.At("start")!)..int.Parse(mention.At("end")!)]);
    }

    [SharedFact]
    public async Task Who_speaks_for_the_Kremlin_and_what_he_said()
    {
        var answer = await Graph.AskFileAsync("who-said-what.graphql", new() { ["name"] = "Dmitry Peskov" });
        Assert.Contains(answer["entity"]!["quotes"].Nodes(), q => q.At("text")!.Contains("reiterated") && q.At("evidence.article.address")!.StartsWith("001"));
        var roles = await Graph.AskFileAsync("roles-of-a-person.graphql", new() { ["name"] = "Dmitry Peskov" });
        Assert.Contains(roles["entity"]!["roles"].Nodes(), r => r.At("title") == "spokesperson" && r.At("of.name") == "Kremlin");
        Answers.AssertSlices(answer);
        Answers.AssertSlices(roles);
    }

    [SharedFact]
    public async Task Who_supplied_whom()
    {
        var answer = await Graph.AskFileAsync("who-did-what-to-whom.graphql", new() { ["predicates"] = new JsonArray("SUPPLIED") });
        Assert.Contains(answer["relations"].Nodes(), r => r.At("object.name") == "Ukraine" && r.At("subject.name") is "United States" or "US" or "U.S.");
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task Where_words_occur()
    {
        var answer = await Graph.AskFileAsync("find-words.graphql", new() { ["text"] = "ambulances" });
        Assert.True(answer.NumberAt("search.totalCount") >= 4);
        Assert.Contains(answer["search"].Nodes(), hit => hit["highlights"]!.AsArray().Any(h => h.At("text") == "ambulances"));
    }

    private static JsonObject TheNight(JsonObject attacks) => attacks["events"].Nodes().First(e => e.At("date") == "2025-07-03/2025-07-04");

    private async Task<JsonObject> CompareAsync(string metric)
    {
        var attacks = await Graph.AskFileAsync("who-attacked-what.graphql");
        var answer = await Graph.AskFileAsync("what-each-report-says.graphql", new() { ["event"] = TheNight(attacks).At("id"), ["metric"] = metric });
        Assert.True(answer["comparison"] is not null, $"No report states {metric}.");
        Answers.AssertSlices(answer);
        return answer["comparison"]!.AsObject();
    }

    private static IReadOnlyList<(string? Value, string? Qualifier, string Article)> Values(JsonObject comparison) =>
        [.. comparison["claims"]!.AsArray().Select(c => (c.At("claim.value"), c.At("claim.qualifier"), c.At("claim.evidence.article.address")![..3]))];

    private static bool Between(JsonObject relation, string one, string other) =>
        (relation.At("subject.name"), relation.At("object.name")) is var (s, o) && ((s == one && o == other) || (s == other && o == one));
}
