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
    [InlineData("{\"judgement\":{\"id\":\"\\ud800\"}}", "Line 3", "")]
    public async Task A_broken_line_is_named_and_nothing_is_recorded(string broken, string line, string expected)
    {
        await using var store = await _file.OpenAsync();
        var refused = await Assert.ThrowsAsync<GraphRequestException>(() => ImportAsync(store, $"{{\"export\":{{\"format\":1}}}}\r\n{Good}\n{broken}\n{Good}"));
        Assert.StartsWith(line, refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Nothing is recorded.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await store.Reader.Articles.CountAsync(new ArticleFilter()));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_named_by_their_line()
    {
        await using var store = await _file.OpenAsync();
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Good + "\n{\"judgement\":\""), 0xFF, 0xFE, .. "\"}\n"u8];
        var refused = await Assert.ThrowsAsync<GraphRequestException>(() => store.ImportAsync(new MemoryStream(bytes)));
        Assert.Equal("Line 2 is not a line of an export: it is not UTF-8. Nothing is recorded.", refused.Message);
        Assert.Equal(0, await store.Reader.Articles.CountAsync(new ArticleFilter()));
    }

    [Fact]
    public async Task An_export_that_was_cut_off_at_the_end_of_a_line_is_refused()
    {
        await using var store = await _file.OpenAsync();
        await store.Recorder.RecordAsync(Reports.All());
        using var export = new MemoryStream();
        await store.ExportAsync(export);
        await store.Recorder.WithdrawAsync([.. Reports.All().Select(report => report.Article.Id)]);
        var lines = Encoding.UTF8.GetString(export.ToArray()).Split('\n');
        var refused = await Assert.ThrowsAsync<GraphRequestException>(() => ImportAsync(store, string.Join('\n', lines[..3]) + "\n"));
        Assert.Equal("The export ends after line 3 and is cut off: it says that it has 3 articles and 0 judgements, and 2 and 0 came. Nothing is recorded.", refused.Message);
        Assert.Equal(0, await store.Reader.Articles.CountAsync(new ArticleFilter()));
        Assert.Equal(3, (await ImportAsync(store, string.Join('\n', lines[..4]))).Added);
    }

    [Fact]
    public async Task What_cannot_be_read_twice_is_recorded_up_to_the_line_that_is_refused()
    {
        await using var store = await _file.OpenAsync();
        using var pipe = new System.IO.Compression.BrotliStream(new MemoryStream(Packed(Good + "\nbroken\n")), System.IO.Compression.CompressionMode.Decompress);
        var refused = await Assert.ThrowsAsync<GraphRequestException>(() => store.ImportAsync(pipe));
        Assert.EndsWith(" What stands before it is recorded.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await store.Reader.Articles.CountAsync(new ArticleFilter()));
    }

    [Fact]
    public async Task Empty_lines_a_byte_order_mark_and_a_last_line_without_an_end_are_all_right()
    {
        await using var store = await _file.OpenAsync();
        Assert.Equal(1, (await ImportAsync(store, $"\uFEFF\n\n{Good}")).Added);
    }

    private static Task<RecordResult> ImportAsync(IGraphStore store, string text) => store.ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionMode.Compress)) brotli.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
