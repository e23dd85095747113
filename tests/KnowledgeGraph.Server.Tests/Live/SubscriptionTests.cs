using KnowledgeGraph.Model;
using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Storage;
using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Server.Tests.Live;

/// <summary>Subscriptions over the change log: what comes, in which order, and how it goes on after a break.</summary>
public sealed class SubscriptionTests(SampleGraph samples) : IClassFixture<SampleGraph>, IAsyncLifetime
{
    private const string Articles = "subscription($after: String) { articleIngested(after: $after) { cursor at articleId replaced article { address } } }";
    private const string Facts = "subscription($about: ID, $after: String) { factAdded(about: $about, after: $after) { cursor fact { __typename id evidence { quote start end article { text } } } } }";
    private const string Divergences = "subscription($minimum: Float, $after: String) { divergenceFound(minimum: $minimum, metrics: [\"killed\"], after: $after) { cursor comparison { id metric low high articleCount } } }";

    private ServedGraph _graph = null!;
    private IReadOnlyList<Contribution> _reports = null!;

    public async Task InitializeAsync()
    {
        _graph = await ServedGraph.EmptyAsync();
        _reports = [.. (await samples.Graph.ContributionsAsync()).OrderBy(report => report.Article.Address, StringComparer.Ordinal)];
    }

    public async Task DisposeAsync() => await _graph.DisposeAsync();

    [Fact]
    public async Task Articles_come_as_they_are_recorded()
    {
        await using var events = await _graph.SubscribeAsync(Articles);
        var reading = events.TakeAsync(3);
        foreach (var report in _reports.Take(2)) await _graph.Recorder.RecordAsync([report]);
        await _graph.Recorder.RecordAsync([_reports[0] with { Extractor = "test/2" }]);

        var came = await reading;

        Assert.Equal(
            [("convoy-1-meridian.txt", "false"), ("convoy-2-sahel-courier.txt", "false"), ("convoy-1-meridian.txt", "true")],
            came.Select(item => (item.At("article.address"), item.At("replaced"))));
    }

    [Fact]
    public async Task After_each_cursor_exactly_the_rest_comes()
    {
        var start = await CursorAsync();
        foreach (var report in _reports) await _graph.Recorder.RecordAsync([report]);
        var all = await ReadAsync(Articles, start, _reports.Count);

        for (var cut = 0; cut < all.Count - 1; cut++)
        {
            var rest = await ReadAsync(Articles, all[cut].At("cursor")!, all.Count - cut - 1);
            Assert.Equal(all.Skip(cut + 1).Select(item => item.ToJsonString()), rest.Select(item => item.ToJsonString()));
        }
    }

    [Fact]
    public async Task Nothing_is_lost_between_an_answer_and_the_subscription_that_starts_with_its_cursor()
    {
        await _graph.Recorder.RecordAsync([_reports[0]]);
        var answer = await _graph.AskAsync("{ changeCursor articles(first: 10) { nodes { id } } }");
        await _graph.Recorder.RecordAsync([_reports[1]]);

        var came = await ReadAsync(Articles, answer.At("changeCursor")!, 1);

        Assert.Equal(_reports[1].Article.Id, came[0].At("articleId"));
    }

    [Fact]
    public async Task Facts_about_an_entity_come_all_of_them_each_once_and_slice()
    {
        await _graph.Recorder.RecordAsync([_reports[0]]);
        var keita = (await _graph.AskAsync("{ entity(name: \"Adama Keita\") { id } }")).At("entity.id")!;
        var start = await CursorAsync();
        foreach (var report in _reports.Skip(1)) await _graph.Recorder.RecordAsync([report]);
        var known = await FactsAboutAsync(keita, except: _reports[0].Article.Id);

        var came = await ReadAsync(Facts, start, known.Count, keita);

        Assert.Equal(known, came.Select(item => item.At("fact.id")!).Order(StringComparer.Ordinal));
        foreach (var item in came)
            Assert.Equal(item.At("fact.evidence.quote"), item.At("fact.evidence.article.text")![int.Parse(item.At("fact.evidence.start")!)..int.Parse(item.At("fact.evidence.end")!)]);
        for (var cut = 0; cut < came.Count - 1; cut++)
            Assert.Equal(
                came.Skip(cut + 1).Select(item => item.At("fact.id")),
                (await ReadAsync(Facts, came[cut].At("cursor")!, came.Count - cut - 1, keita)).Select(item => item.At("fact.id")));
    }

    [Fact]
    public async Task Facts_about_an_entity_go_on_under_the_id_that_a_merge_retired()
    {
        await _graph.Recorder.RecordAsync([_reports[0], _reports[1]]);
        var ids = await _graph.AskAsync("{ one: entity(name: \"Fatou Cisse\") { id } other: entity(name: \"Seydou Maiga\") { id } }");
        await using var facts = await _graph.SubscribeAsync(Facts, new() { ["about"] = ids.At("other.id") });
        await _graph.AskAsync($"mutation {{ mergeEntities(input: {{ entities: [\"{ids.At("one.id")}\", \"{ids.At("other.id")}\"] }}) {{ errors {{ message }} }} }}");
        var harbour = _reports.Single(report => report.Article.Address!.StartsWith("convoy-4"));
        await _graph.Recorder.RecordAsync([harbour]);

        var fact = await facts.NextAsync();

        Assert.StartsWith(harbour.Article.Id, fact.At("fact.id"));
    }

