using KnowledgeGraph.Bolt.Values;
using KnowledgeGraph.Bolt.Wire;

namespace KnowledgeGraph.Bolt.Tests.Wire;

/// <summary>Values and the bytes that the PackStream specification gives for them.</summary>
public sealed class PackStreamWriterTests
{
    [Theory]
    [InlineData(null, "C0")]
    [InlineData(true, "C3")]
    [InlineData(false, "C2")]
    [InlineData(0L, "00")]
    [InlineData(127L, "7F")]
    [InlineData(-1L, "FF")]
    [InlineData(-16L, "F0")]
    [InlineData(-17L, "C8 EF")]
    [InlineData(-128L, "C8 80")]
    [InlineData(128L, "C9 00 80")]
    [InlineData(-129L, "C9 FF 7F")]
    [InlineData(32767L, "C9 7F FF")]
    [InlineData(32768L, "CA 00 00 80 00")]
    [InlineData(-2147483648L, "CA 80 00 00 00")]
    [InlineData(2147483648L, "CB 00 00 00 00 80 00 00 00")]
    [InlineData(long.MinValue, "CB 80 00 00 00 00 00 00 00")]
    [InlineData(1.1, "C1 3F F1 99 99 99 99 99 9A")]
    [InlineData("", "80")]
    [InlineData("A", "81 41")]
    [InlineData("ABCDEFGHIJKLMNOP", "D0 10 41 42 43 44 45 46 47 48 49 4A 4B 4C 4D 4E 4F 50")]
    [InlineData("Größe", "87 47 72 C3 B6 C3 9F 65")]
    public void A_scalar_takes_its_smallest_form(object? value, string bytes) => Assert.Equal(bytes, Written(value));

    [Fact]
    public void Lists_maps_and_bytes_have_their_size_in_front()
    {
        Assert.Equal("90", Written(new List<object?>()));
        Assert.Equal("93 01 C0 81 61", Written(new List<object?> { 1, null, "a" }));
        Assert.Equal("A0", Written(new Dictionary<string, object?>()));
        Assert.Equal("A1 81 6B 92 01 02", Written(new Dictionary<string, object?> { ["k"] = new[] { 1, 2 } }));
        Assert.Equal("CC 03 01 02 FF", Written(new byte[] { 1, 2, 255 }));
    }

    [Theory]
    [InlineData(255, "D0 FF")]
    [InlineData(256, "D1 01 00")]
    [InlineData(65535, "D1 FF FF")]
    [InlineData(65536, "D2 00 01 00 00")]
    public void A_longer_string_has_a_wider_size(int length, string start) =>
        Assert.StartsWith(start + " 78", Written(new string('x', length)));

    [Fact]
    public void Structures_follow_the_specification()
    {
        Assert.Equal("B1 44 C9 4D 51", Written(new LocalDate(2024, 3, 11)));
        Assert.Equal("B4 45 01 02 03 04", Written(new Duration(1, 2, 3, 4)));
        Assert.Equal("B3 58 C9 1C 23 C1 3F F0 00 00 00 00 00 00 C1 40 00 00 00 00 00 00 00", Written(new Point(7203, 1, 2)));
        Assert.Equal("B2 54 CB 00 00 03 46 30 B8 A0 00 C9 0E 10", Written(new OffsetTime(1, 0, 0, 0, 3600)));
        Assert.Equal("B3 49 00 00 C9 0E 10", Written(new ZonedDateTime(1970, 1, 1, 1, 0, 0, Zone.Of(3600))));
        Assert.Equal("B3 46 C9 0E 10 00 C9 0E 10", Written(new ZonedDateTime(1970, 1, 1, 1, 0, 0, Zone.Of(3600)), utc: false));
        Assert.Equal("B3 69 00 00 8D 45 75 72 6F 70 65 2F 42 65 72 6C 69 6E", Written(new ZonedDateTime(1970, 1, 1, 1, 0, 0, Zone.Of("Europe/Berlin"))));
    }

    [Fact]
    public void A_message_is_one_chunk_and_an_end()
    {
        using var writer = new PackStreamWriter();
        writer.BeginMessage();
        writer.WriteStructureHeader(0, 0x0F);
        writer.EndMessage();

        Assert.Equal("00 02 B0 0F 00 00", Hex(writer.Pending.Span));
    }

    [Theory]
    [InlineData(65_534, 1)]
    [InlineData(65_535, 1)]
    [InlineData(65_536, 2)]
    [InlineData(131_070, 2)]
    [InlineData(131_071, 3)]
    [InlineData(1_000_000, 16)]
    public void A_long_message_is_cut_into_full_chunks_and_is_read_back(int payload, int chunks)
    {
        using var writer = new PackStreamWriter();
        writer.BeginMessage();
        var bytes = new byte[payload - (payload - 5 > ushort.MaxValue ? 5 : 3)];
        Random.Shared.NextBytes(bytes);
        writer.WriteBytes(bytes);
        writer.EndMessage();

        Assert.Equal(payload + chunks * 2 + 2, writer.Pending.Length);
        using var received = new MessageBuffer();
        Assert.True(Feed(received, writer.Pending.Span, out var message));
        Assert.Equal(bytes, new PackStreamReader(message).ReadBytes().ToArray());
    }

    [Fact]
    public void A_value_that_cannot_be_written_leaves_no_trace()
    {
        using var writer = new PackStreamWriter();
        writer.BeginMessage();
        writer.WriteInteger(1);
        writer.EndMessage();
        var before = Hex(writer.Pending.Span);

        writer.BeginMessage();
        var failure = Assert.Throws<ProtocolException>(() => ValueWriter.Write(writer, new List<object?> { "written", new Uri("http://x") }, true));
        writer.AbandonMessage();

        Assert.Contains("Uri", failure.Message);
        Assert.Equal(before, Hex(writer.Pending.Span));
    }

    [Fact]
    public void Parameters_that_contain_themselves_are_refused_before_the_stack_is()
    {
        var list = new List<object?>();
        list.Add(list);
        using var writer = new PackStreamWriter();
        writer.BeginMessage();

        Assert.Contains("deep", Assert.Throws<ProtocolException>(() => ValueWriter.Write(writer, list, true)).Message);
    }

    internal static string Hex(ReadOnlySpan<byte> bytes) => BitConverter.ToString(bytes.ToArray()).Replace('-', ' ');

    internal static bool Feed(MessageBuffer buffer, ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> message)
    {
        while (!bytes.IsEmpty)
        {
            var room = buffer.Room.Span;
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            buffer.Advance(count);
            bytes = bytes[count..];
            if (buffer.TryRead(out message)) return true;
        }

        message = default;
        return false;
    }

    private static string Written(object? value, bool utc = true)
    {
        using var writer = new PackStreamWriter();
        writer.BeginMessage();
        ValueWriter.Write(writer, value, utc);
        writer.EndMessage();
        using var received = new MessageBuffer();
        Assert.True(Feed(received, writer.Pending.Span, out var message));
        return Hex(message);
    }
}
