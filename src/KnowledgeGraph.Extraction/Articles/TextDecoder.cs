using System.Text;

namespace KnowledgeGraph.Extraction.Articles;

/// <summary>Bytes to text: UTF-8 (with or without mark), UTF-32 with mark, UTF-16 (with mark, or where zero bytes show it), else Windows-1252 for text that is neither. Binaries are refused.</summary>
internal static class TextDecoder
{
    private const string Windows1252High =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>The text, or null and the reason.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, out string? refusal)
    {
        refusal = null;
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        else if (bytes.StartsWith(Encoding.UTF32.Preamble)) return Strict(new UTF32Encoding(false, true, true), bytes[4..], "UTF-32 little-endian", out refusal);
        else if (bytes.StartsWith<byte>([0, 0, 0xFE, 0xFF])) return Strict(new UTF32Encoding(true, true, true), bytes[4..], "UTF-32 big-endian", out refusal);
        else if (bytes.StartsWith(Encoding.Unicode.Preamble)) return Strict(new UnicodeEncoding(false, true, true), bytes[2..], "UTF-16 little-endian", out refusal);
        else if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)) return Strict(new UnicodeEncoding(true, true, true), bytes[2..], "UTF-16 big-endian", out refusal);

        if (WideWithoutMark(bytes) is { } wide) return wide;
        if (LooksBinary(bytes))
        {
            refusal = "is a binary file; expected text in UTF-8 or UTF-16";
            return null;
        }
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return FromWindows1252(bytes);
        }
    }

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> bytes, string name, out string? refusal)
    {
        refusal = null;
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            refusal = $"begins like {name} but is not valid {name}";
            return null;
        }
    }

    // Latin letters and spaces have a zero byte in UTF-16, always on the same side; a binary has them on both.
    private static string? WideWithoutMark(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || bytes.Length % 2 != 0) return null;
        var head = bytes.Length > 8192 ? bytes[..8192] : bytes;
        int first = 0, second = 0;
        for (var i = 0; i < head.Length; i += 2)
        {
            if (head[i] == 0) first++;
            if (head[i + 1] == 0) second++;
        }
        if (first > 0 == second > 0 || (first + second) * 16 < head.Length / 2) return null;
        var text = Strict(new UnicodeEncoding(bigEndian: first > 0, byteOrderMark: false, throwOnInvalidBytes: true), bytes, "UTF-16", out _);
        return text is not null && !text.AsSpan(0, Math.Min(text.Length, 4096)).ContainsAny(Controls) ? text : null;
    }

    private static readonly System.Buffers.SearchValues<char> Controls =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (char)c).Where(c => c is not ('\t' or '\n' or '\r' or '\f' or '\u001b')), '\uFFFF', '\uFFFE']);

    // A zero byte, or more than one control character in fifty, is no text in any of the encodings that have no mark.
    private static bool LooksBinary(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.Length > 8192 ? bytes[..8192] : bytes;
        if (head.Contains((byte)0)) return true;
        var controls = 0;
        foreach (var b in head)
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B)) controls++;
        return controls * 50 > head.Length;
    }

    private static string FromWindows1252(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var b in bytes) text.Append(b is >= 0x80 and < 0xA0 ? Windows1252High[b - 0x80] : (char)b);
        return text.ToString();
    }
}