    [Fact]
    public async Task Divergences_come_when_a_second_report_differs_and_only_those_that_are_large_enough()
    {
        var start = await CursorAsync();
        foreach (var report in _reports.Where(report => report.Article.Address!.StartsWith("earthquake"))) await _graph.Recorder.RecordAsync([report]);

        var all = await ReadAsync(Divergences, start, 2);
        var large = await _graph.SubscribeAsync(Divergences, new() { ["minimum"] = 0.3, ["after"] = start });
        await using var _ = large;

        Assert.All(all, item => Assert.Equal("killed", item.At("comparison.metric")));
        Assert.Equal((14, 21), ((int)all[^1].NumberAt("comparison.low")!, (int)all[^1].NumberAt("comparison.high")!));
        Assert.Equal(21, (await large.NextAsync()).NumberAt("comparison.high"));
    }

    [Fact]
    public async Task What_another_process_writes_comes_too()
    {
        await using var events = await _graph.SubscribeAsync(Articles);
        var reading = events.NextAsync();
        await using (var other = await SqliteGraphStore.OpenAsync(_graph.Store.Description.Location))
            await other.Recorder.RecordAsync([_reports[0]]);

        Assert.Equal(_reports[0].Article.Id, (await reading).At("articleId"));
    }

    [Fact]
    public async Task A_subscriber_who_stops_reading_goes_on_where_it_stood()
    {
        await using var events = await _graph.SubscribeAsync(Articles);
        await _graph.Recorder.RecordAsync([_reports[0]]);
        var first = await events.NextAsync();
        foreach (var report in _reports.Skip(1)) await _graph.Recorder.RecordAsync([report]);

        var rest = await events.TakeAsync(_reports.Count - 1);

        Assert.Equal(_reports.Select(report => report.Article.Id), rest.Prepend(first).Select(item => item.At("articleId")));
    }

    [Fact]
    public async Task A_stopped_subscription_ends_while_it_waits()
    {
        var events = await _graph.SubscribeAsync(Articles);
        var waiting = events.ResponseAsync();

        await events.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => waiting);
    }

    private async Task<string> CursorAsync() => (await _graph.AskAsync("{ changeCursor }")).At("changeCursor")!;

    private async Task<IReadOnlyList<System.Text.Json.Nodes.JsonObject>> ReadAsync(string subscription, string after, int count, string? about = null)
    {
        var variables = new System.Text.Json.Nodes.JsonObject { ["after"] = after };
        if (about is not null) variables["about"] = about;
        await using var events = await _graph.SubscribeAsync(subscription, variables);
        return await events.TakeAsync(count);
    }

    // What the graph itself says: ids of all facts in which the entity has a part.
    private async Task<List<string>> FactsAboutAsync(string id, string except)
    {
        var reader = _graph.Store.Reader;
        var found = new List<string>();
        found.AddRange((await reader.Relations.PageAsync(new RelationFilter { Either = [id] }, 1000)).Values.Select(fact => fact.Id));
        found.AddRange((await reader.Relations.PageAsync(new RelationFilter { AttributedTo = [id] }, 1000)).Values.Select(fact => fact.Id));
        found.AddRange((await reader.Relations.PageAsync(new RelationFilter { Places = [id] }, 1000)).Values.Select(fact => fact.Id));
        found.AddRange((await reader.Quotes.PageAsync(new QuoteFilter { Speakers = [id] }, 1000)).Values.Select(fact => fact.Id));
        found.AddRange((await reader.Quotes.PageAsync(new QuoteFilter { Addressees = [id] }, 1000)).Values.Select(fact => fact.Id));
        found.AddRange((await reader.Quotes.PageAsync(new QuoteFilter { About = [id] }, 1000)).Values.Select(fact => fact.Id));
        found.AddRange((await reader.Claims.PageAsync(new ClaimFilter { AttributedTo = [id] }, 1000)).Values.Select(fact => fact.Id));
        found.AddRange((await reader.Claims.PageAsync(new ClaimFilter { Scopes = [id] }, 1000)).Values.Select(fact => fact.Id));
        found.AddRange((await reader.Roles.PageAsync(new RoleFilter { Persons = [id] }, 1000)).Values.Select(fact => fact.Id));
        found.AddRange((await reader.EventReports.PageAsync(new EventReportFilter(), 1000)).Values.Where(report => report.Place == id || report.Participants.Any(part => part.Entity == id)).Select(fact => fact.Id));
        return [.. found.Where(fact => !fact.StartsWith(except, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
    }
}
