using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Tests.Support;

namespace KnowledgeGraph.Server.Tests;

/// <summary>The same kind of questions over the samples, for anyone.</summary>
public class SampleQuestionTests(SampleGraph samples) : IClassFixture<SampleGraph>
{
    private ServedGraph Graph => samples.Graph;

    [Fact]
    public async Task Who_called_whom()
    {
        var answer = await Graph.AskFileAsync("who-called-whom.graphql");
        var calls = answer["relations"].Nodes();
        Assert.Contains(calls, c => c.At("subject.name") == "Ignacio Bravo" && c.At("object.name") == "Martin Oyarce" && c.At("date") == "2026-03-12");
        Assert.Contains(calls, c => c.At("subject.name")!.EndsWith("Hrynko") && c.At("object.name") == "Adama Keita" && c.At("date") == "2026-04-20");
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task Reports_of_one_attack_are_one_event()
    {
        var answer = await Graph.AskFileAsync("who-attacked-what.graphql");
        var attack = answer["events"].Nodes()[0];
        Assert.Equal(4, attack.NumberAt("articleCount"));
        Assert.Equal("2026-04-19", attack.At("date"));
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task What_the_reports_say_of_the_drivers_killed()
    {
        var attacks = await Graph.AskFileAsync("who-attacked-what.graphql");
        var answer = await Graph.AskFileAsync("what-each-report-says.graphql", new() { ["event"] = attacks["events"].Nodes()[0].At("id"), ["metric"] = "killed" });
        var values = answer["comparison"]!["claims"]!.AsArray().Select(c => c.At("claim.value")).ToHashSet();
        Assert.Contains("5", values);
        Assert.Contains("7", values);
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task One_person_under_two_spellings_is_one()
    {
        var answer = await Graph.AskFileAsync("names-of-a-person.graphql", new() { ["name"] = "Oleksiy Hrynko" });
        var other = await Graph.AskFileAsync("names-of-a-person.graphql", new() { ["name"] = "Oleksii Hrynko" });
        Assert.Equal(answer.At("entity.id"), other.At("entity.id"));
    }

    [Fact]
    public async Task What_the_mayor_said()
    {
        var answer = await Graph.AskFileAsync("who-said-what.graphql", new() { ["name"] = "Fatou Cisse" });
        Assert.Contains(answer["entity"]!["quotes"].Nodes(), q => q.At("kind") == "DIRECT" && q.At("text") == "I counted seven bodies,");
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task Who_met_whom()
    {
        var answer = await Graph.AskFileAsync("who-did-what-to-whom.graphql", new() { ["predicates"] = new JsonArray("MET") });
        var met = answer["relations"].Nodes();
        Assert.Contains(met, m => m.At("subject.name") == "Martin Oyarce" && m.At("object.name") == "Elena Cusihuaman" && m.At("negated") == "false");
        Assert.Contains(met, m => m.At("subject.name") == "Adama Keita" && m.At("negated") == "true");
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task Reports_diverge_in_the_dead_of_the_earthquake()
    {
        var answer = await Graph.AskFileAsync("where-reports-diverge.graphql");
        Assert.Contains(answer["divergences"].Nodes(), d => d.At("metric") == "killed" && d.NumberAt("low") == 14 && d.NumberAt("high") == 21);
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task Roles_say_of_what()
    {
        var answer = await Graph.AskFileAsync("roles-of-a-person.graphql", new() { ["name"] = "Adama Keita" });
        Assert.Contains(answer["entity"]!["roles"].Nodes(), r => r.At("title") == "prime minister" && r.At("of.name") == "Mali");
    }
}
