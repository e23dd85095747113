using FsCheck;
using FsCheck.Xunit;
using KnowledgeGraph.Bolt.Wire;

namespace KnowledgeGraph.Bolt.Tests.Wire;

/// <summary>Messages out of bytes, wherever the bytes are cut.</summary>
public sealed class MessageBufferTests
{
    /// <summary>Three messages: one chunk; three chunks; one chunk, after two keep-alives.</summary>
    private static readonly byte[] s_stream =
    [
        0, 3, 1, 2, 3, 0, 0,
        0, 2, 4, 5, 0, 1, 6, 0, 2, 7, 8, 0, 0,
        0, 0, 0, 0,
        0, 1, 9, 0, 0,
    ];

    private static readonly string[] s_messages = ["01 02 03", "04 05 06 07 08", "09"];

    [Fact]
    public void Every_split_of_a_stream_in_two_gives_the_same_messages()
    {
        for (var cut = 0; cut <= s_stream.Length; cut++) Assert.Equal(s_messages, Read(s_stream[..cut], s_stream[cut..]));
    }

    [Fact]
    public void Every_split_of_a_stream_in_three_gives_the_same_messages()
    {
        for (var first = 0; first <= s_stream.Length; first++)
            for (var second = first; second <= s_stream.Length; second++)
                Assert.Equal(s_messages, Read(s_stream[..first], s_stream[first..second], s_stream[second..]));
    }

    [Fact]
    public void Byte_by_byte_gives_the_same_messages() => Assert.Equal(s_messages, Read([.. s_stream.Select(b => new[] { b })]));

    [Property]
    public void Any_messages_in_any_chunks_cut_anywhere_come_back(NonEmptyArray<NonEmptyArray<byte>> messages, PositiveInt chunk, PositiveInt cut)
    {
        var size = chunk.Get % 7 + 1;
        var bytes = messages.Get.SelectMany(message =>
            message.Get.Chunk(size).SelectMany(part => new byte[] { 0, (byte)part.Length }.Concat(part)).Concat(new byte[] { 0, 0 })).ToArray();

        Assert.Equal(messages.Get.Select(m => PackStreamWriterTests.Hex(m.Get)), Read([.. bytes.Chunk(cut.Get % 11 + 1)]));
    }

    [Property]
    public void Random_bytes_never_crash_nor_take_memory_that_was_not_sent(byte[] bytes)
    {
        using var buffer = new MessageBuffer();
        _ = PackStreamWriterTests.Feed(buffer, bytes, out _);

        Assert.True(buffer.Room.Length <= 64 * 1024);
    }

    [Fact]
    public void A_message_that_grows_past_the_limit_is_refused()
    {
        using var buffer = new MessageBuffer(maxMessageBytes: 100_000);
        var chunk = new byte[2 + 65_535];
        chunk[0] = chunk[1] = 0xFF;

        Assert.False(PackStreamWriterTests.Feed(buffer, chunk, out _));
        Assert.Contains("100000", Assert.Throws<ProtocolException>(() => { PackStreamWriterTests.Feed(buffer, chunk, out _); }).Message);
    }

    [Fact]
    public void A_large_message_does_not_keep_its_memory()
    {
        using var buffer = new MessageBuffer();
        var chunk = new byte[2 + 65_535];
        chunk[0] = chunk[1] = 0xFF;
        for (var i = 0; i < 64; i++) PackStreamWriterTests.Feed(buffer, chunk, out _);
        Assert.True(PackStreamWriterTests.Feed(buffer, [0, 0], out _));

        Assert.True(buffer.Room.Length <= 64 * 1024);
    }

    private static List<string> Read(params byte[][] parts)
    {
        using var buffer = new MessageBuffer();
        var messages = new List<string>();
        foreach (var part in parts)
        {
            part.CopyTo(buffer.Room);
            buffer.Advance(part.Length);
            while (buffer.TryRead(out var message)) messages.Add(PackStreamWriterTests.Hex(message));
        }

        return messages;
    }
}
