using KnowledgeGraph.Bolt;
using KnowledgeGraph.Bolt.Tests.Support;
using KnowledgeGraph.Storage.Neo4j;
using KnowledgeGraph.Storage.Tests.Recording;

namespace KnowledgeGraph.Storage.Tests.Neo4j;

/// <summary>A server that plays a script, seen from the store: every failure says whose it is and what to do.</summary>
public sealed class ScriptedFaultTests
{
    private static readonly TimeSpan s_short = TimeSpan.FromSeconds(4), s_long = TimeSpan.FromSeconds(20);
    private static readonly string s_opening = $"LOGIN\nC: RUN\nC: PULL\nS: SUCCESS {{\"fields\": [\"schema\"]}}\nS: RECORD [{Neo4jMigrations.Newest}]\nS: SUCCESS {{}}\n";

    [Theory]
    [InlineData("a web server", "S: <HEX> 48 54 54 50 2F 31 2E 31\nS: <EXIT>", StoreFailure.Unreachable, "--neo4j-uri")]
    [InlineData("closes at once", "S: <EXIT>", StoreFailure.Unreachable, "is the Neo4j server running")]
    [InlineData("says nothing at first", "S: <STALL>", StoreFailure.Unreachable, "127.0.0.1")]
    [InlineData("closes in the middle", "LOGIN\nC: RUN\nC: PULL\nS: <EXIT>", StoreFailure.Unreachable, "does not answer")]
    [InlineData("closes inside a message", "LOGIN\nC: RUN\nC: PULL\nS: <HEX> 00 10 B1 70\nS: <EXIT>", StoreFailure.Unreachable, "does not answer")]
    [InlineData("sends garbage", "LOGIN\nC: RUN\nC: PULL\nS: <HEX> 00 02 B0 99 00 00\nS: <STALL>", StoreFailure.Unreachable, "Bolt")]
    [InlineData("sends a map of two thousand million entries", "LOGIN\nC: RUN\nC: PULL\nS: <HEX> 00 07 B1 70 DA 7F FF FF FF 00 00\nS: <STALL>", StoreFailure.Unreachable, "Bolt")]
    [InlineData("stalls in the middle", "LOGIN\nC: RUN\nC: PULL\nS: <STALL>", StoreFailure.Unreachable, "has not answered for 4 s")]
    [InlineData("stalls inside a message", "LOGIN\nC: RUN\nC: PULL\nS: <HEX> 00 10 B1 70\nS: <STALL>", StoreFailure.Unreachable, "has not answered for 4 s")]
    [InlineData("refuses the password", "C: HELLO\nC: LOGON\nS: SUCCESS {\"server\": \"Neo4j/5.4.0\", \"connection_id\": \"bolt-1\"}\nS: FAILURE {\"code\": \"Neo.ClientError.Security.Unauthorized\", \"message\": \"no\"}\nS: <EXIT>", StoreFailure.Unreachable, "--neo4j-password")]
    [InlineData("has too many wrong passwords", "C: HELLO\nC: LOGON\nS: SUCCESS {\"server\": \"Neo4j/5.4.0\", \"connection_id\": \"bolt-1\"}\nS: FAILURE {\"code\": \"Neo.ClientError.Security.AuthenticationRateLimit\", \"message\": \"no\"}\nS: <EXIT>", StoreFailure.Unreachable, "--neo4j-password")]
    [InlineData("has no such database", "LOGIN\nC: RUN\nC: PULL\nS: FAILURE {\"code\": \"Neo.ClientError.Database.DatabaseNotFound\", \"message\": \"no\"}\nS: IGNORED\nS: <EXIT>", StoreFailure.Unreachable, "is it started")]
    public async Task Opening_a_store_on_a_server_that(string what, string script, StoreFailure expected, string words)
    {
        await using var server = new ScriptedServer("5.4", [.. Enumerable.Repeat(script, 4)]);
        var failure = await Assert.ThrowsAsync<GraphStoreException>(() => OpenAsync(server, waits: !script.Contains("<STALL>", StringComparison.Ordinal)));
        Assert.True(failure.Failure == expected && failure.Message.Contains(words, StringComparison.Ordinal), $"{what}: {failure.Failure}, {failure.Message}");
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the log cannot be written", "Neo.DatabaseError.Transaction.TransactionLogError", "Could not append transaction", StoreFailure.Full, "disk full")]
    [InlineData("the commit cannot be written", "Neo.DatabaseError.Transaction.TransactionCommitFailed", "Could not apply the transaction", StoreFailure.Full, "disk full")]
    [InlineData("the system says so", "Neo.DatabaseError.General.UnknownError", "java.io.IOException: No space left on device", StoreFailure.Full, "disk full")]
    [InlineData("memory is short", "Neo.TransientError.General.MemoryPoolOutOfMemoryError", "The allocation would use more than the limit", StoreFailure.TooMuch, "memory")]
    [InlineData("the store is damaged", "Neo.DatabaseError.General.StorageDamageDetected", "damage", StoreFailure.Damaged, "backup")]
    [InlineData("the database was stopped", "Neo.TransientError.Database.DatabaseUnavailable", "The database is not currently available", StoreFailure.Unreachable, "is it started")]
    [InlineData("it may be read only", "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", "no writes", StoreFailure.ReadOnly, "allow writing")]
    [InlineData("another holds the lock", "Neo.TransientError.Transaction.LockClientStopped", "stopped", StoreFailure.Locked, "Try again")]
    public async Task Recording_where(string what, string code, string message, StoreFailure expected, string words)
    {
        await using var server = new ScriptedServer("5.4", [s_opening + $"C: BEGIN\nS: SUCCESS {{}}\nC: RUN\nC: PULL\nS: FAILURE {{\"code\": \"{code}\", \"message\": \"{message}\"}}\nS: IGNORED"]);
        await using var store = await OpenAsync(server, waits: true);
        var failure = await Assert.ThrowsAsync<GraphStoreException>(() => store.Recorder.RecordAsync([GeneratedReports.Make(1, new Random(1))]));
        Assert.True(failure.Failure == expected && failure.Message.Contains(words, StringComparison.Ordinal), $"{what}: {failure.Failure}, {failure.Message}");
    }

    [Fact]
    public async Task A_server_whose_messages_come_byte_by_byte_is_a_server()
    {
        await using var server = new ScriptedServer("5.4", [s_opening + "C: BEGIN\nS: SUCCESS {}\nC: RUN\nC: PULL\nS: SUCCESS {\"fields\": [\"first\", \"last\"]}\nS: RECORD [1, 7]\nS: SUCCESS {}\nC: COMMIT\nS: SUCCESS {}"], cutEvery: 1);
        await using var store = await OpenAsync(server, waits: true);
        Assert.Equal(7, (await store.Reader.ChangeLogAsync()).Newest);
    }

    [Fact]
    public async Task Reading_from_a_server_that_stalls_ends()
    {
        await using var server = new ScriptedServer("5.4", [s_opening + "C: BEGIN\nS: SUCCESS {}\nC: RUN\nC: PULL\nS: <STALL>"]);
        await using var store = await OpenAsync(server);
        var failure = await Assert.ThrowsAsync<GraphStoreException>(() => store.Reader.ChangeLogAsync());
        Assert.Contains("has not answered for 4 s", failure.Message, StringComparison.Ordinal);
    }

    // Where the server answers, however late, nothing is to run out before.
    private static Task<Neo4jGraphStore> OpenAsync(ScriptedServer server, bool waits = false)
    {
        var patience = waits ? s_long : s_short;
        return Neo4jGraphStore.OpenAsync($"bolt://{server.Address}", "neo4j", "secret", new(patience, patience, TimeProvider.System),
            config => config.WithConnectionTimeout(patience).WithConnectionAcquisitionTimeout(2 * patience).WithMaxTransactionRetryTime(TimeSpan.Zero));
    }
}
