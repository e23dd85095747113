using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Access;
using KnowledgeGraph.Server.Hosting;
using KnowledgeGraph.Server.Tests.Support;

namespace KnowledgeGraph.Server.Tests.Hosting;

/// <summary>Settings by file, environment and command line.</summary>
[Collection("environment")]
public sealed class SettingsTests : IDisposable
{
    private readonly CommandLine _kg = new();

    public void Dispose() => _kg.Dispose();

    [Theory]
    [InlineData(null, null, null, "warning")]
    [InlineData("error", null, null, "error")]
    [InlineData("error", "debug", null, "debug")]
    [InlineData("error", "debug", "trace", "trace")]
    [InlineData(null, null, "trace", "trace")]
    public async Task The_command_line_wins_then_the_environment_then_the_file(string? file, string? environment, string? line, string holds)
    {
        if (file is not null) _kg.Write("kg.json", $$"""{ "log-level": "{{file}}" }""");
        Environment.SetEnvironmentVariable("KG_LOG_LEVEL", environment);
        try
        {
            Assert.Equal(holds, (string?)(await PrintAsync(line is null ? [] : ["--log-level", line]))["log-level"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("KG_LOG_LEVEL", null);
        }
    }

    [Fact]
    public async Task The_file_can_hold_texts_numbers_lists_and_comments()
    {
        _kg.Write("kg.json", """
            {
                // For the news desk.
                "urls": ["http://localhost:5080", "http://10.0.0.5:5080"],
                "rate-limit": 20,
                "ide": false,
                "allow_origin": "https://news.example",
            }
            """);
        var settings = await PrintAsync();
        Assert.Equal("http://localhost:5080;http://10.0.0.5:5080", (string?)settings["urls"]);
        Assert.Equal((20, false, "https://news.example"), ((int)settings["rate-limit"]!, (bool)settings["ide"]!, (string?)settings["allow-origin"]));
    }

    [Fact]
    public async Task A_file_can_be_named()
    {
        _kg.Write("kg.json", """{ "log-level": "error" }""");
        _kg.Write("other.json", """{ "log-level": "debug" }""");
        Assert.Equal("debug", (string?)(await PrintAsync(["--config", "other.json"]))["log-level"]);
        Assert.Equal("debug", (string?)(await PrintAsync(["--config=other.json"]))["log-level"]);
    }

    [Fact]
    public async Task What_is_printed_can_be_the_file_and_shows_no_secret()
    {
        _kg.Write("kg.json", """{ "jwt-secret": "a shared secret of thirty-two bytes or more", "jwt-audience": "kg", "jwt-issuer": "https://id.example", "neo4j-password": "word" }""");
        var printed = await PrintAsync();
        Assert.Equal(("***", "***", "", "kg"), ((string?)printed["jwt-secret"], (string?)printed["neo4j-password"], (string?)printed["otlp-headers"], (string?)printed["jwt-audience"]));
        _kg.Write("kg.json", printed.ToJsonString());
        Assert.Equal(0, (await _kg.RunAsync(["stats", "--help"])).Code);
    }

    [Theory]
    [InlineData("""{ "log-levle": "error" }""", "kg.json: there is no setting \"log-levle\"; the nearest is \"log-level\".")]
    [InlineData("""{ "Urls": "http://localhost:1" , "thread": 2 }""", "kg.json: there is no setting \"thread\"; the nearest is \"threads\".")]
    [InlineData("""{ "Logging": { "LogLevel": "x" } }""", "kg.json: \"Logging\": expected a text, a number, true, false, or a list of these, found an object.")]
    [InlineData("""{ "urls": null }""", "kg.json: \"urls\": expected a text, a number, true, false, or a list of these, found null.")]
    [InlineData("""{ "urls": [["a"]] }""", "found a list with something else in it.")]
    [InlineData("""{ "urls": "a", "URLS": "b" }""", "kg.json: \"URLS\" is there twice.")]
    [InlineData("""{ "anonymous": "king" }""", "--anonymous: expected by-address, none, reader, writer or curator in the environment (KG_ANONYMOUS) or in kg.json (\"anonymous\"), found 'king'.")]
    [InlineData("""{ "ide": "maybe" }""", "--ide: expected true or false in the environment (KG_IDE) or in kg.json (\"ide\"), found 'maybe'.")]
    [InlineData("""{ "rate-limit": -2 }""", "--rate-limit: expected a whole number from -1 to 1000000")]
    [InlineData("[]", "kg.json cannot be read: expected a JSON object")]
    [InlineData("{\n\"a\"", "kg.json cannot be read at line 2: expected a JSON object")]
    public async Task A_mistake_in_the_file_is_named(string content, string told)
    {
        _kg.Write("kg.json", content);
        var outcome = await _kg.RunAsync(["serve", "--print-config"]);
        Assert.Equal(2, outcome.Code);
        Assert.Contains(told, outcome.Error);
    }

    [Fact]
    public async Task A_named_file_that_is_missing_is_told()
    {
        var outcome = await _kg.RunAsync(["serve", "--print-config", "--config", "none.json"]);
        Assert.Equal((2, "kg: the settings file 'none.json' is not there."), (outcome.Code, outcome.Error.Trim()));
    }

    [Theory]
    [InlineData("--jwt-issuer https://id.example", "--jwt-audience is missing")]
    [InlineData("--jwt-audience kg --jwt-roles editors", "--jwt-roles: expected pairs such as editors=curator with reader, writer or curator, found 'editors'.")]
    [InlineData("--jwt-audience kg --jwt-authority id", "--jwt-authority: expected an address such as https://host.example, found 'id'.")]
    [InlineData("--jwt-audience kg --jwt-issuer a", "an authority, a secret or public keys")]
    [InlineData("--jwt-audience kg --jwt-keys none.pem", "--jwt-keys: the file 'none.pem' is not there.")]
    [InlineData("--trusted-proxy proxy.example", "--trusted-proxy: expected an IP address such as 10.0.0.2, found 'proxy.example'.")]
    [InlineData("--allow-origin news.example", "--allow-origin: expected an origin")]
    [InlineData("--otlp-endpoint localhost", "--otlp-endpoint: expected an address")]
    [InlineData("--tls-certificate none.pem", "--tls-certificate: the file 'none.pem' is not there.")]
    [InlineData("--urls https://127.0.0.1:0", "https needs a certificate: --tls-certificate FILE.")]
    public async Task A_value_that_cannot_work_stops_the_start_in_one_line(string options, string told)
    {
        var outcome = await _kg.RunAsync(["serve", .. options.StartsWith("--urls") ? [] : new[] { "--urls", "http://127.0.0.1:0" }, .. options.Split(' ')]);
        Assert.Equal(1, outcome.Code);
        Assert.Contains(told, outcome.Error);
        Assert.Single(outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("http://localhost:5080", AnonymousAccess.ByAddress, "")]
    [InlineData("http://localhost:5080;http://[::1]:5080", AnonymousAccess.Reader, "")]
    [InlineData("http://localhost:5080", AnonymousAccess.Writer, "anyone on this machine may change the graph")]
    [InlineData("http://0.0.0.0:5080", AnonymousAccess.ByAddress, "callers need a key, and there is none yet | keys and answers travel unencrypted")]
    [InlineData("http://*:5080", AnonymousAccess.Reader, "may read the graph without a key | keys and answers travel unencrypted")]
    [InlineData("https://kg.example:443", AnonymousAccess.Curator, "WARNING: anyone who reaches https://kg.example:443 may change the graph without a key (--anonymous curator).")]
    public void Settings_that_let_others_in_are_warned_of(string urls, AnonymousAccess anonymous, string told)
    {
        var warnings = ServerWarnings.Of(new() { Urls = urls, Access = new() { Anonymous = anonymous } }).ToList();
        var expected = told.Split(" | ", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected.Length, warnings.Count);
        Assert.All(expected.Zip(warnings), pair => Assert.Contains(pair.First, pair.Second));
    }

    [Fact]
    public async Task Help_names_every_option_of_the_server()
    {
        var help = (await _kg.RunAsync(["serve", "--help"])).Output;
        var printed = await PrintAsync();
        Assert.All(printed.Select(setting => $"--{setting.Key}"), option => Assert.Contains(option, help));
        Assert.Contains("KG_LOG_LEVEL", (await _kg.RunAsync(["--help"])).Output);
    }

    private async Task<JsonObject> PrintAsync(params string[] more)
    {
        var outcome = await _kg.RunAsync(["serve", "--print-config", .. more]);
        Assert.Equal((0, ""), (outcome.Code, outcome.Error));
        return JsonNode.Parse(outcome.Output)!.AsObject();
    }
}
