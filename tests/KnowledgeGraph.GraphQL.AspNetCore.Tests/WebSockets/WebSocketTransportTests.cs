using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.WebSockets;

public sealed class WebSocketTransportTests
{
    [Fact]
    public async Task A_query_gives_one_next_and_complete()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        await socket.SendAsync("""{"id":"q","type":"subscribe","payload":{"query":"{ hello }"}}""");

        Assert.Equal("""{"type":"next","id":"q","payload":{"data":{"hello":"world"}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"q"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_subscription_gives_its_events_and_complete()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { ticks(count: 2, everyMilliseconds: 1) }"}}""");

        Assert.Equal("""{"type":"next","id":"s","payload":{"data":{"ticks":1}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"type":"next","id":"s","payload":{"data":{"ticks":2}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"type":"complete","id":"s"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_request_that_is_not_valid_gives_error_and_no_complete_and_frees_its_id()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ noSuchField }"}}""");
        var error = JsonElement.Parse((await socket.ReceiveAsync())!);
        await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ hello }"}}""");

        Assert.Equal("error", error.GetProperty("type").GetString());
        Assert.Equal("1", error.GetProperty("id").GetString());
        Assert.Contains("noSuchField", error.GetProperty("payload")[0].GetProperty("message").GetString());
        Assert.Equal("""{"type":"next","id":"1","payload":{"data":{"hello":"world"}}}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_fault_of_the_source_ends_the_subscription_and_shows_nothing_of_itself()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { broken }"}}""");

        Assert.Equal("""{"type":"next","id":"s","payload":{"data":{"broken":1}}}""", await socket.ReceiveAsync());
        var fault = (await socket.ReceiveAsync())!;
        Assert.Contains("INTERNAL_SERVER_ERROR", fault);
        Assert.DoesNotContain("password", fault);
        Assert.Equal("""{"type":"complete","id":"s"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task An_operation_that_its_client_completes_says_nothing_more()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"{ never }"}}""");
        await socket.SendAsync("""{"id":"s","type":"complete"}""");
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"{ hello }"}}""");

        Assert.Equal("""{"type":"next","id":"s","payload":{"data":{"hello":"world"}}}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task A_socket_that_leaves_ends_its_subscriptions()
    {
        await using var server = await RunningServer.StartAsync();
        using (var socket = await TestSocket.OpenInitialisedAsync(server))
        {
            await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { flood }"}}""");
            await socket.ReceiveAsync();
        }

        await server.Flood.Ended.WaitAsync(TimeSpan.FromSeconds(30));
        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_subscription_whose_client_never_reads_is_read_no_further_and_dropped()
    {
        await using var server = await RunningServer.StartAsync(new() { Sockets = new() { SendTimeout = TimeSpan.FromMilliseconds(500) } });
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { flood }"}}""");

        await server.Flood.Ended.WaitAsync(TimeSpan.FromSeconds(30));

        // What the two sockets' buffers hold, at most; each event has 100,000 bytes.
        Assert.InRange(server.Flood.Events, 1, 200);
        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_server_that_stops_says_goodbye()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        await socket.SendAsync("""{"id":"s","type":"subscribe","payload":{"query":"{ never }"}}""");
        var stopping = server.StopAsync();

        Assert.Equal(1001, await socket.ReceiveCloseAsync());
        await stopping;
    }

    [Fact]
    public async Task A_silent_socket_is_closed()
    {
        await using var server = await RunningServer.StartAsync(new() { Sockets = new() { InitTimeout = TimeSpan.FromMilliseconds(100) } });
        using var socket = await TestSocket.OpenAsync(server);

        Assert.Equal(4408, await socket.ReceiveCloseAsync());
    }

    [Fact]
    public async Task A_thousand_silent_sockets_keep_nobody_out_and_are_all_closed()
    {
        await using var server = await RunningServer.StartAsync(new() { Sockets = new() { InitTimeout = TimeSpan.FromSeconds(5) } });
        var sockets = new List<TestSocket>();
        try
        {
            for (var count = 0; count < 1_000; count++)
                sockets.Add(await TestSocket.OpenAsync(server));
            await server.AssertStillAnswersAsync();
            var closings = await Task.WhenAll(sockets.Select(socket => socket.ReceiveCloseAsync()));
            Assert.All(closings, code => Assert.Equal(4408, code));
            await server.AssertStillAnswersAsync();
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task More_connections_than_the_limit_are_turned_away()
    {
        await using var server = await RunningServer.StartAsync(new() { Sockets = new() { MaxConnections = 1 } });
        using (await TestSocket.OpenInitialisedAsync(server))
        {
            var refused = await Assert.ThrowsAsync<WebSocketException>(() => TestSocket.OpenAsync(server));
            Assert.Contains("503", refused.Message);
        }

        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task More_operations_than_the_limit_are_told_so_and_the_others_go_on()
    {
        await using var server = await RunningServer.StartAsync(new() { Sockets = new() { MaxOperations = 1 } });
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ never }"}}""");
        await socket.SendAsync("""{"id":"2","type":"subscribe","payload":{"query":"{ hello }"}}""");
        var refused = (await socket.ReceiveAsync())!;
        await socket.SendAsync("""{"id":"1","type":"complete"}""");
        await socket.SendAsync("""{"id":"3","type":"subscribe","payload":{"query":"{ hello }"}}""");

        Assert.StartsWith("""{"type":"error","id":"2","payload":[{"message":"The connection already runs 1 operations""", refused);
        Assert.Equal("""{"type":"next","id":"3","payload":{"data":{"hello":"world"}}}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Operations_begun_and_stopped_without_end_leave_nothing_behind()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        for (var count = 0; count < 2_000; count++)
        {
            await socket.SendAsync("""{"id":"1","type":"subscribe","payload":{"query":"{ never }"}}""");
            await socket.SendAsync("""{"id":"1","type":"complete"}""");
        }

        await socket.SendAsync("""{"type":"ping"}""");
        while (await socket.ReceiveAsync() is { } message && message != """{"type":"pong"}""")
            Assert.Contains("TOO_MANY_OPERATIONS", message);
        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_message_beyond_the_limit_closes_the_socket()
    {
        await using var server = await RunningServer.StartAsync(new() { Sockets = new() { MaxMessageBytes = 1_000 } });
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        await socket.SendAsync("""{"type":"ping"}""".PadRight(1_000));
        Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
        await socket.SendAsync("""{"type":"ping"}""".PadRight(1_001));

        Assert.Equal(1009, await socket.ReceiveCloseAsync());
        await server.AssertStillAnswersAsync();
    }

    public static TheoryData<byte[]> NotUtf8 => new() { { [0xff] }, { [.. "{\"type\":\""u8, 0xc0, 0xaf, .. "\"}"u8] }, { [0xe2, 0x82] } };

    [Theory]
    [MemberData(nameof(NotUtf8))]
    public async Task Invalid_utf8_ends_the_connection(byte[] message)
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        await socket.SendAsync(message, WebSocketMessageType.Text);

        // Kestrel's socket says 1007 and cuts the connection; the client may see either first.
        await Assert.ThrowsAnyAsync<WebSocketException>(async () =>
        {
            if (await socket.ReceiveCloseAsync() == (int)WebSocketCloseStatus.InvalidPayloadData)
                throw new WebSocketException(WebSocketError.Faulted);
        });
        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_binary_message_closes_the_socket()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        await socket.SendAsync([1, 2, 3], WebSocketMessageType.Binary);

        Assert.Equal(4400, await socket.ReceiveCloseAsync());
    }

    [Fact]
    public async Task The_reason_of_a_close_is_cut_where_a_close_frame_ends()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await TestSocket.OpenInitialisedAsync(server);
        var subscribe = $$$"""{"id":"{{{new string('ż', 200)}}}","type":"subscribe","payload":{"query":"{ never }"}}""";
        await socket.SendAsync(subscribe);
        await socket.SendAsync(subscribe);

        Assert.Equal(4409, await socket.ReceiveCloseAsync());
        Assert.StartsWith("Subscriber for żżż", socket.CloseReason);
    }

    [Theory]
    [InlineData("http://evil.example", false)]
    [InlineData("https://app.example", true)]
    [InlineData(null, true)]
    public async Task Pages_of_foreign_origins_cannot_open_sockets(string? origin, bool accepted)
    {
        await using var server = await RunningServer.StartAsync(new() { AllowedOrigins = ["https://app.example"] });
        if (accepted)
        {
            using var socket = await TestSocket.OpenAsync(server, origin: origin);
            return;
        }

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => TestSocket.OpenAsync(server, origin: origin));
        Assert.Contains("403", refused.Message);
    }

    [Theory]
    [InlineData("right", 0)]
    [InlineData("wrong", 4403)]
    public async Task Whoever_connects_can_be_asked_for_a_token(string token, int closed)
    {
        await using var server = await RunningServer.StartAsync(new()
        {
            Sockets = new()
            {
                OnConnect = (_, payload, _) => new(payload.ValueKind == JsonValueKind.Object && payload.GetProperty("token").GetString() == "right"),
            },
        });
        using var socket = await TestSocket.OpenAsync(server);
        await socket.SendAsync($$$"""{"type":"connection_init","payload":{"token":"{{{token}}}"}}""");

        if (closed == 0)
            Assert.Equal("""{"type":"connection_ack"}""", await socket.ReceiveAsync());
        else
            Assert.Equal(closed, await socket.ReceiveCloseAsync());
    }

    [Fact]
    public async Task A_fault_while_connecting_closes_the_socket_and_shows_nothing_of_itself()
    {
        await using var server = await RunningServer.StartAsync(new()
        {
            Sockets = new() { OnConnect = (_, _, _) => throw new InvalidOperationException("the password is secret") },
        });
        using var socket = await TestSocket.OpenAsync(server);
        await socket.SendAsync("""{"type":"connection_init"}""");

        Assert.Equal(4500, await socket.ReceiveCloseAsync());
        Assert.Equal("Internal server error", socket.CloseReason);
    }

    [Fact]
    public async Task A_peer_that_gives_no_sign_of_life_is_dropped()
    {
        await using var server = await RunningServer.StartAsync(new() { Sockets = new() { KeepAlive = TimeSpan.FromMilliseconds(100) } });
        using var socket = await ShakeHandsAsync(server);
        await socket.SendAsync(ConnectionInitFrame);
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // A reset ends it as well.
        }

        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task Frames_that_are_no_frames_harm_nobody_else()
    {
        await using var server = await RunningServer.StartAsync();
        using var socket = await ShakeHandsAsync(server);
        await socket.SendAsync(Enumerable.Repeat((byte)0xff, 100_000).ToArray());

        await server.AssertStillAnswersAsync();
    }

    /// <summary>A text frame of the client, masked with zeros. Source: RFC 6455, section 5.2.</summary>
    private static byte[] ConnectionInitFrame =>
        [0x81, 0x80 | 26, 0, 0, 0, 0, .. "{\"type\":\"connection_init\"}"u8];

    private static async Task<Socket> ShakeHandsAsync(RunningServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Url.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET /graphql HTTP/1.1\r\nHost: {server.Url.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"));
        return socket;
    }
}
