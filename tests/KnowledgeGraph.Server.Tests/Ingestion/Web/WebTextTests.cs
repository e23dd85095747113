using System.Text;
using KnowledgeGraph.Server.Ingestion.Web;

namespace KnowledgeGraph.Server.Tests.Ingestion.Web;

public sealed class WebTextTests
{
    private static readonly Encoding Cyrillic = CodePagesEncodingProvider.Instance.GetEncoding("windows-1251")!;

    [Fact]
    public void The_headers_charset_goes_before_the_documents() =>
        Assert.Equal("<meta charset=utf-8>Київ", WebText.Decode(Cyrillic.GetBytes("<meta charset=utf-8>Київ"), "windows-1251"));

    [Theory]
    [InlineData("<meta charset=\"windows-1251\">")]
    [InlineData("<META http-equiv='Content-Type' content='text/html; charset=Windows-1251'>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"windows-1251\"?>")]
    public void The_document_says_its_charset(string declaration) => Assert.Equal(declaration + "Київ", WebText.Decode(Cyrillic.GetBytes(declaration + "Київ"), null));

    [Fact]
    public void A_byte_order_mark_goes_before_all() => Assert.Equal("Київ", WebText.Decode([.. Encoding.UTF8.Preamble, .. "Київ"u8], "windows-1251"));

    [Theory]
    [InlineData("utf-7")]
    [InlineData("no-such-thing")]
    [InlineData("")]
    [InlineData(null)]
    public void A_charset_that_is_none_is_passed_over(string? charset) => Assert.Equal("Zürich", WebText.Decode("Zürich"u8, charset));

    [Fact]
    public void Old_pages_without_a_charset_are_windows_1252() => Assert.Equal("“Zürich”", WebText.Decode([0x93, (byte)'Z', 0xFC, .. "rich"u8, 0x94], null));

    [Fact]
    public void Latin_1_on_the_web_means_windows_1252() => Assert.Equal("“a”", WebText.Decode([0x93, (byte)'a', 0x94], "ISO-8859-1"));
}
