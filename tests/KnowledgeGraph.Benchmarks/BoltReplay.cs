using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KnowledgeGraph.Benchmarks;

/// <summary>
/// A Bolt server that knows no Cypher: it answers each of the benchmark's queries with bytes that it made at its start, so that what is
/// measured against it is the client. Run as a process of its own, which prints its port.
/// </summary>
internal static class BoltReplay
{
    private const int Rows = 10_000;

    private static readonly byte[] s_hello = Message(0x70, [0xA2, .. Text("server"), .. Text("Neo4j/5.26.0"), .. Text("connection_id"), .. Text("replay")]);
    private static readonly byte[] s_success = Message(0x70, [0xA0]);
    private static readonly byte[] s_more = Message(0x70, [0xA1, .. Text("has_more"), 0xC3]);
    private static readonly byte[] s_noFields = Message(0x70, [0xA1, .. Text("fields"), 0x90]);
    private static readonly byte[] s_oneField = Message(0x70, [0xA1, .. Text("fields"), 0x91, .. Text("name")]);
    private static readonly byte[] s_threeFields = Message(0x70, [0xA1, .. Text("fields"), 0x93, .. Text("i"), .. Text("name"), .. Text("score")]);
    private static readonly byte[] s_oneRow = Message(0x71, [0x91, .. Text("name 17")]);
    private static readonly byte[] s_rows;
    private static readonly int[] s_starts = new int[Rows + 1];

    static BoltReplay()
    {
        var all = new MemoryStream();
        for (var i = 0; i < Rows; i++)
        {
            s_starts[i] = (int)all.Length;
            var (number, score) = (new byte[3], new byte[9]);
            number[0] = 0xC9;
            BinaryPrimitives.WriteInt16BigEndian(number.AsSpan(1), (short)i);
            score[0] = 0xC1;
            BinaryPrimitives.WriteDoubleBigEndian(score.AsSpan(1), i * 0.5);
            all.Write(Message(0x71, [0x93, .. number, .. Text($"name {i}"), .. score]));
        }

        s_starts[Rows] = (int)all.Length;
        s_rows = all.ToArray();
    }

    public static async Task<int> RunAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
        _ = Task.Run(async () =>
        {
            while (true) _ = ServeAsync(await listener.AcceptSocketAsync());
        });

        // Until whoever started it closes the pipe.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task ServeAsync(Socket socket)
    {
        using var owned = socket;
        socket.NoDelay = true;
        await using var stream = new BufferedStream(new NetworkStream(socket), 64 * 1024);
        try
        {
            await stream.ReadExactlyAsync(new byte[20]);
            await socket.SendAsync(new byte[] { 0, 0, 4, 5 });
            await AnswerAsync(socket, stream);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The client left.
        }
    }

    private static async Task AnswerAsync(Socket socket, Stream stream)
    {
        var (message, header) = (new byte[4 * 1024 * 1024], new byte[2]);
        var (left, next) = (0, 0);
        while (true)
        {
            var length = 0;
            while (true)
            {
                await stream.ReadExactlyAsync(header);
                var chunk = BinaryPrimitives.ReadUInt16BigEndian(header);
                if (chunk == 0 && length > 0) break;
                await stream.ReadExactlyAsync(message.AsMemory(length, chunk));
                length += chunk;
            }

            switch (message[1])
            {
                case 0x01: await socket.SendAsync(s_hello); break;
                case 0x02: return;
                case 0x10:
                    var query = Encoding.UTF8.GetString(message, 2, Math.Min(length - 2, 120));
                    left = query.Contains("$id", StringComparison.Ordinal) ? 1 : query.Contains("range", StringComparison.Ordinal) ? Rows : 0;
                    next = 0;
                    await socket.SendAsync(left switch { 0 => s_noFields, 1 => s_oneField, _ => s_threeFields });
                    break;
                case 0x3F when left == 1:
                    left = 0;
                    await socket.SendAsync((byte[])[.. s_oneRow, .. s_success]);
                    break;
                case 0x3F when left > 1:
                    var wanted = Wanted(message.AsSpan(0, length));
                    var count = wanted < 0 ? left : Math.Min(left, wanted);
                    await socket.SendAsync(s_rows.AsMemory(s_starts[next], s_starts[next + count] - s_starts[next]));
                    (next, left) = (next + count, left - count);
                    await socket.SendAsync(left > 0 ? s_more : s_success);
                    break;
                default: await socket.SendAsync(s_success); break;
            }
        }
    }

    /// <summary>PULL's n, which both clients send as one byte or as a 16-bit integer.</summary>
    private static int Wanted(ReadOnlySpan<byte> pull)
    {
        var value = pull[(pull.IndexOf((ReadOnlySpan<byte>)[0x81, (byte)'n']) + 2)..];
        return value[0] == 0xC9 ? BinaryPrimitives.ReadInt16BigEndian(value[1..]) : (sbyte)value[0];
    }

    private static byte[] Text(string text) => [(byte)(0x80 | text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Message(byte tag, byte[] field) => [(byte)((field.Length + 2) >> 8), (byte)(field.Length + 2), 0xB1, tag, .. field, 0, 0];
}
