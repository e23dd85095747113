using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace KnowledgeGraph.Bolt.Wire;

/// <summary>
/// Writes PackStream values (Bolt documentation, "PackStream") into chunked messages (Bolt documentation, "Message transfer
/// encoding"): each message is one or more chunks of at most 65,535 bytes behind a two-byte big-endian length, then 00 00.
/// Knows no command. Not thread-safe; one connection owns one writer.
/// </summary>
internal sealed class PackStreamWriter : IDisposable
{
    internal const int MaxChunk = ushort.MaxValue;
    private const int InitialCapacity = 4 * 1024;
    private const int RetainedCapacity = 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int _position;
    private int _messageStart = -1;

    /// <summary>The finished messages that wait to be sent, with their chunk headers.</summary>
    public ReadOnlyMemory<byte> Pending => _buffer.AsMemory(0, _messageStart < 0 ? _position : _messageStart);

    public bool HasPending => _position > 0;

    public void BeginMessage()
    {
        if (_messageStart >= 0) throw new InvalidOperationException("The message before was neither ended nor abandoned.");
        Ensure(2);
        _messageStart = _position;
        _position += 2;
    }

    /// <summary>Cuts the message into chunks where it stands; a message of one chunk is not moved.</summary>
    public void EndMessage()
    {
        var payload = _position - _messageStart - 2;
        if (payload <= 0) throw new InvalidOperationException("A message has at least one byte.");
        var chunks = (payload + MaxChunk - 1) / MaxChunk;
        Ensure((chunks - 1) * 2 + 2);

        // From the last chunk to the first: chunk i moves i * 2 bytes up, which frees room for its header.
        for (var i = chunks - 1; i >= 0; i--)
        {
            var from = _messageStart + 2 + i * MaxChunk;
            var length = Math.Min(MaxChunk, payload - i * MaxChunk);
            var to = from + i * 2;
            if (i > 0) Buffer.BlockCopy(_buffer, from, _buffer, to, length);
            BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(to - 2), (ushort)length);
        }

        _position += (chunks - 1) * 2;
        _buffer[_position++] = 0;
        _buffer[_position++] = 0;
        _messageStart = -1;
    }

    /// <summary>Drops the unfinished message, so that a value that cannot be written leaves no trace.</summary>
    public void AbandonMessage()
    {
        if (_messageStart < 0) return;
        _position = _messageStart;
        _messageStart = -1;
    }

    /// <summary>Forgets what was sent, and gives a buffer that one large message made grow back to the pool.</summary>
    public void Clear()
    {
        _position = 0;
        _messageStart = -1;
        if (_buffer.Length <= RetainedCapacity) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    }

    public void WriteNull() => WriteByte(0xC0);

    public void WriteBoolean(bool value) => WriteByte(value ? (byte)0xC3 : (byte)0xC2);

    public void WriteFloat(double value)
    {
        var span = Reserve(9);
        span[0] = 0xC1;
        BinaryPrimitives.WriteDoubleBigEndian(span[1..], value);
    }

    /// <summary>Writes an integer in the smallest of its five forms.</summary>
    public void WriteInteger(long value)
    {
        if (value is >= -16 and <= 127)
        {
            WriteByte((byte)value);
        }
        else if (value is >= sbyte.MinValue and <= sbyte.MaxValue)
        {
            var span = Reserve(2);
            span[0] = 0xC8;
            span[1] = (byte)value;
        }
        else if (value is >= short.MinValue and <= short.MaxValue)
        {
            var span = Reserve(3);
            span[0] = 0xC9;
            BinaryPrimitives.WriteInt16BigEndian(span[1..], (short)value);
        }
        else if (value is >= int.MinValue and <= int.MaxValue)
        {
            var span = Reserve(5);
            span[0] = 0xCA;
            BinaryPrimitives.WriteInt32BigEndian(span[1..], (int)value);
        }
        else
        {
            var span = Reserve(9);
            span[0] = 0xCB;
            BinaryPrimitives.WriteInt64BigEndian(span[1..], value);
        }
    }

    public void WriteString(ReadOnlySpan<char> value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        WriteHeader(bytes, 0x80, 0xD0, 0xD1, 0xD2);
        Ensure(bytes);
        _position += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_position));
    }

    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteHeader(value.Length, null, 0xCC, 0xCD, 0xCE);
        value.CopyTo(Reserve(value.Length));
    }

    public void WriteListHeader(int count) => WriteHeader(count, 0x90, 0xD4, 0xD5, 0xD6);

    public void WriteMapHeader(int count) => WriteHeader(count, 0xA0, 0xD8, 0xD9, 0xDA);

    public void WriteStructureHeader(int fields, byte tag)
    {
        if (fields is < 0 or > 15) throw new ArgumentOutOfRangeException(nameof(fields), fields, "A structure has 0 to 15 fields.");
        var span = Reserve(2);
        span[0] = (byte)(0xB0 | fields);
        span[1] = tag;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _position = 0;
    }

    private void WriteHeader(int count, byte? tiny, byte marker8, byte marker16, byte marker32)
    {
        if (tiny is { } nibble && count < 16)
        {
            WriteByte((byte)(nibble | count));
        }
        else if (count <= byte.MaxValue)
        {
            var span = Reserve(2);
            span[0] = marker8;
            span[1] = (byte)count;
        }
        else if (count <= ushort.MaxValue)
        {
            var span = Reserve(3);
            span[0] = marker16;
            BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)count);
        }
        else
        {
            var span = Reserve(5);
            span[0] = marker32;
            BinaryPrimitives.WriteInt32BigEndian(span[1..], count);
        }
    }

    private void WriteByte(byte value)
    {
        Ensure(1);
        _buffer[_position++] = value;
    }

    private Span<byte> Reserve(int count)
    {
        Ensure(count);
        var span = _buffer.AsSpan(_position, count);
        _position += count;
        return span;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ensure(int count)
    {
        if (_buffer.Length - _position < count) Grow(count);
    }

    private void Grow(int count)
    {
        var wanted = Math.Max((long)_position + count, Math.Min(2L * _buffer.Length, Array.MaxLength));
        if (wanted > Array.MaxLength)
            throw new ProtocolException($"The message would be larger than {Array.MaxLength} bytes; send it in smaller parts.");
        var grown = ArrayPool<byte>.Shared.Rent((int)wanted);
        Buffer.BlockCopy(_buffer, 0, grown, 0, _position);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = grown;
    }
}
