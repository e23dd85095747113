using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace KnowledgeGraph.GraphQL.Language;

/// <summary>Turns .NET strings into the bytes that <see cref="Lexer"/> reads.</summary>
static class Utf8Text
{
    /// <summary>
    /// UTF-8 of the text. A lone surrogate, which has no UTF-8, becomes the three bytes of its code unit, so that the lexer can
    /// name it in its error instead of seeing a replacement character that nobody wrote.
    /// </summary>
    public static byte[] Encode(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var written = 0;
        var rest = text.AsSpan();
        while (Utf8.FromUtf16(rest, bytes.AsSpan(written), out var read, out var part, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            written += part;
            var lone = rest[read];
            bytes[written++] = (byte)(0xE0 | (lone >> 12));
            bytes[written++] = (byte)(0x80 | ((lone >> 6) & 0x3F));
            bytes[written++] = (byte)(0x80 | (lone & 0x3F));
            rest = rest[(read + 1)..];
            if (rest.IsEmpty)
                return bytes[..written];
        }
        return bytes[..(written + Encoding.UTF8.GetByteCount(rest))];
    }
}
