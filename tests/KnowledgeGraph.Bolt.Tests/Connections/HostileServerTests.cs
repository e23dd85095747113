using KnowledgeGraph.Bolt.Tests.Support;

namespace KnowledgeGraph.Bolt.Tests.Connections;

/// <summary>Servers that send garbage, cut messages, stall and close.</summary>
public sealed class HostileServerTests
{
    [Theory]
    [InlineData("S: <HEX> 48 54 54 50 2F 31 2E 31", "HTTP", "an HTTP server")]
    [InlineData("S: <HEX> 00 00 00 00", "no version", "a server without a common version")]
    [InlineData("S: <HEX> 00 00 09 09", "not among", "a server that answers a version nobody proposed")]
    [InlineData("S: <HEX> FF FF FF FF", "not among", "garbage instead of a version")]
    [InlineData("S: <HEX> 00 00", "No Bolt server", "a server that closes inside the handshake")]
    [InlineData("S: <EXIT>", "No Bolt server", "a server that closes at once")]
    [InlineData("S: <HEX> 00 00 01 FF 01 00 00 00 06 00 00", "6.0 to 6.0", "a manifest of versions to come")]
    [InlineData("S: <HEX> 00 00 01 FF FF FF FF FF 0F", "ranges", "a manifest of four thousand million ranges")]
    [InlineData("S: <HEX> 00 00 01 FF FF FF FF FF FF FF FF FF FF FF FF", "64 bits", "a manifest with an endless number")]
    public async Task A_wrong_handshake_is_explained(string script, string expected, string what)
    {
        await using var server = new ScriptedServer(script + "\nS: <EXIT>");
        await using var driver = server.Driver();

        var failure = await Assert.ThrowsAsync<ServiceUnavailableException>(() => driver.VerifyConnectivityAsync());

        Assert.True(failure.Message.Contains(expected, StringComparison.Ordinal), $"{what}: {failure.Message}");
    }

    [Fact]
    public async Task Of_a_manifest_the_newest_version_that_both_speak_is_chosen()
    {
        // 5.8 down to 5.0, 4.4 down to 4.2, and 6.1; then the capabilities.
        await using var server = new ScriptedServer("""
            S: <HEX> 00 00 01 FF 03 00 08 08 05 00 02 04 04 00 00 01 06 00
            S: <STALL>
            """);
        await using var driver = server.Driver(c => c.WithConnectionAcquisitionTimeout(TimeSpan.FromMilliseconds(200)));

        await Assert.ThrowsAsync<ConnectionAcquisitionTimeoutException>(() => driver.VerifyConnectivityAsync());
    }

