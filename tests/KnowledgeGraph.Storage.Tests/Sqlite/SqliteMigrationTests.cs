using KnowledgeGraph.Storage.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

/// <summary>What a file written by an older version still knows once it is opened.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    // What migrations 15, 12, 10 and 8 add: a file that is to be older must not have it.
    private const string WithoutFifteenth = "ALTER TABLE entity DROP COLUMN profile; ALTER TABLE entity DROP COLUMN retired;";
    private const string WithoutTwelfth = WithoutFifteenth + "ALTER TABLE comparison DROP COLUMN claims;";
    private const string WithoutTenth = WithoutTwelfth + "ALTER TABLE claim DROP COLUMN words;";
    private const string WithoutEighth = WithoutTenth + "ALTER TABLE comparison DROP COLUMN first_day; DROP INDEX claim_story; ALTER TABLE claim DROP COLUMN story;";

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

    [Theory]
    [InlineData(WithoutEighth, 7)]
    [InlineData("", 15)]
    public async Task Reports_that_were_filed_under_older_keys_are_filed_anew(string without, int version)
    {
        await using (var store = await _file.OpenAsync()) await store.Recorder.RecordAsync(Reports.All());
        var before = _file.Query("SELECT k.key || ' ' || r.id FROM event_key k JOIN local_event r ON r.n = k.report ORDER BY 1");
        _file.Run($"UPDATE event_key SET key = 'older ' || key; {without} PRAGMA user_version = {version};");

        await using (await _file.OpenAsync()) { }

        Assert.NotEmpty(before);
        Assert.Equal(before, _file.Query("SELECT k.key || ' ' || r.id FROM event_key k JOIN local_event r ON r.n = k.report ORDER BY 1"));
    }

    [Fact]
    public async Task Claims_that_were_kept_without_the_words_around_them_get_them_and_profiles_lose_how_often_a_word_stands()
    {
        await using (var store = await _file.OpenAsync()) await store.Recorder.RecordAsync(Reports.All());
        const string Words = "SELECT id || ' ' || words FROM claim ORDER BY 1", Profiles = "SELECT id || ' ' || profile FROM local_event ORDER BY 1", Keys = "SELECT k.key || ' ' || r.id FROM event_key k JOIN local_event r ON r.n = k.report ORDER BY 1";
        List<string> words = _file.Query(Words), profiles = _file.Query(Profiles), keys = _file.Query(Keys);
        _file.Run($"""
            UPDATE local_event SET profile = json_set(profile, '$.body', (SELECT json_group_array('3' || value) FROM json_each(profile, '$.body'))) WHERE json_array_length(profile, '$.body') > 0;
            UPDATE event_key SET key = 'older ' || key;
            {WithoutTenth} PRAGMA user_version = 9;
            """);

        await using (await _file.OpenAsync()) { }

        Assert.NotEmpty(words);
        Assert.Equal(words, _file.Query(Words));
        Assert.Contains(profiles, line => line.Contains("\"body\":[\"", StringComparison.Ordinal));
        Assert.Equal(profiles, _file.Query(Profiles));
        Assert.Equal(keys, _file.Query(Keys));
    }

    [Fact]
    public async Task Neighbours_that_were_kept_as_a_row_each_are_listed() => await ComesBackAsync("SELECT n || ' ' || hex(links) FROM neighbour ORDER BY n",
        WithoutTwelfth + "DROP TABLE neighbour; CREATE TABLE neighbour (entity INTEGER NOT NULL, other INTEGER NOT NULL, relations INTEGER NOT NULL, PRIMARY KEY (entity, other)) STRICT, WITHOUT ROWID; PRAGMA user_version = 10;");

    [Fact]
    public async Task Comparisons_that_were_kept_without_their_claims_get_them() =>
        await ComesBackAsync("SELECT id || ' ' || claims FROM comparison WHERE claims IS NOT NULL ORDER BY id", WithoutTwelfth + "PRAGMA user_version = 11;");

    [Fact]
    public async Task Profiles_that_were_kept_without_their_whole_articles_get_them()
    {
        await using (var store = await _file.OpenAsync()) await store.Recorder.RecordAsync(Reports.All());
        const string Profiles = "SELECT id || ' ' || profile FROM local_event ORDER BY 1", Keys = "SELECT k.key || ' ' || r.id FROM event_key k JOIN local_event r ON r.n = k.report ORDER BY 1";
        List<string> profiles = _file.Query(Profiles), keys = _file.Query(Keys);
        _file.Run($"""
            {WithoutFifteenth}
            UPDATE local_event SET profile = json_remove(json_set(profile, '$.body', (SELECT json_group_array(value) FROM (SELECT value FROM json_each(profile, '$.body') LIMIT 4))), '$.figures');
            UPDATE event_key SET key = 'older ' || key;
            PRAGMA user_version = 12;
            """);

        await using (var store = await _file.OpenAsync()) Assert.Empty(await store.CheckAsync());

        Assert.Contains(profiles, line => line.Contains("\"figures\":[\"", StringComparison.Ordinal));
        // What is not what its article is about has neither; an older file does not say so.
        Assert.Equal(profiles.Select(WithoutEmpty), _file.Query(Profiles).Select(WithoutEmpty));
        Assert.Equal(keys, _file.Query(Keys));
    }

    [Fact]
    public async Task Names_that_were_indexed_without_where_they_begin_and_end_are_indexed_anew()
    {
        async Task<List<string>> NamesAsync(string text)
        {
            await using var store = await _file.OpenAsync();
            return [.. (await store.Reader.SearchAsync(new(text, [SearchScope.Entities], 1) { Prefix = true })).Items.Select(item => item.Value.Snippet)];
        }
        await using (var store = await _file.OpenAsync())
        {
            List<string> others = [.. "ABCDEFGH".Select(letter => $"Board {letter} Harvest")];
            var report = new ReportBuilder($"{string.Join("; ", others)} and Harvest met; {string.Join("; ", others)}.").Organisation("Harvest");
            foreach (var other in others) report.Organisation(other);
            await store.Recorder.RecordAsync([report.Build(), new ReportBuilder($"{string.Join("; ", others)}.").Organisation(others[0]).Organisation(others[1]).Build()]);
        }
        var before = await NamesAsync("harvest");
        _file.Run(WithoutFifteenth + "INSERT INTO entity_words (entity_words) VALUES ('delete-all'); INSERT INTO entity_words (rowid, name) SELECT n, name FROM entity; PRAGMA user_version = 13;");

        Assert.Equal(["Harvest"], before);
        Assert.Equal(before, await NamesAsync("harvest"));
        Assert.Equal(["Board C Harvest"], await NamesAsync("board c"));
    }

    [Fact]
    public async Task Entities_that_were_kept_without_their_profiles_know_them()
    {
        var known = await ComesBackAsync("SELECT id || ' ' || profile || ' ' || retired FROM entity ORDER BY id", WithoutFifteenth + "PRAGMA user_version = 14;");

        Assert.Contains(known, line => !line.EndsWith("[]", StringComparison.Ordinal));
    }

    // What a file says once it is opened again, having been made an older one, is what it said before.
    private async Task<List<string>> ComesBackAsync(string question, string older)
    {
        await using (var store = await _file.OpenAsync()) await store.Recorder.RecordAsync(Reports.All());
        var before = _file.Query(question);
        _file.Run(older);

        await using (var store = await _file.OpenAsync()) Assert.Empty(await store.CheckAsync());

        Assert.NotEmpty(before);
        Assert.Equal(before, _file.Query(question));
        return before;
    }

    private static string WithoutEmpty(string profile) => profile.Replace(",\"figures\":[]", "", StringComparison.Ordinal);

    private async Task<List<(SearchScope, string, double, string)>> FoundAsync(string text)
    {
        await using var store = await _file.OpenAsync();
        await store.Recorder.RecordAsync(Reports.All());
        var page = await store.Reader.SearchAsync(new(text, [], 50));
        Assert.Equal(await store.Reader.SearchCountAsync(new(text, [], 50)), page.Items.Count);
        return [.. page.Items.Select(item => (item.Value.Scope, item.Value.Id, item.Value.Score, item.Value.Snippet))];
    }
}
