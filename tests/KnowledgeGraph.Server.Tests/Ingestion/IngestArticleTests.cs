using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Tests.Support;
using KnowledgeGraph.Tests.Support;

namespace KnowledgeGraph.Server.Tests.Ingestion;

/// <summary>Articles handed in over GraphQL.</summary>
public sealed class IngestArticleTests(OwnGraph own) : IClassFixture<OwnGraph>
{
    private const string Ingest = """
        mutation($input: IngestArticleInput!) { ingestArticle(input: $input) {
          ingestion { id name status isOver replaces articleId failure { reason message } warnings { kind message } article { id } }
          article { id title outlet authors published publishedAt address language text skipped relations(first: 20) { nodes { predicate evidence { quote start end article { text } } } } }
          errors { __typename message ... on InvalidInputError { field } ... on IngestionFailedError { reason } } } }
        """;

    private ServedGraph Graph => own.Graph;

    [Fact]
    public async Task An_article_can_be_read_with_its_facts_in_the_answer_that_took_it()
    {
        var answer = await IngestAsync(new()
        {
            ["text"] = "Ann Lee met Bob Ray in Paris on Monday. They spoke about the harbour for two hours.",
            ["title"] = "A meeting",
            ["outlet"] = "The Harbour Post",
            ["url"] = "https://post.example/meeting?utm_source=feed#top",
            ["published"] = "2026-03-03T10:00:00+01:00",
            ["authors"] = new JsonArray("Cleo Day"),
        });

        var article = answer["article"]!;
        Assert.Equal(
            ("A meeting", "The Harbour Post", "2026-03-03", "https://post.example/meeting", "en"),
            (article.At("title"), article.At("outlet"), article.At("published"), article.At("address"), article.At("language")));
        Assert.Equal("Cleo Day", Assert.Single(article["authors"]!.AsArray())!.ToString());
        Assert.Contains(article["relations"].Nodes(), relation => relation.At("predicate") == "MET");
        Answers.AssertSlices(article);
        Assert.Equal(("RECORDED", "true", article.At("id"), article.At("id")), (answer.At("ingestion.status"), answer.At("ingestion.isOver"), answer.At("ingestion.articleId"), answer.At("ingestion.article.id")));
        Assert.Empty(answer["errors"]!.AsArray());
    }

    [Fact]
    public async Task The_same_again_is_unchanged_and_a_newer_version_replaces()
    {
        JsonObject Version(string text) => new() { ["text"] = text, ["url"] = "https://post.example/versions" };

        var first = await IngestAsync(Version("Ann Lee met Bob Ray."));
        var again = await IngestAsync(Version("Ann Lee met Bob Ray."));
        var newer = await IngestAsync(Version("Ann Lee met Bob Ray and Cleo Day."));

        Assert.Equal(("RECORDED", "UNCHANGED", "RECORDED"), (first.At("ingestion.status"), again.At("ingestion.status"), newer.At("ingestion.status")));
        Assert.Equal(("false", "true"), (first.At("ingestion.replaces"), newer.At("ingestion.replaces")));
        Assert.Equal(first.At("article.id"), newer.At("article.id"));
        Assert.Equal("Ann Lee met Bob Ray and Cleo Day.", newer.At("article.text"));
    }

    [Theory]
    [InlineData("MARKDOWN", "# Talks\n\nAnn Lee **met** Bob Ray.", "Ann Lee met Bob Ray.")]
    [InlineData("HTML", "<h1>Talks</h1><p>Ann Lee <b>met</b> Bob&nbsp;Ray.</p><script>alert(1)</script>", "Ann Lee met Bob Ray.")]
    public async Task Markup_is_read_by_its_format(string format, string text, string read)
    {
        var answer = await IngestAsync(new() { ["text"] = text, ["format"] = format });

        Assert.Contains(read, answer.At("article.text"));
        Assert.DoesNotContain("alert", answer.At("article.text"));
    }

