using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace KnowledgeGraph.Storage;

/// <summary>The lines of a stream as bytes, so that one that is no text can be named by its number.</summary>
internal static class Lines
{
    /// <summary>Lines without their ends (<c>\n</c>, <c>\r\n</c>) and without a byte order mark; each is good until the next is asked for.</summary>
    /// <param name="longest">A line of more bytes is refused with <see cref="GraphRequestException"/>.</param>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(Stream input, int longest, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        var number = 0;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                yield return Clean(buffer.Slice(0, end), number++ == 0);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }
            if (buffer.Length > longest) throw new GraphRequestException($"Line {number + 1} has more than {longest >> 20} MB: expected one article a line.");
            if (read.IsCompleted)
            {
                if (!buffer.IsEmpty) yield return Clean(buffer, number == 0);
                await reader.CompleteAsync().ConfigureAwait(false);
                yield break;
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static ReadOnlyMemory<byte> Clean(ReadOnlySequence<byte> line, bool first)
    {
        ReadOnlyMemory<byte> bytes = line.IsSingleSegment ? line.First : line.ToArray();
        if (first && bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        return bytes.Span.EndsWith("\r"u8) ? bytes[..^1] : bytes;
    }
}
