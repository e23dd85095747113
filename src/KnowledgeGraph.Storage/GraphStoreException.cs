namespace KnowledgeGraph.Storage;

/// <summary>Why a store cannot be used.</summary>
public enum StoreFailure
{
    /// <summary>Another process holds it.</summary>
    Locked,
    ReadOnly,
    Full,

    /// <summary>More was asked for in one step than it has memory for.</summary>
    TooMuch,

    /// <summary>The file or database is not this program's.</summary>
    Foreign,

    /// <summary>Written by a newer version of this program.</summary>
    NewerVersion,
    Damaged,
    Unreachable,

    /// <summary>A file that is to be made is there already, or its folder is not.</summary>
    Path,
    Other,
}

/// <summary>The store failed. The message names the store, says what is wrong and what to do; it may be shown to an operator.</summary>
public sealed class GraphStoreException(StoreFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public StoreFailure Failure { get; } = failure;
}

/// <summary>The caller asked for something that cannot be: a foreign cursor, a page size out of range. The message may be shown to a client.</summary>
public sealed class GraphRequestException(string message) : Exception(message);
