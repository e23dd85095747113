using Microsoft.Data.Sqlite;

namespace KnowledgeGraph.Storage.Sqlite;

/// <summary>SQLite's result codes (https://www.sqlite.org/rescode.html) as the contract's failures, each with what to do.</summary>
internal static class SqliteFailure
{
    public static GraphStoreException Of(SqliteException failure, string path) => failure.SqliteErrorCode switch
    {
        5 or 6 => new(StoreFailure.Locked, $"{path} is locked: another process writes to it. Stop that process, or name another file with --data.", failure),
        8 => ReadOnly(path, failure),
        13 => new(StoreFailure.Full, $"The disk that holds {path} is full: nothing of the last step was kept, all before it is safe. Free some space and go on.", failure),
        11 => new(StoreFailure.Damaged, $"{path} is damaged: restore a backup, or import an export into a new file.", failure),
        26 => new(StoreFailure.Foreign, $"{path} is not a file of this program: name another file with --data.", failure),
        14 => new(StoreFailure.Path, $"{path} cannot be opened: does its folder exist, and may this user write there?", failure),
        10 => new(StoreFailure.Other, $"Reading or writing {path} failed: {failure.Message}", failure),
        _ => new(StoreFailure.Other, $"{path}: {failure.Message}", failure),
    };

    public static GraphStoreException ReadOnly(string path, Exception? failure = null) =>
        new(StoreFailure.ReadOnly, $"{path} is read-only: it can be asked, but nothing can be recorded. Give this user the right to write to the file and its folder.", failure);

    /// <summary>Why a copy could not be made at <paramref name="target"/>.</summary>
    public static GraphStoreException OfCopy(GraphStoreException failure, string target) => failure.InnerException is SqliteException { SqliteErrorCode: var code }
        ? code switch
        {
            13 or 10 => new(StoreFailure.Full, $"The copy {target} could not be finished: its disk is full or failed. What was copied of it is removed; the graph itself is as it was.", failure),
            14 or 8 or 3 => new(StoreFailure.Path, $"The copy {target} cannot be made: may this user write to its folder?", failure),
            _ => failure,
        }
        : failure;
}
