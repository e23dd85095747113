using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>The server's errors (https://neo4j.com/docs/status-codes/5/errors/all-errors/) as the contract's failures, each with what to do.</summary>
internal static class Neo4jFailure
{
    public static GraphStoreException Silent(string address, TimeSpan limit) =>
        new(StoreFailure.Unreachable, $"{address} holds the connection and has not answered for {limit.TotalSeconds:0} s: is the Neo4j server stopped or overloaded?");

    public static GraphStoreException Of(Exception failure, string address) => failure switch
    {
        SecurityException => new(StoreFailure.Unreachable, $"{address} refuses this user: check --neo4j-user and --neo4j-password (KG_NEO4J_USER, KG_NEO4J_PASSWORD).", failure),
        ServiceUnavailableException or SessionExpiredException or ConnectionReadTimeoutException or ConnectionAcquisitionTimeoutException =>
            new(StoreFailure.Unreachable, $"{address} does not answer: is the Neo4j server running, and is --neo4j-uri its Bolt address?", failure),
        Neo4jException { Code: not null } full when Disk(full) =>
            new(StoreFailure.Full, $"{address} could not write: is its disk full? Make room there, restart the server, and do this step again; nothing of it was kept.", failure),
        Neo4jException { Code: "Neo.DatabaseError.General.StorageDamageDetected" or "Neo.DatabaseError.General.IndexCorruptionDetected" } =>
            new(StoreFailure.Damaged, $"The database at {address} is damaged: look into the server's log, and restore a backup or import an export.", failure),
        Neo4jException { Code: { } code } when code.Contains(".Database.Database", StringComparison.Ordinal) || code == "Neo.TransientError.General.DatabaseUnavailable" || code == "Neo.ClientError.Database.DatabaseNotFound" =>
            new(StoreFailure.Unreachable, $"The database neo4j at {address} is not to be had: is it started? The server's log says why not.", failure),
        Neo4jException { Code: "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase" or "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase" } =>
            new(StoreFailure.ReadOnly, $"The database at {address} is read-only: allow writing to it.", failure),
        Neo4jException { Code: "Neo.TransientError.General.OutOfMemoryError" or "Neo.TransientError.General.MemoryPoolOutOfMemoryError" } =>
            new(StoreFailure.TooMuch, $"{address} has too little memory for this step: raise dbms.memory.transaction.total.max, or record fewer articles at once.", failure),
        Neo4jException { Code: { } code } when code.Contains("Lock", StringComparison.Ordinal) =>
            new(StoreFailure.Locked, $"{address} is locked: another process writes to it for long. Try again.", failure),
        ProtocolException => new(StoreFailure.Unreachable, $"{address} does not speak Bolt as Neo4j 4.4 and 5 do: is --neo4j-uri its Bolt address (port 7687 by default)?", failure),
        _ => new(StoreFailure.Other, $"{address}: {failure.Message}", failure),
    };

    // A full disk shows where the log or the commit cannot be written; the operating system's words stand in the message, if anywhere.
    private static bool Disk(Neo4jException failure) =>
        failure.Code is "Neo.DatabaseError.Transaction.TransactionLogError" or "Neo.DatabaseError.Transaction.TransactionCommitFailed"
        || failure.Message.Contains("No space left", StringComparison.OrdinalIgnoreCase) || failure.Message.Contains("disk full", StringComparison.OrdinalIgnoreCase)
        || failure.Message.Contains("not enough space", StringComparison.OrdinalIgnoreCase);
}
