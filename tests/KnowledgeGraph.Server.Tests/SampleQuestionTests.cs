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

    [Fact]
    public async Task How_a_president_and_a_mayor_are_connected()
    {
        var answer = await Graph.AskFileAsync("how-two-are-connected.graphql", new() { ["from"] = await IdAsync("Ignacio Bravo"), ["to"] = await IdAsync("Elena Cusihuaman") });
        var path = answer["paths"]![0]!;
        Assert.Equal(["Ignacio Bravo", "Martin Oyarce", "Elena Cusihuaman"], path["entities"]!.AsArray().Select(entity => entity.At("name")));
        Assert.Equal(["CALLED", "MET"], path["links"]!.AsArray().Select(link => link.At("predicate")));
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task The_attack_and_what_followed_as_a_timeline()
    {
        var answer = await Graph.AskFileAsync("the-night-as-a-timeline.graphql", new() { ["from"] = "2026-03-01", ["to"] = "2026-04-30" });
        var events = answer["timeline"].Nodes();
        Assert.Equal(events.Select(e => e.At("date")).Order(StringComparer.Ordinal), events.Select(e => e.At("date")));
        Assert.Contains(events, e => e.At("kind") == "disaster" && e.At("date") == "2026-03-12" && e.NumberAt("articleCount") == 3);
        Assert.Contains(events, e => e.At("kind") == "attack" && e.At("date") == "2026-04-19" && e.NumberAt("articleCount") == 4);
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task Who_said_what_about_the_grain()
    {
        var answer = await Graph.AskFileAsync("who-said-what-about-a-word.graphql", new() { ["words"] = "grain" });
        Assert.Equal(3, answer.NumberAt("search.totalCount"));
        Assert.Equal(2, answer["search"].Nodes().Count(q => q.At("node.speaker.name") == "World Food Programme"));
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task What_was_known_of_the_dead_on_the_day_of_the_quake_and_later()
    {
        var answer = await Graph.AskFileAsync("as-known-at.graphql", new() { ["metric"] = "killed", ["day"] = "2026-03-12" });
        var then = Assert.Single(answer["then"].Nodes());
        Assert.Equal((14d, 14d, 1d), (then.NumberAt("low"), then.NumberAt("high"), then.NumberAt("articleCount")));
        Assert.Contains(answer["now"].Nodes(), c => c.NumberAt("low") == 14 && c.NumberAt("high") == 21);
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task Who_reported_the_attack_first()
    {
        var answer = await Graph.AskFileAsync("who-reported-first.graphql", new() { ["event"] = (await TheAttackAsync()).At("id") });
        Assert.Equal("2026-04-20", answer.At("event.firstReported"));
        Assert.Equal("convoy-1-meridian.txt", answer["event"]!["articles"].Nodes()[0].At("address"));
        Assert.Equal("convoy-1-meridian.txt", answer["event"]!["comparisons"].Nodes().Single(c => c.At("metric") == "killed").At("firstArticle.address"));
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task What_differs_about_the_attack_and_who_says_so()
    {
        var answer = await Graph.AskFileAsync("what-differs-and-who-says-so.graphql", new() { ["event"] = (await TheAttackAsync()).At("id") });
        var trucks = answer["event"]!["comparisons"].Nodes().Single(c => c.At("metric") == "trucks_destroyed");
        Assert.Equal((11d, 13d), (trucks.NumberAt("low"), trucks.NumberAt("high")));
        var thirteen = trucks["claims"]!.AsArray().Single(c => c.NumberAt("claim.value") == 13)!;
        Assert.Equal("the drivers' union", thirteen.At("claim.attributedTo.name"));
        Assert.Equal("Sahel Courier", thirteen.At("claim.evidence.source.outlet"));
        Assert.Equal("The convoy was attacked on Sunday night.", thirteen.At("claim.evidence.sentenceBefore.text"));
        Assert.Equal("The army said soldiers killed 20 attackers, a number that could not be verified.", thirteen.At("claim.evidence.sentenceAfter.text"));
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task What_is_said_about_the_president()
    {
        var answer = await Graph.AskFileAsync("what-was-said-about-someone.graphql", new() { ["name"] = "Martin Oyarce" });
        Assert.Contains(answer["entity"]!["quotesAbout"].Nodes(), q => q.At("speaker.name") == "Carla Huerta");
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task Which_numbers_the_institute_gives()
    {
        var answer = await Graph.AskFileAsync("who-gives-which-numbers.graphql", new() { ["name"] = "Civil Defence Institute" });
        Assert.Contains(answer["entity"]!["claims"].Nodes(), c => c.At("metric") == "killed" && c.NumberAt("value") == 14 && c.At("qualifier") == "AT_LEAST");
        Assert.Contains(answer["entity"]!["claims"].Nodes(), c => c.At("metric") == "injured" && c.NumberAt("value") == 120 && c.At("qualifier") == "MORE_THAN");
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task What_happened_in_Mali_and_where_that_is()
    {
        var answer = await Graph.AskFileAsync("what-happened-at-a-place.graphql", new() { ["name"] = "Mali" });
        Assert.Equal(("country:ML", 17d, -4d), (answer.At("entity.gazetteerId"), answer.NumberAt("entity.coordinates.latitude"), answer.NumberAt("entity.coordinates.longitude")));
        Assert.Contains(answer["entity"]!["eventsHere"].Nodes(), e => e.At("kind") == "attack" && e.At("date") == "2026-04-19");
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task Who_surrounds_the_prime_minister()
    {
        var answer = await Graph.AskFileAsync("what-surrounds-someone.graphql", new() { ["entity"] = await IdAsync("Adama Keita") });
        var links = answer["neighbourhood"]!["links"]!.AsArray();
        Assert.Contains(links, l => l.At("predicate") == "CALLED" && l.At("subject.name")!.EndsWith("Hrynko") && l.At("object.name") == "Adama Keita");
        Assert.Contains(links, l => l.At("predicate") == "ACCUSED" && l.At("object.name") == "Northern Front");
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task All_that_one_report_says()
    {
        var id = (await Graph.AskAsync("{ articles(first: 10) { nodes { id address } } }"))["articles"].Nodes().Single(a => a.At("address") == "convoy-1-meridian.txt").At("id");
        var answer = await Graph.AskFileAsync("all-that-an-article-says.graphql", new() { ["id"] = id });
        var article = answer["article"]!;
        Assert.Equal(("Meridian News", "Awa Sangare", "2026-04-20", 2d), (article.At("outlet"), article["authors"]![0]!.ToString(), article.At("published"), article.NumberAt("source.articleCount")));
        Assert.Contains(article["roles"].Nodes(), r => r.At("person.name") == "Adama Keita" && r.At("title") == "prime minister");
        Assert.Contains(article["claims"].Nodes(), c => c.At("metric") == "killed" && c.NumberAt("value") == 5);
        Assert.Contains(article["reports"].Nodes(), r => r.At("kind") == "attack" && r.NumberAt("event.articleCount") == 4);
        foreach (var mention in article["mentions"].Nodes())
            Assert.Equal(mention.At("text"), article.At("text")![int.Parse(mention.At("start")!)..int.Parse(mention.At("end")!)]);
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task Which_outlets_are_here_and_what_they_tell_of()
    {
        var answer = await Graph.AskFileAsync("who-publishes-what.graphql");
        Assert.Equal(["Andes Wire", "Meridian News", "The Harbour Post", "Sahel Courier"], answer["sources"].Nodes().Select(s => s.At("outlet")));
        Assert.Equal([2d, 2d, 2d, 1d], answer["sources"].Nodes().Select(s => s.NumberAt("articleCount")!.Value));
        Assert.Contains(answer["predicates"]!.AsArray(), p => p.At("predicate") == "ACCUSED" && p.NumberAt("count") == 4);
        Assert.Contains(answer["places"]!.AsArray(), p => p.At("place.name") == "Mali" && p.NumberAt("place.coordinates.latitude") == 17);
    }

    [Fact]
    public async Task Who_blamed_whom()
    {
        var answer = await Graph.AskFileAsync("who-blamed-whom.graphql");
        var told = answer["accusations"].Nodes().Select(r => (r.At("subject.name"), r.At("object.name"))).ToList();
        Assert.Contains(("Seydou Maiga", "Northern Front"), told);
        Assert.Contains(("Adama Keita", "Northern Front"), told);
        Assert.Contains(told, pair => pair.Item1 == "Carla Huerta");
        Answers.AssertSlices(answer);
    }

    [Fact]
    public async Task Where_an_organisation_appears()
    {
        var answer = await Graph.AskFileAsync("where-does-it-appear.graphql", new() { ["name"] = "Northern Front" });
        Assert.Equal(["convoy-1-meridian.txt", "convoy-2-sahel-courier.txt", "convoy-3-andes-wire.txt"], answer["entity"]!["articles"].Nodes().Select(a => a.At("address")).Order());
        foreach (var mention in answer["entity"]!["mentions"].Nodes())
            Assert.Equal(mention.At("text"), mention.At("article.text")![int.Parse(mention.At("start")!)..int.Parse(mention.At("end")!)]);
    }

    private async Task<JsonObject> TheAttackAsync() => (await Graph.AskFileAsync("who-attacked-what.graphql"))["events"].Nodes()[0];

    private async Task<string?> IdAsync(string name) => (await Graph.AskAsync("query($name: String!) { entity(name: $name) { id } }", new() { ["name"] = name })).At("entity.id");
}