    [Theory]
    [InlineData("text", "", "text", "The text is empty; expected an article.")]
    [InlineData("text", " \n\t ", "text", "The text is empty; expected an article.")]
    [InlineData("published", "2026-02-30", "published", "'2026-02-30' is no date; expected a form such as 2025-07-04")]
    [InlineData("published", "soon", "published", "'soon' is no date")]
    [InlineData("published", "0000", "published", "'0000' is no date")]
    [InlineData("url", "news.example/a", "url", "'news.example/a' is no web address")]
    [InlineData("url", "file:///etc/passwd", "url", "is no web address; expected one such as https://")]
    [InlineData("url", "https://user:word@news.example/a", "url", "carries a user name or a password")]
    [InlineData("language", "English, please", "language", "is no language; expected a code such as en")]
    public async Task A_value_that_cannot_be_used_is_named(string field, string value, string told, string message)
    {
        var input = new JsonObject { ["text"] = "Ann Lee met Bob Ray." };
        input[field] = value;

        var answer = await IngestAsync(input);

        var error = Assert.Single(answer["errors"]!.AsArray());
        Assert.Equal(("InvalidInputError", told), (error.At("__typename"), error.At("field")));
        Assert.Contains(message, error.At("message"));
        Assert.Null(answer["ingestion"]);
    }

    [Fact]
    public async Task Too_long_values_are_named()
    {
        foreach (var (field, value) in new (string, JsonNode)[]
        {
            ("title", new string('t', 501)), ("outlet", new string('o', 501)), ("url", "https://news.example/" + new string('u', 2048)),
            ("authors", new JsonArray([.. Enumerable.Range(0, 51).Select(i => (JsonNode)$"Author {i}")])),
        })
        {
            var answer = await IngestAsync(new() { ["text"] = "Ann Lee met Bob Ray.", [field] = value });
            Assert.Equal(field, Assert.Single(answer["errors"]!.AsArray()).At("field"));
        }
    }

    [Fact]
    public async Task A_text_over_the_limit_is_refused()
    {
        var answer = await IngestAsync(new() { ["text"] = new string('x', 4 * 1024 * 1024 + 1) });

        Assert.Contains("longer than 4194304 characters", Assert.Single(answer["errors"]!.AsArray()).At("message"));
    }

    [Fact]
    public async Task A_date_that_is_to_come_is_kept_and_marked()
    {
        var answer = await IngestAsync(new() { ["text"] = "Ann Lee met Bob Ray in a far year.", ["published"] = "2199-01-01" });

        Assert.Equal("2199-01-01", answer.At("article.published"));
        var warning = Assert.Single(answer["ingestion"]!["warnings"]!.AsArray());
        Assert.Equal("PUBLISHED_IN_FUTURE", warning.At("kind"));
        Assert.Contains("2199-01-01, which is still to come", warning.At("message"));
    }

    [Fact]
    public async Task Another_language_is_kept_without_facts_and_marked()
    {
        var answer = await IngestAsync(new() { ["text"] = "Der Bürgermeister hat am Montag mit der Ministerin über den Hafen gesprochen, und sie haben sich nicht geeinigt." });

        Assert.Equal(("de", "language", "RECORDED"), (answer.At("article.language"), answer.At("article.skipped"), answer.At("ingestion.status")));
        Assert.Equal("NOT_IN_ENGLISH", Assert.Single(answer["ingestion"]!["warnings"]!.AsArray()).At("kind"));
    }

    [Fact]
    public async Task Who_does_not_wait_asks_for_it_later()
    {
        var answer = await IngestAsync(new() { ["text"] = "Dora Elm met Finn Gray in Oslo.", ["wait"] = false });
        var id = answer.At("ingestion.id")!;
        Assert.Null(answer["article"]);

        JsonObject asked;
        do asked = await Graph.AskAsync($"{{ ingestion(id: \"{id}\") {{ status isOver article {{ text }} }} }}"); while (asked.At("ingestion.isOver") == "false");

        Assert.Equal(("RECORDED", "Dora Elm met Finn Gray in Oslo."), (asked.At("ingestion.status"), asked.At("ingestion.article.text")));
    }

