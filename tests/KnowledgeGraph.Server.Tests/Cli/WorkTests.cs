using System.Text;
using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Tests.Support;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Server.Tests.Cli;

/// <summary>The verbs doing what they are for.</summary>
public sealed class WorkTests : IDisposable
{
    private const string Report = "Ann Lee met Bob Ray in Paris on Monday. They spoke about the harbour for two hours.";

    private readonly CommandLine _kg = new();

    public void Dispose() => _kg.Dispose();

    [Fact]
    public async Task The_same_article_again_changes_nothing()
    {
        var file = _kg.Write("report.txt", Report);

        var first = await _kg.RunAsync(["ingest", file]);
        var second = await _kg.RunAsync(["ingest", file]);

        Assert.Equal((0, "1 articles: 1 new, 0 replaced, 0 already there; 0 refused."), (first.Code, first.Output.Trim()));
        Assert.Equal((0, "1 articles: 0 new, 0 replaced, 1 already there; 0 refused."), (second.Code, second.Output.Trim()));
    }

    [Fact]
    public async Task Of_two_texts_under_one_id_the_later_is_kept_and_the_other_told()
    {
        var first = _kg.Write("a.jsonl", "{\"id\":\"x\",\"text\":\"Ann Lee met Bob Ray in Paris.\"}\n{\"id\":\"y\",\"text\":\"Something else.\"}");
        var second = _kg.Write("b.jsonl", "{\"id\":\"x\",\"text\":\"Ann Lee met Cleo Day in Oslo.\"}\n{\"id\":\"y\",\"text\":\"Something else.\"}");

        var outcome = await _kg.RunAsync(["ingest", first, second]);
        var kept = await _kg.RunAsync(["query", "{ articles(first: 5, order: TITLE) { nodes { text } } }"]);

        Assert.Equal(1, outcome.Code);
        Assert.EndsWith("; 1 refused.", outcome.Output.Trim());
        Assert.EndsWith($"a.jsonl:1 has the same id as {second}:1 and another text; the later one is kept.", outcome.Error.Trim());
        Assert.Contains("Cleo Day", kept.Output);
        Assert.DoesNotContain("Bob Ray", kept.Output);
    }

    [Theory]
    [InlineData("2199-01-01", "is dated 2199-01-01, which is still to come; it is kept with that date.")]
    [InlineData("one day", "gives a date of publication that cannot be read ('one day')")]
    public async Task A_strange_date_is_told_and_the_article_kept(string date, string told)
    {
        var outcome = await _kg.RunAsync(["ingest", _kg.Write("a.jsonl", $$"""{"text":"Ann Lee met Bob Ray in Paris.","published":"{{date}}"}""")]);

        Assert.Equal((0, "1 articles: 1 new, 0 replaced, 0 already there; 0 refused."), (outcome.Code, outcome.Output.Trim()));
        Assert.Contains(told, outcome.Error);
    }

    [Fact]
    public async Task An_import_of_an_export_gives_the_same_bytes()
    {
        using var other = new CommandLine();
        await _kg.RunAsync(["ingest", _kg.Write("report.txt", Report)]);

        await _kg.RunAsync(["export", _kg.PathOf("one.jsonl")]);
        var import = await other.RunAsync(["import", _kg.PathOf("one.jsonl")]);
        await other.RunAsync(["export", _kg.PathOf("two.jsonl")]);

        Assert.Equal((0, "1 new, 0 replaced, 0 already there."), (import.Code, import.Output.Trim()));
        Assert.Equal(await File.ReadAllTextAsync(_kg.PathOf("one.jsonl")), await File.ReadAllTextAsync(_kg.PathOf("two.jsonl")));
    }

    [Fact]
    public async Task What_extract_writes_can_be_imported()
    {
        using var other = new CommandLine();
        var file = _kg.Write("report.txt", Report);
        await _kg.RunAsync(["ingest", file]);
        await _kg.RunAsync(["export", _kg.PathOf("ingested.jsonl")]);

        var extracted = await _kg.RunAsync(["extract", file]);
        await File.WriteAllTextAsync(_kg.PathOf("extracted.jsonl"), extracted.Output);
        var import = await other.RunAsync(["import", _kg.PathOf("extracted.jsonl")]);
        await other.RunAsync(["export", _kg.PathOf("imported.jsonl")]);

        Assert.Equal((0, "1 new, 0 replaced, 0 already there."), (import.Code, import.Output.Trim()));
        Assert.Equal(await File.ReadAllTextAsync(_kg.PathOf("ingested.jsonl")), await File.ReadAllTextAsync(_kg.PathOf("imported.jsonl")));
    }