    [Theory]
    [InlineData("S: <HEX> 00 02 FF FF 00 00", "a message that is no structure")]
    [InlineData("S: <HEX> 00 02 B0 99 00 00", "a message with an unknown tag")]
    [InlineData("S: <HEX> 00 07 B1 70 DA 7F FF FF FF 00 00", "a map of two thousand million entries")]
    [InlineData("S: <HEX> 00 07 B1 71 D6 7F FF FF FF 00 00", "a row of two thousand million values")]
    [InlineData("S: <HEX> 00 03 B1 71 90 00 00", "a row where none belongs")]
    [InlineData("S: <HEX> 00 04 B1 70 A0 00 00 00", "a message with a byte after its end")]
    [InlineData("S: <HEX> 00 09 B1 70 A2 81 61 01 81 61 02 00 00", "a map with a key twice")]
    public async Task Garbage_after_a_request_fails_it_and_costs_the_connection_only(string garbage, string what)
    {
        await using var server = new ScriptedServer(
            $"LOGIN\nC: RUN\nC: PULL\n{garbage}\nS: <STALL>",
            """
            LOGIN
            C: RUN
            C: PULL
            S: SUCCESS {"fields": ["n"]}
            S: RECORD [1]
            S: SUCCESS {}
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        var cursor = await session.RunAsync("Q");
        await Assert.ThrowsAsync<ProtocolException>(() => cursor.FetchAsync());
        var next = await (await session.RunAsync("Q")).SingleAsync();

        Assert.True(next.Get<int>("n") == 1, what);
    }

    [Fact]
    public async Task Closing_after_any_number_of_bytes_is_a_lost_connection_and_never_a_row_too_many()
    {
        // SUCCESS {fields: ["n"]}, RECORD [1], RECORD [2], SUCCESS {}
        const string answer = "000CB170A1866669656C647391816E0000" + "0004B171910100000004B1719102000000" + "03B170A00000";
        for (var cut = 0; cut < answer.Length / 2; cut++)
        {
            await using var server = new ScriptedServer($"LOGIN\nC: RUN\nC: PULL\nS: <HEX> {answer[..(cut * 2)]}\nS: <EXIT>");
            await using var driver = server.Driver();
            await using var session = driver.AsyncSession();

            var rows = new List<int>();
            var cursor = await session.RunAsync("Q");
            await Assert.ThrowsAsync<ServiceUnavailableException>(async () =>
            {
                while (await cursor.FetchAsync()) rows.Add(cursor.Current.Get<int>("n"));
            });

            Assert.True(rows.SequenceEqual(Enumerable.Range(1, rows.Count)), $"cut at {cut}");
            Assert.True(rows.Count <= 2, $"cut at {cut}");
        }
    }

    [Fact]
    public async Task Random_bytes_from_a_server_end_in_a_failure_of_the_driver()
    {
        var random = new Random(20241);
        for (var round = 0; round < 50; round++)
        {
            var bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            await using var server = new ScriptedServer($"LOGIN\nC: RUN\nC: PULL\nS: <HEX> {Convert.ToHexString(bytes)}\nS: <EXIT>");
            await using var driver = server.Driver();
            await using var session = driver.AsyncSession();

            var cursor = await session.RunAsync("Q");
            await Assert.ThrowsAnyAsync<Neo4jException>(async () =>
            {
                while (await cursor.FetchAsync())
                {
                }
            });
        }
    }

    [Fact]
    public async Task A_server_that_stalls_can_be_left_by_cancelling()
    {
        await using var server = new ScriptedServer(
            "LOGIN\nC: RUN\nC: PULL\nC: RESET\nS: IGNORED\nS: IGNORED\nS: SUCCESS {}\nC: RUN\nC: PULL\nS: SUCCESS {\"fields\": []}\nS: SUCCESS {}");
        await using var driver = server.Driver(c => c.WithMaxConnectionPoolSize(1));
        await using var session = driver.AsyncSession();
        using var cancel = new CancellationTokenSource();

        var cursor = await session.RunAsync("Q");
        var fetching = cursor.FetchAsync(cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
        await (await session.RunAsync("Q")).ConsumeAsync();

        Assert.Equal(1, server.Connections);
        server.AssertPlayed();
    }

    [Fact]
    public async Task A_server_that_stalls_longer_than_it_promised_loses_the_connection()
    {
        await using var server = new ScriptedServer("""
            C: HELLO
            C: LOGON
            S: SUCCESS {"server": "Neo4j/5.4.0", "connection_id": "c", "hints": {"connection.recv_timeout_seconds": 1}}
            S: SUCCESS {}
            C: RUN
            C: PULL
            S: <STALL>
            """);
        await using var driver = server.Driver();
        await using var session = driver.AsyncSession();

        var cursor = await session.RunAsync("Q");

        await Assert.ThrowsAsync<ConnectionReadTimeoutException>(() => cursor.FetchAsync());
    }

    [Fact]
    public async Task A_server_that_stalls_in_its_greeting_is_given_up_by_the_acquisition_time_out()
    {
        await using var server = new ScriptedServer("C: HELLO\nS: <STALL>");
        await using var driver = server.Driver(c => c.WithConnectionAcquisitionTimeout(TimeSpan.FromMilliseconds(100)));

        await Assert.ThrowsAsync<ConnectionAcquisitionTimeoutException>(() => driver.VerifyConnectivityAsync());
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_named()
    {
        await using var driver = GraphDatabase.Driver("bolt://127.0.0.1:1", AuthTokens.None);

        var failure = await Assert.ThrowsAsync<ServiceUnavailableException>(() => driver.VerifyConnectivityAsync());

        Assert.Contains("127.0.0.1:1", failure.Message);
        Assert.False(await driver.TryVerifyConnectivityAsync());
    }

    [Fact]
    public async Task A_disk_that_is_full_is_the_databases_failure_and_is_told_as_such()
    {
        await using var server = new ScriptedServer("""
            LOGIN
            C: BEGIN
            S: SUCCESS {}
            C: RUN
            C: PULL
            S: SUCCESS {"fields": []}
            S: SUCCESS {}
            C: COMMIT
            S: FAILURE {"code": "Neo.DatabaseError.Transaction.TransactionCommitFailed", "message": "No space left on device"}
            C: RESET
            S: SUCCESS {}
            """);
        await using var driver = server.Driver(c => c.WithTimeProvider(new SteppingTime()));
        await using var session = driver.AsyncSession();

        var failure = await Assert.ThrowsAsync<DatabaseException>(() => session.ExecuteWriteAsync(async tx => await (await tx.RunAsync("Q")).ConsumeAsync()));

        Assert.Equal("No space left on device", failure.Message);
        server.AssertPlayed();
    }
}
