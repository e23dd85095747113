using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KnowledgeGraph.GraphQL.AspNetCore.Tests.Http;

/// <summary>Input that means harm. After each the server still answers.</summary>
public sealed class HostileRequestTests
{
    [Fact]
    public async Task Variables_of_50_megabytes_are_refused_by_their_announced_length()
    {
        await using var server = await RunningServer.StartAsync();
        var answer = await TalkAsync(server, $"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {50 << 20}\r\n\r\n{{\"query\":");

        Assert.StartsWith("HTTP/1.1 413 ", answer);
        Assert.Contains("REQUEST_TOO_LARGE", answer);
        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task Variables_of_50_megabytes_in_chunks_are_refused_at_the_limit()
    {
        await using var server = await RunningServer.StartAsync(new() { MaxRequestBytes = 1 << 20 });
        using var socket = await ConnectAsync(server);
        await socket.SendAsync("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
        try
        {
            for (var sent = 0; sent < 50 << 20; sent += 0x10000)
                await socket.SendAsync(chunk);
        }
        catch (SocketException)
        {
            // The server has closed the connection before it took everything, which is what is asked for.
        }

        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task The_last_byte_below_the_limit_is_read_and_the_next_is_not()
    {
        const string Body = """{"query":"{ hello }"}""";
        await using var server = await RunningServer.StartAsync(new() { MaxRequestBytes = 1000 });
        using var fits = await server.PostBodyAsync(Body.PadRight(1000));
        using var large = await server.PostBodyAsync(Body.PadRight(1001));

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_given_up()
    {
        await using var server = await RunningServer.StartAsync(new() { RequestReadTimeout = TimeSpan.FromSeconds(2) });
        var answer = await TalkAsync(server, "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"query\":\"");

        Assert.StartsWith("HTTP/1.1 408 ", answer);
        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_body_that_breaks_off_harms_nobody_else()
    {
        await using var server = await RunningServer.StartAsync();
        using (var socket = await ConnectAsync(server))
            await socket.SendAsync("POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());

        await server.AssertStillAnswersAsync();
    }

    public static TheoryData<byte[]> NotUtf8 => new()
    {
        { [.. "{\"query\":\"{ hello }\",\"x\":\""u8, 0xff, .. "\"}"u8] },
        { [.. "{\"query\":\""u8, 0xc0, 0xaf, .. "\"}"u8] },
        { [.. "{\"query\":\"{ hello }"u8, 0xe2, 0x82] },
        { [.. "{\"query\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8] },
        { [0xff, 0xfe, .. Encoding.Unicode.GetBytes("{\"query\":\"{ hello }\"}")] },
    };

    [Theory]
    [MemberData(nameof(NotUtf8))]
    public async Task Invalid_utf8_is_refused(byte[] body)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.PostBytesAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("not valid UTF-8", await response.Content.ReadAsStringAsync());
        await server.AssertStillAnswersAsync();
    }

    public static TheoryData<string, string> Documents => new()
    {
        { "40 KB of nesting", string.Concat(Enumerable.Repeat("{a", 20_000)) },
        { "40 KB of nested lists", $"{{ echo(value: {new string('[', 40_000)}" },
        { "a million tokens", $"{{ {string.Concat(Enumerable.Repeat("a ", 1_000_000))} }}" },
        { "an alias flood", $"{{ {string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"a{i}:hello"))} }}" },
        { "a directive flood", $"{{ hello {string.Concat(Enumerable.Repeat("@a", 5_000))} }}" },
        { "a fragment cycle", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }" },
        {
            "a fragment bomb",
            "{ ...F0 } " + string.Join(' ', Enumerable.Range(0, 40).Select(i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}")) + " fragment F40 on Query { hello }"
        },
        {
            "exponential field merging",
            $"{{ {string.Join(' ', Enumerable.Range(0, 500).Select(i => $"...F{i % 20}"))} }} "
            + string.Join(' ', Enumerable.Range(0, 20).Select(i => $"fragment F{i} on Query {{ articles(first: 1) {{ edges {{ node {{ author {{ id name }} }} }} }} }}"))
        },
        { "a huge number", $"{{ text(length: {new string('9', 100_000)}) }}" },
        { "a huge string", $"{{ echo(value: \"{new string('x', 2_000_000)}\") }}" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Documents_made_to_exhaust_the_server_are_answered(string what, string document)
    {
        await using var server = await RunningServer.StartAsync();
        using var response = await server.PostAsync(document);

        Assert.True(response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.OK, $"{what}: {response.StatusCode}");
        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task Random_bodies_are_refused_one_and_all()
    {
        var random = new Random(20250725);
        await using var server = await RunningServer.StartAsync();
        for (var count = 0; count < 200; count++)
        {
            var body = new byte[random.Next(0, 300)];
            random.NextBytes(body);
            using var response = await server.PostBytesAsync(body);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        await server.AssertStillAnswersAsync();
    }

    [Fact]
    public async Task A_thousand_idle_connections_keep_nobody_out()
    {
        await using var server = await RunningServer.StartAsync();
        var idle = new List<Socket>();
        try
        {
            for (var count = 0; count < 1_000; count++)
                idle.Add(await ConnectAsync(server));
            await server.AssertStillAnswersAsync();
        }
        finally
        {
            idle.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task A_client_that_leaves_ends_its_operation()
    {
        await using var server = await RunningServer.StartAsync();
        using (var leaving = new CancellationTokenSource(200))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Client.GetAsync(server.Url + "?query={never}", leaving.Token));
        }

        await server.AssertStillAnswersAsync();
    }

    private static async Task<Socket> ConnectAsync(RunningServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Url.Port);
        return socket;
    }

    /// <summary>Sends a text and reads until the server has answered with a whole head and closed, or paused.</summary>
    private static async Task<string> TalkAsync(RunningServer server, string text)
    {
        using var socket = await ConnectAsync(server);
        await socket.SendAsync(Encoding.ASCII.GetBytes(text));
        var buffer = new byte[65_536];
        var answer = new StringBuilder();
        while (!answer.ToString().Contains("}]}"))
        {
            var count = await socket.ReceiveAsync(buffer);
            if (count == 0)
                break;
            answer.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }

        return answer.ToString();
    }
}
