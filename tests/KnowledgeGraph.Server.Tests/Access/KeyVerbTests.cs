using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KnowledgeGraph.Server.Tests.Support;

namespace KnowledgeGraph.Server.Tests.Access;

public sealed class KeyVerbTests : IDisposable
{
    private readonly CommandLine _kg = new();

    public void Dispose() => _kg.Dispose();

    [Fact]
    public async Task A_key_is_shown_once_and_kept_only_as_its_hash()
    {
        var added = await _kg.RunAsync(["key", "add", "Ada", "--role", "writer"]);

        var text = added.Output.Trim();
        Assert.Matches("^kg_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$", text);
        var file = await File.ReadAllTextAsync(_kg.PathOf("graph.db.keys.json"));
        Assert.DoesNotContain(text[12..], file);
        var kept = JsonNode.Parse(file)!["keys"]![0]!;
        Assert.Equal(("Ada", "Writer", text[3..11]), ((string?)kept["name"], (string?)kept["role"], (string?)kept["id"]));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text))), (string?)kept["hash"]);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_kg.PathOf("graph.db.keys.json")));
    }

    [Fact]
    public async Task Keys_are_listed_with_their_state_and_without_their_hash()
    {
        await _kg.RunAsync(["key", "add", "Ada", "--role", "writer", "--expires", "90d"]);
        await _kg.RunAsync(["key", "add", "Ben", "--role", "reader"]);
        await _kg.RunAsync(["key", "revoke", "Ben"]);

        var listed = JsonNode.Parse((await _kg.RunAsync(["key", "list", "--json"])).Output)!.AsArray();
        var lines = (await _kg.RunAsync(["key", "list"])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(["Ada", "Ben"], listed.Select(key => (string)key!["name"]!));
        Assert.Null(listed[0]!["revoked"]);
        Assert.Equal((DateTimeOffset)listed[0]!["created"]! + TimeSpan.FromDays(90), (DateTimeOffset)listed[0]!["expires"]!, TimeSpan.FromSeconds(1));
        Assert.NotNull(listed[1]!["revoked"]);
        Assert.Null(listed[1]!["hash"]);
        Assert.Equal(3, lines.Length);
        Assert.Matches("^[0-9a-f]{8}  writer   .*  never             until .*  Ada$", lines[1]);
        Assert.Matches("^[0-9a-f]{8}  reader   .*  never             revoked .*  Ben$", lines[2]);
    }

    [Fact]
    public async Task A_name_is_free_again_when_its_key_is_revoked()
    {
        await _kg.RunAsync(["key", "add", "Ada", "--role", "reader"]);
        var twice = await _kg.RunAsync(["key", "add", "Ada", "--role", "reader"]);
        await _kg.RunAsync(["key", "revoke", "Ada"]);
        var again = await _kg.RunAsync(["key", "add", "Ada", "--role", "reader"]);

        Assert.Equal((1, 0), (twice.Code, again.Code));
        Assert.Contains("there is a key of the name 'Ada' already", twice.Error);
    }

    [Theory]
    [InlineData("key add Ada", 1, "--role is missing: expected reader, writer or curator.")]
    [InlineData("key add Ada --role king", 2, "'king'")]
    [InlineData("key add --role reader", 1, "expected a NAME")]
    [InlineData("key add Ada --role reader --expires 2001-01-01", 1, "--expires: expected a day to come such as 2027-01-31")]
    [InlineData("key add Ada --role reader --expires soon", 1, "found 'soon'")]
    [InlineData("key revoke Ada", 1, "there is no key of the name or id 'Ada' that counts")]
    [InlineData("key give Ada", 2, "'give'")]
    [InlineData("key", 2, "key")]
    public async Task What_is_missing_or_wrong_is_told(string line, int code, string told)
    {
        var outcome = await _kg.RunAsync(line.Split(' '));
        Assert.Equal(code, outcome.Code);
        Assert.Contains(told, outcome.Error);
        Assert.False(File.Exists(_kg.PathOf("graph.db.keys.json")));
    }

    [Fact]
    public async Task Something_else_in_place_of_the_file_is_told_and_left_alone()
    {
        _kg.Write("graph.db.keys.json", "my notes");
        var outcome = await _kg.RunAsync(["key", "add", "Ada", "--role", "reader"]);
        Assert.Equal(1, outcome.Code);
        Assert.Contains("is no file of API keys", outcome.Error);
        Assert.Equal("my notes", await File.ReadAllTextAsync(_kg.PathOf("graph.db.keys.json")));
    }

    [Fact]
    public async Task Keys_that_are_made_at_the_same_time_are_all_kept()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => _kg.RunAsync(["key", "add", $"caller {i}", "--role", "reader"])));
        Assert.Equal(8, JsonNode.Parse((await _kg.RunAsync(["key", "list", "--json"])).Output)!.AsArray().Count);
    }
}