    [Fact]
    public async Task Each_change_is_pushed_until_the_end()
    {
        var id = (await IngestAsync(new() { ["text"] = "Hana Ito met Ivo Jung in Prague.", ["wait"] = false })).At("ingestion.id")!;

        var seen = await Graph.ResponsesAsync($"subscription {{ ingestionChanged(id: \"{id}\") {{ status article {{ text }} }} }}").ToListAsync();

        Assert.Equal(("RECORDED", "Hana Ito met Ivo Jung in Prague."), (seen[^1].At("data.ingestionChanged.status"), seen[^1].At("data.ingestionChanged.article.text")));
        string[] order = ["QUEUED", "EXTRACTING", "EXTRACTED", "RECORDED"];
        var statuses = seen.Select(s => Array.IndexOf(order, s.At("data.ingestionChanged.status"))).ToList();
        Assert.Equal(statuses.Order().Distinct(), statuses);
    }

    [Fact]
    public async Task Nobody_can_watch_what_is_not_there()
    {
        var seen = await Graph.ResponsesAsync("subscription { ingestionChanged(id: \"nobody\") { status } }").ToListAsync();

        Assert.Contains("Nothing is remembered of an ingestion 'nobody'", Assert.Single(seen)["errors"]![0].At("message"));
    }

    [Fact]
    public async Task The_last_articles_are_listed_newest_first_and_by_status()
    {
        foreach (var i in Enumerable.Range(1, 3)) await IngestAsync(new() { ["text"] = $"Listed article number {i}.", ["title"] = $"Listed {i}" });

        var first = await Graph.AskAsync("{ ingestions(first: 2, status: [RECORDED, UNCHANGED]) { nodes { name status } pageInfo { hasNextPage endCursor } totalCount } }");
        var second = await Graph.AskAsync($"{{ ingestions(first: 1, after: \"{first.At("ingestions.pageInfo.endCursor")}\") {{ nodes {{ name }} }} }}");

        Assert.Equal(["Listed 3", "Listed 2"], first["ingestions"].Nodes().Select(n => n.At("name")));
        Assert.Equal("true", first.At("ingestions.pageInfo.hasNextPage"));
        Assert.Equal("Listed 1", Assert.Single(second["ingestions"].Nodes()).At("name"));
    }

    [Theory]
    [InlineData("{ ingestions(first: 1, after: \"bad\") { nodes { id } } }", "The cursor is not one of ingestions.")]
    [InlineData("{ ingestions(last: 1) { nodes { id } } }", "ingestions is read forward")]
    public async Task A_page_that_cannot_be_is_refused(string query, string told) =>
        Assert.Contains(told, Assert.Single((await Graph.AnswerAsync(query))["errors"]!.AsArray()).At("message"));

    [Fact]
    public async Task A_second_change_of_one_request_is_seen_in_its_own_answer()
    {
        var answer = await Graph.AskAsync("""
            mutation {
              one: ingestArticle(input: { text: "Kai Lund met Mia Nord in Bergen." }) { article { entities(first: 10) { nodes { name } } } }
              two: ingestArticle(input: { text: "Olaf Pind met Rut Sand in Tromso." }) { article { entities(first: 10) { nodes { name } } } }
            }
            """);

        Assert.Contains(answer["one"]!["article"]!["entities"].Nodes(), n => n.At("name") == "Kai Lund");
        Assert.Contains(answer["two"]!["article"]!["entities"].Nodes(), n => n.At("name") == "Olaf Pind");
    }

    private async Task<JsonObject> IngestAsync(JsonObject input) => (await Graph.AskAsync(Ingest, new() { ["input"] = input }))["ingestArticle"]!.AsObject();
}

/// <summary>A graph of the tests of one class, empty at first.</summary>
public sealed class OwnGraph : IAsyncLifetime
{
    public ServedGraph Graph { get; private set; } = null!;

    public async Task InitializeAsync() => Graph = await ServedGraph.EmptyAsync();

    public async Task DisposeAsync() => await Graph.DisposeAsync();
}
