using FsCheck.Xunit;
using KnowledgeGraph.Bolt.Values;
using KnowledgeGraph.Bolt.Wire;

namespace KnowledgeGraph.Bolt.Tests.Wire;

/// <summary>Hostile and broken bytes.</summary>
public sealed class PackStreamReaderTests
{
    [Theory]
    [InlineData("D6 7F FF FF FF", "a list of two thousand million elements")]
    [InlineData("D6 FF FF FF FF", "a list of a negative size")]
    [InlineData("DA 7F FF FF FF", "a map of two thousand million entries")]
    [InlineData("D2 7F FF FF FF 41", "a string of two gigabytes")]
    [InlineData("D2 FF FF FF FF 41", "a string of a negative size")]
    [InlineData("CE 7F FF FF FF 00", "two gigabytes of bytes")]
    [InlineData("D5 FF FF 01", "a list of 65,535 elements in one byte")]
    [InlineData("A2 81 61", "a map of two entries with one key")]
    [InlineData("BF 4E", "a structure of 15 fields without any")]
    [InlineData("C4", "a marker that is reserved")]
    [InlineData("DF", "a marker that is reserved")]
    [InlineData("CB 00", "an integer cut short")]
    [InlineData("C1 00 00", "a float cut short")]
    [InlineData("D0", "a size cut short")]
    [InlineData("", "nothing")]
    public void A_size_that_the_message_cannot_hold_is_refused_before_memory_is_taken(string hex, string what)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", ""));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ProtocolException>(() => Read(bytes));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000, what);
    }

    [Theory]
    [InlineData("D6", 1, "", "lists")]
    [InlineData("DA", 2, "81 61", "maps")]
    [InlineData("B3 4E 01 90 DA", 2, "81 61", "nodes in the properties of nodes")]
    public void Sizes_inside_one_another_take_no_more_memory_than_what_arrived(string header, int bytesEach, string before, string what)
    {
        // Each level claims as many values as there are bytes behind it.
        const int levels = 200;
        var (start, rest) = (Convert.FromHexString(header.Replace(" ", "")), Convert.FromHexString(before.Replace(" ", "")));
        var bytes = new byte[1_000_000];
        for (var (level, at) = (0, 0); level < levels; level++)
        {
            start.CopyTo(bytes, at);
            at += start.Length;
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), (bytes.Length - at - 4) / bytesEach);
            at += 4;
            rest.CopyTo(bytes, at);
            at += rest.Length;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ProtocolException>(() => Read(bytes));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < 40 * bytes.Length, what);
    }

    [Fact]
    public void More_properties_than_are_taken_on_trust_are_all_read()
    {
        var map = Enumerable.Range(0, 5000).ToDictionary(i => $"key {i}", i => (object?)(long)i);
        using var writer = new PackStreamWriter();
        writer.BeginMessage();
        writer.WriteStructureHeader(3, (byte)'N');
        writer.WriteInteger(1);
        writer.WriteListHeader(0);
        ValueWriter.WriteMap(writer, map, utcInstants: true);

        var node = Assert.IsAssignableFrom<INode>(Read(Unframed(writer)));

        Assert.Equal(map, node.Properties.ToDictionary());
    }

    [Property(Arbitrary = [typeof(Values.RoundTripTests.BoltValues)], MaxTest = 1000)]
    public void A_value_with_one_byte_changed_gives_a_value_or_a_protocol_failure(Values.RoundTripTests.BoltValue value, int at, byte changed)
    {
        using var writer = new PackStreamWriter();
        writer.BeginMessage();
        ValueWriter.Write(writer, value.Value, utcInstants: true);
        var bytes = Unframed(writer);
        bytes[(at & int.MaxValue) % bytes.Length] = changed;
        Random_bytes_give_a_value_or_a_protocol_failure(bytes);
    }

    [Fact]
    public void Nesting_deeper_than_the_limit_is_refused()
    {
        var allowed = Enumerable.Repeat((byte)0x91, ValueReader.MaxDepth).Append((byte)0xC0).ToArray();
        var hostile = Enumerable.Repeat((byte)0x91, 10_000_000).ToArray();

        Assert.IsType<List<object?>>(Read(allowed));
        Assert.Contains("deep", Assert.Throws<ProtocolException>(() => Read([0x91, .. allowed])).Message);
        Assert.Contains("deep", Assert.Throws<ProtocolException>(() => Read(hostile)).Message);
    }

    [Property(MaxTest = 2000)]
    public void Random_bytes_give_a_value_or_a_protocol_failure(byte[] bytes)
    {
        try
        {
            Read(bytes);
        }
        catch (ProtocolException)
        {
            // The one failure that malformed bytes may cause.
        }
    }

    [Property(MaxTest = 2000)]
    public void Random_structures_give_a_value_or_a_protocol_failure(byte[] bytes, byte tag, byte fields)
    {
        const string known = "NRrPDtTdIiFfEXY";
        Random_bytes_give_a_value_or_a_protocol_failure([(byte)(0xB0 | fields % 9), (byte)known[tag % known.Length], .. bytes]);
    }

    [Theory]
    [InlineData("B1 3F 00", "an unknown tag")]
    [InlineData("B2 44 00 00", "a date with two fields")]
    [InlineData("B1 44 CB 7F FF FF FF FF FF FF FF", "a date beyond the calendar")]
    [InlineData("B1 74 CB 7F FF FF FF FF FF FF FF", "a time of day beyond the day")]
    [InlineData("B3 69 00 00 86 4E 6F 2F 53 75 63", "a zone that does not exist")]
    [InlineData("B3 49 CB 7F FF FF FF FF FF FF FF 00 00", "an instant beyond the calendar")]
    [InlineData("B3 58 CB 7F FF FF FF FF FF FF FF C1 00 00 00 00 00 00 00 00 C1 00 00 00 00 00 00 00 00", "a coordinate system beyond 32 bits")]
    [InlineData("B3 50 90 90 90", "a path without a node")]
    [InlineData("B3 50 91 B3 4E 01 90 A0 90 92 01 00", "a path over a relationship that it does not have")]
    public void A_structure_without_a_meaning_breaks_its_record_and_nothing_after_it(string hex, string what)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", ""));
        var reader = new PackStreamReader([0x92, .. bytes, 0x01]);

        var values = new ValueReader().ReadList(ref reader, out var problem);

        Assert.False(problem is null, what);
        Assert.Null(values[0]);
        Assert.Equal(1L, values[1]);
        Assert.True(reader.AtEnd);
    }

    private static byte[] Unframed(PackStreamWriter writer)
    {
        writer.EndMessage();
        using var received = new MessageBuffer();
        Assert.True(PackStreamWriterTests.Feed(received, writer.Pending.Span, out var message));
        return message.ToArray();
    }

    private static object? Read(byte[] bytes)
    {
        var reader = new PackStreamReader(bytes);
        return new ValueReader().Read(ref reader);
    }
}
