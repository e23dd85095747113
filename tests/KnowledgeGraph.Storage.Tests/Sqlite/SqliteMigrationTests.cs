using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

/// <summary>What a file written by an older version still knows once it is opened.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    // What migration 8 adds: a file that is to be older must not have it.
    private const string WithoutEighth = "ALTER TABLE comparison DROP COLUMN first_day; DROP INDEX claim_story; ALTER TABLE claim DROP COLUMN story;";

    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Remove();

    [Theory]
    [InlineData("lisb*")]
    [InlineData("homes")]
    [InlineData("\"fire service\"")]
    public async Task What_was_found_before_words_were_filed_by_day_is_found_after(string text)
    {
        var before = await FoundAsync(text);
        _file.Run($"""
            DROP TABLE title_words; DROP TABLE article_words; DROP TABLE quote_words;
            CREATE VIRTUAL TABLE quote_words USING fts5(quote, content='', contentless_delete=1);
            CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='', contentless_delete=1);
            {WithoutEighth}
            PRAGMA user_version = 5;
            """);

        var after = await FoundAsync(text);

        Assert.NotEmpty(before);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Reports_that_were_filed_under_older_keys_are_filed_anew()
    {
        await using (var store = await _file.OpenAsync()) await store.Recorder.RecordAsync(Reports.All());
        var before = _file.Query("SELECT k.key || ' ' || r.id FROM event_key k JOIN local_event r ON r.n = k.report ORDER BY 1");
        _file.Run($"UPDATE event_key SET key = 'older ' || key; {WithoutEighth} PRAGMA user_version = 7;");

        await using (await _file.OpenAsync()) { }

        Assert.NotEmpty(before);
        Assert.Equal(before, _file.Query("SELECT k.key || ' ' || r.id FROM event_key k JOIN local_event r ON r.n = k.report ORDER BY 1"));
    }

    private async Task<List<(SearchScope, string, double, string)>> FoundAsync(string text)
    {
        await using var store = await _file.OpenAsync();
        await store.Recorder.RecordAsync(Reports.All());
        var page = await store.Reader.SearchAsync(new(text, [], 50));
        Assert.Equal(page.Total, page.Items.Count);
        return [.. page.Items.Select(item => (item.Value.Scope, item.Value.Id, item.Value.Score, item.Value.Snippet))];
    }
}
