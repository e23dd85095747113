using KnowledgeGraph.Bolt;

namespace KnowledgeGraph.Storage.Neo4j;

/// <summary>The server's errors (https://neo4j.com/docs/status-codes/5/errors/all-errors/) as the contract's failures, each with what to do.</summary>
internal static class Neo4jFailure
{
    public static GraphStoreException Of(Exception failure, string address) => failure switch
    {
        SecurityException => new(StoreFailure.Unreachable, $"{address} refuses this user: check --neo4j-user and --neo4j-password (KG_NEO4J_USER, KG_NEO4J_PASSWORD).", failure),
        ServiceUnavailableException or SessionExpiredException or ConnectionReadTimeoutException or ConnectionAcquisitionTimeoutException =>
            new(StoreFailure.Unreachable, $"{address} does not answer: is the Neo4j server running, and is --neo4j-uri its Bolt address?", failure),
        Neo4jException { Code: "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase" or "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase" } =>
            new(StoreFailure.ReadOnly, $"The database at {address} is read-only: allow writing to it.", failure),
        Neo4jException { Code: "Neo.TransientError.General.OutOfMemoryError" or "Neo.TransientError.General.MemoryPoolOutOfMemoryError" } =>
            new(StoreFailure.Full, $"{address} has too little memory for this step: raise dbms.memory.transaction.total.max, or record fewer articles at once.", failure),
        Neo4jException { Code: { } code } when code.Contains("Lock", StringComparison.Ordinal) =>
            new(StoreFailure.Locked, $"{address} is locked: another process writes to it for long. Try again.", failure),
        _ => new(StoreFailure.Other, $"{address}: {failure.Message}", failure),
    };
}
