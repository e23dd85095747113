using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using KnowledgeGraph.Model;
using KnowledgeGraph.Resolution;
using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>What may be done with a file.</summary>
internal enum SqliteRights
{
    Write,

    /// <summary>Reading beside others who may write.</summary>
    Read,

    /// <summary>Reading where not even the files beside it that readers share can be made: nobody may write meanwhile.</summary>
    ReadAlone,
}

/// <summary>Opens connections to one file, and keeps readers for the next call.</summary>
internal sealed class SqliteConnections(string path, SqliteRights rights = SqliteRights.Write) : IDisposable
{
    /// <summary>How long a lock of others is waited for: 5 s.</summary>
    public const string Waiting = "PRAGMA busy_timeout = 5000; ";

    // Not mapped: each reader's mapping would count as the process's memory, up to the file's size times the readers.
    private const string Reading = "PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;";

    private const int MostIdle = 16;
    private readonly ConcurrentBag<SqlSession> _idle = [];
    private volatile TaskCompletionSource? _closed;
    private bool _disposed;

    public string Path => path;

    public SqliteRights Rights => rights;

    /// <summary>A connection that may write. WAL with full synchronisation: a commit that returned is on the disk.</summary>
    public SqlSession OpenWriter(bool create = false)
    {
        if (rights != SqliteRights.Write) throw SqliteFailure.ReadOnly(path);
        return Open(create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Waiting + "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -262144; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 16000;");
    }

    /// <summary>
    /// Completes when reads may begin: at once, but for the moments in which a log that has grown far too long is written back. A read that runs goes on.
    /// </summary>
    public Task WhenOpenAsync(CancellationToken cancellation) => _closed is { } closed ? closed.Task.WaitAsync(cancellation) : Task.CompletedTask;

    /// <summary>Lets no read begin until the result is disposed of.</summary>
    public IDisposable HoldReaders() => new Hold(this);

    public SqlSession Rent() => _idle.TryTake(out var session) ? session : OpenReader();

    public void Return(SqlSession session)
    {
        session.Rollback();
        if (_disposed || _idle.Count >= MostIdle) session.Dispose();
        else _idle.Add(session);
    }

    public SqlSession OpenReader() => Open(SqliteOpenMode.ReadWrite, Waiting + "PRAGMA query_only = ON; " + Reading);

    /// <summary>A connection to copy the file by: it changes nothing, but makes another file.</summary>
    public SqlSession OpenCopier() => Open(SqliteOpenMode.ReadWrite, Waiting + Reading);

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var session)) session.Dispose();
    }

    private SqlSession Open(SqliteOpenMode mode, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = rights == SqliteRights.ReadAlone ? new Uri(path).AbsoluteUri + "?immutable=1" : path,
            Mode = rights == SqliteRights.Write ? mode : SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        SqlSession? session = null;
        try
        {
            connection.Open();
            session = new SqlSession(connection, path);
            connection.CreateFunction("substr16", (string text, int start, int end) => text[start..end], isDeterministic: true);
            connection.CreateFunction("claim_words", (string text, int sentenceStart, int sentenceEnd, int start, int end) =>
                ClaimWords.Of(text, new(sentenceStart, sentenceEnd), new(start, end)), isDeterministic: true);
            connection.CreateFunction("event_keys", (string profile) => SqliteLocals.KeysOf(ReportJson.Read(Encoding.UTF8.GetBytes(profile))), isDeterministic: true);
            connection.CreateFunction("with_article", (string profile, byte[] contribution, string text) =>
                JsonSerializer.Serialize(ReportJson.Read(Encoding.UTF8.GetBytes(profile)).WithArticle(PreparedArticle.Unpack(contribution, text)), ContributionJson.Options), isDeterministic: true);
            connection.CreateFunction("searchable", (byte[] contribution, string text) => PreparedArticle.Searchable(PreparedArticle.Unpack(contribution, text).Article), isDeterministic: true);
            connection.CreateFunction("neighbour_list", (string neighbours) => NeighbourList.FromJson(neighbours), isDeterministic: true);
            connection.CreateFunction("neighbours", (byte[] list) => NeighbourList.ToJson(list), isDeterministic: true);
            session.Script(pragmas);
            return session;
        }
        catch (SqliteException failure)
        {
            connection.Dispose();
            throw SqliteFailure.Of(failure, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private sealed class Hold : IDisposable
    {
        private readonly SqliteConnections _connections;

        public Hold(SqliteConnections connections)
        {
            _connections = connections;
            connections._closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        public void Dispose()
        {
            var closed = _connections._closed;
            _connections._closed = null;
            closed?.SetResult();
        }
    }
}
