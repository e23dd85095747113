using System.Text;
using System.Text.Json;
using KnowledgeGraph.Model;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

/// <summary>What import makes of files that are not what they should be.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Remove();

    private static string Good => "{\"contribution\":" + JsonSerializer.Serialize(Reports.Flood(), ContributionJson.Options) + "}";

    [Theory]
    [InlineData("{\"contribution\":{", "Line 3", "expected one JSON object a line")]
    [InlineData("plain words", "Line 3", "expected one JSON object a line")]
    [InlineData("[]", "Line 3", "expected an object with one member, or a contribution")]
    [InlineData("{\"recipe\":{}}", "Line 3", "'recipe' is not known here")]
    [InlineData("{\"contribution\":null}", "Line 3", "expected a contribution, found null")]
    [InlineData("{\"contribution\":{\"article\":{}}}", "Line 3", "")]
    [InlineData("{\"export\":{\"format\":9}}", "Line 3", "format 9, and this version reads 1")]
    [InlineData("{\"contribution\":\"\\u0000", "Line 3", "")]
    public async Task A_broken_line_is_named_and_what_stands_before_it_is_kept(string broken, string line, string expected)
    {
        await using var store = await _file.OpenAsync();
        var refused = await Assert.ThrowsAsync<GraphRequestException>(() => ImportAsync(store, $"{{\"export\":{{\"format\":1}}}}\r\n{Good}\n{broken}\n{Good}"));
        Assert.StartsWith(line, refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains("The 2 lines before it are read.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await store.Reader.Articles.CountAsync(new ArticleFilter()));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_named_by_their_line()
    {
        await using var store = await _file.OpenAsync();
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Good + "\n{\"judgement\":\""), 0xFF, 0xFE, .. "\"}\n"u8];
        var refused = await Assert.ThrowsAsync<GraphRequestException>(() => store.ImportAsync(new MemoryStream(bytes)));
        Assert.Equal("Line 2 is not a line of an export: it is not UTF-8. The 1 lines before it are read.", refused.Message);
        Assert.Equal(1, await store.Reader.Articles.CountAsync(new ArticleFilter()));
    }

    [Fact]
    public async Task Empty_lines_a_byte_order_mark_and_a_last_line_without_an_end_are_all_right()
    {
        await using var store = await _file.OpenAsync();
        Assert.Equal(1, (await ImportAsync(store, $"\uFEFF\n\n{Good}")).Added);
    }

    private static Task<RecordResult> ImportAsync(IGraphStore store, string text) => store.ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
