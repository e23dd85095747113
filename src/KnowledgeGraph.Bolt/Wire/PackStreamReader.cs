using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Bolt.Wire;

/// <summary>The kinds of value that a PackStream marker can announce.</summary>
internal enum PackStreamKind
{
    Null,
    Boolean,
    Integer,
    Float,
    Bytes,
    String,
    List,
    Map,
    Structure,
}

/// <summary>
/// Reads PackStream values (Bolt documentation, "PackStream") from one whole message. Every declared size is compared with the
/// bytes that are really there before anything is allocated for it: an element takes at least one byte, an entry two.
/// Malformed input throws <see cref="ProtocolException"/>. Knows no command.
/// </summary>
internal ref struct PackStreamReader(ReadOnlySpan<byte> message)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    public readonly int Remaining => _message.Length - _position;

    public readonly bool AtEnd => _position == _message.Length;

    public readonly PackStreamKind Peek()
    {
        if (AtEnd) throw Truncated("a value");
        var marker = _message[_position];
        return marker switch
        {
            <= 0x7F or >= 0xF0 => PackStreamKind.Integer,
            <= 0x8F => PackStreamKind.String,
            <= 0x9F => PackStreamKind.List,
            <= 0xAF => PackStreamKind.Map,
            <= 0xBF => PackStreamKind.Structure,
            0xC0 => PackStreamKind.Null,
            0xC1 => PackStreamKind.Float,
            0xC2 or 0xC3 => PackStreamKind.Boolean,
            >= 0xC8 and <= 0xCB => PackStreamKind.Integer,
            >= 0xCC and <= 0xCE => PackStreamKind.Bytes,
            >= 0xD0 and <= 0xD2 => PackStreamKind.String,
            >= 0xD4 and <= 0xD6 => PackStreamKind.List,
            >= 0xD8 and <= 0xDA => PackStreamKind.Map,
            _ => throw new ProtocolException($"Marker {marker:X2} at byte {_position} of a message is not a PackStream marker."),
        };
    }

    public void ReadNull()
    {
        if (NextByte("null") != 0xC0) throw Unexpected("null");
    }

    public bool ReadBoolean() => NextByte("a boolean") switch
    {
        0xC2 => false,
        0xC3 => true,
        _ => throw Unexpected("a boolean"),
    };

    public double ReadFloat()
    {
        if (NextByte("a float") != 0xC1) throw Unexpected("a float");
        return BinaryPrimitives.ReadDoubleBigEndian(Next(8, "a float"));
    }

    public long ReadInteger()
    {
        var marker = NextByte("an integer");
        return marker switch
        {
            <= 0x7F or >= 0xF0 => (sbyte)marker,
            0xC8 => (sbyte)NextByte("an 8-bit integer"),
            0xC9 => BinaryPrimitives.ReadInt16BigEndian(Next(2, "a 16-bit integer")),
            0xCA => BinaryPrimitives.ReadInt32BigEndian(Next(4, "a 32-bit integer")),
            0xCB => BinaryPrimitives.ReadInt64BigEndian(Next(8, "a 64-bit integer")),
            _ => throw Unexpected("an integer"),
        };
    }

    /// <summary>The UTF-8 bytes of a string, where they stand in the message.</summary>
    public ReadOnlySpan<byte> ReadStringBytes()
    {
        var marker = NextByte("a string");
        var length = marker switch
        {
            >= 0x80 and <= 0x8F => marker & 0x0F,
            0xD0 => NextByte("a string's length"),
            0xD1 => BinaryPrimitives.ReadUInt16BigEndian(Next(2, "a string's length")),
            0xD2 => NextSize32("a string"),
            _ => throw Unexpected("a string"),
        };
        return Next(length, "a string");
    }

    /// <summary>The bytes of a byte array, where they stand in the message.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = NextByte("a byte array") switch
        {
            0xCC => NextByte("a byte array's length"),
            0xCD => BinaryPrimitives.ReadUInt16BigEndian(Next(2, "a byte array's length")),
            0xCE => NextSize32("a byte array"),
            _ => throw Unexpected("a byte array"),
        };
        return Next(length, "a byte array");
    }

    public int ReadListHeader()
    {
        var marker = NextByte("a list");
        var count = marker switch
        {
            >= 0x90 and <= 0x9F => marker & 0x0F,
            0xD4 => NextByte("a list's size"),
            0xD5 => BinaryPrimitives.ReadUInt16BigEndian(Next(2, "a list's size")),
            0xD6 => NextSize32("a list"),
            _ => throw Unexpected("a list"),
        };
        if (count > Remaining) throw TooLarge("list", count);
        return count;
    }

    public int ReadMapHeader()
    {
        var marker = NextByte("a map");
        var count = marker switch
        {
            >= 0xA0 and <= 0xAF => marker & 0x0F,
            0xD8 => NextByte("a map's size"),
            0xD9 => BinaryPrimitives.ReadUInt16BigEndian(Next(2, "a map's size")),
            0xDA => NextSize32("a map"),
            _ => throw Unexpected("a map"),
        };
        if (count > Remaining / 2) throw TooLarge("map", count);
        return count;
    }

    public int ReadStructureHeader(out byte tag)
    {
        var marker = NextByte("a structure");
        if (marker is < 0xB0 or > 0xBF) throw Unexpected("a structure");
        tag = NextByte("a structure's tag");
        var fields = marker & 0x0F;
        if (fields > Remaining) throw TooLarge("structure", fields);
        return fields;
    }

    private int NextSize32(string what)
    {
        var size = BinaryPrimitives.ReadUInt32BigEndian(Next(4, what));
        if (size > (uint)Remaining) throw TooLarge(what, size);
        return (int)size;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte NextByte(string what)
    {
        if (_position >= _message.Length) throw Truncated(what);
        return _message[_position++];
    }

    private ReadOnlySpan<byte> Next(int count, string what)
    {
        if (count > Remaining) throw Truncated(what);
        var span = _message.Slice(_position, count);
        _position += count;
        return span;
    }

    private readonly ProtocolException Unexpected(string wanted) =>
        new($"Expected {wanted} at byte {_position - 1} of a message, found marker {_message[_position - 1]:X2}.");

    private readonly ProtocolException Truncated(string what) =>
        new($"The message ends at byte {_message.Length}, inside {what}.");

    private readonly ProtocolException TooLarge(string what, long count) =>
        new($"A {what} of size {count} was announced where {Remaining} bytes are left in the message.");
}
