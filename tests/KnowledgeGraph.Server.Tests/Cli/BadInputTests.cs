using KnowledgeGraph.Server.Cli;
using KnowledgeGraph.Server.Tests.Support;

namespace KnowledgeGraph.Server.Tests.Cli;

/// <summary>What a person sees who gives <c>kg</c> something wrong. 1: done, but something was wrong and was reported; 2: wrong usage.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Report = "Ann Lee met Bob Ray in Paris on Monday. They spoke about the harbour for two hours.";

    private readonly CommandLine _kg = new();

    public void Dispose() => _kg.Dispose();

    [Theory]
    [InlineData("Unrecognized", "frobnicate")]
    [InlineData("Required argument missing", "ingest")]
    [InlineData("Required argument missing", "withdraw")]
    [InlineData("--threads: expected a whole number from 1 to 256, found 'abc'.", "stats", "--threads", "abc")]
    [InlineData("--threads: expected a whole number from 1 to 256, found '0'.", "stats", "--threads", "0")]
    [InlineData("'oracle' not recognized", "stats", "--store", "oracle")]
    public async Task Wrong_usage_is_told_and_ends_with_2(string told, params string[] args)
    {
        var outcome = await _kg.RunAsync(args);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(told, outcome.Error);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("there is no graph at", "stats")]
    [InlineData("there is no graph at", "query", "{ statistics { articles } }")]
    [InlineData("there is no graph at", "export")]
    [InlineData("--variables: expected a JSON object.", "query", "{ statistics { articles } }", "--variables", "[1]")]
    [InlineData("--variables: expected a JSON object.", "query", "{ statistics { articles } }", "--variables", "{")]
    [InlineData("no-such-file", "query", "@no-such-file.graphql")]
    [InlineData("no-such-file", "import", "no-such-file.jsonl")]
    [InlineData("no-such-file", "annotate", "no-such-file.jsonl")]
    [InlineData("--allow-origin: expected an origin", "serve", "--allow-origin", "news.example/page")]
    [InlineData("cannot be listened at: expected addresses", "serve", "--urls", "not an address")]
    public async Task What_cannot_be_done_is_told_in_a_line_and_ends_with_1(string told, params string[] args)
    {
        var outcome = await _kg.RunAsync(args);

        Assert.Equal(1, outcome.Code);
        Assert.StartsWith("kg: ", outcome.Error);
        Assert.Contains(told, outcome.Error);
        Assert.Single(outcome.Error.Trim().Split('\n'));
    }

    [Theory]
    [InlineData("{ broken", "appsettings.json cannot be read at line 1: expected a JSON object")]
    [InlineData("[]", "appsettings.json cannot be read: expected a JSON object")]
    [InlineData("{\"threads\": \"abc\"}", "--threads: expected a whole number from 1 to 256 in the environment (KG_THREADS) or in appsettings.json (\"threads\"), found 'abc'.")]
    [InlineData("{\"threads\": 0}", "found '0'.")]
    [InlineData("{\"quiet\": \"banana\"}", "--quiet: expected true or false")]
    [InlineData("{\"store\": \"oracle\"}", "--store: expected sqlite or neo4j")]
    public async Task Wrong_settings_are_told_and_end_with_2(string settings, string told)
    {
        _kg.Write("appsettings.json", settings);

        var outcome = await _kg.RunAsync(["stats"]);

        Assert.Equal(2, outcome.Code);
        Assert.Contains(told, outcome.Error);
    }

    [Fact]
    public async Task A_text_file_is_not_a_graph()
    {
        _kg.Write("graph.db", "This is no database, but a text that someone named so. It is long enough to look like one at first sight.");

        var outcome = await _kg.RunAsync(["stats"]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains("graph.db", outcome.Error);
    }

    [Fact]
    public async Task A_port_in_use_is_told()
    {
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();

        var outcome = await _kg.RunAsync(["serve", "--urls", $"http://{other.LocalEndpoint}"]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains("another program uses the port", outcome.Error);
    }

    [Fact]
    public async Task Bad_articles_are_named_and_the_good_one_is_kept()
    {
        var good = _kg.Write("good.txt", Report);
        var empty = _kg.Write("empty.txt", "");
        var binary = _kg.PathOf("binary.txt");
        await File.WriteAllBytesAsync(binary, [0, 1, 2, 3, 0, 255, 254, 0, 0, 7]);
        var nothing = Directory.CreateDirectory(_kg.PathOf("nothing")).FullName;

        var outcome = await _kg.RunAsync(["ingest", good, empty, binary, nothing, _kg.PathOf("missing.txt"), _kg.PathOf("*.xyz")]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains("1 articles: 1 new, 0 replaced, 0 already there; 5 refused.", outcome.Output.Replace(", 1 not in English (kept without facts)", ""));
        Assert.Contains("empty.txt is empty", outcome.Error);
        Assert.Contains("binary.txt is a binary file", outcome.Error);
        Assert.Contains("nothing holds no article", outcome.Error);
        Assert.Contains("missing.txt is not there", outcome.Error);
        Assert.Contains("*.xyz matches no file", outcome.Error);
    }

    [Fact]
    public async Task Bad_lines_of_standard_input_are_named_by_number()
    {
        var outcome = await _kg.RunAsync(["ingest", "-"], "{\"text\":\"" + Report + "\"}\r\nbroken\r\n\r\n{\"id\":\"b\"}\r\n");

        Assert.Equal(1, outcome.Code);
        Assert.StartsWith("1 articles: 1 new", outcome.Output);
        Assert.Contains("standard input:2 is not valid JSON", outcome.Error);
        Assert.Contains("standard input:4 has no \"text\"", outcome.Error);
    }

    [Fact]
    public async Task A_broken_query_is_an_error_with_its_place()
    {
        await _kg.RunAsync(["ingest", "-"], Report);

        var outcome = await _kg.RunAsync(["query", "{ statistics {"]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains("Syntax Error", outcome.Output);
        Assert.Contains("\"line\": 1", outcome.Output);
    }

    [Fact]
    public async Task A_copy_is_never_written_over_a_file_or_into_a_missing_folder()
    {
        await _kg.RunAsync(["ingest", "-"], Report);
        var there = _kg.Write("there.db", "mine");

        var onto = await _kg.RunAsync(["backup", there]);
        var into = await _kg.RunAsync(["backup", _kg.PathOf("no-folder/copy.db")]);
        var export = await _kg.RunAsync(["export", there]);

        Assert.Equal((1, 1, 1), (onto.Code, into.Code, export.Code));
        Assert.Equal("mine", await File.ReadAllTextAsync(there));
        Assert.Contains("there.db is there already", onto.Error);
        Assert.Contains("its folder is not there", into.Error);
    }

    [Fact]
    public async Task A_store_without_a_name_is_wrong()
    {
        var outcome = await RunAsync(["stats", "--data", ""]);

        Assert.Equal(1, outcome.Code);
        Assert.Equal("kg: --data: expected the name of a file, found none.", outcome.Error.Trim());
    }

    [Fact]
    public async Task An_import_of_something_else_names_the_line()
    {
        var outcome = await _kg.RunAsync(["import", _kg.Write("other.jsonl", "{\"a\":1}\n")]);

        Assert.Equal(1, outcome.Code);
        Assert.Contains("Line 1 is not a line of an export", outcome.Error);
    }

    [Fact]
    public async Task An_unknown_article_is_not_withdrawn_and_is_told()
    {
        await _kg.RunAsync(["ingest", "-"], Report);

        var outcome = await _kg.RunAsync(["withdraw", "nobody"]);

        Assert.Equal(1, outcome.Code);
        Assert.Equal("0 articles withdrawn.", outcome.Output.Trim());
        Assert.Equal("kg: there is no article 'nobody'.", outcome.Error.Trim());
    }

    private static async Task<Outcome> RunAsync(string[] args)
    {
        using StringWriter output = new(), error = new();
        return new(await KgCommandLine.RunAsync(args, TextReader.Null, output, error), output.ToString(), error.ToString());
    }
}
