using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>
/// One connection with its prepared statements. Parameters are <c>$1</c>, <c>$2</c>, ... in order. Not for use by two threads at once.
/// </summary>
internal sealed class SqlSession : IDisposable
{
    private const int MostStatements = 300;
    private readonly Dictionary<string, SqliteCommand> _statements = [];
    private readonly string _path;
    private SqliteTransaction? _transaction;

    public SqlSession(SqliteConnection connection, string path)
    {
        Connection = connection;
        _path = path;
    }

    public SqliteConnection Connection { get; }

    /// <summary>The statements that are prepared, in no order.</summary>
    public IReadOnlyCollection<string> Statements => _statements.Keys;

    /// <summary>Starts a transaction; a writing one takes the write lock at once.</summary>
    public void Begin(bool writing) => Guard(() => _transaction = Connection.BeginTransaction(deferred: !writing));

    public void Commit()
    {
        Guard(() => _transaction!.Commit());
        End();
    }

    /// <summary>Ends the transaction, if there is one, without keeping what it wrote.</summary>
    public void Rollback()
    {
        if (_transaction is null) return;
        try { _transaction.Rollback(); }
        catch (SqliteException) { } // The engine has rolled back by itself, as it does when the disk is full.
        End();
    }

    public void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Bind(sql, values);
        try { command.ExecuteNonQuery(); }
        catch (SqliteException failure) { throw SqliteFailure.Of(failure, _path); }
    }

    /// <summary>Rows changed by the statement.</summary>
    public int Change(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Bind(sql, values);
        try { return command.ExecuteNonQuery(); }
        catch (SqliteException failure) { throw SqliteFailure.Of(failure, _path); }
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        Read(sql, reader => { rows.Add(row(reader)); return true; }, values);
        return rows;
    }

    /// <summary>Reads rows for as long as <paramref name="row"/> wants more.</summary>
    public void Read(string sql, Func<SqliteDataReader, bool> row, params ReadOnlySpan<object?> values)
    {
        var command = Bind(sql, values);
        try
        {
            using var reader = command.ExecuteReader();
            while (reader.Read() && row(reader)) { }
        }
        catch (SqliteException failure) { throw SqliteFailure.Of(failure, _path); }
    }

    /// <summary>
    /// Reads rows of one whole number or two, the second 0 where there is none: for statements that give a hundred thousand, which take the engine less time than handing each over.
    /// </summary>
    public void ReadNumbers(string sql, Action<long, long> row, params ReadOnlySpan<object?> values)
    {
        var command = Bind(sql, values);
        try
        {
            using var reader = command.ExecuteReader();
            if (!reader.Read()) return;
            var (statement, two) = (reader.Handle!, reader.FieldCount > 1);
            int state;
            do row(raw.sqlite3_column_int64(statement, 0), two ? raw.sqlite3_column_int64(statement, 1) : 0);
            while ((state = raw.sqlite3_step(statement)) == raw.SQLITE_ROW);
            if (state != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(state, Connection.Handle);
        }
        catch (SqliteException failure) { throw SqliteFailure.Of(failure, _path); }
    }

    /// <summary>The first column of the first row as a whole number; null where there is no row or it is null.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Bind(sql, values);
        try { return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : null; }
        catch (SqliteException failure) { throw SqliteFailure.Of(failure, _path); }
    }

    public string? Text(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Bind(sql, values);
        try { return command.ExecuteScalar() as string; }
        catch (SqliteException failure) { throw SqliteFailure.Of(failure, _path); }
    }

    /// <summary>Statements that are run once, several with <c>;</c> between.</summary>
    public void Script(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        Guard(() => command.ExecuteNonQuery());
    }

    public void Dispose()
    {
        Rollback();
        foreach (var statement in _statements.Values) statement.Dispose();
        Connection.Dispose();
    }

    private SqliteCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var command))
        {
            if (_statements.Count >= MostStatements) Forget();
            command = Connection.CreateCommand();
            command.CommandText = sql;
            _statements.Add(sql, command);
        }
        // One text may be given more values than it names: a part of a query comes with those of the whole.
        for (var i = command.Parameters.Count + 1; i <= values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = "$" + i, Value = DBNull.Value });
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.Parameters[i];
            parameter.ResetSqliteType();
            parameter.Value = values[i] ?? DBNull.Value;
        }
        return command;
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
    }

    private void End()
    {
        _transaction?.Dispose();
        _transaction = null;
    }

    private void Guard(Action action)
    {
        try { action(); }
        catch (SqliteException failure) { throw SqliteFailure.Of(failure, _path); }
    }
}