    [Fact]
    public async Task A_query_is_read_from_a_file_named_after_an_at_sign()
    {
        await _kg.RunAsync(["ingest", _kg.Write("report.txt", Report)]);

        var outcome = await _kg.RunAsync(["query", "@" + _kg.Write("q.graphql", "{ statistics { articles } }")]);

        Assert.Equal(0, outcome.Code);
        Assert.Equal("1", JsonNode.Parse(outcome.Output).At("data.statistics.articles"));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Files_with_CRLF_in_any_unicode_are_read(string encoding)
    {
        await File.WriteAllTextAsync(_kg.PathOf("report.txt"), Report.Replace(". ", ".\r\n\r\n"), Encoding.GetEncoding(encoding));

        var outcome = await _kg.RunAsync(["ingest", _kg.PathOf("report.txt")]);

        Assert.Equal(0, outcome.Code);
        Assert.StartsWith("1 articles: 1 new", outcome.Output);
    }

    [Fact]
    public async Task What_someone_does_is_shown_with_the_words_that_say_it()
    {
        await _kg.RunAsync(["ingest", "-"], Report);

        var outcome = await _kg.RunAsync(["entity", "Ann"]);

        Assert.Equal(0, outcome.Code);
        Assert.Contains("Ann Lee met Bob Ray", outcome.Output);
        Assert.Contains("Lee met Bob Ray (", outcome.Output);
    }

    [Fact]
    public async Task A_name_that_several_bear_shows_the_most_mentioned_and_names_the_others()
    {
        await _kg.RunAsync(["ingest", _kg.Write("a.jsonl", """
            {"text":"Ann Lee met Bob Ray in Paris on Monday. Ann Lee was late."}
            {"text":"Ann Ford met Cleo Day in Oslo on Monday."}
            """)]);

        var outcome = await _kg.RunAsync(["entity", "Ann"]);

        Assert.StartsWith("Ann Lee · Person", outcome.Output);
        Assert.Matches("^kg: 'Ann' may also mean Ann Ford \\(person, e[0-9a-z]+\\); an id says which.", outcome.Error);
    }

    [Theory]
    [InlineData("Bob Rey", "Did you mean Bob Ray (person, ")]
    [InlineData("Lee, Ann", "Did you mean Ann Lee (person, ")]
    [InlineData("Pariss", "Did you mean Paris (place, ")]
    [InlineData("Zzyzx", "kg: no entity is called 'Zzyzx'.")]
    [InlineData("\"", "kg: no entity is called '\"'.")]
    public async Task A_name_that_nobody_bears_is_told_with_those_that_are_like_it(string name, string told)
    {
        await _kg.RunAsync(["ingest", "-"], Report);

        var outcome = await _kg.RunAsync(["entity", name]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains(told, outcome.Error);
    }

    [Fact]
    public async Task What_is_no_terminal_gets_no_colours()
    {
        await _kg.RunAsync(["ingest", "-"], Report);

        Assert.DoesNotContain('\u001b', (await _kg.RunAsync(["entity", "Ann"])).Output);
    }

    [Theory]
    [InlineData("Ann Lee met Bob Ray in Paris on Monday.")]
    [InlineData("Ann [31m Lee met Bob [/] Ray in Paris on Monday.")]
    [InlineData("Ann \u001b[31mLee\u001b[0m met Bob \u001b]0;owned\u0007 Ray in Paris on Monday.")]
    public async Task Text_of_articles_is_neither_markup_nor_a_command_to_the_terminal(string text)
    {
        var file = _kg.Write("report.txt", text);
        await _kg.RunAsync(["ingest", file]);

        var entity = await _kg.RunAsync(["entity", "Ann"]);
        var shown = await _kg.RunAsync(["extract", "--show", file]);

        Assert.Equal((0, 0), (entity.Code, shown.Code));
        Assert.Contains("Ann", entity.Output);
        Assert.DoesNotContain("\u001b[31m", entity.Output + shown.Output);
        Assert.DoesNotContain('\a', entity.Output + shown.Output);
    }

    [Fact]
    public async Task What_a_report_says_several_times_is_one_line_of_a_comparison_with_all_places()
    {
        await _kg.RunAsync(["ingest", _kg.Write("a.jsonl", """{"outlet":"Post","published":"2025-03-05","text":"Gunmen attacked a village near Vienna on Tuesday, killing 12 people. Schools stayed closed.\n\nGunmen killed 12 people in the attack. Twelve people died in the raid."}""")]);
        var killed = JsonNode.Parse((await _kg.RunAsync(["query", "{ comparisons(first: 9) { nodes { metric event { id } } } }"])).Output)!["data"]!["comparisons"].Nodes().Single(c => c.At("metric") == "killed");

        var outcome = await _kg.RunAsync(["compare", killed.At("event.id")!]);

        Assert.Equal("12 people the report itself Post 2025-03-05 killing 12 people · killed 12 people · Twelve people died (3 places)",
            outcome.Output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))).Single(line => line.StartsWith("12 people", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whole_events_are_listed_and_a_part_says_of_what_it_is_one()
    {
        await _kg.RunAsync(["ingest", _kg.Write("a.jsonl", string.Join('\n', new[] { "Post", "News" }.Select(outlet =>
            $$"""{"outlet":"{{outlet}}","published":"2025-03-05","text":"Gunmen attacked a village near Vienna on Tuesday, {{outlet}} reports. The attack damaged five ambulances and injured eight people."}""")))]);
        var part = JsonNode.Parse((await _kg.RunAsync(["query", "{ events(first: 9) { nodes { id partOf { id } } } }"])).Output)!["data"]!["events"].Nodes().First(happening => happening["partOf"] is not null);

        var listed = JsonNode.Parse((await _kg.RunAsync(["compare", "--json"])).Output)!.AsArray();
        var shown = await _kg.RunAsync(["compare", part.At("id")!]);

        Assert.NotEmpty(listed);
        Assert.All(listed, happening => Assert.Null(happening!["partOf"]));
        Assert.Contains($"{part.At("partOf.id")}, with whose reports its numbers are compared", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_stop_it_says_that_what_was_recorded_is_kept()
    {
        var outcome = await _kg.RunAsync(["ingest", _kg.Write("report.txt", Report)], cancellation: new CancellationToken(canceled: true));

        Assert.Equal((1, "kg: stopped; what was recorded before is kept."), (outcome.Code, outcome.Error.Trim()));
    }

    [Fact]
    public async Task A_check_tells_what_is_damaged()
    {
        await _kg.RunAsync(["ingest", "-"], Report);

        var sound = await _kg.RunAsync(["check"]);
        await using (var connection = new SqliteConnection($"Data Source={_kg.PathOf("graph.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE entity SET articles = articles + 1";
            await command.ExecuteNonQueryAsync();
        }
        var damaged = await _kg.RunAsync(["check"]);
        var asJson = await _kg.RunAsync(["check", "--json"]);

        Assert.Equal((0, ""), (sound.Code, sound.Output));
        Assert.Contains("No damage found.", sound.Error);
        Assert.Equal((1, 1), (damaged.Code, asJson.Code));
        Assert.Matches("^\\d+ entities are counted wrongly$", damaged.Output.Trim());
        Assert.Matches("^\\[\"\\d+ entities are counted wrongly\"\\]$", asJson.Output.Trim());
        Assert.Contains("restore a backup", damaged.Error);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("ingest")]
    [InlineData("withdraw")]
    [InlineData("query")]
    [InlineData("entity")]
    [InlineData("compare")]
    [InlineData("stats")]
    [InlineData("annotate")]
    [InlineData("extract")]
    [InlineData("export")]
    [InlineData("import")]
    [InlineData("backup")]
    [InlineData("check")]
    public async Task Every_verb_has_a_help_with_its_options(string verb)
    {
        var outcome = await _kg.RunAsync([verb, "--help"]);

        Assert.Equal(0, outcome.Code);
        Assert.Contains("--data", outcome.Output);
    }
}
