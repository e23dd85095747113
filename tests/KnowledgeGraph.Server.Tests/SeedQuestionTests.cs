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
        // It says so twice, and is one claim with two places.
        Assert.Single(values, v => v.Article == "004" && v.Value == "14");
        Assert.Single(answer["claims"]!.AsArray().Single(c => c.NumberAt("claim.value") == 14)!["repeatedIn"]!.AsArray());
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
        Assert.Equal(["000", "001", "002", "003", "004"], intercepted.Select(v => v.Article).Distinct().Order());
        // What one means brought down is counted apart from what was brought down in all.
        Assert.Equal([("60", "EXACT", "001")], Values(await CompareAsync("drones_intercepted_by_interceptor_drones")));
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

    [SharedFact]
    public async Task How_the_Polish_minister_and_the_American_president_are_connected()
    {
        var answer = await Graph.AskFileAsync("how-two-are-connected.graphql", new() { ["from"] = await IdAsync("Radoslaw Sikorski"), ["to"] = await IdAsync("Donald Trump") });
        var path = answer["paths"]![0];
        Assert.Equal("Radoslaw Sikorski", path!["entities"]![0].At("name"));
        Assert.Contains(path["links"]!.AsArray(), link => link.At("predicate") == "URGED" && link.At("subject.name") == "Radoslaw Sikorski");
        Assert.Equal("Donald Trump", path["entities"]!.AsArray()[^1].At("name"));
        Answers.AssertSlices(answer);
        var direct = await Graph.AskFileAsync("how-two-are-connected.graphql", new() { ["from"] = await IdAsync("Donald Trump"), ["to"] = await IdAsync("Vladimir Putin") });
        Assert.Equal(("CALLED", "5"), (direct["paths"]![0]!["links"]![0].At("predicate"), direct["paths"]![0]!["links"]![0].At("articleCount")));
    }

    [SharedFact]
    public async Task The_night_as_a_timeline()
    {
        var answer = await Graph.AskFileAsync("the-night-as-a-timeline.graphql", new() { ["from"] = "2025-07-03", ["to"] = "2025-07-04" });
        var events = answer["timeline"].Nodes();
        var dated = events.Where(e => e.At("date") is { Length: 10 } or { Length: 21 }).Select(e => e.At("date")![..10]).ToList();
        Assert.Equal(dated.Order(StringComparer.Ordinal), dated);
        Assert.Contains(events, e => e.At("kind") == "consult" && e.At("date") == "2025-07-03" && Takes(e, "Donald Trump") && Takes(e, "Vladimir Putin"));
        Assert.Contains(events, e => e.At("kind") == "alarm" && e.At("date") == "2025-07-03");
        Assert.Contains(events, e => e.At("kind") == "attack" && e.At("date") == "2025-07-03/2025-07-04" && e.NumberAt("articleCount") == 5 && Takes(e, "Russia"));
        Assert.Contains(events, e => e.At("kind") == "intercept" && e.At("date") == "2025-07-03/2025-07-04" && Takes(e, "Ukraine"));
        Assert.Contains(events, e => e.At("place.name") == "Kyiv" && e.NumberAt("place.coordinates.latitude") is > 50 and < 51 && e.NumberAt("place.coordinates.longitude") is > 30 and < 31);
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task Who_said_what_about_a_ceasefire()
    {
        var answer = await Graph.AskFileAsync("who-said-what-about-a-word.graphql", new() { ["words"] = "ceasefire" });
        var quotes = answer["search"].Nodes();
        Assert.Equal(["000", "001", "003", "004"], quotes.Select(q => q.At("node.evidence.article.address")![..3]).Distinct().Order());
        Assert.All(quotes, q => Assert.Equal("Donald Trump", q.At("node.speaker.name")));
        Assert.All(quotes, q => Assert.Contains("no progress", q.At("node.text")));
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task What_was_known_of_the_dead_and_injured_before_and_after_the_night()
    {
        var before = await Graph.AskFileAsync("as-known-at.graphql", new() { ["metric"] = "killed", ["day"] = "2025-07-03" });
        Assert.DoesNotContain(before["then"].Nodes(), c => c["claims"]!.AsArray().Any(claim => claim.At("published") == "2025-07-04"));
        var after = await Graph.AskFileAsync("as-known-at.graphql", new() { ["metric"] = "injured", ["day"] = "2025-07-04" });
        Assert.Contains(after["then"].Nodes(), c => c.NumberAt("high") == 23 && c["claims"]!.AsArray().Count(claim => claim.At("published") == "2025-07-04") == 3);
        Answers.AssertSlices(after);
    }

    [SharedFact]
    public async Task Who_reported_the_night_first()
    {
        var attacks = await Graph.AskFileAsync("who-attacked-what.graphql");
        var answer = await Graph.AskFileAsync("who-reported-first.graphql", new() { ["event"] = TheNight(attacks).At("id") });
        Assert.Equal("2025-07-04", answer.At("event.firstReported"));
        var articles = answer["event"]!["articles"].Nodes();
        Assert.Equal(5, articles.Count);
        Assert.Equal(["000", "001", "002"], articles.Where(a => a.At("published") == "2025-07-04").Select(a => a.At("address")![..3]).Order());
        Assert.Equal("2025-07-04T10:10:00Z", articles.Single(a => a.At("address")!.StartsWith("002")).At("publishedAt"));
        Assert.StartsWith("001", answer["event"]!["comparisons"].Nodes().Single(c => c.At("metric") == "killed").At("firstArticle.address"));
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task What_differs_between_the_reports_and_who_is_the_source()
    {
        var attacks = await Graph.AskFileAsync("who-attacked-what.graphql");
        var answer = await Graph.AskFileAsync("what-differs-and-who-says-so.graphql", new() { ["event"] = TheNight(attacks).At("id") });
        var differences = answer["event"]!["comparisons"].Nodes();
        var injured = differences.Single(c => c.At("metric") == "injured")["claims"]!.AsArray();
        Assert.Contains(injured, c => c.NumberAt("claim.value") == 23 && c.At("claim.attributedTo.name") == "Kyiv city and military authorities");
        Assert.Contains(injured, c => c.NumberAt("claim.value") == 14 && c.At("claim.attributedTo.name") is null && c.At("claim.evidence.article.address")!.StartsWith("004"));
        var launched = differences.Single(c => c.At("metric") == "drones_launched")["claims"]!.AsArray();
        Assert.Contains(launched, c => c.NumberAt("claim.value") == 539 && c.At("claim.attributedTo.name") == "Ukrainian air force");
        // Articles repeat what one air force says.
        Assert.True(launched.Count(c => c!["repeats"] is not null) >= 2);
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task What_is_said_about_the_Russian_president()
    {
        var answer = await Graph.AskFileAsync("what-was-said-about-someone.graphql", new() { ["name"] = "Vladimir Putin" });
        var said = answer["entity"]!["quotesAbout"].Nodes();
        Assert.Contains(said, q => q.At("speaker.name") == "Yulia Ryzhkova" && q.At("evidence.article.address")!.StartsWith("001"));
        Assert.Contains(said, q => q.At("speaker.name") == "Dmitry Peskov" && q.At("text")!.Contains("reiterated"));
        Assert.Contains(said, q => q.At("speaker.name") == "Donald Trump" && q.At("text")!.Contains("disappointed"));
        Assert.Contains(said, q => q.At("speaker.name") == "Volodymyr Zelensky");
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task Which_numbers_the_air_force_gives()
    {
        var answer = await Graph.AskFileAsync("who-gives-which-numbers.graphql", new() { ["name"] = "Ukrainian air force" });
        var numbers = answer["entity"]!["claims"].Nodes().Select(c => (c.At("metric"), c.NumberAt("value"))).Distinct().Order();
        Assert.Equal([("drones_intercepted", 476), ("drones_launched", 539), ("missiles_launched", 11)], numbers);
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task What_happened_in_Kyiv_and_where_that_is()
    {
        var answer = await Graph.AskFileAsync("what-happened-at-a-place.graphql", new() { ["name"] = "Kyiv" });
        Assert.Equal(("geonames:703448", "UA"), (answer.At("entity.gazetteerId"), answer.At("entity.country")));
        Assert.Equal((50.4547, 30.5238), (answer.NumberAt("entity.coordinates.latitude"), answer.NumberAt("entity.coordinates.longitude")));
        var kinds = answer["entity"]!["eventsHere"].Nodes().Select(e => e.At("kind")).Distinct();
        Assert.Superset(new HashSet<string?> { "attack", "damage", "casualty" }, kinds.ToHashSet());
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task Who_surrounds_the_Ukrainian_president()
    {
        var answer = await Graph.AskFileAsync("what-surrounds-someone.graphql", new() { ["entity"] = await IdAsync("Volodymyr Zelensky") });
        var links = answer["neighbourhood"]!["links"]!.AsArray();
        Assert.Contains(links, l => l.At("predicate") == "PRESIDENT_OF" && l.At("subject.name") == "Volodymyr Zelensky" && l.At("object.name") == "Ukraine");
        Assert.Contains(links, l => l.At("predicate") == "CALLED" && l.At("subject.name") == "Donald Trump" && l.At("object.name") == "Volodymyr Zelensky");
        Assert.Equal("Volodymyr Zelensky", answer["neighbourhood"]!["entities"]![0].At("name"));
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task All_that_the_short_report_says()
    {
        var id = (await Graph.AskAsync("{ articles(first: 10) { nodes { id address } } }"))["articles"].Nodes().Single(a => a.At("address")!.StartsWith("002")).At("id");
        var answer = await Graph.AskFileAsync("all-that-an-article-says.graphql", new() { ["id"] = id });
        var article = answer["article"]!;
        Assert.Equal("2025-07-04", article.At("published"));
        Assert.Contains(article["quotes"].Nodes(), q => q.At("speaker.name") == "Andrii Sybiha");
        Assert.Contains(article["claims"].Nodes(), c => c.At("metric") == "drones_launched" && c.NumberAt("value") == 539);
        Assert.Contains(article["claims"].Nodes(), c => c.At("metric") == "missiles_launched" && c.NumberAt("value") == 11);
        Assert.Contains(article["roles"].Nodes(), r => r.At("person.name") == "Andrii Sybiha" && r.At("title") == "minister of foreign affairs");
        Assert.Contains(article["reports"].Nodes(), r => r.At("kind") == "attack" && r.NumberAt("event.articleCount") == 5);
        foreach (var mention in article["mentions"].Nodes())
            Assert.Equal(mention.At("text"), article.At("text")![int.Parse(mention.At("start")!)..int.Parse(mention.At("end")!)]);
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task Whom_the_American_president_accuses()
    {
        var answer = await Graph.AskFileAsync("who-blamed-whom.graphql");
        var accused = answer["accusations"].Nodes().Single(r => r.At("predicate") == "ACCUSED" && r.At("subject.name") == "Donald Trump");
        Assert.Equal(("Joe Biden", "112", "ACCUSE"), (accused.At("object.name"), accused.At("predicateInfo.cameo"), accused.At("predicateInfo.plover")));
        Answers.AssertSlices(answer);
    }

    [SharedFact]
    public async Task Which_outlets_are_here_and_what_they_tell_of()
    {
        var answer = await Graph.AskFileAsync("who-publishes-what.graphql");
        Assert.Contains(answer["sources"].Nodes(), s => s.At("outlet") == "CNN" && s.NumberAt("articleCount") == 2);
        Assert.Contains(answer["days"]!.AsArray(), d => d.At("key") == "2025-07-04" && d.NumberAt("count") == 3);
        Assert.Equal("Kyiv", answer["places"]!.AsArray().First(p => p!["place"] is not null).At("place.name"));
        Assert.Equal(5, answer.NumberAt("statistics.articles"));
    }

    private async Task<string?> IdAsync(string name) => (await Graph.AskAsync("query($name: String!) { entity(name: $name) { id } }", new() { ["name"] = name })).At("entity.id");

    private static bool Takes(JsonObject happening, string name) => happening["participants"]!.AsArray().Any(p => p.At("entity.name") == name);

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
