using System.Text;
using System.Text.RegularExpressions;

namespace KnowledgeGraph.Server.Ingestion.Web;

/// <summary>
/// Bytes from the web to text. In falling order: byte order mark, the header's charset, the charset that the document gives itself (meta element, XML
/// declaration), UTF-8 where the bytes are valid, else Windows-1252. Source: WHATWG Encoding and HTML, "determining the character encoding".
/// </summary>
internal static partial class WebText
{
    // As far as browsers look (HTML asks for the first 1,024 bytes; real pages are later).
    private const int Prescanned = 4_096;

    public static string Decode(ReadOnlySpan<byte> bytes, string? headerCharset)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes.StartsWith(Encoding.Unicode.Preamble)) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (EncodingOf(headerCharset) is { } told) return told.GetString(bytes);
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Prescanned)]);
        // Who can read the declaration as ASCII does not have UTF-16, whatever it says.
        if (Declared().Match(head) is { Success: true } declared && EncodingOf(declared.Groups["name"].Value) is { } own)
            return (own is UnicodeEncoding ? Encoding.UTF8 : own).GetString(bytes);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return EncodingOf("windows-1252")!.GetString(bytes);
        }
    }

    private static Encoding? EncodingOf(string? label)
    {
        label = label?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(label)) return null;
        // The web means Windows-1252 by these.
        if (label is "iso-8859-1" or "latin1" or "ascii" or "us-ascii" or "iso8859-1") label = "windows-1252";
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(label) ?? Encoding.GetEncoding(label);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex("""(?:<meta[^>]{0,200}?charset\s*=\s*["']?|<\?xml[^>]{0,100}?encoding\s*=\s*["'])(?<name>[A-Za-z0-9_:.\-]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Declared();
}
