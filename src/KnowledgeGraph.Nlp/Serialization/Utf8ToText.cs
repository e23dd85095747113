using System.Buffers;
using System.Text;

namespace KnowledgeGraph.Nlp.Serialization;

/// <summary>A stream whose UTF-8 bytes go to a text writer, in pieces of any size; it does not close the writer.</summary>
internal sealed class Utf8ToText(TextWriter writer) : Stream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var characters = ArrayPool<char>.Shared.Rent(Encoding.UTF8.GetMaxCharCount(buffer.Length));
        var count = _decoder.GetChars(buffer.Span, characters, flush: false);
        await writer.WriteAsync(characters.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        ArrayPool<char>.Shared.Return(characters);
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Only asynchronous writing is supported.");

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
