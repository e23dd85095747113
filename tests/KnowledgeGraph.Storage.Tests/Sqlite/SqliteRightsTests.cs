using KnowledgeGraph.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

/// <summary>A graph that may be read but not written to, and copies to places that may not be written to.</summary>
public sealed class SqliteRightsTests : IDisposable
{
    private static readonly GraphStoreException Denied = new(StoreFailure.ReadOnly, "denied");
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Remove();

    [Fact]
    public async Task Without_the_right_to_write_it_is_read_and_recording_says_why_not()
    {
        await FillAsync();
        await using var store = SqliteGraphStore.OpenToRead(_file.Path, TimeProvider.System, Denied);
        Assert.Equal(3, await store.Reader.Articles.CountAsync(new ArticleFilter()));
        Assert.NotEmpty((await store.Reader.SearchAsync(new("flood", [], 5))).Items);
        using var export = new MemoryStream();
        await store.ExportAsync(export);
        Assert.NotEqual(0, export.Length);
        Assert.Empty(await store.CheckAsync());
        var failure = await Assert.ThrowsAsync<GraphStoreException>(() => store.Recorder.RecordAsync([Reports.Flood()]));
        Assert.Equal(StoreFailure.ReadOnly, failure.Failure);
        Assert.Contains("it can be asked, but nothing can be recorded", failure.Message, StringComparison.Ordinal);
        await store.BackupAsync(_file.Beside("copy.db"));
        await using var copy = await SqliteGraphStore.OpenAsync(_file.Beside("copy.db"));
        Assert.Equal(3, await copy.Reader.Articles.CountAsync(new ArticleFilter()));
    }

    [Fact]
    public async Task Where_not_even_files_beside_it_can_be_made_it_is_read_alone()
    {
        await FillAsync();
        using var connections = new SqliteConnections(_file.Path, SqliteRights.ReadAlone);
        using var session = connections.OpenReader();
        Assert.Equal(3, session.Number("SELECT count(*) FROM article"));
        Assert.False(File.Exists(_file.Path + "-shm"));
        Assert.Equal(StoreFailure.ReadOnly, Assert.Throws<GraphStoreException>(() => connections.OpenWriter()).Failure);
    }

    [Fact]
    public async Task An_older_file_that_may_not_be_brought_up_to_date_says_so()
    {
        await FillAsync();
        _file.Run("PRAGMA user_version = 1");
        var failure = Assert.Throws<GraphStoreException>(() => SqliteGraphStore.OpenToRead(_file.Path, TimeProvider.System, Denied));
        Assert.Equal(StoreFailure.ReadOnly, failure.Failure);
        Assert.Contains("of an older version (schema 1", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere/copy.db", "its folder is not there")]
    [InlineData("", "is a folder")]
    [InlineData("/proc/copy.db", "may this user write to its folder?")]
    public async Task A_copy_that_cannot_be_made_is_blamed_and_not_the_graph(string target, string why)
    {
        await using var store = await _file.OpenAsync();
        await store.Recorder.RecordAsync(Reports.All());
        var path = target.StartsWith('/') ? target : _file.Beside(target);
        var failure = await Assert.ThrowsAsync<GraphStoreException>(() => store.BackupAsync(path));
        Assert.Equal(StoreFailure.Path, failure.Failure);
        Assert.Contains(path.TrimEnd('/'), failure.Message, StringComparison.Ordinal);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_file.Path, failure.Message, StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        await using (var store = await _file.OpenAsync()) await store.Recorder.RecordAsync(Reports.All());
        SqliteConnection.ClearAllPools();
    }
}
