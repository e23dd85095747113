using System.Buffers;
using System.Buffers.Binary;

namespace KnowledgeGraph.Bolt.Wire;

/// <summary>
/// Received bytes, and the whole messages that they make (Bolt documentation, "Message transfer encoding"). Chunks are joined in place: a
/// message of one chunk is never copied. The buffer grows only as bytes really arrive, up to the given limit. Knows no command.
/// </summary>
/// <remarks>
/// Layout: <c>[ message so far | freed header bytes | raw bytes not yet looked at | room ]</c>, that is
/// <c>_start .. _messageEnd .. _raw .. _end</c>.
/// </remarks>
internal sealed class MessageBuffer(int maxMessageBytes = MessageBuffer.DefaultMaxMessageBytes) : IDisposable
{
    internal const int DefaultMaxMessageBytes = 512 * 1024 * 1024;
    private const int InitialCapacity = 32 * 1024;
    private const int RetainedCapacity = 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int _start;
    private int _messageEnd;
    private int _raw;
    private int _end;
    private int _chunkLeft;

    /// <summary>Room for the next read; never empty. Tell what was read with <see cref="Advance"/>.</summary>
    public Memory<byte> Room
    {
        get
        {
            MakeRoom();
            return _buffer.AsMemory(_end);
        }
    }

    public bool IsEmpty => _raw == _end && _messageEnd == _start && _chunkLeft == 0;

    public void Advance(int bytes) => _end += bytes;

    /// <summary>
    /// The next whole message, where it lies in the buffer: valid until the next call on this object. Empty chunks between messages
    /// (the server's keep-alive) are passed over.
    /// </summary>
    public bool TryRead(out ReadOnlySpan<byte> message)
    {
        while (true)
        {
            if (_chunkLeft > 0)
            {
                var part = Math.Min(_chunkLeft, _end - _raw);
                if (part == 0) break;
                if (_raw != _messageEnd) Buffer.BlockCopy(_buffer, _raw, _buffer, _messageEnd, part);
                _messageEnd += part;
                _raw += part;
                _chunkLeft -= part;
                if (_chunkLeft > 0) break;
            }

            if (_end - _raw < 2) break;
            var size = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_raw));
            if (size > 0)
            {
                var soFar = _messageEnd - _start;
                if (size > maxMessageBytes - soFar)
                    throw new ProtocolException($"The server sent a message larger than {maxMessageBytes} bytes.");
                _raw += 2;
                _chunkLeft = size;
                if (soFar == 0) _start = _messageEnd = _raw;
                continue;
            }

            _raw += 2;
            if (_messageEnd == _start)
            {
                _start = _messageEnd = _raw;
                continue;
            }

            message = _buffer.AsSpan(_start, _messageEnd - _start);
            _start = _messageEnd = _raw;
            return true;
        }

        message = default;
        return false;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _messageEnd = _raw = _end = 0;
    }

    private void MakeRoom()
    {
        var held = _messageEnd - _start;
        var raw = _end - _raw;
        if (held + raw == 0)
        {
            _start = _messageEnd = _raw = _end = 0;
            if (_buffer.Length > RetainedCapacity) Resize(InitialCapacity, 0, 0);
        }

        if (_end < _buffer.Length) return;
        if (held + raw <= _buffer.Length / 2)
            MoveTo(_buffer, held, raw);
        else
            Resize((int)Math.Min(2L * _buffer.Length, Array.MaxLength), held, raw);
    }

    private void Resize(int capacity, int held, int raw)
    {
        var old = _buffer;
        MoveTo(ArrayPool<byte>.Shared.Rent(capacity), held, raw);
        ArrayPool<byte>.Shared.Return(old);
    }

    private void MoveTo(byte[] target, int held, int raw)
    {
        Buffer.BlockCopy(_buffer, _start, target, 0, held);
        Buffer.BlockCopy(_buffer, _raw, target, held, raw);
        _buffer = target;
        _start = 0;
        _messageEnd = _raw = held;
        _end = held + raw;
    }
}
