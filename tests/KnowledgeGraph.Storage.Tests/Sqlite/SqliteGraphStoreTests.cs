using KnowledgeGraph.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Tests.Sqlite;

/// <summary>What a file can be other than a store of ours, and what a person is told.</summary>
public sealed class SqliteGraphStoreTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Remove();

    [Fact]
    public async Task A_text_file_is_refused_and_left_as_it_was()
    {
        await File.WriteAllTextAsync(_file.Path, "Dear diary, today nothing happened.");
        await ExpectFailure(StoreFailure.Foreign);
        Assert.Equal("Dear diary, today nothing happened.", await File.ReadAllTextAsync(_file.Path));
    }

    [Fact]
    public async Task A_short_file_is_refused()
    {
        await File.WriteAllTextAsync(_file.Path, "x");
        await ExpectFailure(StoreFailure.Foreign);
    }

    [Fact]
    public async Task A_long_log_is_written_back_when_its_readers_are_gone_and_fails_nobody_before()
    {
        await using (await _file.OpenAsync()) { }
        using var connections = new SqliteConnections(_file.Path);
        using var recorder = new SqliteRecorder(connections, TimeProvider.System, "PRAGMA wal_autocheckpoint = 0;", longLog: 1);
        long Log() => new FileInfo(_file.Path + "-wal").Length;
        await recorder.RecordAsync([Reports.Flood()]);
        Assert.Equal(0, Log());
        using (var reader = connections.OpenReader())
        {
            reader.Begin(writing: false);
            Assert.Equal(1, reader.Number("SELECT count(*) FROM article"));
            Assert.Equal(1, (await recorder.RecordAsync([Reports.FloodLater()])).Added);
            Assert.True(Log() > 0);
            Assert.Equal(1, reader.Number("SELECT count(*) FROM article"));
        }
        await recorder.RecordAsync([Reports.Unrelated()]);
        Assert.Equal(0, Log());
    }

    [Fact]
    public async Task A_log_stays_short_beside_a_reader_that_reads_without_a_pause()
    {
        var longest = await LongestLogAsync(rounds: 40, (connections, stop) => Task.Run(() =>
        {
            using var reader = connections.OpenReader();
            while (!stop.IsCancellationRequested)
            {
                reader.Begin(writing: false);
                reader.Number("SELECT count(*) FROM article");
                Thread.Sleep(50);
                reader.Rollback();
            }
        }));
        Assert.InRange(longest, 1, LongLog * 3 / 2);
    }

    [Fact]
    public async Task A_log_stays_short_beside_readers_who_leave_no_moment_between_them()
    {
        // One read takes longer than the recorder waits for it.
        var longest = await LongestLogAsync(rounds: 25, (connections, stop) =>
        {
            var access = new PooledAccess(connections);
            return Task.WhenAll(Enumerable.Range(0, 3).Select(i => Task.Run(async () =>
            {
                await Task.Delay(500 * i);
                while (!stop.IsCancellationRequested)
                    await access.RunAsync(session =>
                    {
                        session.Number("SELECT count(*) FROM article");
                        Thread.Sleep(1_500);
                        return 0;
                    }, CancellationToken.None);
            })));
        });
        Assert.InRange(longest, 1, LongLog * 5);
    }

    private const long LongLog = 2 << 20;

    // The longest the log was, in bytes, while one report was recorded and withdrawn so many times beside what reads until it is told to stop.
    private async Task<long> LongestLogAsync(int rounds, Func<SqliteConnections, CancellationToken, Task> read)
    {
        await using (await _file.OpenAsync()) { }
        using var connections = new SqliteConnections(_file.Path);
        using var recorder = new SqliteRecorder(connections, TimeProvider.System, "PRAGMA wal_autocheckpoint = 0;", LongLog);
        using var stop = new CancellationTokenSource();
        var reading = read(connections, stop.Token);
        var longest = 0L;
        void Measure() => longest = Math.Max(longest, new FileInfo(_file.Path + "-wal").Length);
        for (var i = 0; i < rounds; i++)
        {
            await recorder.RecordAsync([Reports.Flood()]);
            Measure();
            await recorder.WithdrawAsync([Reports.Flood().Article.Id]);
            Measure();
        }
        await stop.CancelAsync();
        await reading;
        return longest;
    }

    [Fact]
    public async Task Reads_that_come_while_readers_are_held_wait_and_then_answer()
    {
        await using (await _file.OpenAsync()) { }
        using var connections = new SqliteConnections(_file.Path);
        var access = new PooledAccess(connections);
        Task<long?> read;
        using (var stop = new CancellationTokenSource())
        using (connections.HoldReaders())
        {
            read = access.RunAsync(session => session.Number("SELECT count(*) FROM article"), CancellationToken.None);
            var impatient = access.RunAsync(session => session.Number("SELECT 1"), stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
            Assert.False(read.IsCompleted);
        }
        Assert.Equal(0, await read);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        _file.Run("CREATE TABLE songs (title TEXT)");
        await ExpectFailure(StoreFailure.Foreign);
    }

    [Fact]
    public async Task A_database_that_is_refused_is_left_as_it_was()
    {
        _file.Run("CREATE TABLE songs (title TEXT)");
        var before = await File.ReadAllBytesAsync(_file.Path);
        await ExpectFailure(StoreFailure.Foreign);
        Assert.Equal(before, await File.ReadAllBytesAsync(_file.Path));
        Assert.False(File.Exists(_file.Path + "-wal"));
    }

    [Fact]
    public async Task A_link_to_nowhere_is_told()
    {
        File.CreateSymbolicLink(_file.Path, _file.Beside("gone.db"));
        Assert.Contains("a link to a file that is not there", (await ExpectFailure(StoreFailure.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_another_process_makes_meanwhile_is_not_made_twice()
    {
        await (await _file.OpenAsync()).DisposeAsync();
        using var connections = new SqliteConnections(_file.Path);
        using var session = connections.OpenWriter();
        SqliteMigrations.Apply(session, from: 0);
        Assert.Equal(SqliteMigrations.Newest, SqliteMigrations.Inspect(session, _file.Path));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused_with_both_versions()
    {
        await (await _file.OpenAsync()).DisposeAsync();
        _file.Run("PRAGMA user_version = 9999");
        var failure = await ExpectFailure(StoreFailure.NewerVersion);
        Assert.Contains("9999", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_refused()
    {
        Directory.CreateDirectory(_file.Path);
        await ExpectFailure(StoreFailure.Path);
    }

    [Fact]
    public async Task A_file_in_a_folder_that_is_not_there_is_refused()
    {
        var failure = await Assert.ThrowsAsync<GraphStoreException>(() => SqliteGraphStore.OpenAsync(_file.Beside("nowhere/graph.db")));
        Assert.Equal(StoreFailure.Path, failure.Failure);
    }

    [Fact]
    public async Task A_file_cut_in_half_is_called_damaged()
    {
        await using (var store = await _file.OpenAsync()) await store.Recorder.RecordAsync(Reports.All());
        SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(_file.Path);
        await File.WriteAllBytesAsync(_file.Path, bytes[..(bytes.Length / 2)]);
        foreach (var side in new[] { "-wal", "-shm" }) File.Delete(_file.Path + side);
        try
        {
            await using var store = await _file.OpenAsync();
            Assert.NotEmpty(await store.CheckAsync());
        }
        catch (GraphStoreException failure) { Assert.Equal(StoreFailure.Damaged, failure.Failure); }
    }

    [Fact]
    public async Task While_another_process_writes_recording_says_locked_and_reading_goes_on()
    {
        await using var store = await _file.OpenAsync();
        await store.Recorder.RecordAsync([Reports.Flood()]);
        using var other = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        other.Open();
        using var transaction = other.BeginTransaction(deferred: false);
        Assert.Equal(1, await store.Reader.Articles.CountAsync(new ArticleFilter()));
        var failure = await Assert.ThrowsAsync<GraphStoreException>(() => store.Recorder.RecordAsync([Reports.Unrelated()]));
        Assert.Equal(StoreFailure.Locked, failure.Failure);
        transaction.Rollback();
        Assert.Equal(1, (await store.Recorder.RecordAsync([Reports.Unrelated()])).Added);
    }

    [Fact]
    public async Task A_full_disk_loses_nothing_that_was_acknowledged()
    {
        await using var store = await _file.OpenAsync();
        await store.Recorder.RecordAsync([Reports.Flood()]);
        var pages = Number("PRAGMA page_count");
        using (var recorder = new SqliteRecorder(new SqliteConnections(_file.Path), TimeProvider.System, $"PRAGMA max_page_count = {pages}"))
        {
            var big = new ReportBuilder(string.Join(' ', Enumerable.Range(0, 200_000))).Build();
            var failure = await Assert.ThrowsAsync<GraphStoreException>(() => recorder.RecordAsync([big]));
            Assert.Equal(StoreFailure.Full, failure.Failure);
        }
        Assert.Equal(1, await store.Reader.Articles.CountAsync(new ArticleFilter()));
        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task A_backup_made_while_open_has_everything_and_never_writes_over_a_file()
    {
        await using var store = await _file.OpenAsync();
        await store.Recorder.RecordAsync(Reports.All());
        var copy = _file.Beside("copy.db");
        await store.BackupAsync(copy);
        await using (var restored = await SqliteGraphStore.OpenAsync(copy)) Assert.Equal(3, await restored.Reader.Articles.CountAsync(new ArticleFilter()));
        var failure = await Assert.ThrowsAsync<GraphStoreException>(() => store.BackupAsync(copy));
        Assert.Equal(StoreFailure.Path, failure.Failure);
    }

    [Fact]
    public async Task Readers_and_a_writer_do_not_wait_for_each_other()
    {
        await using var store = await _file.OpenAsync();
        await store.Recorder.RecordAsync([Reports.Flood()]);
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++) await store.Recorder.RecordAsync([new ReportBuilder($"Report {i} on nothing.").Build()]);
        });
        var reading = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++) Assert.InRange(await store.Reader.Articles.CountAsync(new ArticleFilter()), 1, 11);
        }));
        await Task.WhenAll([writing, .. reading]);
        Assert.Equal(11, await store.Reader.Articles.CountAsync(new ArticleFilter()));
    }

    private async Task<GraphStoreException> ExpectFailure(StoreFailure expected)
    {
        var failure = await Assert.ThrowsAsync<GraphStoreException>(_file.OpenAsync);
        Assert.Equal(expected, failure.Failure);
        Assert.Contains(_file.Path, failure.Message, StringComparison.Ordinal);
        return failure;
    }

    private long Number(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_file.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
