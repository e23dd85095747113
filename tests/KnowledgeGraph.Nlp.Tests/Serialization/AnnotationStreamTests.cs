using System.Text.Json;
using KnowledgeGraph.Nlp.Serialization;

namespace KnowledgeGraph.Nlp.Tests.Serialization;

[Collection(ModelCollection.Name)]
public class AnnotationStreamTests(ModelFixture fixture)
{
    private static readonly string GoldenPath = Path.Combine(AppContext.BaseDirectory, "goldens", "tricky.jsonl");

    private async Task<(int ExitCode, string[] Output, string[] Errors)> Run(string input, AnnotationStreamOptions? options = null)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exitCode = await new AnnotationStream(fixture.Model).RunAsync(new StringReader(input), output, errors, options);
        return (exitCode, Lines(output), Lines(errors));

        static string[] Lines(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Output_is_the_goldens_themselves_in_their_order(int threads)
    {
        var goldens = await File.ReadAllLinesAsync(GoldenPath);
        var (exitCode, output, errors) = await Run(string.Join('\n', goldens), new AnnotationStreamOptions { Threads = threads });
        Assert.Equal(0, exitCode);
        Assert.Empty(errors);
        Assert.Equal(goldens.Length, output.Length);
        foreach (var (golden, line) in goldens.Zip(output))
        {
            using var expected = JsonDocument.Parse(golden);
            using var actual = JsonDocument.Parse(line);
            Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement), line);
        }
    }

    [Fact]
    public async Task A_bad_line_is_reported_with_its_number_and_the_rest_goes_on()
    {
        var (exitCode, output, errors) = await Run("""
            {"id":"a","text":"One."}
            {"id":"b"

            [1]
            {"id":"c"}
            {"text":"x"}
            {"id":"d","text":"\ud800"}
            {"id":7,"text":"Two."}
            """);
        Assert.Equal(1, exitCode);
        Assert.Equal(["a", "7"], output.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()));
        Assert.Collection(
            errors,
            e => Assert.StartsWith("line 2 is no JSON (at byte", e, StringComparison.Ordinal),
            e => Assert.Equal("line 4 is no JSON object, expected {\"id\", \"text\"}.", e),
            e => Assert.Equal("line 5 has no string \"text\", expected {\"id\", \"text\"}.", e),
            e => Assert.Equal("line 6 has no \"id\", expected {\"id\", \"text\"}.", e),
            e => Assert.Equal("line 7 has half of a surrogate pair in a string.", e),
            e => Assert.Equal("5 lines could not be read.", e));
    }

    [Fact]
    public async Task A_line_over_the_limit_is_skipped_without_being_kept()
    {
        var (exitCode, output, errors) = await Run(
            $"{{\"id\":\"a\",\"text\":\"{new string('x', 300_000)}\"}}\n{{\"id\":\"b\",\"text\":\"ok\"}}", new AnnotationStreamOptions { LongestLine = 1000 });
        Assert.Equal((1, 1), (exitCode, output.Length));
        Assert.Equal("line 1 is longer than 1,000 characters.", errors[0]);
    }

    [Fact]
    public async Task A_long_document_is_written_in_pieces_that_make_one_line()
    {
        var text = string.Concat(Enumerable.Repeat("Kyiv 😀 sagt „nein“. ", 4_000)).TrimEnd();
        var (exitCode, output, _) = await Run(JsonSerializer.Serialize(new { id = "long", text }));
        Assert.Equal((0, 1), (exitCode, output.Length));
        var (id, doc) = DocJson.Read(output[0]);
        Assert.Equal("long", id);
        AnyTextTests.AssertSame(fixture.Model.Annotate(text), doc);
    }

    [Fact]
    public async Task No_input_gives_no_output() => Assert.Equal((0, 0), await Run("") is var r ? (r.ExitCode, r.Output.Length) : default);
}
